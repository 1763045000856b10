"""Parts of a whole, such as the fund by level; what no source divides is left visible."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.notes import coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.defaults import one_whole
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.transform.quotient import quotient
from khdash.transform.records import are_firm, bounded_values


def build_fund_by_level(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Each unit's newest year with a part of the whole, beside the whole of the same year.

    The whole is the first chosen indicator; one without parts gives way to the default.
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    indicators = dataset.catalogue.indicators
    whole = scope.indicator
    if not whole.parts_vi:
        whole = indicators[one_whole(dataset.catalogue)[0]]
    parts = dataset.catalogue.parts_of(whole.code)
    current = scope.current
    shown = current[current["unit"].isin(scope.unit_keys) & (current["year"] <= scope.year)]
    levels = shown[shown["indicator"].isin([i.code for i in parts])]
    newest_year = levels.groupby("unit")["year"].transform("max")
    table = as_table(scope, levels[levels["year"] == newest_year])
    table = _with_wholes(table, shown[shown["indicator"] == whole.code])
    table["part"] = table["indicator"]
    table["part_name"] = [
        words.of(indicators[c].short_vi, indicators[c].short_en) for c in table["part"]
    ]
    coverage = coverage_of(scope, table)
    return assemble(
        scope,
        name,
        "parts",
        table,
        title=words.of(whole.parts_vi, whole.parts_en) or words.name(whole),
        headline=_headline(scope, whole, table),
        subtitle=words(
            "{measure}, năm mới nhất có số từng phần của từng tỉnh.",
            measure=measure_text(words, scope, whole),
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("year", words("Năm"), "year"),
            Column("part_name", words("Phần")),
            Column("value", words("Giá trị"), "figure", whole.unit, whole.decimals),
            Column("share", words("Tỷ trọng"), "share", "%", 1),
            Column("source_id", words("Nguồn")),
        ),
        measure=whole.unit,
        decimals=whole.decimals,
        coverage=coverage,
        notes=(
            coverage_note(scope, coverage),
            _remainder_note(scope),
            *figure_notes(scope, whole, table),
        ),
    )


def _with_wholes(table: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """The parts with the whole of the same unit and year, and their share of it in %."""
    known = dict(
        zip(zip(wholes["unit"], wholes["year"], strict=True), bounded_values(wholes), strict=True)
    )
    of_row = [known.get(pair) for pair in zip(table["unit"], table["year"], strict=True)]
    shares = [
        quotient(part, whole) if whole else None
        for part, whole in zip(bounded_values(table), of_row, strict=True)
    ]
    percent = [share.scaled(100) if share else None for share in shares]
    columns = {
        f"{name}{end}": [getattr(one, of, math.nan) for one in found]
        for name, found in (("whole", of_row), ("share", percent))
        for end, of in (("", "value"), ("_lower", "lower"), ("_upper", "upper"))
    }
    for name, found in (("whole", of_row), ("share", percent)):
        table[f"{name}_qualifier"] = [one.qualifier if one else "" for one in found]
    return table.assign(**columns).astype(dict.fromkeys(columns, "float64"))


def _remainder_note(scope: Scope) -> Note:
    return Note(
        "insufficient",
        scope.words("Phần còn lại của tổng số chưa có nguồn nào chia ra."),
    )


def _headline(scope: Scope, whole: Indicator, table: pd.DataFrame) -> str:
    words = scope.words
    shared = table[table["share"].notna() & are_firm(table)]
    if shared.empty and table["share"].notna().any():
        return words("Chỉ có số độ tin cậy thấp hoặc chờ xác nhận về từng phần nên chưa nêu")
    if shared.empty:
        return words("Chưa có tỉnh nào công bố đủ từng phần và tổng số cùng năm")
    row = shared.sort_values(["year", "share"]).iloc[-1]
    return words(
        "{unit} {year}: {part} giữ {value} trong tổng số",
        unit=row["unit_name"],
        year=row["year"],
        part=str(row["part_name"])[:1].lower() + str(row["part_name"])[1:],
        value=words.figure(row["value"], whole.unit, whole.decimals, row["qualifier"]),
    )
