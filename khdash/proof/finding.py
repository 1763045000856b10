"""What came of one number of a text: values that a page, a command or a document puts in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khdash.proof.context import From
from khdash.proof.figures import Ours

Status = Literal["agrees", "rounded", "differs", "other", "unknown", "unclear"]
STATUSES: tuple[Status, ...] = ("differs", "unclear", "other", "unknown", "rounded", "agrees")
"""In the order in which a reader wants to see them."""
Why = Literal[
    "",
    "year",  # it is our figure of another year
    "no-such-year",  # ours is of other years only
    "basis",  # it is our rate on another base
    "no-such-basis",  # ours is on another base only
    "moment",  # it is our figure of another moment of the year
    "no-such-moment",  # ours is of another moment only
    "source",  # it is what another source says
    "national",  # it is the country's target, not the unit's
    "partial",  # the sum of some members, not the cluster's
    "new",  # it is the number of new ones, not the difference of two figures
    "bounds",  # the precision of our figures leaves it open
    "break",  # no change is told across a break of the series
    "nothing",  # no figure of it at all
    "place",  # the place is none of the catalogue's
    "no-unit",
    "no-year",
    "several-units",
    "several-years",
    "several-indicators",
    "no-base",  # a change, and not since when
    "words",  # words beside the number may make it something else
    "two-readings",  # 1.234 tỷ
]
QuestionKind = Literal["unit", "year", "indicator"]


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can tell. name: the key of its answer; one of the whole text has no
    place in it. options: keys of units, years or codes of indicators, '' for none of them."""

    name: str
    kind: QuestionKind
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a number in the text says, in the catalogue's units. parts: the units of a sum."""

    value: float
    qualifier: str
    indicator: str = ""
    unit: str = ""
    year: int | None = None
    basis: str = ""
    basis_carried: bool = False
    change: bool = False
    planned: bool = False
    unit_from: From = ""
    year_from: From = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A number of the text, from `start` to `end`, and what it is worth beside our figures.

    ours: the figure beside it, and `elsewhere` the one that it equals on another basis, year or
    source. doubt: the words that make it unclear; place: the name of an unknown place.
    """

    start: int
    end: int
    text: str
    status: Status
    said: Statement
    why: Why = ""
    ours: Ours | None = None
    elsewhere: Ours | None = None
    question: Question | None = None
    doubt: str = ""
    place: str = ""
