"""The board of targets: a row a target, a column a province, each cell a sign, a word, a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.target_card import same_level_card
from khdash.exhibit.topics.targets.status import indicators_with_targets, status_scope
from khdash.locale import Words
from khdash.model.selection import NATIONAL_TARGETS, Selection
from khdash.web.common import reader
from khdash.web.common.card.drawer import Content, draw_drawer, open_card
from khdash.web.common.component import component
from khdash.web.common.foot import draw_foot
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain
from khdash.web.common.presenting import is_taking_up, take_up
from khdash.web.common.table import TABLE
from khdash.web.common.viewport import is_narrow
from khdash.web.targets.board_lines import (
    Line,
    frame_of,
    lines_of,
    packed_board,
    targets_at,
    units_of,
)

LINES_OF_PHONE = 10
"""Targets that a phone shows before the others are asked for."""


def show_board(exhibit: Exhibit, key: str) -> None:
    """The headline, the board, what it rests on and the ways out."""
    words = Words(exhibit.selection.lang)
    judged, unknown = lines_of(exhibit)
    gone = words("{n} chỉ tiêu chưa tỉnh nào có số để xét", n=len(unknown))
    if is_taking_up():
        if judged:
            take_up(exhibit, frame_of(judged, words))
        if unknown:
            take_up(replace(exhibit, headline=gone), frame_of(unknown, words))
        return
    with st.container(border=True, key=f"hinh_{key}"):
        draw_heading(exhibit, exhibit.subtitle)
        if not exhibit.rows:
            st.caption(words("Chưa có chỉ tiêu nào để xét trong lựa chọn này"))
        most = LINES_OF_PHONE if is_narrow() else len(judged)
        if judged:
            draw_board(exhibit, judged[:most], exhibit.alt, key)
        if more := judged[most:]:
            told = words("{n} chỉ tiêu nữa", n=len(more))
            rest = st.expander(told, type="compact", key=f"nua_{key}", on_change="rerun")
            if rest.open:
                with rest:
                    draw_board(exhibit, more, told, f"nua_{key}")
        if unknown:
            folded = st.expander(gone, type="compact", key=f"chua_co_{key}", on_change="rerun")
            if folded.open:
                with folded:
                    draw_board(exhibit, unknown, gone, f"chua_co_{key}")
        if told := _without_column(exhibit, judged, unknown, words):
            st.caption(plain(told))
        draw_foot(exhibit, key, words)


def _without_column(
    exhibit: Exhibit, judged: Sequence[Line], unknown: Sequence[Line], words: Words
) -> str:
    """The provinces without a column of the board, and why; '' where each has one."""
    shown = units_of(judged)
    silent = [unit for unit in units_of(unknown) if unit not in shown]
    without = exhibit.extra.get("empty")
    told = []
    if silent and judged:
        told.append(words("Chưa chỉ tiêu nào có số để xét: {names}.", names=words.listed(silent)))
    if isinstance(without, list) and without:
        told.append(words("Chưa có chỉ tiêu riêng: {names}.", names=words.listed(without)))
    return " ".join(told)


@st.fragment
def draw_board(exhibit: Exhibit, lines: Sequence[Line], alt: str, key: str) -> None:
    """The lines as a table of which each level and each figure opens the card of its target."""
    widget = f"bang_{key}"
    component(TABLE)(
        key=widget,
        data=packed_board(lines, alt, Words(exhibit.selection.lang), narrow=is_narrow()),
        on_chosen_change=partial(_open_chosen, widget, exhibit, lines),
    )
    draw_drawer()


def _open_chosen(widget: str, exhibit: Exhibit, lines: Sequence[Line]) -> None:
    """A callback: open the card of the clicked cell."""
    said = (st.session_state.get(widget) or {}).get("chosen")
    if not isinstance(said, list) or len(said) != 2:
        return
    found = targets_at(lines, *said)
    if not found:
        return
    content: Content = found[0]
    if len(found) > 1:
        content = same_level_card(reader.current_dataset(), exhibit.selection, found)
    open_card(content, exhibit.selection)


def choose_national() -> None:
    """Whether provinces without a target of their own are judged against the country's."""
    words = reader.words()
    st.toggle(
        words("Xét cả theo chỉ tiêu quốc gia"),
        value=bool(st.session_state["chi_tieu"]),
        key="_chi_tieu",
        on_change=_set_national,
        help=words(
            "Chỉ tiêu quốc gia đặt cho cả nước; với từng tỉnh đó là mốc tham chiếu, chỉ xét khi"
            " được yêu cầu."
        ),
    )


def _set_national() -> None:
    st.session_state["chi_tieu"] = NATIONAL_TARGETS if st.session_state["_chi_tieu"] else ""


def choose_indicator() -> str:
    """The indicator that the page looks at in detail."""
    words, dataset = reader.words(), reader.current_dataset()
    options = [i.code for i in indicators_with_targets(status_scope(dataset, Selection()))]
    names = dataset.catalogue.indicators
    return str(
        st.selectbox(
            words("Chỉ số"),
            options,
            format_func=lambda code: words.name(names[code]),
            key="xet",
            persist_state="session",
            width=420,
        )
    )


def basis_of_targets(indicator: str) -> str:
    """The denominator that most targets of an indicator are on: its course is shown on that one,
    since figures on another are held against none of them. '' where it has one denominator.
    """
    bases = [t.basis for t in reader.dataset().catalogue.targets if t.indicator == indicator]
    return max(bases, key=bases.count, default="")
