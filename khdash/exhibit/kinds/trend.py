"""Trend: each unit's figures over the years, joined only where they are comparable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import BreakLine, Exhibit, Note
from khdash.exhibit.core.figures import as_table, figure_columns, gap_rows, gaps_among
from khdash.exhibit.core.notes import break_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.core.target_lines import target_lines, target_notes
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.transform.growth import unit_changes


def build_trend(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The series of one indicator, a line a unit, basis and origin."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    series = scope.series(indicator, first_year=scope.first_year)
    table = _rows(scope, series)
    gaps = gap_rows(scope, indicator, gaps_among(scope, indicator, table["unit"], scope.first_year))
    table = stacked(table, gaps.assign(**NOT_DRAWN))
    asked = replace(scope, selection=scope.selection.with_(benchmarks=benchmark_keys(scope)))
    beside = _benchmark_rows(asked, indicator, table)
    lines = target_lines(scope, indicator, selection.basis, from_year=scope.first_year)
    breaks = (*_breaks_inside(scope, indicator, table), *_merger_marks(scope, table))
    parts = of_indicator(scope, indicator, table)
    parts["notes"] = (
        *parts["notes"],  # type: ignore[misc]
        *break_notes(scope, indicator, table),
        *target_notes(scope, indicator, lines),
        *_merger_notes(scope, table),
        *_guide_note(scope, table),
        *benchmark_notes(asked, beside),
    )
    return assemble(
        scope,
        name,
        "trend",
        stacked(table, beside),
        headline=change_sentence(
            Spoken(scope, indicator),
            unit_changes(series, indicator.kind, whole_run=True),
            mark("{name} {changes}"),
        ),
        subtitle=_subtitle(scope, indicator),
        columns=tuple(figure_columns(scope, indicator)),
        targets=lines,
        breaks=breaks,
        **parts,
    )


NOT_DRAWN = {"run": -1, "segment": -1, "lone": False, "benchmark": False}


def _rows(scope: Scope, series: pd.DataFrame) -> pd.DataFrame:
    return as_table(scope, series, "run", "segment", "lone").assign(benchmark=False)


def benchmark_keys(scope: Scope) -> tuple[str, ...]:
    """The units outside the selection drawn beside it: the chosen benchmarks and the reference."""
    asked = [*scope.selection.benchmarks]
    if scope.selection.reference == "country":
        asked.append(scope.dataset.catalogue.country)
    elif scope.selection.reference in scope.dataset.catalogue.units:
        asked.append(scope.selection.reference)
    return tuple(key for key in dict.fromkeys(asked) if key not in scope.unit_keys)


def _benchmark_rows(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> pd.DataFrame:
    """The lines of the benchmarks, numbered after those of the table; a country only for rates."""
    country = scope.dataset.catalogue.country
    keys = tuple(k for k in scope.selection.benchmarks if k != country or indicator.kind == "rate")
    beside = benchmark_scope(scope.dataset, scope.selection.with_(benchmarks=keys))
    if beside is None:
        return table.iloc[:0]
    rows = _rows(beside, beside.series(indicator, first_year=scope.first_year))
    for name in ("run", "segment"):
        rows[name] += int(table[name].max(skipna=True)) + 1 if len(table) else 0
    return rows.assign(benchmark=True)


def _subtitle(scope: Scope, indicator: Indicator) -> str:
    words = scope.words
    return words(
        "{measure}, {years}.",
        measure=measure_text(words, scope, indicator),
        years=words.years(scope.first_year, scope.year),
    )


def _breaks_inside(
    scope: Scope, indicator: Indicator, table: pd.DataFrame
) -> tuple[BreakLine, ...]:
    return tuple(
        BreakLine(item.year, scope.words.of(item.instrument, item.instrument_en or item.instrument))
        for item in scope.breaks_of(indicator, table)
        if scope.first_year < item.year <= scope.year
    )


def _mergers(scope: Scope, table: pd.DataFrame) -> list[date]:
    """The days of mergers with figures of a merged province on both their sides."""
    catalogue = scope.dataset.catalogue
    merged: dict[date, list[str]] = {}
    for key in filter(catalogue.parts, scope.unit_keys):
        if day := catalogue.units[key].valid_from:
            merged.setdefault(day, []).append(key)
    years = {d: table.loc[table["unit"].isin(own), "year"].dropna() for d, own in merged.items()}
    spans = {day: (known.min(), known.max()) for day, known in years.items() if len(known)}
    return [day for day, (first, last) in sorted(spans.items()) if first < day.year <= last]


def _merger_marks(scope: Scope, table: pd.DataFrame) -> tuple[BreakLine, ...]:
    words = scope.words
    return tuple(
        BreakLine(day.year, words("sáp nhập tỉnh {day}", day=words.spoken_day(day)))
        for day in _mergers(scope, table)
    )


def _merger_notes(scope: Scope, table: pd.DataFrame) -> list[Note]:
    words = scope.words
    text = mark("Trước ngày {day} là tổng các tỉnh hợp thành, từ đó là số của tỉnh mới báo cáo.")
    days = _mergers(scope, table)
    return [Note("boundary", words(text, day=words.spoken_day(day))) for day in days]


def _guide_note(scope: Scope, table: pd.DataFrame) -> list[Note]:
    runs = table[table["run"] >= 0].groupby("run")["segment"].nunique()
    if not (runs > 1).any():
        return []
    text = scope.words("Nét chấm nối qua những năm không có số liệu, chỉ để dễ theo dõi.")
    return [Note("coverage", text)]
