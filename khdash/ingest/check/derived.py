"""Second figures that a cell carries: the denominator in 861/863."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name
from khdash.ingest.rows_of_frame import each_row
from khdash.model.catalogue import Catalogue


def denominator_codes(catalogue: Catalogue) -> dict[str, str]:
    """For counts and rates the indicator that divides them, where the catalogue names it."""
    codes: dict[str, str] = {}
    for entry in catalogue.indicators.values():
        if entry.numerator and entry.denominator:
            codes[entry.numerator] = entry.denominator
            codes[entry.code] = entry.denominator
    return codes


def with_denominators(catalogue: Catalogue, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells and, after them, the denominators that some of them state."""
    codes = denominator_codes(catalogue)
    rates = {code for code, entry in catalogue.indicators.items() if entry.kind == "rate"}
    unclear = cells["indicator"].isin(rates) & (cells["basis"] != "all")
    carrying = cells[cells["denominator"].notna() & (cells["fault"] == "") & ~unclear]
    indicator = carrying["indicator"].map(codes)
    found = carrying[indicator.notna() & ~_is_of_registered(cells, carrying)]
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


def _is_of_registered(cells: pd.DataFrame, carrying: pd.DataFrame) -> pd.Series:
    """Whether a denominator is the number registered, as the words or a column beside it say."""
    place = ["unit", "year", "indicator"]
    registered = cells[cells["indicator"].str.endswith("_registered")]
    known = set(registered[[*place, "value"]].itertuples(index=False, name=None))
    stems = carrying["indicator"].str.replace(r"_(?:recognised|rate)$", "_registered", regex=True)
    beside = [
        (unit, year, code, value) in known
        for unit, year, code, value in zip(
            carrying["unit"], carrying["year"], stems, carrying["denominator"], strict=True
        )
    ]
    return (carrying["basis"] == "registered") | pd.Series(beside, index=carrying.index, dtype=bool)


def report_derived(
    catalogue: Catalogue, cells: pd.DataFrame, sheet: str | None
) -> Iterator[Finding]:
    """What a cell carried beside its figure, and whether it is kept."""
    made = set(cells.loc[cells["derived"] != "", "cell"])
    for row in each_row(cells[cells["derived"] != ""]):
        yield finding(
            "denominator-read",
            sheet=sheet,
            cell=row.cell,
            value=row.text,
            indicator=indicator_name(catalogue, row.indicator),
            figure=float(row.value),
        )
    sound = cells[(cells["fault"] == "") & (cells["derived"] == "")]
    lost = sound["denominator"].notna() & ~sound["cell"].isin(made) & (sound["note"] == "")
    for row in each_row(sound[lost]):
        yield finding("denominator-not-kept", sheet=sheet, cell=row.cell, value=row.text)
    for note, code in (("rounded", "number-rounded"), ("share_computed", "share-computed")):
        for row in each_row(sound[sound["note"] == note]):
            yield finding(code, sheet=sheet, cell=row.cell, value=row.text)
    for row in each_row(sound[sound["percent"].notna()]):
        yield finding("share-not-kept", sheet=sheet, cell=row.cell, value=row.text)
