"""The rows that every table of figures is made of, and the gaps among them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from khdash.exhibit.core.exhibit import Column
from khdash.exhibit.core.scope import Scope
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, framed, grouped, has_value, rows_of
from khdash.model.value import qualifier_of
from khdash.transform.forms import OVER_YEARS
from khdash.transform.latest import latest_or_why_not, why_no_figure
from khdash.transform.records import is_whole

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


def as_rows(scope: Scope, figures: Iterable[Row], *extra: str) -> list[Row]:
    """Observation rows as rows of an exhibit's table, with the columns `extra` kept."""
    return [_as_row(scope, figure, extra) for figure in figures]


def as_table(scope: Scope, figures: pd.DataFrame, *extra: str) -> pd.DataFrame:
    """The same of a frame; the columns `extra` keep their types."""
    table = framed(as_rows(scope, rows_of(figures), *extra), (*FIGURE, *extra))
    return table.astype({name: figures[name].dtype for name in extra})


def _as_row(scope: Scope, figure: Row, extra: Iterable[str]) -> Row:
    sources = figure.get("source_ids")
    return {
        **scope.named(figure["unit"]),
        "indicator": figure["indicator"],
        "subgroup": figure["subgroup"],
        "basis": figure["basis"],
        "origin": figure["origin"],
        "year": figure["year"],
        "as_of": figure["as_of"],
        "value": figure["value"],
        "lower": figure["lower"],
        "upper": figure["upper"],
        "qualifier": qualifier_of(figure["lower"], figure["upper"]),
        "confidence": figure["confidence"],
        "source_id": " ".join(sources) if sources else figure["source_id"],
        "parts_covered": figure.get("parts_covered", 1),
        "parts_expected": figure.get("parts_expected", 1),
        "partial": figure.get("partial", False),
        "missing": figure.get("missing", ""),
        **{name: figure[name] for name in extra},
        **_years_said(scope, figure),
    }


def _years_said(scope: Scope, figure: Row) -> Row:
    """Of how many years a figure is made, for one made of several."""
    if "years_expected" not in figure:
        return {}
    k, n = figure["years_covered"], figure["years_expected"]
    return {"years_said": scope.words("{k} trong {n} năm", k=k, n=n)}


NO_FIGURE: Row = {
    **dict.fromkeys(FIGURE, ""),
    **dict.fromkeys(("year", "as_of")),
    **dict.fromkeys(("value", "lower", "upper"), float("nan")),
    **dict.fromkeys(("parts_covered", "parts_expected"), 1),
    "partial": False,
}


def gap_rows(
    scope: Scope, indicator: Indicator, gaps: Iterable[tuple[str, str]], **extra: object
) -> list[Row]:
    """One row without a figure for each (unit, reason), with further columns `extra`."""
    blank = NO_FIGURE | {"indicator": indicator.code, **extra}
    if indicator.form in OVER_YEARS:
        blank |= {"years_said": ""}
    return [{**blank, **scope.named(unit), "missing": str(reason)} for unit, reason in gaps]


def latest_of(scope: Scope, indicator: Indicator) -> list[Row]:
    """Each shown unit's newest figure as of the asked year, one row a unit and basis.

    Rows that may not be compared say why in `missing`, and a unit without any row gets one that
    says why it has none: both are a GapReason.
    """
    rows = latest_or_why_not(
        scope.figures(indicator),
        (scope.year, scope.tolerance),
        {origin: scope.breaks(indicator, origin) for origin in ("published", "derived")},
    )
    if indicator.form in OVER_YEARS:
        rows = [_years_missing(row) for row in rows]
    elif indicator.form:
        rows = _lacking(scope, indicator, rows)
    table = as_rows(scope, rows, "stale")
    gaps = gaps_among(scope, indicator, (row["unit"] for row in table))
    return table + gap_rows(scope, indicator, gaps, stale=False)


def _years_missing(row: Row) -> Row:
    """A figure made of several years; one without some of them says that."""
    is_partial = row["missing"] == GapReason.PARTIAL
    return {**row, "missing": str(GapReason.YEARS_MISSING)} if is_partial else row


def _lacking(scope: Scope, indicator: Indicator, rows: list[Row]) -> list[Row]:
    """The figures in a form; one old only for want of a newer divisor says that."""
    oldest = scope.year - scope.tolerance
    recent = {
        row["unit"]
        for row in scope.reported(indicator)
        if oldest <= row["year"] <= scope.year and is_whole(row)
    }
    lack = str(FORM_LACKS[indicator.form])
    return [
        {**row, "missing": lack}
        if row["missing"] == GapReason.TOO_OLD and row["unit"] in recent
        else row
        for row in rows
    ]


FORM_LACKS = {
    "per_head": GapReason.NO_DIVISOR,
    "share": GapReason.TOO_FEW,
    "index": GapReason.NO_BASE,
    "sum": GapReason.OUTSIDE_PERIOD,
    "mean3": GapReason.NO_DIVISOR,
}
"""What a form divides by, where that is missing."""


def gaps_among(
    scope: Scope, indicator: Indicator, having: Iterable[str], first_year: int = 0
) -> list[tuple[str, GapReason]]:
    """The shown units without a row from `first_year` to the asked year, each with the reason."""
    filled = set(having)
    units = [key for key in scope.unit_keys if key not in filled]
    known = grouped(scope.reported(indicator), "unit") if units else {}
    return [
        (key, _why_none(scope, indicator, key, known.get(key, []), first_year)) for key in units
    ]


def _why_none(
    scope: Scope, indicator: Indicator, unit: str, known: list[Row], first_year: int
) -> GapReason:
    """Why a unit has no figure here, from what it has as reported."""
    past = [row for row in known if first_year <= row["year"] <= scope.year]
    if indicator.form and past:
        lacks = any(map(is_whole, past))
        return FORM_LACKS[indicator.form] if lacks else GapReason.PARTIAL
    valid_to = scope.dataset.catalogue.units[unit].valid_to
    ended = valid_to is not None and valid_to.year < scope.year
    return why_no_figure(known, indicator, (first_year, scope.year), ended)


def sources_of(*rows: Row) -> str:
    """The ids of the sources of several rows, each once."""
    return " ".join(dict.fromkeys(one for row in rows for one in row["source_id"].split()))


def is_comparable(row: Row) -> bool:
    """Whether a row of a table may be ranked, totalled and spoken of together with others."""
    return not row["missing"] and has_value(row)


def comparable(rows: Iterable[Row]) -> list[Row]:
    """The rows that may be."""
    return [row for row in rows if is_comparable(row)]


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
    if indicator.form in OVER_YEARS:
        columns.append(Column("years_said", words("Số năm có số liệu")))
    if indicator.basis_matters:
        columns.append(Column("basis", words("Mẫu số"), "text"))
    return [
        *columns,
        Column("as_of", words("Tính đến"), "date"),
        Column("source_id", words("Nguồn")),
    ]
