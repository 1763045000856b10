"""Exhibits as slides: what static/components/slides.js lays out, one exhibit a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Any

import orjson
import pandas as pd

from khdash.chart.theme import Mode
from khdash.exhibit.core.aside import ASIDE, parted
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.core.sources import publisher
from khdash.locale import Words
from khdash.locale.words import joined_sentences
from khdash.model.catalogue import Catalogue
from khdash.model.rows import grouped
from khdash.report.table import demo_mark
from khdash.web.answers.lines import Line, as_read, body_of
from khdash.web.common.figures import packed_figure
from khdash.web.common.markdown import NO_BREAK, unmarked
from khdash.web.common.presenting import Shown
from khdash.web.common.show import only_point
from khdash.web.common.table import STAYS, Cell, screen_table
from khdash.web.common.unparted import unparted

Slide = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What of an exhibit one screen holds; left: how many of its rows are on none."""

    exhibit: Exhibit
    place: int = 1
    count: int = 1
    left: int = 0


HEAT_COLUMNS = 4
"""Columns of a heat table that stand side by side in letters for a room."""
PANELS = 4
"""Panels of small multiples on a screen; their common scale is that of all."""
MOST_BARS = 14
ONE_A_ROW = ("comparison", "ranking")
"""Kinds with a row a bar: what does not fit is counted, like the rows of a table."""
MOST_ROWS = 40
"""Rows of a table that are sent; a screen holds fewer."""
FULL, EMPTY = "●", "○"
"""A province that gave a figure, and one that did not."""
FIGURE, LONGEST_FIGURE = re.compile(r"[≥≲≈]?\s?\d[\d.,]*(?![\d/])"), 24
"""What a cell with a figure begins with, and how long one may be that stands in one line."""
JOINER = "\N{WORD JOINER}"
"""Between two letters: no line ends there."""
MONEY = re.compile(r"([≥≲≈] ?)?\d[\d.,]*( (tỷ|triệu|billion|million))? (đồng|VND)\S*( \(\d{4}\))?")
"""An amount within the words of a cell, with its year."""
NOTES_SHOWN = 2
PUBLISHERS_SHOWN = 2


def slides_of(shown: Sequence[Shown], mode: Mode, narrow: bool) -> list[Slide]:
    """One slide an exhibit, in the order of the page; those without any row are left out.

    What says one thing, which its title says already, is a slide only where the page has no other.
    """
    told = [one for one in shown if one.exhibit.rows and not _is_silent(one)]
    return [
        {**_said(part), **_content(replace(one, exhibit=part.exhibit), mode, narrow)}
        for one in [one for one in told if not _says_one_thing(one)] or told
        for part in _parts(one.exhibit)
    ]


def _says_one_thing(shown: Shown) -> bool:
    """Whether it has one figure or one row alone, or a board whose rows differ in their names."""
    exhibit, board = shown.exhibit, shown.board
    if board is not None:
        alike = len(board.columns) > 2 and board.iloc[:, 1:].nunique().max() == 1
        return len(board) == 1 or bool(alike)
    if exhibit.kind == "table":
        return len(parted(exhibit)[0].rows) == 1
    return exhibit.kind != "answers" and bool(only_point(exhibit))


def _is_silent(shown: Shown) -> bool:
    """Whether its table only says why nothing can be said: no room needs to see that."""
    exhibit = shown.exhibit
    return bool(exhibit.extra.get(ASIDE)) and not parted(exhibit)[0].rows and shown.board is None


def _parts(exhibit: Exhibit) -> list[Part]:
    """The exhibit as it fits on screens."""
    rows = exhibit.rows
    if exhibit.kind in ONE_A_ROW and len(rows) > MOST_BARS:
        return [Part(replace(exhibit, content=rows[:MOST_BARS]), left=len(rows) - MOST_BARS)]
    parts = [exhibit]
    if exhibit.kind == "heat_table":
        names = dict.fromkeys(str(row["indicator_name"]) for row in rows)
        parts = [
            replace(exhibit, content=[r for r in rows if str(r["indicator_name"]) in own])
            for own in shared(names, HEAT_COLUMNS)
        ]
    elif exhibit.kind == "small_multiples":
        units = dict.fromkeys(row["unit"] for row in rows if not row.get("benchmark"))
        parts = [
            replace(exhibit, extra={**exhibit.extra, "panels": own})
            for own in shared(units, PANELS)
        ]
    return [Part(part, place, len(parts)) for place, part in enumerate(parts, 1)]


def shared(names: Iterable[str], most: int) -> list[tuple[str, ...]]:
    """The names in groups of at most so many, none much smaller than another.

    >>> shared("abcde", 4)
    [('a', 'b', 'c'), ('d', 'e')]
    """
    every = tuple(names)
    groups = ceil(len(every) / most)
    ends = [ceil(len(every) * n / groups) for n in range(groups + 1)] if groups else [0]
    return [every[start:end] for start, end in pairwise(ends)]


