"""Comparison and map: each unit's newest figure as of a year, with its year, ranked where fair."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit, rows_of
from khdash.exhibit.core.figures import comparable, figure_columns, latest_of
from khdash.exhibit.core.reference import (
    reference_columns,
    reference_notes,
    reference_sentence,
    with_reference,
)
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import standing_sentence
from khdash.exhibit.core.target_lines import label_of, target_for, target_lines, target_notes
from khdash.model.catalogue import Indicator
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.classes import class_edges, class_of
from khdash.transform.ranks import rank_intervals


def ranked_latest(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """The newest figures of the shown units with their rank intervals, best first.

    rank_best, rank_worst and `ranked` (of how many) are NA below five eighths of the units.
    The frame is shared between exhibits: change a copy.
    """
    chosen = scope.selection.with_(
        indicators=(indicator.code,), reference="", focus="", benchmarks=(), judge_national=False
    )
    return _ranked_latest(scope.dataset, chosen)


@lru_cache(maxsize=512)
def _ranked_latest(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    scope = Scope.of(dataset, selection)
    table = latest_of(scope, scope.indicator)
    ranked = rank_intervals(comparable(table), scope.indicator.direction, expected=len(scope.units))
    for column in ("rank_best", "rank_worst", "ranked"):
        table[column] = ranked[column].reindex(table.index).astype("Int64")
    shown_last = table["value"].isna() | (table["missing"] != "")
    order = table.assign(last=shown_last, height=-table["value"])
    ordered = order.sort_values(["last", "height"], kind="stable").index
    return table.loc[ordered].reset_index(drop=True)


def _with_targets(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> pd.DataFrame:
    found = [
        target_for(scope, indicator, row["unit"], row["basis"], int(row["year"]))
        if pd.notna(row["year"])
        else None
        for row in rows_of(table)
    ]
    return table.assign(
        target=pd.Series([t.value if t else None for t in found], dtype="float64"),
        target_label=[label_of(scope, [t]) if t else "" for t in found],
    )


def _subtitle(scope: Scope, indicator: Indicator) -> str:
    words = scope.words
    oldest = scope.year - scope.selection.tolerance
    return words(
        "{measure}, số mới nhất của từng tỉnh trong {years}.",
        measure=measure_text(words, scope, indicator),
        years=words.years(oldest, scope.year),
    )


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    columns = figure_columns(scope, indicator)
    rank = Column("rank_best", scope.words("Hạng"), "rank")
    return (*columns[:-2], rank, *reference_columns(scope, indicator), *columns[-2:])


def build_comparison(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Bars of one indicator, a bar a unit and basis."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    ranked = ranked_latest(scope, indicator)
    table = with_reference(scope, indicator, _with_targets(scope, indicator, ranked))
    lines = target_lines(scope, indicator, selection.basis)
    parts = of_indicator(scope, indicator, table)
    headline = reference_sentence(scope, indicator, table) or standing_sentence(
        scope,
        indicator,
        table,
        parts["coverage"],  # type: ignore[arg-type]
    )
    parts["notes"] = (
        *parts["notes"],  # type: ignore[misc]
        *reference_notes(scope, indicator, table),
        *target_notes(scope, indicator, lines),
    )
    return assemble(
        scope,
        name,
        "comparison",
        table,
        headline=headline,
        subtitle=_subtitle(scope, indicator),
        columns=_columns(scope, indicator),
        targets=lines,
        **parts,
    )


def build_map(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Areas coloured by class for rates and per-head values, bubbles for counts and money."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    table = one_row_a_unit(ranked_latest(scope, indicator))
    classed = table["value"].where(table["missing"] == "")
    edges = class_edges(classed.dropna().tolist())
    classes = [class_of(value, edges) for value in classed]
    table["class"] = pd.Series(
        [None if c is None else c + 1 for c in classes], index=table.index, dtype="Int64"
    )
    parts = of_indicator(scope, indicator, table)
    headline = standing_sentence(scope, indicator, table, parts["coverage"])  # type: ignore[arg-type]
    per_something = indicator.kind == "rate"
    return assemble(
        scope,
        name,
        "map",
        table,
        headline=headline,
        subtitle=_subtitle(scope, indicator),
        columns=_columns(scope, indicator),
        extra={
            "style": "choropleth" if per_something else "bubble",
            "edges": edges,
            "boundaries": selection.boundaries,
        },
        **parts,
    )


def one_row_a_unit(table: pd.DataFrame) -> pd.DataFrame:
    """The row that a map shows for each unit: of two bases, the one most units state.

    A class of colours may hold one basis only; rows of another basis are kept, not classed.
    """
    stated = table[(table["missing"] == "") & table["value"].notna()]
    if stated["basis"].nunique() <= 1:
        return table.drop_duplicates("unit").reset_index(drop=True)
    usual = stated["basis"].value_counts().index[0]
    other = (table["basis"] != usual) & (table["missing"] == "") & table["value"].notna()
    marked = table.assign(missing=table["missing"].mask(other, "other_basis"), other=other)
    first = marked.sort_values("other", kind="stable").drop_duplicates("unit")
    return first.drop(columns="other").sort_index().reset_index(drop=True)
