"""How decisions about a file change its choices: pure functions from choices to choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from khdash.ingest.recognise import Choices, ColumnChoice

_OF_ONE_TABLE = ("columns", "year", "as_of", "unit", "indicator", "measure", "convention")


def in_table(choices: Choices, key: str, change: Callable[[Choices], Choices]) -> Choices:
    """The choices with something decided about one table, by `table_key`."""
    own = change(choices.tables.get(key, Choices()))
    tables = {**choices.tables, key: own}
    if own == Choices():
        del tables[key]
    return replace(choices, tables=tables)


def in_tables(
    choices: Choices, keys: Sequence[str], change: Callable[[Choices], Choices]
) -> Choices:
    """The same for several tables."""
    for key in keys:
        choices = in_table(choices, key, change)
    return choices


def with_column(choices: Choices, column: int, change: dict[str, Any]) -> Choices:
    """The choices of a table with something decided about one of its columns."""
    told = replace(choices.columns.get(column, ColumnChoice()), **change)
    columns = {**choices.columns, column: told}
    if told == ColumnChoice():
        del columns[column]
    return replace(choices, columns=columns)


def by_table(choices: Choices, first: str) -> Choices:
    """The choices with everything that names no table said of the first one, by its `table_key`.

    So they stay with their table when another sheet is left out.
    """
    silent = Choices()
    loose = {name: getattr(choices, name) for name in _OF_ONE_TABLE}
    bare = {name: getattr(silent, name) for name in _OF_ONE_TABLE}
    if loose == bare or first in choices.tables:
        return replace(choices, **bare)
    return replace(choices, **bare, tables={**choices.tables, first: replace(silent, **loose)})
