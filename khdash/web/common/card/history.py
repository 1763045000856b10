"""The other statements on a card: rivals with what decided, and everything ever written."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.topics.lookup.card import FigureCard, Rival, Statement
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words, mark
from khdash.model.actor import Action
from khdash.store.decisions import Figure
from khdash.web.common import reader
from khdash.web.common.card.host import Host
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import exact_figure
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed

LONGEST_REASON = 500
HISTORY_STANDINGS: dict[str, str] = {
    "current": mark("đang dùng"),
    "rival": mark("số liệu khác, không dùng"),
    "other_time": mark("thời điểm khác trong năm"),
    "superseded": mark("đã được thay"),
    "retraction": mark("nguồn rút lại"),
}


def draw_rivals(card: FigureCard, words: Words, host: Host) -> None:
    """The other figures for the same thing, each with what decided, and how to prefer it."""
    if card.instead is not None:
        said = card.instead.statement
        st.markdown(f"**{words('Vì sao số này không được dùng')}**")
        _rival(card.key, Rival(said, card.instead.criterion, card.instead.why), words)
        _button_to(card.key, said, words, host)
        if card.subject is not None:
            _prefer(card.key, card.subject, 0, words, host)
        return
    if not card.rivals:
        return
    st.markdown(f"**{words('Nguồn khác ghi')}**")
    for number, rival in enumerate(card.rivals):
        _rival(card.key, rival, words)
        _prefer(card.key, rival.statement, number, words, host)


def _rival(key: FigureKey, rival: Rival, words: Words) -> None:
    said = rival.statement
    about = [basis_name(words, said.basis), source_name(said, words)]
    value = plain(_value(key, said, words))
    st.markdown(f"- **{value}** · {plain(' · '.join(part for part in about if part))}")
    st.caption(plain(rival.why))


def _button_to(key: FigureKey, said: Statement, words: Words, host: Host) -> None:
    """The way to the card of the figure in use, where it is another card."""
    other = FigureKey(key.unit, key.indicator, key.year, said.basis, key.subgroup)
    label = words("Mở thẻ của số đang dùng")
    if other != key:
        st.button(
            label,
            key="so_dang_dung",
            icon=":material/arrow_forward:",
            on_click=host.go,
            args=(other,),
        )


def _prefer(key: FigureKey, said: Statement, number: int, words: Words, host: Host) -> None:
    """Put this figure in use by a decision of a named person with a reason."""
    value = _value(key, said, words)
    with st.expander(
        words("Dùng số {value} thay số đang dùng", value=value), icon=":material/swap_horiz:"
    ):
        if draw_closed(words, Action.PREFER):
            return
        st.caption(
            words(
                "Quyết định được ghi vào nhật ký cùng tên và lý do; không số nào bị xóa và có thể"
                " hoàn tác ở trang Nhật ký."
            )
        )
        with st.form(f"chon_so_{number}", border=False):
            name = draw_name(words)
            reason = st.text_input(words("Lý do"), max_chars=LONGEST_REASON)
            asked = st.form_submit_button(words("Dùng số này"), type="primary")
        if asked and _submit(key, said, (name, str(reason or "").strip()), words):
            host.again()


def _submit(key: FigureKey, said: Statement, typed: tuple[str, str], words: Words) -> bool:
    """Whether the decision was written; a refusal is told on the card."""
    name, reason = typed
    if not name or not reason or said.value is None:
        st.warning(words("Cần họ tên và lý do."))
        return False
    figure = Figure(
        unit=key.unit,
        indicator=key.indicator,
        year=key.year,
        source_id=said.source_id,
        value=said.value,
        subgroup=key.subgroup,
        basis=said.basis,
        point=said.point,
    )
    preferred = signed(name, lambda store, who: store.prefer(who, figure, reason), words)
    return preferred is not None


def draw_history(card: FigureCard, words: Words) -> None:
    """Every statement ever written, the newest first, with what was undone and by whom."""
    count = words.number(len(card.history))
    st.markdown(f"**{words('Lịch sử: {n} lần ghi', n=count)}**")
    lines = [
        {
            words("Giá trị"): _value(card.key, said, words)
            if said.value is not None
            else words("rút lại"),
            words("Tình trạng"): _standing(said, words),
            words("Khi nào"): words.moment(said.committed_at),
            words("Ai"): said.committed_by or "–",
            words("Nguồn"): " · ".join(
                filter(None, (source_name(said, words), place_text(said, words)))
            ),
            words("Tính đến"): words.date(said.as_of) if said.as_of is not None else "–",
            words("Lần nạp"): str(said.batch_id),
        }
        for said in card.history
    ]
    frame = pd.DataFrame(lines, dtype="str")
    varying = [name for name, cells in frame.items() if len(frame) == 1 or cells.nunique() > 1]
    alike = [f"{name}: {frame[name].iloc[0]}" for name in frame if name not in varying]
    frame = frame.loc[:, [name for name in varying if any(frame[name] != "–")]]
    if told := "; ".join(text for text in alike if not text.endswith(": –")):
        st.caption(plain(words("Mọi dòng – {shared}", shared=told) + "."))
    if frame.empty or frame.columns.empty:
        return
    frame = frame.map(plain).map(unbroken)
    st.table(
        frame,
        border="horizontal",
        hide_index=True,
        alt=words("Mọi lần ghi của số liệu này, mới nhất đứng trước"),
    )


def _standing(said: Statement, words: Words) -> str:
    if said.undone_at is not None:
        text = words(
            "đã hoàn tác {when}, {who}", when=words.moment(said.undone_at), who=said.undone_by
        )
        return f"{text}: {said.undone_reason}" if said.undone_reason else text
    return words(HISTORY_STANDINGS[said.standing])


def place_text(said: Statement, words: Words) -> str:
    """The file, sheet and cell of a statement; '' where none is recorded."""
    if said.channel == "published":
        return words("Dòng {line} của tệp {name}", line=said.cell, name=said.sheet)
    parts = [
        words("tệp {name}", name=said.file_name) if said.file_name else "",
        words("trang tính {name}", name=said.sheet) if said.sheet else "",
        words("ô {name}", name=said.cell) if said.cell else "",
    ]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def source_name(said: Statement, words: Words) -> str:
    """The title of a statement's source."""
    source = said.source
    return (source and words.of(source.title_vi, source.title_en)) or said.source_id


def _value(key: FigureKey, said: Statement, words: Words) -> str:
    return exact_figure(
        said.value, key.indicator, said.qualifier, reader.dataset().catalogue, words
    )
