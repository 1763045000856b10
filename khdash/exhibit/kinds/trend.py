"""Trend: each unit's figures over the years, joined only where they are comparable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import BreakLine, Exhibit, Note
from khdash.exhibit.core.figures import as_rows, figure_columns, gap_rows, gaps_among
from khdash.exhibit.core.notes import break_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.core.target_lines import target_lines, target_notes
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection
from khdash.transform.growth import unit_changes
from khdash.transform.records import is_firm
from khdash.transform.series import firm_apart

GUIDES = (
    mark("Nét chấm nối qua những năm không có số liệu, chỉ để dễ theo dõi."),
    mark(
        "Nét chấm nối qua những năm không có số liệu hoặc chỉ có số độ tin cậy thấp, "
        "chỉ để dễ theo dõi."
    ),
)
"""The caveats of a chart that draws guides: across missing years; across doubted figures too."""


def build_trend(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The series of one indicator, a line a unit, basis and origin."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    series = scope.series(indicator, first_year=scope.first_year)
    drawn = _rows(scope, series)
    having = (row["unit"] for row in drawn)
    gaps = gaps_among(scope, indicator, having, scope.first_year)
    table = drawn + gap_rows(scope, indicator, gaps, **NOT_DRAWN)
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
        *_guide_notes(scope, table),
        *_apart_note(scope, table),
        *benchmark_notes(asked, beside),
    )
    return assemble(
        scope,
        name,
        "trend",
        table + beside,
        headline=change_sentence(
            Spoken.of(scope, indicator),
            unit_changes(series, indicator.kind, whole_run=True),
            mark("{name} {changes}"),
        ),
        subtitle=_subtitle(scope, indicator),
        columns=tuple(figure_columns(scope, indicator)),
        targets=lines,
        breaks=breaks,
        **parts,
    )


MOST_NAMED = 3
"""Figures that a caveat names."""
NOT_DRAWN = {"run": -1, "segment": -1, "lone": False, "benchmark": False}


def _rows(scope: Scope, series: list[Row], benchmark: bool = False) -> list[Row]:
    rows = as_rows(scope, firm_apart(series), "run", "segment", "lone")
    return [{**row, "benchmark": benchmark} for row in rows]


def benchmark_keys(scope: Scope) -> tuple[str, ...]:
    """The units outside the selection drawn beside it: the chosen benchmarks and the reference."""
    asked = [*scope.selection.benchmarks]
    if scope.selection.reference == "country":
        asked.append(scope.dataset.catalogue.country)
    elif scope.selection.reference in scope.dataset.catalogue.units:
        asked.append(scope.selection.reference)
    return tuple(key for key in dict.fromkeys(asked) if key not in scope.unit_keys)


def _benchmark_rows(scope: Scope, indicator: Indicator, table: list[Row]) -> list[Row]:
    """The lines of the benchmarks, numbered after those of the table; a country only for rates."""
    country = scope.dataset.catalogue.country
    keys = tuple(k for k in scope.selection.benchmarks if k != country or indicator.kind == "rate")
    beside = benchmark_scope(scope.dataset, scope.selection.with_(benchmarks=keys))
    if beside is None:
        return []
    rows = _rows(beside, beside.series(indicator, first_year=scope.first_year), benchmark=True)
    runs, segments = (
        1 + max((row[name] for row in table), default=-1) for name in ("run", "segment")
    )
    return [{**row, "run": row["run"] + runs, "segment": row["segment"] + segments} for row in rows]


def _subtitle(scope: Scope, indicator: Indicator) -> str:
    words = scope.words
    return words(
        "{measure}, {years}.",
        measure=measure_text(words, scope, indicator),
        years=words.years(scope.first_year, scope.year),
    )


def _breaks_inside(scope: Scope, indicator: Indicator, table: list[Row]) -> tuple[BreakLine, ...]:
    return tuple(
        BreakLine(item.year, scope.words.of(item.instrument, item.instrument_en or item.instrument))
        for item in scope.breaks_of(indicator, table)
        if scope.first_year < item.year <= scope.year
    )


def _mergers(scope: Scope, table: list[Row]) -> list[date]:
    """The days of mergers with figures of a merged province on both their sides."""
    catalogue = scope.dataset.catalogue
    merged: dict[date, list[str]] = {}
    for key in filter(catalogue.parts, scope.unit_keys):
        if day := catalogue.units[key].valid_from:
            merged.setdefault(day, []).append(key)
    years = {
        day: [row["year"] for row in table if row["unit"] in own and row["year"] is not None]
        for day, own in merged.items()
    }
    spans = {day: (min(known), max(known)) for day, known in years.items() if known}
    return [day for day, (first, last) in sorted(spans.items()) if first < day.year <= last]


def _merger_marks(scope: Scope, table: list[Row]) -> tuple[BreakLine, ...]:
    words = scope.words
    return tuple(
        BreakLine(day.year, words("sáp nhập tỉnh {day}", day=words.spoken_day(day)))
        for day in _mergers(scope, table)
    )


def _merger_notes(scope: Scope, table: list[Row]) -> list[Note]:
    words = scope.words
    text = mark("Trước ngày {day} là tổng các tỉnh hợp thành, từ đó là số của tỉnh mới báo cáo.")
    days = _mergers(scope, table)
    return [Note("boundary", words(text, day=words.spoken_day(day))) for day in days]


def _guide_notes(scope: Scope, table: list[Row]) -> list[Note]:
    """Why dots lead on from a line, if any do."""
    runs: dict[int, list[Row]] = {}
    for row in filter(has_value, table):
        runs.setdefault(row["run"], []).append(row)
    over = [
        (before, after)
        for run in runs.values()
        for before, after in pairwise(run)
        if before["segment"] != after["segment"]
    ]
    if not over:
        return []
    doubted = any(
        _of_one_line(row, before) and before["year"] < row["year"] < after["year"]
        for row in _doubted(table)
        for before, after in over
    )
    return [Note("coverage", scope.words(GUIDES[doubted]))]


def _apart_note(scope: Scope, table: list[Row]) -> list[Note]:
    """Which figures of low confidence stand beside their line, where there is a line to join. They
    are named: their marks are hollow like those of rounded and of lone figures.
    """
    firm = [row for row in filter(has_value, table) if is_firm(row["confidence"])]
    apart = [
        f"{row['unit_name']} {row['year']}"
        for row in _doubted(table)
        if any(_of_one_line(row, other) for other in firm)
    ]
    if not apart:
        return []
    words = scope.words
    names = list(dict.fromkeys(apart))
    if len(names) > MOST_NAMED:
        rest = words("{n} số khác", n=len(names) - MOST_NAMED)
        names = [*names[:MOST_NAMED], rest]
    text = mark("Độ tin cậy thấp nên không nối với năm khác: {names}.")
    return [Note("apart", words(text, names=words.listed(names)))]


def _doubted(table: list[Row]) -> list[Row]:
    return [row for row in filter(has_value, table) if not is_firm(row["confidence"])]


def _of_one_line(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in ("unit", "subgroup", "basis", "origin"))
