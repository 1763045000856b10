"""The table of an exhibit as a screen shows it: no column that tells nothing, none cut off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import orjson
import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Column, Exhibit, SourceLine, beside
from khdash.exhibit.core.sources import publisher
from khdash.exhibit.topics.lookup.shown import figure_in, holds_figures
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import rows_of
from khdash.report.table import display, figures_shown, presence_text
from khdash.web.common import reader
from khdash.web.common.card.offer import choose, draw_offer
from khdash.web.common.component import component, under
from khdash.web.common.markdown import NO_BREAK
from khdash.web.common.unparted import unparted
from khdash.web.common.viewport import is_narrow

TABLE = "table"
"""The component's name."""
ROWS_SHOWN, CARDS_SHOWN = 20, 12
"""Rows from which on a table goes on in its own box on a wide screen, and shows its first ones on a
phone, where each row is a card."""
LETTERS = 160
"""About how many letters stand side by side in a table on a wide screen."""
LONG_CELL = 24
LETTERS_OF_DOT = 6
SHORT = 15
"""Letters up to which a name or a heading is not broken: the long texts of a table give way."""
FIGURES = ("figure", "share", "year")
NOTHING = ("", "–")
SPARED = ("theme_name",)
"""What a phone does without."""
STAYS = ("unit_name", "basis", "basis_name")
"""What tells a figure apart from another: shown even where it is the same in every row."""

Cell = str | list[list[str]]
"""A text, or sources: each a name and an address, which may be empty."""


@dataclass(frozen=True)
class Table:
    """A table in the reader's language; common: what all rows share; below: that in a sentence;
    goes_on: how many rows there are, said where the table scrolls; whole: the same of a phone, that
    shows its first ones; present: the text of a cell that is drawn as a full dot."""

    alt: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    common: tuple[str, ...] = ()
    below: str = ""
    goes_on: str = ""
    whole: str = ""
    present: str = ""

    @property
    def scrolls(self) -> str:
        """On which screens not every row is seen at once: every one, a narrow one or none."""
        if len(self.rows) > ROWS_SHOWN:
            return "wide"
        return "narrow" if len(self.rows) > CARDS_SHOWN else ""

    @cached_property
    def packed(self) -> bytes:
        """As static/components/table.js reads it."""
        return self.packed_with(((),) * len(self.columns), "", None)

    def packed_with(
        self, cards: Sequence[Sequence[int]], hint: str, catalogue: Catalogue | None
    ) -> bytes:
        """The same where figures have cards: of each column the rows, and what a card is called.

        Of a long text the names in the catalogue and the figures stand in one line each.
        """
        columns = [
            {
                "title": c.title,
                "number": place > 0 and c.format != "year" and _is_number(c),
                "spared": c.name in SPARED or c.only == "wide",
                **({"whole": True} if self._is_short(place) else {}),
                **({"narrow": True} if c.only == "narrow" else {}),
                **({"part": part} if (part := _part_of(c)) else {}),
                **({"dot": self.present} if c.format == "presence" else {}),
                **({"cards": len(own) == len(self.rows) or own} if own else {}),
            }
            for place, (c, own) in enumerate(zip(self.columns, cards, strict=True))
        ]
        table = {
            "alt": self.alt,
            "columns": columns,
            "rows": [
                [
                    unparted(cell, catalogue)
                    if isinstance(cell, str) and len(cell) > SHORT
                    else cell
                    for cell in row
                ]
                for row in self.rows
            ],
            "scrolls": self.scrolls,
            "below": self.below,
            "goes_on": self.goes_on,
            "all": self.whole,
        }
        return orjson.dumps(table | ({"card": hint} if any(cards) else {}))

    def _is_short(self, place: int) -> bool:
        """Whether no cell of a column is long: a name, a date, a year."""
        texts = [row[place] for row in self.rows]
        return all(isinstance(text, str) and len(text) <= SHORT for text in texts)


def draw_table(exhibit: Exhibit, key: str, words: Words, foot: bytes = b"") -> None:
    """The table of an exhibit with what stands below it, and the way to the card of a chosen
    figure; nothing where it has no row, which its heading says.
    """
    if not screen_table(exhibit).rows:
        return
    widget = f"bang_{key}"
    component(TABLE)(
        key=widget,
        data=under(packed_table(reader.current_dataset(), exhibit), foot),
        on_chosen_change=partial(choose_cell, widget, key, exhibit),
    )
    draw_offer(exhibit, key, "table", words)


@kept(256)
def packed_table(dataset: Dataset, exhibit: Exhibit) -> bytes:
    """The table with what its cells lead to, as static/components/table.js reads it."""
    table = screen_table(exhibit)
    cards = [
        [
            line
            for line, row in enumerate(exhibit.rows if holds_figures(column) else ())
            if figure_in(dataset, exhibit, row, column) is not None
        ]
        for column in table.columns
    ]
    hint = Words(exhibit.selection.lang)("Thẻ số liệu")
    return table.packed_with(cards, hint, exhibit.catalogue)


def choose_cell(widget: str, key: str, exhibit: Exhibit) -> None:
    """A callback: take the figure of the clicked cell as chosen; widget: what drew the table."""
    said = (st.session_state.get(widget) or {}).get("chosen")
    if not isinstance(said, list) or not all(isinstance(at, int) for at in said):
        return
    columns = screen_table(exhibit).columns
    if len(said) == 2 and 0 <= said[0] < len(exhibit.rows) and 0 <= said[1] < len(columns):
        row, column = exhibit.rows[said[0]], columns[said[1]]
        choose(key, "table", figure_in(reader.current_dataset(), exhibit, row, column))


