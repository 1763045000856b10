"""Totals of the cluster or of the chosen provinces, never without what they cover."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note
from khdash.exhibit.core.notes import break_notes, coverage_note
from khdash.exhibit.core.scope import Scope
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.model.value import qualifier_of
from khdash.transform.totals import totals_by_year

WHOLE = "cluster"


class NotAdditive(ValueError):
    """A rate has no total: it is sum of numerators over sum of denominators."""


def totals_table(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """One row a year: value (NaN below five eighths), bounds, covered, expected, missing units."""
    complete = scope.figures(indicator)
    complete = complete[complete["origin"] == "published"]
    if "partial" in complete:
        complete = complete[~complete["partial"].astype(bool)]
    totals = totals_by_year(complete, indicator.code, scope.units_in)
    totals = totals[totals["year"].between(scope.first_year, scope.year)].reset_index(drop=True)
    return totals.assign(
        unit=WHOLE,
        unit_name=scope.whole_name,
        indicator=indicator.code,
        origin="published",
        qualifier=[
            qualifier_of(lo, hi) if pd.notna(v) else ""
            for v, lo, hi in zip(totals["value"], totals["lower"], totals["upper"], strict=True)
        ],
        missing_units=[" ".join(keys) for keys in totals["missing"]],
        missing_names=[scope.words.listed(scope.names(keys)) for keys in totals["missing"]],
        missing=["" if pd.notna(v) else "partial" for v in totals["value"]],
        source_id=[
            " ".join(dict.fromkeys(complete.loc[complete["year"] == year, "source_id"]))
            for year in totals["year"]
        ],
    )


def build_total(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The total of a stock or flow each year. Raises NotAdditive for a rate."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    if indicator.kind == "rate":
        raise NotAdditive(indicator.code)
    words = scope.words
    table = totals_table(scope, indicator)
    last = table.iloc[-1] if len(table) else None
    coverage = (
        Coverage(int(last["covered"]), int(last["expected"]), _names(scope, last))
        if last is not None
        else Coverage(0, len(scope.units), scope.names(scope.unit_keys))
    )
    notes: list[Note] = [coverage_note(scope, coverage)]
    notes += break_notes(scope, indicator, table)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words(
            "{name}: tổng số của {whole}",
            name=words.name(indicator),
            whole=scope.whole_name,
        ),
        headline=_headline(scope, indicator, table),
        subtitle=words(
            "{measure}; chỉ cộng khi có từ 5/8 số tỉnh trở lên, mỗi tổng ghi rõ số tỉnh đã có.",
            measure=measure_text(words, scope, indicator),
        ),
        columns=(
            Column("year", words("Năm"), "year"),
            Column("value", words("Tổng số"), "figure", indicator.unit, indicator.decimals),
            Column("covered", words("Số tỉnh có số liệu"), "rank"),
            Column("expected", words("Trên tổng số tỉnh"), "rank"),
            Column("missing_names", words("Chưa có số liệu")),
        ),
        measure=indicator.unit,
        decimals=indicator.decimals,
        coverage=coverage,
        notes=tuple(notes),
    )


def _names(scope: Scope, row: pd.Series) -> tuple[str, ...]:
    return scope.names(str(row["missing_units"]).split())


def _headline(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> str:
    words = scope.words
    name = words.of(indicator.short_vi, indicator.short_en)
    stated = table[table["value"].notna()]
    if stated.empty:
        best = int(table["covered"].max()) if len(table) else 0
        return words(
            "{name}: chưa năm nào có đủ 5/8 số tỉnh để cộng (nhiều nhất {k}/{n})",
            name=name,
            k=best,
            n=len(scope.units),
        )
    row = stated.iloc[-1]
    return words(
        "{name} {year} của {whole}: {value}, từ {k}/{n} tỉnh, thành phố",
        name=name,
        year=row["year"],
        whole=scope.whole_name,
        value=words.figure(row["value"], indicator.unit, indicator.decimals, row["qualifier"]),
        k=row["covered"],
        n=row["expected"],
    )
