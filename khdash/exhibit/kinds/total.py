"""Totals of the cluster or of the chosen provinces, never without what they cover."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note, rows_of
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.notes import break_notes, coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text, whole_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.model.value import qualifier_of
from khdash.transform.records import whole
from khdash.transform.totals import totals_by_year

WHOLE = "cluster"


class NotAdditive(ValueError):
    """A rate has no total: it is sum of numerators over sum of denominators."""


def totals_table(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """One row a year: value (NaN below five eighths), bounds, covered, expected, missing units.

    sum_*: the sum of the figures that may be spoken of, of however many units, with how many they
    are and what they hold of the population, in %.
    """
    complete = whole(scope.figures(indicator))
    complete = complete[complete["origin"] == "published"]
    totals = totals_by_year(complete, indicator.code, scope.units_in, indicator.kind)
    totals = totals[totals["year"].between(scope.first_year, scope.year)].reset_index(drop=True)
    spoken = Spoken(scope, indicator)
    sums = [spoken.whole_of(int(year)) for year in totals["year"]]
    return totals.assign(
        sum_value=[found.value.value if found else math.nan for found in sums],
        sum_lower=[found.value.lower if found else math.nan for found in sums],
        sum_upper=[found.value.upper if found else math.nan for found in sums],
        sum_qualifier=[found.value.qualifier if found else "" for found in sums],
        sum_covered=[found.covered if found else 0 for found in sums],
        population_share=[
            found.share if found and found.share is not None else math.nan for found in sums
        ],
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
        missing=["" if pd.notna(v) else str(GapReason.TOO_FEW) for v in totals["value"]],
        source_id=[
            " ".join(dict.fromkeys(complete.loc[complete["year"] == year, "source_id"]))
            for year in totals["year"]
        ],
    )


def _summed(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """The figures that the totals add, as rows of a table of figures."""
    figures = whole(scope.figures(indicator))
    inside = figures["year"].between(scope.first_year, scope.year)
    return as_table(scope, figures[inside & (figures["origin"] == "published")])


def build_total(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The total of a stock or flow each year. Raises NotAdditive for a rate."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    if indicator.kind == "rate":
        raise NotAdditive(indicator.code)
    words, spoken = scope.words, Spoken(scope, indicator)
    table = totals_table(scope, indicator)
    last = table.iloc[-1] if len(table) else None
    coverage = (
        Coverage(int(last["covered"]), int(last["expected"]), _names(scope, last))
        if last is not None
        else Coverage(0, len(scope.units), scope.names(scope.unit_keys))
    )
    notes: list[Note] = [coverage_note(scope, coverage)]
    notes += _floor_note(spoken, int(last["year"])) if last is not None else []
    notes += figure_notes(scope, indicator, _summed(scope, indicator))
    notes += break_notes(scope, indicator, table)
    return assemble(
        scope,
        name,
        "table",
        _shown(spoken, table),
        title=words(
            "{name}: tổng số của {whole}",
            name=words.name(indicator),
            whole=scope.whole_name,
        ),
        headline=_headline(spoken, table),
        subtitle=words(
            "{measure}; chỉ cộng khi có từ 5/8 số tỉnh trở lên, mỗi tổng ghi rõ số tỉnh đã có.",
            measure=measure_text(words, scope, indicator),
        ),
        columns=(
            Column("year", words("Năm"), "year"),
            Column("value", words("Tổng số"), "figure", indicator.unit, indicator.decimals),
            Column("sum_text", words("Các tỉnh đã công bố cộng lại"), number="sum_value"),
            Column("coverage_text", words("Số tỉnh có số liệu")),
            Column("missing_names", words("Chưa có số liệu")),
        ),
        measure=indicator.unit,
        decimals=indicator.decimals,
        coverage=coverage,
        notes=tuple(notes),
    )


def _shown(spoken: Spoken, table: pd.DataFrame) -> pd.DataFrame:
    """The totals, newest first, with their coverage in words; where a year has too few figures for
    a total, the sum of those that published and how many they are."""
    words, scope = spoken.scope.words, spoken.scope
    sums, covered = [], []
    for row in rows_of(table):
        partial = pd.isna(row["value"]) and pd.notna(row["sum_value"])
        printed = row | {name: row[f"sum_{name}"] for name in ("value", "lower", "upper")}
        printed["qualifier"] = row["sum_qualifier"]
        text = figure_text(scope, spoken.indicator, pd.Series(printed)) if partial else ""
        sums.append(words("{value} ({k} tỉnh)", value=text, k=row["sum_covered"]) if text else "")
        covered.append(f"{row['covered']}/{row['expected']}")
    table = table.assign(
        sum_text=pd.Series(sums, index=table.index, dtype="str"),
        coverage_text=pd.Series(covered, index=table.index, dtype="str"),
    )
    return table.sort_values("year", ascending=False, ignore_index=True)


def _names(scope: Scope, row: pd.Series) -> tuple[str, ...]:
    return scope.names(str(row["missing_units"]).split())


def _headline(spoken: Spoken, table: pd.DataFrame) -> str:
    """The newest total that may be called so; else the sum of those that published, of the year
    within the tolerance for which most did.
    """
    scope = spoken.scope
    years = [int(year) for year in table["year"] if year >= scope.year - scope.tolerance]
    sums = [found for year in reversed(years) if (found := spoken.whole_of(year)) is not None]
    total = next((found for found in sums if found.enough), None)
    if total is None and sums:
        total = max(sums, key=lambda found: found.covered)
    return whole_sentence(spoken, total)


def _floor_note(spoken: Spoken, year: int) -> list[Note]:
    """What all have at least in a year for which some lack, by the figures of that year alone."""
    whole, floor = spoken.whole_of(year), spoken.floor_of(year)
    if whole is None or floor is None or floor.value <= 0 or whole.covered == whole.expected:
        return []
    text = spoken.scope.words(
        "Năm {year}: {whole} có ít nhất {value}, theo số của {k}/{n} tỉnh đã công bố năm đó.",
        year=year,
        whole=spoken.scope.whole_name,
        value=spoken.scope.words.amount(
            floor.value, spoken.indicator.unit, spoken.indicator.decimals, "down"
        ),
        k=whole.covered,
        n=whole.expected,
    )
    return [Note("coverage", text)]
