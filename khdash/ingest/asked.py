"""Which findings are questions that a person answers, and which column such a question is about."""

from __future__ import annotations

import re
from typing import Literal

from khdash.reading.table import Table

Kind = Literal[
    "style",
    "fraction",
    "measure",
    "indicator",
    "label",
    "unit",
    "boundaries",
    "file-unit",
    "file-year",
]
INDICATOR_CODES = frozenset(
    ("unknown-indicator", "indicator-ambiguous", "indicator-uncertain", "title-part-missing",
     "indicator-missing", "header-blank")
)  # fmt: skip
"""What asks for an indicator: of a column, or where it names a cell of the body, of rows."""
KINDS: dict[str, Kind] = {
    "ambiguous-number-column": "style",
    "rate-maybe-fraction": "fraction",
    "measure-missing": "measure",
    "measure-unknown": "measure",
    "measure-conflict": "measure",
    "unknown-unit": "unit",
    "unit-abbreviation": "unit",
    "unit-not-valid": "unit",
    "unit-ambiguous": "boundaries",
    "unit-missing": "file-unit",
    "year-missing": "file-year",
    "year-contradictory": "file-year",
}
"""What every other question asks."""


def column_number(letters: str) -> int:
    """The place of a sheet column counted from 1.

    >>> column_number("A"), column_number("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_of(cell: str, table: Table) -> int | None:
    """The index in a table of the column in which an address lies; also of "C" alone."""
    letters = re.match(r"([A-Z]+)\d*$", cell)
    return column_number(letters[1]) - table.first_column if letters else None
