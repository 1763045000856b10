"""Ranking: who stands where now, and by how many places since a base year."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import Column, Exhibit, Note, rows_of
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.pairs import BASE, paired, rank_change_text, rank_text
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import order_sentence
from khdash.exhibit.core.sources import source_lines
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.transform.rank_change import with_rank_change
from khdash.transform.records import are_firm

IDENTITY = ["unit", "basis", "origin", "year"]
CHANGE = (
    "base_rank_best",
    "base_rank_worst",
    "rank_change",
    "rank_change_low",
    "rank_change_high",
)
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
        headline=_headline(Spoken(scope, indicator), table),
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


def _with_change(
    scope: Scope, indicator: Indicator, now: pd.DataFrame, base_year: int
) -> pd.DataFrame:
    """The ranked figures with the base figure and rank of those that have one."""
    pairs = paired(scope, indicator, base_year)
    current = set(comparable(now)[IDENTITY].itertuples(index=False, name=None))
    kept = [key in current for key in pairs[IDENTITY].itertuples(index=False, name=None)]
    pairs = pairs[pd.Series(kept, index=pairs.index, dtype=bool)]
    both = with_rank_change(pairs, indicator.direction, expected=len(scope.units))
    names = dict(zip(("rank_best", "rank_worst", "ranked"), ALIKE, strict=True))
    both = both.rename(columns=names)[[*IDENTITY, *BASE, "change", *ALIKE, *CHANGE]]
    table = now.merge(both, on=IDENTITY, how="left", validate="1:1")
    for column in ("base_qualifier", "change"):
        table[column] = table[column].fillna("")
    for column in ("base_year", *ALIKE, *CHANGE):
        table[column] = table[column].astype("Int64")
    order = table.sort_values(["rank_best", "rank_worst"], kind="stable", na_position="last")
    return _in_words(scope, order.reset_index(drop=True)).assign(benchmark=False)


def _in_words(scope: Scope, table: pd.DataFrame) -> pd.DataFrame:
    words, rows = scope.words, rows_of(table)
    return table.assign(
        rank_text=[rank_text(words, r["rank_best"], r["rank_worst"]) for r in rows],
        base_rank_text=[rank_text(words, r["base_rank_best"], r["base_rank_worst"]) for r in rows],
        rank_change_text=[rank_change_text(words, r) for r in rows],
    )


def _with_benchmarks(table: pd.DataFrame, outside: Scope | None) -> pd.DataFrame:
    """The table with the benchmarks that have a comparable figure; they have no rank."""
    if outside is None:
        return table
    beside = comparable(latest_of(outside, outside.indicator)).assign(benchmark=True)
    shown = stacked(table, beside)
    texts = [name for name in table if name not in beside and table[name].dtype == "str"]
    return shown.fillna(dict.fromkeys(texts, ""))


def _rank_notes(scope: Scope, table: pd.DataFrame, base_year: int) -> list[Note]:
    """On how many units the change rests, or why there is none."""
    words = scope.words
    n = len(scope.units)
    if table["rank_best"].isna().all():
        text = words("Không xếp hạng: cần ít nhất 5/8 số tỉnh có số liệu cùng cách tính.")
        return [Note("insufficient", text)]
    both = table[table["same_rank_best"].notna()]
    if both.empty:
        text = words(
            "Không nói thay đổi hạng: chưa đủ 5/8 số tỉnh có số liệu so sánh được quanh {base}.",
            base=base_year,
        )
        return [Note("insufficient", text)]
    text = words(
        "Thay đổi hạng chỉ tính giữa {k}/{n} tỉnh có số liệu so sánh được cả hai năm.",
        k=both["unit"].nunique(),
        n=n,
    )
    notes = [Note("coverage", text)]
    near = both[both["base_year"] != base_year]
    if len(near):
        pairs = ", ".join(f"{row.unit_name} {row.base_year}" for row in near.itertuples())
        text = words("Năm gốc lấy số gần {base} nhất: {pairs}.", base=base_year, pairs=pairs)
        notes.append(Note("substituted", text))
    return notes


def _headline(spoken: Spoken, table: pd.DataFrame) -> str:
    """The first places, and who rose most where the bounds settle it and one unit alone did."""
    standing = order_sentence(spoken)
    risen = table[are_firm(table) & (table["rank_change"] > 0).fillna(False)]
    most = risen[risen["rank_change"] == risen["rank_change"].max()]
    if len(most) != 1:
        return standing
    return spoken.scope.words(
        "{standing}; {unit} {moved} so với {base}",
        standing=standing,
        unit=most["unit_name"].iloc[0],
        moved=most["rank_change_text"].iloc[0],
        base=most["base_year"].iloc[0],
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