@kept(1)
def screen_table(exhibit: Exhibit) -> Table:
    """The table in the reader's language; not to be changed.

    Empty columns are left out, those that say the same in every row are told once. Where a row has
    figures of several years, each year stands in the cell of its figure.
    """
    texts = display(exhibit)
    columns = _with_years_in_cells(exhibit, texts)
    columns = [c for c in columns if any(text not in NOTHING for text in texts[c.name])]
    many = len(exhibit.rows) > 1
    shared = [c for c in columns if many and _is_same(c, texts[c.name])]
    if len(shared) == len(columns):
        shared = shared[1:]
    kept = [c for c in columns if c not in shared]
    if sum(_letters(c, texts[c.name]) for c in kept if c.only != "narrow") > LETTERS:
        kept = _without_sources(kept)
    common = tuple(f"{c.title}: {texts[c.name][0]}" for c in shared if not _names_sources(c))
    sources = {source.source_id: source for source in exhibit.sources}
    cells: list[Sequence[Cell]] = [
        [named_sources(str(row.get(c.name) or ""), sources) for row in exhibit.rows]
        if _names_sources(c)
        else texts[c.name]
        for c in kept
    ]
    alt = exhibit.alt or exhibit.headline
    rows = list(zip(*cells, strict=True))
    words = Words(exhibit.selection.lang)
    told = "; ".join(common).removesuffix(".")
    below = words("Mọi dòng – {shared}", shared=told) + "." if told else ""
    goes_on = words("Bảng có {n} dòng, cuộn trong bảng để xem hết", n=len(rows)) + "."
    whole = words("Xem cả {n} dòng", n=len(rows))
    full = presence_text(words, present=True)
    return Table(alt, tuple(kept), rows, common, below, goes_on, whole, full)


def _with_years_in_cells(exhibit: Exhibit, texts: dict[str, list[str]]) -> list[Column]:
    """The columns of the screen; of several years each joins the cell of its figure."""
    years = {c.name for c in exhibit.columns if c.format == "year"}
    if len(years) < 2:
        return list(exhibit.columns)
    joined = set()
    for figure in figures_shown(exhibit):
        year = beside(figure.figure, "year")
        if year not in years:
            continue
        joined.add(year)
        pairs = zip(texts[figure.name], texts[year], strict=True)
        texts[figure.name] = [
            f"{text} ({when})" if text not in NOTHING and when else text for text, when in pairs
        ]
    return [c for c in exhibit.columns if c.name not in joined]


def _is_number(column: Column) -> bool:
    return column.format in FIGURES or bool(column.number)


def _part_of(column: Column) -> str:
    """What of a figure a column holds: itself, its year or its basis; '' for anything else."""
    if column.name in ("basis", "basis_name"):
        return "basis"
    if column.format == "year":
        return "year"
    return "figure" if _is_number(column) else ""


def _is_same(column: Column, texts: Sequence[str]) -> bool:
    if _is_number(column) or column.name in STAYS or column.format == "presence":
        return False
    return len(set(texts)) == 1


def _without_sources(columns: list[Column]) -> list[Column]:
    """The columns without that of the sources, which stand below the table too; where sources are
    told apart by columns they are what the table is about."""
    naming = [column for column in columns if _names_sources(column)]
    return [c for c in columns if c not in naming] if len(naming) == 1 else columns


def _names_sources(column: Column) -> bool:
    return column.name.endswith("source_id")


def _letters(column: Column, texts: Sequence[str]) -> int:
    """About how many letters the widest cell of a column has, long ones broken."""
    if _names_sources(column):
        return LONG_CELL
    if column.format == "presence":
        return LETTERS_OF_DOT
    return max(min(max(map(len, texts), default=0), LONG_CELL), len(column.title))


def as_read(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A board with a column a province as this reader's screen shows it."""
    return folded(rows, words) if is_narrow() else rows


def folded(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A board with a column a province, provinces of one state told together."""
    return folded_board(rows, words("mọi tỉnh"), words("Tỉnh, thành phố"))


def folded_board(rows: pd.DataFrame, everyone: str, where: str) -> pd.DataFrame:
    """A board with a column a province on a phone: beside each row the provinces, those of one
    state together, as `everyone` where it is that of all; one with an empty cell is not named.
    where: the head of that column.

    >>> board = pd.DataFrame({"Việc": ["1. Đại hội"], "A": ["xong"], "B": [""], "C": ["xong"]})
    >>> folded_board(board, "mọi tỉnh", "Tỉnh").to_numpy().tolist()
    [['1\\\\. Đại hội', 'A, C: xong']]
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
    # A head that begins with "1. " is no list.
    heads = [re.sub(r"^(\d+)\. ", r"\1\\. ", str(t).replace(NO_BREAK, " ")) for t in rows[title]]
    return pd.DataFrame({title: heads, where: cells})


def named_sources(ids: str, sources: Mapping[str, SourceLine]) -> list[list[str]]:
    """The publishers of sources, each with its address or "".

    >>> paper = SourceLine("s1", "Báo: khuyến học (số liệu đến 2024)", "press", "https://a.vn")
    >>> named_sources("s1 s2", {"s1": paper})
    [['Báo', 'https://a.vn'], ['s2', '']]
    """
    found = [sources.get(item) for item in ids.split()]
    return [
        [publisher(source.title), source.url] if source else [item, ""]
        for item, source in zip(ids.split(), found, strict=True)
    ]
