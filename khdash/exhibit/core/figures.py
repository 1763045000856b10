"""The rows that every table of figures is made of, and the gaps among them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from khdash.exhibit.core.exhibit import Column
from khdash.exhibit.core.scope import Scope
from khdash.model.frames import stacked
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.units import split_key
from khdash.model.value import qualifier_of
from khdash.transform.latest import latest_or_why_not, why_no_figure
from khdash.transform.records import whole

IDENTITY = ["unit", "unit_code", "unit_valid_from", "unit_name", "indicator", "subgroup", "basis"]
FIGURE = [
    *IDENTITY,
    "origin",
    "year",
    "as_of",
    "value",
    "lower",
    "upper",
    "qualifier",
    "confidence",
    "source_id",
    "parts_covered",
    "parts_expected",
    "partial",
    "missing",
]


def as_table(scope: Scope, figures: pd.DataFrame, *extra: str) -> pd.DataFrame:
    """Observation rows as rows of an exhibit's table, with the columns `extra` kept."""
    table = figures.copy()
    keys = table["unit"].tolist()
    table["unit_code"] = [split_key(key)[0] for key in keys]
    table["unit_valid_from"] = [split_key(key)[1] for key in keys]
    table["unit_name"] = [scope.unit_name(key) for key in keys]
    table["year"] = table["year"].astype("Int64")
    table["qualifier"] = [
        qualifier_of(low, high) for low, high in zip(table["lower"], table["upper"], strict=True)
    ]
    if "source_ids" in table:
        table["source_id"] = [
            " ".join(ids) if isinstance(ids, tuple) and ids else one
            for ids, one in zip(table["source_ids"], table["source_id"], strict=True)
        ]
    for name, default in (("parts_covered", 1), ("parts_expected", 1), ("partial", False)):
        if name not in table:
            table[name] = default
    if "missing" not in table:
        table["missing"] = ""
    return table[[*FIGURE, *extra]].reset_index(drop=True)


def gap_rows(scope: Scope, indicator: Indicator, gaps: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """One row without a figure for each (unit, reason)."""
    pairs = list(gaps)
    n = len(pairs)
    codes = [split_key(unit) for unit, _ in pairs]
    blank = dict.fromkeys(("subgroup", "basis", "origin"), [""] * n)
    no_text = dict.fromkeys(("qualifier", "confidence", "source_id"), [""] * n)
    no_number = dict.fromkeys(("value", "lower", "upper"), [float("nan")] * n)
    return pd.DataFrame(
        {
            "unit": [unit for unit, _ in pairs],
            "unit_code": [code for code, _ in codes],
            "unit_valid_from": [valid_from for _, valid_from in codes],
            "unit_name": [scope.unit_name(unit) for unit, _ in pairs],
            "indicator": [indicator.code] * n,
            **blank,
            "year": pd.array([pd.NA] * n, dtype="Int64"),
            "as_of": pd.Series([pd.NaT] * n, dtype="datetime64[us]"),
            **no_number,
            **no_text,
            "parts_covered": [1] * n,
            "parts_expected": [1] * n,
            "partial": [False] * n,
            "missing": [reason for _, reason in pairs],
        }
    )[FIGURE]


def latest_of(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """Each shown unit's newest figure as of the asked year, one row a unit and basis.

    Rows that may not be compared say why in `missing`, and a unit without any row gets one that
    says why it has none: both are a GapReason.
    """
    rows = latest_or_why_not(
        scope.figures(indicator),
        indicator,
        (scope.year, scope.tolerance),
        {origin: scope.breaks(indicator, origin) for origin in ("published", "derived")},
        subgroup=scope.selection.subgroup,
    )
    if indicator.form:
        rows = rows.assign(missing=_lacking(scope, indicator, rows))
    table = as_table(scope, rows, "stale")
    gaps = gaps_among(scope, indicator, table["unit"])
    return stacked(table, gap_rows(scope, indicator, gaps).assign(stale=False)) if gaps else table


def _lacking(scope: Scope, indicator: Indicator, rows: pd.DataFrame) -> pd.Series:
    """The reasons of figures in a form; one old only for want of a newer divisor says that."""
    known = whole(scope.reported(indicator))
    recent = known["year"].between(scope.year - scope.tolerance, scope.year)
    units = known.loc[recent, "unit"]
    wanting = (rows["missing"] == GapReason.TOO_OLD) & rows["unit"].isin(units)
    return rows["missing"].mask(wanting, str(FORM_LACKS[indicator.form]))


FORM_LACKS = {
    "per_head": GapReason.NO_DIVISOR,
    "share": GapReason.TOO_FEW,
    "index": GapReason.NO_BASE,
}
"""What a form divides by, where that is missing."""


def gaps_among(
    scope: Scope, indicator: Indicator, having: Iterable[str], first_year: int = 0
) -> list[tuple[str, GapReason]]:
    """The shown units without a row from `first_year` to the asked year, each with the reason."""
    filled = set(having)
    units = [key for key in scope.unit_keys if key not in filled]
    if not units:
        return []
    known = scope.reported(indicator)
    return [
        (key, _why_none(scope, indicator, key, known[known["unit"] == key], first_year))
        for key in units
    ]


def _why_none(
    scope: Scope, indicator: Indicator, unit: str, known: pd.DataFrame, first_year: int
) -> GapReason:
    """Why a unit has no figure here, from what it has as reported."""
    past = known[known["year"].between(first_year, scope.year)]
    if indicator.form and len(past):
        return FORM_LACKS[indicator.form] if len(whole(past)) else GapReason.PARTIAL
    valid_to = scope.dataset.catalogue.units[unit].valid_to
    ended = valid_to is not None and valid_to.year < scope.year
    return why_no_figure(known, indicator, (first_year, scope.year), ended)


def comparable(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that may be ranked, totalled and spoken of together."""
    return table[(table["missing"] == "") & table["value"].notna()]


def figure_columns(scope: Scope, indicator: Indicator, *, with_unit: bool = True) -> list[Column]:
    """The columns a reader sees in most tables of figures."""
    words = scope.words
    columns = [Column("unit_name", words("Tỉnh, thành phố"))] if with_unit else []
    columns += [
        Column("year", words("Năm"), "year"),
        Column(
            "value",
            words.of(indicator.short_vi, indicator.short_en),
            "figure",
            indicator.unit,
            indicator.decimals,
        ),
    ]
    if indicator.basis_matters:
        columns.append(Column("basis", words("Mẫu số"), "text"))
    return [
        *columns,
        Column("as_of", words("Tính đến"), "date"),
        Column("source_id", words("Nguồn")),
    ]
