"""The plain words of sentences by what they do beside a number: grammar.csv, one word a line.

fill: within a name, adds nothing. link: between a name and its number, changes nothing. after,
after phrase: may follow a name and leave it what it is. opens: may do so before a place, a time or
a number alone, for "hội viên ở các trường" are not all members. counted: what a bare number
counts. says: tells a number of what is there; begins, changes, falls, other act, rewards, gives:
say what was done with it. own fund: after "quỹ", still the study fund. population: within a base
that is the population alone. reaches: may follow a name before a number or a word of reached.
average: of each, not of all. people: who may be counted along with members.
portion: of the name after it, not all. scopes: at the beginning, limits what is counted after it;
scope of: so does one before a word of its own. apart: adds to what is counted or takes
from it, before or after. aims: before a number, makes it a target. counter:
what a number that tells a change may count. giver: who gives though not the association.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

Role = Literal[
    "fill",
    "link",
    "after",
    "after phrase",
    "opens",
    "reaches",
    "reached",
    "counted",
    "says",
    "begins",
    "changes",
    "falls",
    "other act",
    "rewards",
    "gives",
    "own fund",
    "population",
    "average",
    "people",
    "portion",
    "scopes",
    "scope of",
    "apart",
    "aims",
    "counter",
    "giver",
]


@cache
def words_that(role: Role) -> frozenset[str]:
    """The words of a role, in small letters.

    >>> "giảm" in words_that("falls"), "tăng" in words_that("falls")
    (True, False)
    """
    return frozenset(row["words"] for row in _rows() if row["role"] == role)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("khdash.proof").joinpath("grammar.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
