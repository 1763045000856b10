"""A figure found, in the words in which the list and the sheet of paper tell it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from khdash.exhibit.core.exact import exact_figure
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.catalogue import Catalogue

FLAG, DISPUTE = "⚑", "≠"


def marks_of(row: Any) -> str:
    """Whether somebody asked to look at it again, and whether another source says otherwise."""
    return (FLAG if row.follow_up else "") + (DISPUTE if row.disputed else "")


def listed_marks(words: Words) -> str:
    """What the marks mean."""
    return words(
        "{flag} cần theo dõi; {dispute} có nguồn khác ghi khác.", flag=FLAG, dispute=DISPUTE
    )


def unit_name(row: Any, words: Words) -> str:
    """The name of a unit; one that the merger made says so, its namesake before it is older."""
    if not row.unit_valid_from:
        return str(row.unit_name)
    day = words.date(pd.Timestamp(row.unit_valid_from))
    return words("{unit} (từ {day})", unit=row.unit_name, day=day)


def what_it_is(row: Any, name: str, words: Words) -> str:
    """The indicator under a name, with the subgroup and the denominator."""
    detail = [name, row.subgroup_name, basis_name(words, row.basis)]
    return ", ".join(part for part in detail if part)


def time_of(row: Any) -> str:
    """The year or the period; of a figure that is not in use, what it is instead."""
    time = row.period or str(row.year)
    return time if row.standing == "current" else f"{time} ({row.standing_name})"


def value_of(row: Any, catalogue: Catalogue, words: Words, *, bare: bool = False) -> str:
    """The figure with its sign of precision and its unit; bare: a column of its own says that."""
    return exact_figure(row.value, row.indicator, row.qualifier, catalogue, words, bare=bare)