def _said(part: Part) -> Slide:
    """The finding, what is measured, the caveats and who published."""
    exhibit = part.exhibit
    words = Words(exhibit.selection.lang)
    notes = notes_of(exhibit.notes)
    publishers = list(dict.fromkeys(publisher(source.title) for source in exhibit.sources))
    more = len(publishers) - PUBLISHERS_SHOWN
    named = publishers[:PUBLISHERS_SHOWN]
    if more > 0:
        named = [*named, words("{n} nguồn nữa", n=more)]
    title = _title(exhibit)
    told = "" if title == _on_screen(exhibit.title, exhibit) else exhibit.title
    place = words("Phần {n}/{count}", n=part.place, count=part.count) if part.count > 1 else ""
    return {
        "title": title,
        "mark": demo_mark(words) if exhibit.demo else "",
        "subtitle": joined_sentences(place, told, exhibit.subtitle),
        "notes": [joined_sentences(text) for text in notes[:NOTES_SHOWN]],
        "notes_left": len(notes[NOTES_SHOWN:]),
        "rows_left": part.left,
        "sources": f"{words('Nguồn:')} {'; '.join(named)}" if named else "",
    }


def _title(exhibit: Exhibit) -> str:
    """The finding, in a narrow place: a unit may stand below its number, a sign never before it,
    and no name is parted. Above answers, of which the first is the finding, what they are about.
    """
    return _on_screen(exhibit.title if exhibit.kind == "answers" else exhibit.headline, exhibit)


def _on_screen(text: str, exhibit: Exhibit) -> str:
    return unparted(text.replace(NO_BREAK, " "), exhibit.catalogue)


def _content(shown: Shown, mode: Mode, narrow: bool) -> Slide:
    """The figure, the table, the answers or the one sentence that a screen shows."""
    exhibit = shown.exhibit
    words = Words(exhibit.selection.lang)
    if exhibit.kind == "answers":
        answers = grouped(exhibit.rows, "answer").values()
        cards = [
            body_of([Line(as_read(row, exhibit.catalogue)) for row in rows], mode, words)
            for rows in answers
        ]
        return {"kind": "answers", "cards": cards}
    if exhibit.kind == "table" or shown.board is not None:
        return {"kind": "table", "table": _table(shown)}
    if only := only_point(exhibit):
        return {"kind": "text", "text": only}
    figure = packed_figure(exhibit, mode, narrow, slide=not narrow)
    return {"kind": "figure", "figure": orjson.Fragment(figure)}


def _table(shown: Shown) -> dict[str, Any]:
    """Heads and rows of texts; of many rows the first, and how many there are."""
    if shown.board is not None:
        return _texts(shown.board, shown.exhibit.catalogue)
    catalogue = shown.exhibit.catalogue
    table = screen_table(parted(shown.exhibit)[0])
    # Who published stands below the table, in the letters of its sources.
    kept = [
        i
        for i, column in enumerate(table.columns)
        if not column.name.endswith("source_id") and column.only != "narrow"
    ]
    dots = {i for i in kept if table.columns[i].format == "presence"}

    def said(row: Sequence[Cell], place: int) -> Cell:
        if place not in dots:
            text = row[place]
            return _in_a_line(text, catalogue) if isinstance(text, str) else text
        return FULL if row[place] == table.present else EMPTY

    return {
        "heads": [table.columns[i].title for i in kept],
        "stays": [i in dots or table.columns[i].name in STAYS for i in kept],
        "numbers": [table.columns[i].format in ("figure", "share") for i in kept],
        "rows": [[said(row, i) for i in kept] for row in table.rows[:MOST_ROWS]],
        "all": len(table.rows),
        "common": table.common,
    }


def _in_a_line(text: str, catalogue: Catalogue | None) -> str:
    """A cell in which no name is parted, and no figure from its unit and its year."""
    if FIGURE.match(text) and len(text) <= LONGEST_FIGURE:
        return text.replace(" ", NO_BREAK).replace("–", f"{JOINER}–{JOINER}")
    return MONEY.sub(lambda found: found[0].replace(" ", NO_BREAK), unparted(text, catalogue))


def _texts(board: pd.DataFrame, catalogue: Catalogue | None) -> dict[str, Any]:
    """The cells of a board; a column that is empty throughout is left out."""
    board = board.astype("str")
    board = board.loc[:, [bool(cells.str.strip().any()) for _, cells in board.items()]]
    cells = board.to_numpy().tolist()
    return {
        "heads": [unmarked(str(name)) for name in board.columns],
        "stays": [False] * len(board.columns),
        "numbers": [False] * len(board.columns),
        "rows": [
            [_in_a_line(unmarked(cell), catalogue) for cell in row] for row in cells[:MOST_ROWS]
        ],
        "all": len(cells),
        "common": [],
    }
