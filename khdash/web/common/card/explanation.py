"""What the office says of a figure: on its card, with who and when, and the form to say it."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.lookup.card import FigureCard, Statement
from khdash.exhibit.topics.lookup.explained import Explanation
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.store.decisions import LONGEST_EXPLANATION, Explained
from khdash.store.journal import Entry
from khdash.web.common import reader
from khdash.web.common.card.host import Host
from khdash.web.common.markdown import plain
from khdash.web.common.names import exact_figure, unit_names
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed


def draw_explanation(card: FigureCard, words: Words) -> None:
    """What is said of the figure as it stands, if anything is."""
    now = card.explanation
    if now is not None:
        st.markdown(f"{words('Thuyết minh của Hội')}: {plain(now.told(words))}")


def draw_explaining(card: FigureCard, words: Words, host: Host) -> None:
    """What was said before, and the form to say it or to take it back."""
    said, now = card.subject, card.explanation
    earlier = [one for one in card.explanations if one is not now and one.text]
    if earlier:
        with st.expander(words("Thuyết minh trước đây ({n})", n=len(earlier))):
            lines = (_earlier(one, card.key, words) for one in earlier)
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if said is None or said.value is None:
        return
    label = words("Viết thuyết minh") if now is None else words("Sửa hoặc rút thuyết minh")
    with st.expander(label, icon=":material/edit_note:"):
        if not draw_closed(words, Action.EXPLAIN, [card.key.unit]):
            _form(card.key, said, now, words, host)


def draw_explanations(entry: Entry, words: Words) -> None:
    """What the entry of a batch says of figures, or takes back."""
    catalogue = reader.dataset().catalogue
    for one in entry.records.get("explanation", ()):
        indicator = catalogue.indicators.get(one["indicator"])
        unit = unit_names(catalogue, words).get(one["unit"], one["unit"])
        name = words.name(indicator) if indicator else one["indicator"]
        said = f"“{one['text']}”" if one["text"] else words("rút thuyết minh")
        st.markdown(plain(f"{unit}, {name}, {one['year']}: {said}"))


def _earlier(one: Explanation, key: FigureKey, words: Words) -> str:
    """A text that counts no more, with the figure that it was of."""
    catalogue = reader.dataset().catalogue
    value = exact_figure(one.value, key.indicator, one.qualifier, catalogue, words)
    return words("Khi số là {value}: {told}", value=value, told=one.told(words))


def _form(
    key: FigureKey, said: Statement, now: Explanation | None, words: Words, host: Host
) -> None:
    st.caption(
        words(
            "Hiện cùng số này trên thẻ, dưới hình, dưới bảng và trong tệp; số thay đổi thì không"
            " hiện nữa."
        )
    )
    with st.form("thuyet_minh", border=False):
        text = st.text_area(
            words("Vì sao số như vậy"),
            value=now.text if now is not None else "",
            max_chars=LONGEST_EXPLANATION,
            height=90,
            placeholder=words("ví dụ: số giảm vì sáp nhập chi hội"),
        )
        name = draw_name(words)
        with st.container(horizontal=True, gap="small"):
            asked = st.form_submit_button(words("Ghi thuyết minh"), type="primary")
            back = now is not None and st.form_submit_button(words("Rút thuyết minh"))
    if asked and not str(text or "").strip():
        st.warning(words("Cần nội dung thuyết minh."))
    elif (asked or back) and not name:
        st.warning(words("Cần họ tên."))
    elif (asked or back) and _written(key, said, "" if back else str(text), name, words):
        host.again()


def _written(key: FigureKey, said: Statement, text: str, name: str, words: Words) -> bool:
    """Whether it was written; a refusal is told on the card."""
    assert said.value is not None
    figure = Explained(
        unit=key.unit,
        indicator=key.indicator,
        year=key.year,
        value=said.value,
        qualifier=said.qualifier,
        subgroup=key.subgroup,
        basis=said.basis,
        point=said.point,
        period=said.period,
    )
    return signed(name, lambda store, who: store.explain(who, figure, text), words) is not None
