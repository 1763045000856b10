"""One finding: what, why, what to do, the figures behind it, and who says that it is right."""

from __future__ import annotations

from typing import Any

import streamlit as st

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.rules.confirmation import KEY
from khdash.store.batches import Submission
from khdash.web.common import reader
from khdash.web.common.entries import entry_of
from khdash.web.common.markdown import NO_BREAK, plain
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed
from khdash.web.search.opening import link_to_figure, search_page

COLOURS = {"error": "red", "warning": "orange", "info": "gray"}
LONGEST_NOTE = 500
MOST_LINKS = 5


def draw_finding(row: Any, words: Words) -> None:
    """A row of the exhibit `quality_findings`."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f":{COLOURS[row.severity]}-badge[{plain(row.severity_name)}]"
            f" **{plain(row.rule_name)}**  \n"
            f"{plain(row.unit_name)} · {plain(row.indicator_name)}{NO_BREAK}·{NO_BREAK}{row.year}"
        )
        st.markdown(plain(row.why))
        st.caption(plain(row.to_do))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for text in (row.figure, *row.other_figures[: MOST_LINKS - 1]):
                _card_link(text, words)
            with st.popover(words("Số này đúng"), icon=":material/verified:", type="tertiary"):
                if not draw_closed(words, Action.WRITE, [row.unit]):
                    _confirmation(row, words)


def _card_link(text: str, words: Words) -> None:
    key = FigureKey.from_text(text)
    if key is None:
        return
    entry = reader.dataset().catalogue.indicators[key.indicator]
    st.page_link(
        entry_of(search_page()),
        label=plain(f"{words.of(entry.short_vi, entry.short_en)} {key.year}"),
        icon=":material/badge:",
        query_params=link_to_figure(key),
        help=words("Mở thẻ của số liệu này"),
    )


def _confirmation(row: Any, words: Words) -> None:
    """A named person confirms the figure, with a note."""
    with st.form(f"xac_nhan_{row.rule}_{row.figure}", border=False):
        name = draw_name(words)
        note = st.text_area(
            words("Vì sao số này đúng"),
            max_chars=LONGEST_NOTE,
            height=90,
            placeholder=words("ví dụ: đã đối chiếu báo cáo ký ngày 15/01/2025"),
        )
        st.caption(words("Khi số này hay số đối chiếu thay đổi, điều này được hỏi lại."))
        if st.form_submit_button(words("Xác nhận số này đúng"), type="primary"):
            _submit(row, name, str(note or "").strip(), words)


def _submit(row: Any, name: str, note: str, words: Words) -> None:
    """Write the confirmation as a batch of its own, so that it can be undone like any other."""
    if not name or not note:
        st.warning(words("Cần họ tên và lý do."))
        return
    record = {field: getattr(row, field) for field in KEY}
    record |= {"year": int(row.year), "note": note}
    given = Submission(records={"confirmation": [record]}, channel="decision", note=note)
    if signed(name, lambda store, who: store.commit(who, given), words):
        st.rerun()
