"""Slope: each unit's figure in two years, joined only where the two are comparable."""

from __future__ import annotations

from khdash.exhibit.core.alt import alt_text
from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import break_notes, figure_notes
from khdash.exhibit.core.pairs import (
    ends_of,
    pair_notes,
    paired,
    rank_words,
    with_gaps,
)
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence, span_of
from khdash.exhibit.core.spoken import Spoken
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection
from khdash.transform.rank_change import RANKS, with_rank_change
from khdash.transform.totals import is_enough

COUNTED = {
    "up": mark("{n} tỉnh tăng"),
    "down": mark("{n} tỉnh giảm"),
    "same": mark("{n} tỉnh không đổi"),
    "undecided": mark("{n} tỉnh chưa đủ căn cứ"),
}
"""Directions of a change and how units are counted in each."""


def build_slope(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit and basis: base_* is the figure of the first year, value that of the last.

    Ranks are among the units with both figures. Units without a pair say why in `missing`.
    """
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    base_year = first_of_two(scope)
    outside = benchmark_scope(dataset, selection)
    table = _table(scope, outside, base_year)
    ends = _ends(scope, outside, base_year, table)
    own = [row for row in table if not row["benchmark"]]
    coverage = coverage_of(scope, own)
    fields: dict[str, object] = {
        "title": words.name(indicator),
        "subtitle": _subtitle(scope, indicator, base_year),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
    }
    notes = (
        *pair_notes(scope, base_year, own),
        *figure_notes(scope, indicator, ends),
        *break_notes(scope, indicator, ends),
        *benchmark_notes(scope, table),
    )
    return assemble(
        scope,
        name,
        "slope",
        table,
        **fields,
        headline=_headline(Spoken.of(scope, indicator), own, coverage),
        alt=alt_text(scope, ends, fields),
        columns=_columns(scope, indicator),
        coverage=coverage,
        notes=notes,
        extra={"base_year": base_year, "year": scope.year},
    )


def first_of_two(scope: Scope) -> int:
    """The first of the two years: the year before where the reader chose only one."""
    return scope.first_year if scope.first_year < scope.year else scope.year - 1


def _table(scope: Scope, outside: Scope | None, base_year: int) -> list[Row]:
    indicator = scope.indicator
    pairs = paired(scope, indicator, base_year)
    ranked: list[Row] = with_rank_change(pairs, indicator.direction, expected=len(scope.units))
    # The same order as the labels of the chart: from the highest to the lowest.
    ranked.sort(key=lambda row: -row["value"])
    rows = [{**row, "benchmark": False} for row in with_gaps(scope, indicator, base_year, ranked)]
    if outside is not None:
        beside = paired(outside, outside.indicator, base_year)
        rows += [{**row, "benchmark": True} for row in beside]
    rows = [{**NO_RANKS, **row} for row in rows]
    return [{**row, **rank_words(scope.words, row)} for row in rows]


NO_RANKS: Row = dict.fromkeys(RANKS)


def _ends(scope: Scope, outside: Scope | None, base_year: int, table: list[Row]) -> list[Row]:
    """Both figures of every pair one below the other, and the units without."""
    scopes = [scope] if outside is None else [scope, outside]
    ends = [row for one in scopes for row in as_rows(one, ends_of(one, one.indicator, base_year))]
    return ends + [row for row in table if not has_value(row)]


def _subtitle(scope: Scope, indicator: Indicator, base_year: int) -> str:
    words = scope.words
    measure = measure_text(words, scope, indicator)
    if scope.tolerance == 0:
        return words(
            "{measure}, {base} và {year}.", measure=measure, base=base_year, year=scope.year
        )
    return words(
        "{measure}, {base} và {year}; thiếu số đúng năm thì dùng năm gần nhất, "
        "lệch không quá {n} năm và có ghi năm.",
        measure=measure,
        base=base_year,
        year=scope.year,
        n=scope.tolerance,
    )


def _headline(spoken: Spoken, own: list[Row], coverage: Coverage) -> str:
    """How many rose and fell, from five eighths of the units on; else the important changes.

    The years named are those of the figures compared, not those asked for.
    """
    words = spoken.scope.words
    pairs = list(filter(has_value, own))
    firm = [row for row in pairs if not row["low_confidence"]]
    units = {row["unit"] for row in firm}
    # Two denominators of one unit are two series: a count of units would count it twice.
    enough = is_enough(len(units), coverage.expected)
    if not enough or len({row["unit"] for row in pairs}) < len(pairs):
        return change_sentence(spoken, pairs, mark("{name} giữa hai năm: {changes}"))
    counts = {way: sum(row["direction"] == way for row in firm) for way in COUNTED}
    starts = [row["base_year"] for row in firm]
    return words(
        "{name}: {counts} từ {base} đến {year}, trong {k}/{n} tỉnh so sánh được",
        name=words.of(spoken.indicator.short_vi, spoken.indicator.short_en),
        base=words.years(min(starts), max(starts)),
        year=words.years(*span_of(firm)),
        counts=", ".join(words(COUNTED[way], n=n) for way, n in counts.items() if n),
        k=len(units),
        n=coverage.expected,
    )


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    words = scope.words
    unit, decimals = indicator.unit, indicator.decimals
    columns = [
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("base_year", words("Năm trước"), "year"),
        Column("base_value", words("Số trước"), "figure", unit, decimals),
        Column("year", words("Năm"), "year"),
        Column("value", words("Số mới nhất"), "figure", unit, decimals),
        Column("change", words("Thay đổi")),
        Column("base_rank_text", words("Hạng trước")),
        Column("rank_text", words("Hạng")),
        Column("rank_change_text", words("Thay đổi hạng")),
    ]
    if indicator.basis_matters:
        columns.insert(5, Column("basis", words("Mẫu số")))
    return (*columns, Column("source_id", words("Nguồn")))
