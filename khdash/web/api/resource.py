"""What can be asked for: the rows of an answer and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.web.api.fields import Field
from khdash.web.api.question import Question

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer before it is cut into parts.

    total: how many rows there are. cut: the rows from one place to another, plain as JSON has
    them. selection: with every default filled in. notes: caveats in words. more: what else is told.
    """

    total: int
    cut: Callable[[int, int], list[Record]]
    selection: Selection
    notes: Sequence[str] = ()
    sources: Sequence[str] | None = None
    more: Record = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resource:
    """One address of the API.

    title, about: Vietnamese messages. takes: its parameters beside those of every answer. fields:
    its columns; () where they depend on what is asked. by_day: the answer is judged as of a day, by
    default today: what is overdue.
    """

    name: str
    title: str
    about: str
    takes: tuple[str, ...]
    fields: tuple[Field, ...]
    find: Callable[[Question, Dataset], Found]
    by_day: bool = False


def listed(rows: Iterable[Record], question: Question, selection: Selection | None = None) -> Found:
    """An answer whose rows are all at hand."""
    known = list(rows)
    return Found(len(known), lambda first, last: known[first:last], selection or question.selection)


def codes(keys: Iterable[str]) -> list[str]:
    """The codes of units."""
    return [split_key(key)[0] for key in keys]
