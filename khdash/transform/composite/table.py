"""The table of units x indicators, checked and read into numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from khdash.transform.composite.keys import Fault
from khdash.transform.composite.scheme import Scheme

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class TableError(ValueError):
    """The table does not fit the scheme; `faults` lists every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text("vi"))

    def text(self, lang: str) -> str:
        """Every fault on a line of its own."""
        return "\n".join(fault.text(lang) for fault in self.faults)


def read_numbers(table: pd.DataFrame, scheme: Scheme) -> dict[str, Numbers]:
    """Every column that the scheme reads, as float64 with NaN for missing.

    TableError: a unit named twice, no such column, a cell that is no finite number.
    """
    faults: list[Fault] = []
    twice = table.index[table.index.duplicated()].unique()
    if len(twice):
        names = ", ".join(map(str, twice))
        faults.append(Fault("index", f"đơn vị lặp lại: {names}", f"units named twice: {names}"))
    read = {name: _read(table, name, faults) for name in dict.fromkeys(_columns(scheme))}
    if faults:
        raise TableError(faults)
    return read


def _columns(scheme: Scheme) -> Iterator[str]:
    for criterion in scheme.root.leaves():
        yield criterion.source_column
        if criterion.normalisation.target_column:
            yield criterion.normalisation.target_column
    for adjustment in scheme.adjustments:
        yield adjustment.source_column


def _read(table: pd.DataFrame, name: str, faults: list[Fault]) -> Numbers:
    if list(table.columns).count(name) != 1:
        names = ", ".join(map(str, table.columns))
        faults.append(
            Fault(
                name,
                f"bảng phải có đúng một cột này; các cột: {names}",
                f"the table must have exactly one such column; its columns: {names}",
            )
        )
        return np.full(len(table), np.nan)
    column = table[name]
    if column.dtype == np.float64 and not np.isinf(column.to_numpy()).any():
        return column.to_numpy()
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    wrong = (np.isnan(values) & column.notna().to_numpy()) | np.isinf(values)
    for unit in table.index[wrong]:
        cell = column[unit] if table.index.is_unique else "?"
        vi, en = f"không phải số hữu hạn: {cell!r}", f"no finite number: {cell!r}"
        faults.append(Fault(f"{name}, {unit}", vi, en))
    return values
