"""Comparison: each unit's newest figure as of a year, with its year, ranked where fair."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.figures import figure_columns
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.reference import (
    reference_columns,
    reference_notes,
    reference_sentence,
    with_reference,
)
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import standing_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.core.target_lines import label_of, target_for, target_lines, target_notes
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.selection import Selection


def _with_target(scope: Scope, indicator: Indicator, row: Row) -> Row:
    target = None
    if row["year"] is not None:
        target = target_for(scope, indicator, row["unit"], row["basis"], row["year"])
    value, label = (target.value, label_of(scope, [target])) if target else (math.nan, "")
    return {**row, "target": value, "target_label": label}


def subtitle_of(scope: Scope, indicator: Indicator) -> str:
    words = scope.words
    if indicator.form == "sum":
        years = words.years(scope.first_year, scope.year)
        measure = measure_text(words, scope, indicator)
        return words("{measure}, {years}.", measure=measure, years=years)
    oldest = scope.year - scope.tolerance
    return words(
        "{measure}, số mới nhất của từng tỉnh trong {years}.",
        measure=measure_text(words, scope, indicator),
        years=words.years(oldest, scope.year),
    )


def columns_of(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    columns = figure_columns(scope, indicator)
    rank = Column("rank_best", scope.words("Hạng"), "rank")
    return (*columns[:-2], rank, *reference_columns(scope, indicator), *columns[-2:])


def build_comparison(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Bars of one indicator, a bar a unit and basis."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    ranked = [_with_target(scope, indicator, row) for row in ranked_latest(scope, indicator)]
    table = with_reference(scope, indicator, ranked)
    lines = target_lines(scope, indicator, selection.basis)
    parts = of_indicator(scope, indicator, table)
    spoken = Spoken.of(scope, indicator)
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
        subtitle=subtitle_of(scope, indicator),
        columns=columns_of(scope, indicator),
        targets=lines,
        **parts,
    )
