"""The figures that a check compares: those of the file beside those of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from khdash.ingest.findings import Both, Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name, unit_name
from khdash.ingest.recognise import Recognition
from khdash.model.catalogue import Catalogue, Indicator
from khdash.model.frames import each_row
from khdash.reading.table import column_letters

SERIES = ["unit", "indicator", "subgroup", "basis"]
MOST_CHECKED = 2_000
"""Findings of one rule beyond this many are counted, not built."""


@dataclass(frozen=True, eq=False)
class Facts:
    """Figures of a file and of the store, one row each.

    file: unit, indicator, subgroup, basis, year, value, lower, upper, row, column, cell, sheet,
    table, text of every yearly figure that the file states without fault. known: the same with
    in_file; where the file states a figure, the store's is left out.
    """

    catalogue: Catalogue
    file: pd.DataFrame
    known: pd.DataFrame

    def report(self, code: str, row: Any, **params: Any) -> Finding:
        """A finding on one figure of the file."""
        return finding(
            code,
            sheet=sheet_of(row),
            cell=row.cell,
            value=row.text,
            unit=self.unit(row.unit),
            year=int(row.year),
            indicator=self.indicator(row.indicator),
            figure=float(row.value),
            **params,
        )

    def unit(self, key: str) -> Both:
        return unit_name(self.catalogue, key)

    def indicator(self, code: str) -> Both:
        return indicator_name(self.catalogue, code)

    def of_indicator(
        self, frame: pd.DataFrame, told: Callable[[Indicator], Any], kind: type
    ) -> np.ndarray:
        """What is told of the indicator of each figure, asked once for each indicator."""
        places, codes = pd.factorize(frame["indicator"])
        entries = self.catalogue.indicators
        return np.array([told(entries[code]) for code in codes], dtype=kind)[places]

    def rows(self, frame: pd.DataFrame) -> Iterator[Any]:
        """The first rows of a frame of findings."""
        yield from each_row(frame.head(MOST_CHECKED))


def addresses(recognition: Recognition, cells: pd.DataFrame) -> pd.Series:
    """The addresses of cells in the original file."""
    table = recognition.table
    lines = table.sections["rows"].numbers if "rows" in table.sections else []
    letters = [column_letters(at + table.first_column) for at in range(table.width)]
    columns = np.array(letters, dtype=object)[cells["column"].to_numpy()]
    numbers = np.array(lines, dtype=np.int64)[cells["row"].to_numpy()].astype(str)
    return pd.Series(columns + numbers.astype(object), index=cells.index, dtype=object)


def sheet_of(row: Any) -> str | None:
    """The sheet on which a row of a frame of cells stands; None for a text file."""
    return row.sheet if isinstance(row.sheet, str) else None


def gather(catalogue: Catalogue, cells: pd.DataFrame, stored: pd.DataFrame) -> Facts:
    """The facts of a file beside the current yearly figures of the store."""
    sound = cells[(cells["fault"] == "") & cells["period_start"].isna() & cells["kept"]]
    columns = [*SERIES, "year", "value", "qualifier", "row", "column", "cell", "text"]
    columns += ["sheet", "table"]
    file = sound[columns].copy()
    file["year"] = file["year"].astype("int64")
    values = file["value"].to_numpy()
    qualifier = file["qualifier"].to_numpy()
    file["lower"] = np.where(np.isin(qualifier, ["nearly", "about"]), -np.inf, values)
    file["upper"] = np.where(np.isin(qualifier, ["at_least", "about"]), np.inf, values)
    file["in_file"] = True
    current = stored[stored["standing"] == "current"] if len(stored) else stored
    store = current[[*SERIES, "year", "value", "lower", "upper"]].copy()
    store["in_file"] = False
    store["cell"], store["text"], store["sheet"] = "", "", None
    for name in SERIES:
        store[name] = store[name].astype(object)
    both = pd.concat([file, store], ignore_index=True)
    known = both.drop_duplicates([*SERIES, "year"], keep="first", ignore_index=True)
    return Facts(catalogue, file, known)
