"""Ranking: who stands where now, and by how many places since a base year."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.pairs import BASE, paired, rank_words
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import order_sentence
from khdash.exhibit.core.sources import source_lines
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.transform.rank_change import CHANGE, with_rank_change
from khdash.transform.ranks import RANK, UNRANKED, YEARS_APART
from khdash.transform.records import is_firm

ALIKE = ("same_rank_best", "same_rank_worst", "same_ranked")


def build_ranking(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The newest figures with their rank, and the change of rank among the units of both years.

    Base year: the first year of the selection, else the year before. base_rank_* and
    same_rank_* are ranks among the same_ranked units with comparable figures in both years;
    rank_change is their difference (positive: risen) where the bounds settle it.
    """
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    base_year = base_year_of(scope)
    now = ranked_latest(scope, indicator)
    table = _with_change(scope, indicator, now, base_year)
    parts = of_indicator(scope, indicator, table)
    shown = _with_benchmarks(table, benchmark_scope(dataset, selection))
    parts["notes"] = (
        *parts["notes"],  # type: ignore[misc]
        *_rank_notes(scope, table, base_year),
        *benchmark_notes(scope, shown),
    )
    return assemble(
        scope,
        name,
        "ranking",
        shown,
        headline=_headline(Spoken.of(scope, indicator), table),
        subtitle=words(
            "{measure}, số mới nhất đến {year}; thay đổi hạng so với {base}.",
            measure=measure_text(words, scope, indicator),
            year=scope.year,
            base=base_year,
        ),
        columns=_columns(scope, indicator),
        sources=source_lines(scope, shown),
        extra={"base_year": base_year, "year": scope.year},
        **parts,
    )


def base_year_of(scope: Scope) -> int:
    """The first year that the reader chose, else the year before the asked one."""
    chosen = scope.selection.first_year
    return chosen if chosen is not None and chosen < scope.year else scope.year - 1


def _with_change(scope: Scope, indicator: Indicator, now: list[Row], base_year: int) -> list[Row]:
    """The ranked figures with the base figure and rank of those that have one."""
    current = {_identity(row) for row in comparable(now)}
    pairs = [row for row in paired(scope, indicator, base_year) if _identity(row) in current]
    both = {
        _identity(pair): _of_pair(pair)
        for pair in with_rank_change(pairs, indicator.direction, expected=len(scope.units))
    }
    table = [{**row, **both.get(_identity(row), NO_PAIR)} for row in now]
    last = len(now) + 1
    table.sort(key=lambda row: (row["rank_best"] or last, row["rank_worst"] or last))
    return [{**row, **rank_words(scope.words, row), "benchmark": False} for row in table]


def _identity(row: Row) -> tuple[object, ...]:
    return row["unit"], row["basis"], row["origin"], row["year"]


def _of_pair(pair: Row) -> Row:
    """What a pair adds to the newest figure; its ranks are those among the units with a pair."""
    ranks = {f"same_{name}": pair[name] for name in RANK}
    return {name: pair[name] for name in (*BASE, "change", *CHANGE)} | ranks


NO_PAIR: Row = {
    **dict.fromkeys(("base_year", *ALIKE, *CHANGE)),
    **dict.fromkeys(("base_value", "base_lower", "base_upper"), math.nan),
    **dict.fromkeys(("base_qualifier", "change"), ""),
}


def _with_benchmarks(table: list[Row], outside: Scope | None) -> list[Row]:
    """The table with the benchmarks that have a comparable figure; they have no rank."""
    if outside is None:
        return table
    beside = comparable(latest_of(outside, outside.indicator))
    return table + [{**row, **UNRANKED, **NO_PAIR, **NO_WORDS, "benchmark": True} for row in beside]


NO_WORDS = dict.fromkeys(("rank_text", "base_rank_text", "rank_change_text"), "")


def _rank_notes(scope: Scope, table: list[Row], base_year: int) -> list[Note]:
    """On how many units the change rests, or why there is none."""
    words = scope.words
    if all(row["rank_best"] is None for row in table):
        text = words(
            "Không xếp hạng: cần ít nhất 5/8 số tỉnh có số liệu cùng cách tính, cách nhau không quá"
            " {n} năm.",
            n=YEARS_APART,
        )
        return [Note("insufficient", text)]
    both = [row for row in table if row["same_rank_best"] is not None]
    if not both:
        text = words(
            "Không nói thay đổi hạng: chưa đủ 5/8 số tỉnh có số liệu so sánh được quanh {base}.",
            base=base_year,
        )
        return [Note("insufficient", text)]
    text = words(
        "Thay đổi hạng chỉ tính giữa {k}/{n} tỉnh có số liệu so sánh được cả hai năm.",
        k=len({row["unit"] for row in both}),
        n=len(scope.units),
    )
    notes = [Note("coverage", text)]
    near = [f"{r['unit_name']} {r['base_year']}" for r in both if r["base_year"] != base_year]
    if near:
        pairs = ", ".join(near)
        text = words("Năm gốc lấy số gần {base} nhất: {pairs}.", base=base_year, pairs=pairs)
        notes.append(Note("substituted", text))
    return notes


def _headline(spoken: Spoken, table: list[Row]) -> str:
    """The first places, and who rose most where the bounds settle it and one unit alone did."""
    standing = order_sentence(spoken)
    risen = [row for row in table if is_firm(row["confidence"]) and (row["rank_change"] or 0) > 0]
    highest = max((row["rank_change"] for row in risen), default=0)
    most = [row for row in risen if row["rank_change"] == highest]
    if len(most) != 1:
        return standing
    return spoken.scope.words(
        "{standing}; {unit} {moved} so với {base}",
        standing=standing,
        unit=most[0]["unit_name"],
        moved=most[0]["rank_change_text"],
        base=most[0]["base_year"],
    )


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    words = scope.words
    unit, decimals = indicator.unit, indicator.decimals
    columns = [
        Column("rank_text", words("Hạng")),
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("year", words("Năm"), "year"),
        Column("value", words("Số mới nhất"), "figure", unit, decimals),
        Column("base_rank_text", words("Hạng trước")),
        Column("base_year", words("Năm trước"), "year"),
        Column("base_value", words("Số trước"), "figure", unit, decimals),
        Column("rank_change_text", words("Thay đổi hạng")),
    ]
    if indicator.basis_matters:
        columns.insert(4, Column("basis", words("Mẫu số")))
    return (*columns, Column("source_id", words("Nguồn")))
