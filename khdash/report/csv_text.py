"""Frames as CSV text that neither loses digits nor runs as a formula."""

from __future__ import annotations

import csv
import io
import math
from datetime import date, datetime
from typing import Any

import pandas as pd

from khdash.model.formula import guarded


def number_text(value: float) -> str:
    """A number with all its digits and no needless ".0".

    >>> number_text(1953233.0), number_text(86.25), number_text(float("nan"))
    ('1953233', '86.25', '')
    """
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))


def csv_text(frame: pd.DataFrame) -> str:
    """The frame without its index; text is guarded, a gap is an empty cell, days are ISO."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([guarded(str(column)) for column in frame.columns])
    columns = [[_cell(value) for value in frame[name].tolist()] for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return file.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        at_midnight = value == value.replace(hour=0, minute=0, second=0, microsecond=0)
        return value.date().isoformat() if at_midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return guarded(str(value))
