"""Rows as CSV text that neither loses digits nor runs as a formula."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from numbers import Integral
from typing import Any

import pandas as pd

from khdash.model.formula import guarded


def number_text(value: float) -> str:
    """A number with all its digits and no needless ".0"; nothing for a gap or an open bound.

    >>> number_text(1953233.0), number_text(86.25), number_text(float("nan"))
    ('1953233', '86.25', '')
    """
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))


def csv_text(
    rows: Iterable[Iterable[object]],
    *,
    delimiter: str = ",",
    guard: Callable[[str], str] = guarded,
    day: str = "%Y-%m-%d",
    flags: tuple[str, str] = ("false", "true"),
) -> str:
    """Rows as text: words are guarded, a gap is an empty cell; days and flags as they are asked."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_cell(value, guard, day, flags) for value in row] for row in rows)
    return file.getvalue()


def csv_file(rows: Iterable[Iterable[object]], **how: Any) -> bytes:
    """The same as a file, UTF-8 with BOM so that Excel reads the accents."""
    return csv_text(rows, **how).encode("utf-8-sig")


def frame_rows(frame: pd.DataFrame) -> Iterator[Iterable[object]]:
    """The rows of a frame without its index, the names of the columns first."""
    yield list(frame.columns)
    yield from zip(*(frame[name].tolist() for name in frame.columns), strict=True)


def _cell(value: Any, guard: Callable[[str], str], day: str, flags: tuple[str, str]) -> str:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return flags[value]
    if isinstance(value, tuple | list):
        return guard(" ".join(map(str, value)))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, datetime):
        at_midnight = value == value.replace(hour=0, minute=0, second=0, microsecond=0)
        return f"{value:{day}}" if at_midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return f"{value:{day}}"
    return guard(str(value))
