"""Rows and groups of a frame for loops that build findings, without pandas' cell types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples; the first field is Index."""
    if len(frame):
        yield from frame.itertuples()


def each_group(frame: pd.DataFrame, by: str | list[str]) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The groups in order of first appearance, with the value or values that they share."""
    yield from frame.groupby(by, sort=False)
