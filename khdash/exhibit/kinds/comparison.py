"""Comparison and map: each unit's newest figure as of a year, with its year, ranked where fair."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit, rows_of
from khdash.exhibit.core.figures import figure_columns
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.reference import (
    reference_columns,
    reference_notes,
    reference_sentence,
    with_reference,
)
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import extremes_sentence, standing_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.core.target_lines import label_of, target_for, target_lines, target_notes
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.transform.classes import class_edges, class_of


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
    oldest = scope.year - scope.tolerance
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
    spoken = Spoken(scope, indicator)
    headline = reference_sentence(scope, indicator, table) or standing_sentence(spoken)
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
    spoken = Spoken(scope, indicator)
    table = spoken.by_unit.copy()
    classed = table["value"].where(table["missing"] == "")
    edges = class_edges(classed.dropna().tolist())
    classes = [class_of(value, edges) for value in classed]
    table["class"] = pd.Series(
        [None if c is None else c + 1 for c in classes], index=table.index, dtype="Int64"
    )
    parts = of_indicator(scope, indicator, table)
    per_something = indicator.kind == "rate"
    return assemble(
        scope,
        name,
        "map",
        table,
        headline=extremes_sentence(spoken),
        subtitle=_subtitle(scope, indicator),
        columns=_columns(scope, indicator),
        extra={
            "style": "choropleth" if per_something else "bubble",
            "edges": edges,
            "boundaries": scope.boundaries,
        },
        **parts,
    )
