"""The same figure twice in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from khdash.ingest.check.facts import sheet_of
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name, unit_name
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.model.value import bounded

KEY = ["unit", "indicator", "subgroup", "basis", "year", "as_of", "period_start", "period_end"]
MOST = 2_000


def find_duplicates(cells: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Which sound cells state a figure again: with an equal value, and with another one.

    The first of equal cells is kept; of different ones none is.
    """
    keys = cells.loc[cells["fault"] == "", KEY]
    again = keys.index[keys.duplicated(keep=False)]
    stated = cells.loc[again, [*KEY, "value", "qualifier"]]
    groups = stated.groupby(KEY, dropna=False, sort=False)
    differing = (groups["value"].transform("nunique") > 1) | (
        groups["qualifier"].transform("nunique") > 1
    )
    repeated = stated.duplicated(KEY) & ~differing
    equal, conflicting = (pd.Series(False, index=cells.index) for _ in range(2))
    equal[again] = repeated
    conflicting[again] = differing
    return equal, conflicting


def report_duplicates(catalogue: Catalogue, cells: pd.DataFrame) -> Iterator[Finding]:
    """One finding for each further cell, with the address of the first."""
    conflicting = cells["fault"] == "duplicate-conflict"
    if cells["kept"].all() and not conflicting.any():
        return
    concerned = cells[conflicting | (cells["fault"] == "")]
    repeated = concerned[concerned.duplicated(KEY)]
    first = concerned.drop_duplicates(KEY)
    pairs = repeated.merge(first, on=KEY, suffixes=("", "_first"))
    for row in each_row(pairs.head(MOST)):
        same = row.fault == ""
        yield finding(
            "duplicate-equal" if same else "duplicate-conflict",
            sheet=sheet_of(row),
            cell=row.cell,
            value=row.text,
            unit=unit_name(catalogue, row.unit),
            year=int(row.year),
            indicator=indicator_name(catalogue, row.indicator),
            first=_first_place(row),
            second=row.cell,
            figure=bounded(row.value_first, row.qualifier_first),
            other=bounded(row.value, row.qualifier),
        )


def _first_place(row: Any) -> str:
    """The address of the first cell, with its sheet where that is another one."""
    same = row.sheet_first == row.sheet or not isinstance(row.sheet_first, str)
    return str(row.cell_first) if same else f"{row.sheet_first}!{row.cell_first}"
