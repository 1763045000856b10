"""What can come of one cell: a number, a gap, a refusal, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Convention = Literal["vi", "en"]  # vi: '.' groups, ',' decimals; en: the other way round
Kind = Literal["count", "money", "rate", "unknown"]
Qualifier = Literal["exact", "at_least", "nearly", "about"]
MissingKind = Literal["blank", "x", "ellipsis", "dash", "words"]
Note = Literal["rounded", "share_computed"]
Refusal = Literal[
    "words",  # no number in the cell, or words that are not known
    "grouping",  # separators at impossible places: 12.34.567, or 1.23 in a Vietnamese column
    "range",  # 5-7, từ 5 đến 7
    "several_numbers",  # 150; 200
    "date",  # 31/12/2024
    "date_or_fraction",  # 12/2023, and 5/12 where nothing else tells
    "period",  # 2023-2024
    "fraction_above_one",  # 863/861
    "fraction_in_count",  # 12.65 members: often 12.650 damaged on the way
    "letter_for_digit",  # 1O5
    "number_words",  # hai triệu
    "word_zero",  # không: nil, or nothing reported
    "roman",
    "ordinal",
    "compound",  # 1 tỷ 539: of what?
    "unknown_unit",  # 50.000 đồng/suất
    "two_meanings",  # 1003 ng: nghìn or người
    "unit_conflict",  # a percent sign in a column of money
    "dash_before_number",  # – 5: a bullet or a minus
    "parentheses",
    "code",  # 0912345678
    "too_long",  # more digits than a number can hold
    "formula",
    "spreadsheet_error",  # #REF!
]


class Understood(NamedTuple):
    """A number in the catalogue's units.

    `measure` is 'million VND', 'VND per person', '%', 'persons', 'count', or None where neither
    cell nor header names one. `denominator` is 863 in 861/863; `percent` a share printed beside
    the value, as in 1.234 (86,2 %). `scaled` says that a word such as nghìn stood in the cell,
    so that no scale of the header was applied. `mark` is a footnote mark. `note` is 'rounded'
    for 1,2E+06 and 'share_computed' for 861/863 in a column of rates. A named tuple, because
    a large file makes a million of them.
    """

    value: float
    qualifier: Qualifier = "exact"
    measure: str | None = None
    denominator: float | None = None
    percent: float | None = None
    scaled: bool = False
    mark: str | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """No figure. A dash means nil in some tables and no figure in others, so it is kept apart."""

    kind: MissingKind


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A cell that is refused, and why."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A cell that only a person can settle: its readings in both conventions, where it has one."""

    vi: float | None
    en: float | None


Outcome = Understood | Missing | NotANumber | Ambiguous
