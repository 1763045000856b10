"""The Exhibit: the one object of which chart, table, alt text, sheet and file are renderings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.cluster import UnitStyle
from khdash.model.cut import Cut
from khdash.model.rows import Row, framed, rows_of
from khdash.model.selection import Selection
from khdash.transform.totals import is_enough

Kind = Literal[
    "trend",
    "comparison",
    "map",
    "map_years",
    "heat_table",
    "parts",
    "tile",
    "table",
    "slope",
    "ranking",
    "scatter",
    "small_multiples",
    "contributions",
    "answers",
]
UNDRAWN: tuple[Kind, ...] = ("table", "answers")
"""The kinds that are read and not drawn."""
ON_OUTLINES: tuple[Kind, ...] = ("map", "map_years")
"""The kinds that are drawn on the outlines of a boundary set."""
NoteKind = Literal[
    "coverage",  # how many units a total covers, and which are missing
    "break",  # a change of criteria or base in the series
    "substituted",  # values of an older year shown as the latest
    "rival",  # other published figures exist
    "basis",  # denominators differ or are not stated
    "precision",  # rounded figures and what they leave undecided
    "derived",  # computed here from which counts
    "boundary",  # re-based, partial or ended units
    "confidence",  # figures of low confidence
    "classes",  # how a map parts its figures
    "target",  # which targets are drawn
    "reference",  # what the figures are compared with
    "insufficient",  # why something expected is not shown
    "explanation",  # what the office says of figures that are shown
    "apart",  # which figures no line joins, and why
    "more_explanations",
]
ColumnFormat = Literal["text", "year", "figure", "change", "share", "rank", "date", "presence"]


@dataclass(frozen=True, slots=True)
class Note:
    """One caveat under an exhibit."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the expected units a total covers, with the names of the missing."""

    covered: int
    expected: int
    missing: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """At least five eighths, below which nothing is said of the cluster (methods.md rule 2).

        >>> Coverage(5, 8).enough, Coverage(3, 5).enough
        (True, False)
        """
        return is_enough(self.covered, self.expected)


@dataclass(frozen=True, slots=True)
class Column:
    """How a column of the table is shown: its title, format, unit of measure and decimals.

    number: the column that holds as a number what this one words, for the files. presence: a truth
    value, shown as a dot. only: the width of screen on which it is needed, where another column
    says the same more shortly on the other.
    """

    name: str
    title: str
    format: ColumnFormat = "text"
    measure: str = ""
    decimals: int = 0
    number: str = ""
    only: Literal["", "wide", "narrow"] = ""

    @property
    def figure(self) -> str:
        """The column with the number, of which the qualifier and the unit are told."""
        return self.number or self.name


def beside(figure: str, what: str) -> str:
    """The column that says something of a figure: its `qualifier`, `measure`, `lower`, `year`.

    >>> beside("value", "qualifier"), beside("base_value", "qualifier"), beside("count", "lower")
    ('qualifier', 'base_qualifier', 'count_lower')
    >>> beside("value_2020", "qualifier")
    'qualifier_2020'
    """
    if figure.startswith("value_"):
        return what + figure.removeprefix("value")
    stem = figure.removesuffix("value").removesuffix("_")
    return f"{stem}_{what}" if stem else what


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of what is shown; `url` may be empty."""

    source_id: str
    title: str
    kind: str
    url: str
    original_source: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target drawn with the exhibit."""

    value: float
    year: int
    label: str
    from_year: int | None = None
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class BreakLine:
    """A break drawn between year - 1 and year."""

    year: int
    label: str


@dataclass(frozen=True, eq=False)
class Exhibit:
    """A result and all that is needed to show, check and defend it.

    content: one row a mark or cell, with machine columns (unit_code, unit_valid_from, year, value,
    lower, upper, qualifier, basis, ...: see docs/exhibits.md for each kind), as records, as a frame
    or cut out of a table that many share; NaN is a gap whose reason stands in the column `missing`.
    `columns` names those a reader sees, in order; `styles` how each unit is drawn; `asked` says in
    words what it was asked for beside the selection. catalogue, outlines: what its codes mean, and
    the folder of the outlines of its maps.
    """

    name: str
    kind: Kind
    selection: Selection
    title: str
    headline: str
    subtitle: str
    content: Sequence[Row] | pd.DataFrame | Cut
    columns: tuple[Column, ...]
    alt: str
    data_version: int
    updated_at: datetime
    measure: str = ""
    decimals: int = 0
    coverage: Coverage | None = None
    notes: tuple[Note, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    breaks: tuple[BreakLine, ...] = ()
    asked: tuple[str, ...] = ()
    demo: bool = False
    measure_names: dict[str, str] = field(default_factory=dict)
    styles: Mapping[str, UnitStyle] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    catalogue: Catalogue | None = field(default=None, repr=False)
    outlines: Path | None = field(default=None, repr=False)

    @cached_property
    def results(self) -> dict[object, Callable[..., Any]]:
        """What was made of it, kept with it: see khdash.model.kept."""
        return {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown; asked without making records of a long table."""
        return len(self.content) == 0

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The table as records: what a chart draws."""
        if isinstance(self.content, pd.DataFrame):
            return rows_of(self.content)
        return self.content.rows if isinstance(self.content, Cut) else self.content

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table as a frame: what is shown as a table and saved."""
        if isinstance(self.content, pd.DataFrame):
            return self.content
        return self.content.frame if isinstance(self.content, Cut) else framed(self.content)
