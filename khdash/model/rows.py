"""Rows as plain records: what is computed for one reader is computed on these.

The figures of one indicator are some hundred rows. A selection on a frame of that size costs as
much as a thousand comparisons, so a frame is taken apart once (`rows_of`) and put together again
only to be shown or saved (`framed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from operator import itemgetter
from typing import Any, Concatenate, ParamSpec, TypeGuard, cast

import pandas as pd

Row = dict[str, Any]
"""One row by column name. A number that is missing is NaN; a year, rank or date that is, None.
Rows are shared: a changed one is a new one, {**row, "name": value}."""

DTYPES: dict[str, str] = dict.fromkeys(
    (
        "year",
        "base_year",
        "rank_best",
        "rank_worst",
        "ranked",
        "base_rank_best",
        "base_rank_worst",
        "rank_change",
        "rank_change_low",
        "rank_change_high",
        "class",
        "last_year",
        "years_since",
    ),
    "Int64",
) | {"as_of": "datetime64[us]"}
"""The columns in which a gap is possible beside whole numbers and days."""


def has_value(row: Row) -> bool:
    """Whether the row holds a figure and is no gap."""
    value = row.get("value")
    return value is not None and bool(value == value)


def is_number(value: object) -> TypeGuard[float]:
    """Whether a cell holds a number: no gap, no text."""
    return value is not None and not isinstance(value, str) and bool(value == value)


def grouped(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    """The rows by what they say in a column, or in several: groups in order of first appearance.

    >>> grouped([{"unit": "01"}, {"unit": "26"}, {"unit": "01"}], "unit")
    {'01': [{'unit': '01'}, {'unit': '01'}], '26': [{'unit': '26'}]}
    """
    found: dict[Any, list[Row]] = {}
    key = itemgetter(*names)
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows of a frame, each a record of its own."""
    names = [str(name) for name in table.columns]
    cells = [_cells(column) for _, column in table.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _cells(column: pd.Series) -> list[Any]:
    kind = column.dtype.kind
    if kind in "Mm" or isinstance(column.dtype, pd.Int64Dtype | pd.BooleanDtype):
        return [None if cell is pd.NA or cell is pd.NaT else cell for cell in column.tolist()]
    return column.tolist()


def framed(rows: Sequence[Row], columns: Iterable[str] = ()) -> pd.DataFrame:
    """The rows as a frame: `columns` first, whether or not a row has them, then all others."""
    names = dict.fromkeys(columns)
    for row in rows:
        if len(row) != len(names) or row.keys() - names.keys():
            names |= dict.fromkeys(row)
    return pd.DataFrame({name: _column(name, rows) for name in names})


def _column(name: str, rows: Sequence[Row]) -> pd.Series:
    cells = [row.get(name) for row in rows]
    if name in DTYPES:
        return pd.Series(pd.array(cells, dtype=cast(Any, DTYPES[name])))
    if cells and isinstance(cells[0], tuple | list | dict):
        return pd.Series(cells, dtype="object")
    if None in cells and all(cell is None or isinstance(cell, int) for cell in cells):
        return pd.Series(cells, dtype="Int64")
    return pd.Series(cells) if cells else pd.Series(cells, dtype=EMPTY.get(name, "str"))


EMPTY: dict[str, str] = dict.fromkeys(("value", "lower", "upper"), "float64") | dict.fromkeys(
    ("partial", "stale", "lone", "benchmark", "low_confidence"), "bool"
)
"""The types of columns without a row, where they are not text."""

Asked = ParamSpec("Asked")
OfRows = Callable[Concatenate[list[Row], Asked], Any]
OfEither = Callable[Concatenate[Any, Asked], Any]


def on_frames(
    adds: Mapping[str, str] | None = None, contract: Mapping[str, str] | None = None
) -> Callable[[OfRows[Asked]], OfEither[Asked]]:
    """Let a function of rows take a whole frame too, and then answer rows as a frame.

    adds: the columns that it adds to those of the frame, with their dtypes. contract: all columns
    of the answer, where they are others.
    """

    def decorate(function: OfRows[Asked]) -> OfEither[Asked]:
        @wraps(function)
        def either(given: Any, /, *asked: Asked.args, **named: Asked.kwargs) -> Any:
            if not isinstance(given, pd.DataFrame):
                return function(given, *asked, **named)
            found = function(rows_of(given), *asked, **named)
            if not isinstance(found, list):
                return found
            own: dict[Any, Any] = {**given.dtypes, **(adds or {})}
            dtypes = dict(contract) if contract else own
            return framed(found, dtypes).astype(dtypes)

        return either

    return decorate
