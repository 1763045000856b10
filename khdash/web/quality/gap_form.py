"""From a gap to a form to be filled in: for exactly that province, indicator and year."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import streamlit as st

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words
from khdash.model.rows import Row, grouped
from khdash.report.forms import FormRequest
from khdash.transform.completeness import Cell
from khdash.web.common import reader
from khdash.web.common.card.drawer import open_card
from khdash.web.common.form_request import draw_request

CHOSEN_GAP = "o_thieu"
Gap = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""Units, indicators and years of a form."""


def draw_gap_form(cells: Sequence[Row], words: Words) -> None:
    """Choose a province's gaps or a single one, and take its form along."""
    open_cells = [cell for cell in cells if cell["state"] == Cell.GAP]
    gaps = gaps_of(open_cells, words)
    if not gaps:
        st.caption(words("Không còn ô nào thiếu ở đây."))
        return
    if st.session_state.get(CHOSEN_GAP) not in gaps:
        st.session_state[CHOSEN_GAP] = None
    label = st.selectbox(
        words("Ô còn thiếu"),
        tuple(gaps),
        index=None,
        placeholder=words("chọn một ô, hoặc mọi ô của một tỉnh, để lấy biểu mẫu")
        if is_single(open_cells)
        else words("chọn một tỉnh để lấy biểu mẫu; chọn một chỉ số ở trên để thấy từng ô"),
        key=CHOSEN_GAP,
        width=560,
    )
    if label is not None:
        draw_request(request_of(gaps[label], words.lang), words, CHOSEN_GAP)
        _offer_card(gaps[label], words)


def _offer_card(gap: Gap, words: Words) -> None:
    """The card of a single gap, on which its figure can be added at once."""
    units, indicators, years = gap
    if len(units) == len(indicators) == len(years) == 1:
        st.button(
            words("Thêm số này ngay ở đây"),
            key="them_so",
            type="tertiary",
            icon=":material/add:",
            on_click=open_card,
            args=(FigureKey(units[0], indicators[0], years[0]), reader.current_selection()),
        )


def gaps_of(cells: Sequence[Row], words: Words) -> dict[str, Gap]:
    """The forms that the gaps call for, by their label: each province as a whole; of one indicator
    each gap too, newest first (of a whole theme there are thousands)."""
    found: dict[str, Gap] = {}
    for name, own in grouped(cells, "unit_name").items():
        label = words("{unit}: {n} ô còn thiếu", unit=name, n=len(own))
        found[label] = (_each(own, "unit"), _each(own, "indicator"), _each(own, "year"))
    if not is_single(cells):
        return found
    for row in sorted(cells, key=itemgetter("year"), reverse=True):
        found[label_of(row)] = ((row["unit"],), (row["indicator"],), (row["year"],))
    return found


def is_single(cells: Sequence[Row]) -> bool:
    """Whether the cells are of one indicator."""
    return len({cell["indicator"] for cell in cells}) == 1


def label_of(cell: Row) -> str:
    """How the list of gaps names a cell of the exhibit `completeness`."""
    return f"{cell['unit_name']} · {cell['indicator_name']} · {cell['year']}"


def request_of(gap: Gap, lang: str) -> FormRequest:
    """The form of a gap; what is known of a province's other cells is left out."""
    units, indicators, years = gap
    return FormRequest(indicators, years, units, lang, "wide", only_missing=True)


def _each(cells: Sequence[Row], column: str) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(cell[column] for cell in cells))
