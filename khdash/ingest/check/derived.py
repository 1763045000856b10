"""Second figures that a cell carries: the denominator in 861/863."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from khdash.ingest.check.facts import sheet_of
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row


def denominator_codes(catalogue: Catalogue) -> dict[str, str]:
    """For counts and rates the indicator that divides them, where the catalogue names it."""
    codes: dict[str, str] = {}
    for entry in catalogue.indicators.values():
        if entry.numerator and entry.denominator:
            codes[entry.numerator] = entry.denominator
            codes[entry.code] = entry.denominator
    return codes


def registered_codes(catalogue: Catalogue) -> dict[str, str]:
    """For the indicators of a title the one that counts the registered."""
    return {
        entry.code: catalogue.titled[entry.title, "registered"].code
        for entry in catalogue.titled.values()
    }


def with_denominators(catalogue: Catalogue, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells and, after them, the denominators that some of them state, and name in words."""
    codes = denominator_codes(catalogue)
    rates = {code for code, entry in catalogue.indicators.items() if entry.kind == "rate"}
    unclear = cells["indicator"].isin(rates) & (cells["basis"] != "all")
    named = cells["whole_named"].astype(bool)
    carrying = cells[cells["denominator"].notna() & (cells["fault"] == "") & ~unclear & named]
    indicator = carrying["indicator"].map(codes)
    found = carrying[indicator.notna() & ~_is_of_registered(catalogue, cells, carrying)]
    if found.empty:
        return cells.assign(derived="")
    more = found.assign(
        indicator=indicator[found.index],
        value=found["denominator"],
        basis="",
        subgroup="",
        qualifier="exact",
        derived="denominator",
        denominator=float("nan"),
        percent=float("nan"),
        note="",
    )
    return pd.concat([cells.assign(derived=""), more], ignore_index=True)


def _is_of_registered(
    catalogue: Catalogue, cells: pd.DataFrame, carrying: pd.DataFrame
) -> pd.Series:
    """Whether a denominator is the number registered, as the words or a column beside it say."""
    if carrying.empty:
        return pd.Series(False, index=carrying.index)
    place = ["unit", "year", "indicator"]
    by_code = registered_codes(catalogue)
    registered = cells[cells["indicator"].isin(set(by_code.values()))]
    known = set(registered[[*place, "value"]].itertuples(index=False, name=None))
    beside = [
        (unit, year, code, value) in known
        for unit, year, code, value in zip(
            carrying["unit"],
            carrying["year"],
            carrying["indicator"].map(by_code),
            carrying["denominator"],
            strict=True,
        )
    ]
    return (carrying["basis"] == "registered") | pd.Series(beside, index=carrying.index, dtype=bool)


def report_derived(catalogue: Catalogue, cells: pd.DataFrame) -> Iterator[Finding]:
    """What a cell carried beside its figure, and whether it is kept."""
    kept = cells[cells["derived"] != ""]
    made = pd.MultiIndex.from_frame(kept[["table", "cell"]])
    for row in each_row(kept):
        yield finding(
            "denominator-read",
            sheet=sheet_of(row),
            cell=row.cell,
            value=row.text,
            indicator=indicator_name(catalogue, row.indicator),
            figure=float(row.value),
        )
    sound = cells[(cells["fault"] == "") & (cells["derived"] == "")]
    lost = sound["denominator"].notna() & (sound["note"] == "")
    carrying = sound[lost]
    unkept = ~pd.MultiIndex.from_frame(carrying[["table", "cell"]]).isin(made)
    for row in each_row(carrying[unkept]):
        yield _at(row, "denominator-not-kept")
    for note, code in (("rounded", "number-rounded"), ("share_computed", "share-computed")):
        for row in each_row(sound[sound["note"] == note]):
            yield _at(row, code)
    for row in each_row(sound[sound["percent"].notna()]):
        yield _at(row, "share-not-kept")


def _at(row: Any, code: str) -> Finding:
    return finding(code, sheet=sheet_of(row), cell=row.cell, value=row.text)
