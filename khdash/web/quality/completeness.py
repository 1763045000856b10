"""The matrix of what is there and what is missing; each gap is the way to a form for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.quality.completeness import MARKS, STATES
from khdash.locale import Words
from khdash.model.frames import each_row
from khdash.model.kept import kept
from khdash.model.rows import Row, rows_of
from khdash.transform.completeness import Cell
from khdash.web.common import reader
from khdash.web.common.choices import ALL
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.heading import draw_heading
from khdash.web.common.page import exhibit
from khdash.web.common.presenting import is_taking_up, take_up
from khdash.web.common.viewport import is_narrow
from khdash.web.quality.gap_form import CHOSEN_GAP, draw_gap_form, label_of

SEEN, SEEN_NARROW = 10, 3
"""Columns of the board that are seen at once: on a laptop, and on a phone."""


def draw_completeness(words: Words) -> None:
    """Choose a theme or one of its indicators; see the cells; fill a gap."""
    catalogue = reader.dataset().catalogue
    theme = _theme(words)
    codes = [entry.code for entry in catalogue.by_theme[theme]]
    chosen = _indicator(codes, words)
    shown = exhibit("completeness", *(codes if chosen == ALL else [chosen]))
    if is_taking_up():
        take_up(shown, _on_slide(shown, words) if chosen == ALL else _years_of(shown, words))
        return
    draw_heading(shown, shown.subtitle)
    if chosen == ALL:
        _by_indicator(shown, words)
    else:
        _by_year(shown, words)
    draw_gap_form(shown.rows, words)
    _files(shown, words)


def _theme(words: Words) -> str:
    themes = reader.dataset().catalogue.themes
    return str(
        st.segmented_control(
            words("Nhóm"),
            tuple(themes),
            required=True,
            format_func=lambda c: words.name(themes[c]),
            key="nhom_so",
            persist_state="session",
        )
    )


def _indicator(codes: Sequence[str], words: Words) -> str:
    """The indicator in view; that of another theme gives way to all of this one."""
    indicators = reader.dataset().catalogue.indicators
    if st.session_state["chi_so_du"] not in codes:
        st.session_state["chi_so_du"] = ALL
    return str(
        st.selectbox(
            words("Chỉ số"),
            (ALL, *codes),
            format_func=lambda c: (
                words("Mọi chỉ số của nhóm") if c == ALL else words.name(indicators[c])
            ),
            key="chi_so_du",
            persist_state="session",
            width=420,
        )
    )


def _by_year(shown: Exhibit, words: Words) -> None:
    """Provinces by years of one indicator, each cell a mark; totals at the end."""
    states = [f"**{MARKS[state]}** {words(STATES[state])}" for state in STATES]
    st.caption(" · ".join([*states, words("bấm vào ô ○ để lấy biểu mẫu")]))
    _draw(_years_of(shown, words), shown, "nam", partial(_open_gap, shown.table, words))


def _years_of(shown: Exhibit, words: Words) -> pd.DataFrame:
    years = sorted(shown.table["year"].unique(), reverse=True)
    return year_matrix(shown.table, years, words)


def year_matrix(table: pd.DataFrame, years: Sequence[int], words: Words) -> pd.DataFrame:
    """Provinces by years, newest first, with filled / due of each row and column."""
    marks = table.pivot(index="unit_name", columns="year", values="mark")
    marks = marks.loc[table["unit_name"].unique(), list(years)]
    filled = table.groupby("unit_name", sort=False)[["filled", "due"]].sum()
    per_year = table.groupby("year")[["filled", "due"]].sum()
    whole = table[["filled", "due"]].sum()
    marks.columns = [str(year) for year in marks.columns]
    marks.insert(0, words("Đủ"), _shares(filled.loc[marks.index], words))
    total = [
        _share(whole["filled"], whole["due"], words),
        *_shares(per_year.loc[list(years)], words),
    ]
    marks.loc[words("Số tỉnh có số")] = total
    return marks.reset_index(names=words("Tỉnh, thành phố")).astype("str")


def _by_indicator(shown: Exhibit, words: Words) -> None:
    """Provinces by indicators of a theme, each cell the filled of the due years."""
    told = words(
        "Mỗi ô: số năm có số liệu trên số năm cần có. Bấm vào một cột hoặc chọn"
        " một chỉ số để xem từng năm."
    )
    columns = _indicators_of(shown).shape[1]
    if columns > (SEEN_NARROW if is_narrow() else SEEN):
        told += " " + words("Bảng có {n} cột, kéo ngang để xem hết.", n=columns)
    st.caption(told)
    indicators = reader.dataset().catalogue.indicators
    codes = {words.of(i.short_vi, i.short_en): code for code, i in indicators.items()}
    _draw(_indicators_of(shown), shown, "chi_so", partial(_open_code, codes))


@kept(1)
def _indicators_of(shown: Exhibit) -> pd.DataFrame:
    words = Words(shown.selection.lang)
    indicators = reader.dataset().catalogue.indicators
    short = {c: words.of(i.short_vi, i.short_en) for c, i in indicators.items()}
    return indicator_matrix(shown.rows, short, words)


def _on_slide(shown: Exhibit, words: Words) -> pd.DataFrame:
    """Indicators by provinces: a screen has room for all of these, and for the first of those."""
    board = _indicators_of(shown)
    turned = board.set_index(board.columns[0]).T
    return turned.reset_index(names=words("Chỉ số"))


def indicator_matrix(cells: Sequence[Row], short: dict[str, str], words: Words) -> pd.DataFrame:
    """Provinces by indicators with filled / due, and the totals of both."""
    filled, due = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cell in cells:
        unit, code = cell["unit_name"], cell["indicator"]
        for key in ((unit, code), (unit, ""), ("", code), ("", "")):
            filled[key] += cell["filled"]
            due[key] += cell["due"]
    codes = ["", *dict.fromkeys(cell["indicator"] for cell in cells)]
    heads = [words("Tỉnh, thành phố"), words("Tất cả"), *(short[code] for code in codes[1:])]
    rows = [
        [
            unit or words("Cộng"),
            *(_share(filled[unit, code], due[unit, code], words) for code in codes),
        ]
        for unit in [*dict.fromkeys(cell["unit_name"] for cell in cells), ""]
    ]
    return pd.DataFrame(rows, columns=heads, dtype="str")


def _shares(sums: pd.DataFrame, words: Words) -> list[str]:
    return [_share(row.filled, row.due, words) for row in each_row(sums)]


def _share(filled: int, due: int, words: Words) -> str:
    """Filled of due; a cell where nothing is due says so by its mark."""
    return f"{words.number(filled)}/{words.number(due)}" if due else MARKS[Cell.NOT_DUE]


def _open_gap(table: pd.DataFrame, words: Words, row: int, column: str) -> None:
    """A cell of the year matrix: the form for it, where it is a gap."""
    units = table["unit_name"].unique()
    if row < len(units) and column.isdigit():
        own = table[(table["unit_name"] == units[row]) & (table["year"] == int(column))]
        if own["state"].tolist() == [str(Cell.GAP)]:
            st.session_state[CHOSEN_GAP] = label_of(rows_of(own)[0])


def _open_code(codes: dict[str, str], row: int, column: str) -> None:
    """A column of the theme's matrix: its indicator, year by year."""
    if column in codes:
        st.session_state["chi_so_du"] = codes[column]


def _draw(
    matrix: pd.DataFrame, shown: Exhibit, kind: str, on_cell: Callable[[int, str], None]
) -> None:
    first, *others = matrix.columns
    column = st.column_config.TextColumn
    narrow, words = is_narrow(), Words(shown.selection.lang)
    head = words("Tỉnh") if narrow else first
    looks = {first: column(head, pinned=True, width=105 if narrow else 190)}
    looks |= {name: column(alignment="center") for name in others}
    key = f"ma_tran_{kind}"

    def selected() -> None:
        for row, name in st.session_state[key]["selection"]["cells"]:
            on_cell(int(row), str(name))

    st.dataframe(
        matrix,
        hide_index=True,
        height="content",
        column_config=looks,
        alt=shown.alt,
        on_select=selected,
        selection_mode="single-cell",
        key=key,
    )


def _files(shown: Exhibit, words: Words) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        draw_exhibit_downloads(
            shown, "do_du", words, lambda kind: words("{kind}: từng ô", kind=kind)
        )
