"""The table behind an exhibit as a screen shows it: no column that tells nothing, none cut off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd
import pyarrow as pa
import streamlit as st

from khdash.exhibit.core.exhibit import Column, Exhibit, SourceLine, rows_of
from khdash.locale import Words
from khdash.report.table import beside, display, figures_shown
from khdash.web.common.markdown import NO_BREAK, SHORT_CELL, joined_sentences, plain, unbroken
from khdash.web.common.viewport import is_narrow

ROWS_SHOWN = 12
SCROLLED = 420
NARROW_LETTERS, WIDE_LETTERS = 38, 160
"""About how many letters stand side by side in a table on a phone, and on a wide screen."""
WORDS_CELL = 12
"""Words in a table may break sooner than figures, so that the last column is seen too."""
FIGURES = ("figure", "share", "year")
NOTHING = ("", "–")
SPARED = ("theme_name",)
"""What a phone does without."""
STAYS = ("unit_name", "basis", "basis_name")
"""What tells a figure apart from another: shown even where it is the same in every row."""


@dataclass(frozen=True)
class Table:
    """The cells as Markdown, and what every row has in common: (title, text)."""

    cells: pd.DataFrame
    common: tuple[tuple[str, str], ...] = ()

    @cached_property
    def sent(self) -> pa.Table:
        """The cells as they travel to the browser."""
        return pa.Table.from_pandas(self.cells, preserve_index=False)


def draw_table(exhibit: Exhibit, words: Words) -> None:
    """The table of an exhibit; below it what all its rows share, and that it goes on."""
    table = screen_table(exhibit, is_narrow())
    count = len(table.cells)
    if not count:
        st.caption(words("Chưa có số liệu công bố cho lựa chọn này."))
        return
    st.table(
        table.sent,
        border="horizontal",
        height="content" if count <= ROWS_SHOWN else SCROLLED,
        hide_index=True,
        alt=exhibit.alt or exhibit.headline,
    )
    shared = "; ".join(f"{title}: {text}" for title, text in table.common)
    said = [
        words("Mọi dòng – {shared}", shared=shared) if shared else "",
        words("Bảng có {n} dòng, cuộn trong bảng để xem hết", n=count)
        if count > ROWS_SHOWN
        else "",
    ]
    if any(said):
        st.caption(joined_sentences(*said))


@lru_cache(maxsize=256)
def screen_table(exhibit: Exhibit, narrow: bool) -> Table:
    """The table in the reader's language; not to be changed.

    Empty columns are left out, those that say the same in every row are told once. Where a row has
    figures of several years, each year stands in the cell of its figure. A table too wide for a
    phone has two columns: whom a row is about, and all else in words.
    """
    frame = display(exhibit).map(plain)
    columns = _with_years_in_cells(exhibit, frame)
    columns = [c for c in columns if not frame[c.title].isin(NOTHING).all()]
    columns = [c for c in columns if not (narrow and c.name in SPARED)]
    shared = [c for c in columns if len(frame) > 1 and _is_same(frame, c)]
    if len(shared) == len(columns):
        shared = shared[1:]
    kept = [c for c in columns if c not in shared]
    common = tuple((c.title, str(frame[c.title].iloc[0])) for c in shared if not _names_sources(c))
    if _width(frame, kept) > (NARROW_LETTERS if narrow else WIDE_LETTERS):
        kept = _without_sources(kept)
    sources = {source.source_id: source for source in exhibit.sources}
    for column in filter(_names_sources, kept):
        texts = exhibit.table[column.name].fillna("")
        frame[column.title] = [linked_sources(str(ids), sources) for ids in texts]
    frame = frame[[column.title for column in kept]]
    if narrow and len(kept) > 2 and _width(frame, kept) > NARROW_LETTERS:
        return Table(_folded(frame), common)
    for column in kept:
        if not _names_sources(column):
            most = SHORT_CELL if column.format in FIGURES else WORDS_CELL
            frame[column.title] = [unbroken(text, most) for text in frame[column.title]]
    return Table(frame.rename(columns=lambda title: unbroken(title, WORDS_CELL)), common)


def _with_years_in_cells(exhibit: Exhibit, frame: pd.DataFrame) -> list[Column]:
    """The columns of the screen; of several years each joins the cell of its figure."""
    columns = [c for c in exhibit.columns if c.title in frame]
    years = {c.name: c for c in columns if c.format == "year"}
    if len(years) < 2:
        return columns
    joined = set()
    for figure in figures_shown(exhibit):
        year = years.get(beside(figure.figure, "year"))
        if year is None or figure.title not in frame:
            continue
        joined.add(year.name)
        pairs = zip(frame[figure.title], frame[year.title], strict=True)
        frame[figure.title] = [
            f"{text} ({when})" if text not in NOTHING and when else text for text, when in pairs
        ]
    return [c for c in columns if c.name not in joined]


def _is_number(column: Column) -> bool:
    return column.format in FIGURES or bool(column.number)


def _is_same(frame: pd.DataFrame, column: Column) -> bool:
    if _is_number(column) or column.name in STAYS:
        return False
    return bool(frame[column.title].nunique() == 1)


def _without_sources(columns: list[Column]) -> list[Column]:
    """The columns without that of the sources, which stand below the table too; where sources are
    told apart by columns they are what the table is about."""
    naming = [column for column in columns if _names_sources(column)]
    return [c for c in columns if c not in naming] if len(naming) == 1 else columns


def _names_sources(column: Column) -> bool:
    return column.name.endswith("source_id")


def _width(frame: pd.DataFrame, columns: list[Column]) -> int:
    """About how many letters the widest row has, long cells broken."""
    widths = [
        SHORT_CELL
        if _names_sources(column)
        else max(min(max(map(len, frame[column.title])), SHORT_CELL), len(column.title))
        for column in columns
    ]
    return sum(widths)


def _folded(frame: pd.DataFrame) -> pd.DataFrame:
    """The first column, and beside it the others as words: a card a row."""
    first, *others = frame.columns
    cards = [
        " · ".join(f"{plain(str(title))}: **{row[title]}**" for title in others if row[title])
        for row in rows_of(frame)
    ]
    return pd.DataFrame({first: frame[first].map(unbroken), " ": cards})


def folded_board(rows: pd.DataFrame, everyone: str) -> pd.DataFrame:
    """A board with a column a province on a phone: beside each row the provinces, those of one
    state together, as `everyone` where it is that of all; one with an empty cell is not named.

    >>> board = pd.DataFrame({"Việc": ["Đại hội"], "A": ["xong"], "B": [""], "C": ["xong"]})
    >>> folded_board(board, "mọi tỉnh").to_numpy().tolist()
    [['Đại hội', 'A, C: xong']]
    """
    title, *units = rows.columns
    cells = []
    for row in rows_of(rows):
        by_state: dict[str, list[str]] = {}
        for unit in units:
            if row[unit]:
                by_state.setdefault(row[unit], []).append(str(unit))
        names = {
            state: everyone if len(own) == len(units) > 1 else ", ".join(own)
            for state, own in by_state.items()
        }
        cells.append("; ".join(f"{who}: {state}" for state, who in names.items()))
    heads = [str(text).replace(NO_BREAK, " ") for text in rows[title]]
    return pd.DataFrame({title: heads, " ": cells})


def linked_sources(ids: str, sources: Mapping[str, SourceLine]) -> str:
    """The publishers of sources as Markdown, each linked where its address is known.

    >>> paper = SourceLine("s1", "Báo: khuyến học (số liệu đến 2024)", "press", "https://a.vn")
    >>> linked_sources("s1", {"s1": paper})
    '[Báo](<https://a.vn>)'
    """
    found = []
    for item in ids.split():
        source = sources.get(item)
        name = unbroken(plain(publisher(source.title))) if source else item
        found.append(f"[{name}](<{source.url}>)" if source and source.url else name)
    return "; ".join(found)


def publisher(title: str) -> str:
    """Who published: what stands before the colon of a title, without what the figures are of.

    >>> publisher("Báo A: khuyến học"), publisher("Trang B (số liệu đến 2024)")
    ('Báo A', 'Trang B')
    """
    return title.split(":")[0].split(" (")[0].strip() or title
