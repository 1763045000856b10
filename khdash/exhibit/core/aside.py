"""The rows of a table that only say why they say nothing: asked for, not shown with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.kept import kept
from khdash.model.rows import Row

ASIDE = "aside"
"""In `extra`: the lines of the table that stand aside."""
ASIDE_TITLE = "aside_title"
"""In `extra`: what those are called, where they are no reasons."""


def aside(rows: Sequence[Row], is_aside: Callable[[Row], bool]) -> dict[str, object]:
    """What an exhibit says in `extra` of its rows that stand aside.

    >>> aside([{"reason": ""}, {"reason": "no_data"}], lambda row: bool(row["reason"]))
    {'aside': [1]}
    """
    return {ASIDE: [line for line, row in enumerate(rows) if is_aside(row)]}


@kept(1)
def parted(exhibit: Exhibit) -> tuple[Exhibit, Exhibit]:
    """The exhibit with the rows that are shown, and with those that stand aside."""
    lines = set(cast(list[int], exhibit.extra.get(ASIDE, [])))
    if not lines:
        return exhibit, replace(exhibit, content=[])
    told = [row for line, row in enumerate(exhibit.rows) if line not in lines]
    apart = [row for line, row in enumerate(exhibit.rows) if line in lines]
    return replace(exhibit, content=told), replace(exhibit, content=apart)
