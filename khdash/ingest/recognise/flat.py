"""The filled cells of the columns of figures, as long arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.rows import Rows
from khdash.reading.table import Table
from khdash.reading.table.table import FILLED

Ints = np.ndarray
NUMBER_OF = np.int32
"""A place in a list, of which every cell has several: a file has no 2 billion cells."""


@dataclass(frozen=True, eq=False)
class Flat:
    """Every filled cell of the value columns: position of its column, its row, its text."""

    at: Ints
    row: Ints
    text: list[str]
    mark: Ints


def flatten(table: Table, values: Sequence[Column], rows: Rows) -> Flat:
    """The filled cells of the rows of data, column by column."""
    marks = table.sections["rows"].marks if "rows" in table.sections else []
    shared = _shared(table, rows) if marks else frozenset()
    at: list[Ints] = []
    found: list[Ints] = []
    texts: list[str] = []
    mark: list[Ints] = []
    for position, column in enumerate(values):
        c = column.index
        column_texts = [row[c].strip() for row in table.rows]
        filled = np.fromiter(map(bool, column_texts), bool, len(column_texts)) & rows.data
        own = np.nonzero(filled)[0]
        at.append(np.full(len(own), position, NUMBER_OF))
        found.append(own.astype(NUMBER_OF))
        texts += [column_texts[row] for row in own.tolist()]
        if marks:
            bits = (marks[r][c] if c < len(marks[r]) else 0 for r in own.tolist())
            found_marks = np.fromiter(bits, np.uint8, len(own))
            if shared:
                found_marks[[(r, c) in shared for r in own.tolist()]] |= FILLED
            mark.append(found_marks)
    empty = np.empty(0, NUMBER_OF)
    return Flat(
        np.concatenate(at) if at else empty,
        np.concatenate(found) if found else empty,
        texts,
        np.concatenate(mark) if mark else np.zeros(len(texts), np.uint8),
    )


def _shared(table: Table, rows: Rows) -> frozenset[tuple[int, int]]:
    """Cells whose merged range also reaches rows of other units: their figure is no unit's own."""
    lines = np.array(table.sections["rows"].numbers, dtype=np.int64)
    found: set[tuple[int, int]] = set()
    for merge in table.merges:
        first, end = np.searchsorted(lines, (merge.top, merge.bottom + 1)).tolist()
        own = rows.units.of[first:end]
        if len(own) > 1 and lines[first] == merge.top and own.min() != own.max():
            found.add((first, merge.left - table.first_column))
    return frozenset(found)


def pairs_of(first: Ints, second: Ints) -> tuple[list[tuple[int, int]], Ints]:
    """The different pairs of two index columns, and which one each cell has."""
    width = int(second.max()) + 1 if len(second) else 1
    of, codes = pd.factorize(first.astype(np.int64) * width + second, sort=True)
    return [divmod(int(code), width) for code in codes], of.astype(NUMBER_OF)


def take(values: Sequence[Any], of: Ints, kind: Any = object) -> np.ndarray:
    """What belongs to each cell, from what belongs to each of the few things `of` counts."""
    array = np.empty(len(values), kind)
    array[:] = values
    return array[of]


def lay_over(texts: np.ndarray, told: Sequence[str], of: Ints) -> None:
    """Write over the text of each cell what is told of its thing, where anything is told."""
    changed = take(list(map(bool, told)), of, bool)
    texts[changed] = take(told, of[changed])
