"""Tile: one headline indicator of the cluster in a line, with its year, change and coverage."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, of_indicator
from khdash.exhibit.core.exhibit import Coverage, Exhibit
from khdash.exhibit.core.figures import comparable, figure_columns
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import standing_sentence
from khdash.exhibit.kinds.comparison import one_row_a_unit, ranked_latest
from khdash.exhibit.kinds.growth import like_for_like_text
from khdash.exhibit.kinds.total import totals_table
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.rates import cluster_rate, spread
from khdash.transform.totals import total_of


def build_tile(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The newest figures of the shown units and what may be said of all of them."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    table = one_row_a_unit(ranked_latest(scope, indicator))
    parts = of_indicator(scope, indicator, table)
    coverage: Coverage = parts["coverage"]  # type: ignore[assignment]
    if indicator.kind == "rate":
        total, change = _rate_text(scope, indicator, table), ""
    else:
        total = _total_text(scope, indicator, table, coverage)
        change = like_for_like_text(scope, indicator)
    spark, label = _spark(scope, indicator)
    return assemble(
        scope,
        name,
        "tile",
        table,
        headline=standing_sentence(scope, indicator, table, coverage),
        subtitle=_years_text(scope, table),
        columns=tuple(figure_columns(scope, indicator)),
        extra={"total": total, "change": change, "spark": spark, "spark_label": label},
        **parts,
    )


def _years_text(scope: Scope, table: pd.DataFrame) -> str:
    words = scope.words
    known = comparable(table)
    if known.empty:
        return words("chưa có số liệu đến {year}", year=scope.year)
    years = words.years(int(known["year"].min()), int(known["year"].max()))
    bases = {basis_name(words, basis) for basis in known["basis"]} - {""}
    return " · ".join([years, *sorted(bases)])


def _total_text(scope: Scope, indicator: Indicator, table: pd.DataFrame, coverage: Coverage) -> str:
    """The total where five eighths reported; otherwise the largest figure, named as such."""
    words = scope.words
    known = comparable(table)
    if coverage.enough:
        total = total_of(known, scope.unit_keys)
        assert total.value is not None
        value = total.value
        return words.figure(value.value, indicator.unit, indicator.decimals, value.qualifier)
    return words("Chưa đủ số tỉnh để cộng")


def _rate_text(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> str:
    """Sum of numerators over sum of denominators; where unknown, the spread of what is."""
    words = scope.words
    rate = cluster_rate(
        scope.current,
        scope.dataset.catalogue,
        indicator.code,
        scope.unit_keys,
        scope.year,
        scope.selection.tolerance,
    )
    if rate.value is not None and rate.enough:
        value = rate.value
        return words.figure(value.value, indicator.unit, indicator.decimals, value.qualifier)
    known = comparable(table)
    if known.empty:
        return "–"
    found = spread(known)
    if found.n == 1:
        return words.figure(found.median, indicator.unit, indicator.decimals)
    return words(
        "{low} – {high}",
        low=words.trimmed(found.min, indicator.decimals),
        high=words.figure(found.max, indicator.unit, indicator.decimals),
    )


def _spark(scope: Scope, indicator: Indicator) -> tuple[list[tuple[int, float]], str]:
    """The line of totals where at least two years have one, else the longest comparable line."""
    if indicator.kind != "rate":
        totals = totals_table(scope, indicator)
        totals = totals[totals["value"].notna()]
        if len(totals) >= 2:
            return list(zip(totals["year"], totals["value"], strict=True)), scope.whole_name
    series = scope.series(indicator)
    if series.empty:
        return [], ""
    runs = series.groupby("run")
    longest = series[series["run"] == runs.size().idxmax()]
    if len(longest) < 2:
        return [], ""
    points = list(zip(longest["year"], longest["value"], strict=True))
    return points, scope.unit_name(longest["unit"].iloc[0])
