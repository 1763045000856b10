"""Parts of a whole, such as the fund by level; what no source divides is left visible."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.defaults import one_whole
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_of, is_firm


def build_fund_by_level(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Each unit's newest year with a part of the whole, beside the whole of the same year.

    The whole is the first chosen indicator; one without parts gives way to the default.
    """
    scope = Scope.of(dataset, selection.with_(form="", subgroup=""))
    words = scope.words
    indicators = dataset.catalogue.indicators
    whole = scope.indicator
    if not whole.parts_vi:
        whole = indicators[one_whole(dataset.catalogue)[0]]
    parts = dataset.catalogue.parts_of(whole.code)
    levels = [
        row for part in sorted(parts, key=lambda part: part.code) for row in _up_to(scope, part)
    ]
    newest: dict[str, int] = {}
    for row in levels:
        newest[row["unit"]] = max(row["year"], newest.get(row["unit"], 0))
    rows = as_rows(scope, (row for row in levels if row["year"] == newest[row["unit"]]))
    wholes = {(row["unit"], row["year"]): bounded_of(row) for row in _up_to(scope, whole)}
    names = {part.code: words.of(part.short_vi, part.short_en) for part in parts}
    table = [
        {
            **row,
            **_of_whole(row, wholes.get((row["unit"], row["year"]))),
            "part": row["indicator"],
            "part_name": names[row["indicator"]],
        }
        for row in rows
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


def _up_to(scope: Scope, indicator: Indicator) -> list[Row]:
    return [row for row in scope.on_every_basis(indicator) if row["year"] <= scope.year]


def _of_whole(row: Row, whole: Bounded | None) -> Row:
    """The whole of the same unit and year, and the share that the part has of it, in %."""
    share = quotient(bounded_of(row), whole) if whole else None
    found: Row = {}
    for name, one in (("whole", whole), ("share", share.scaled(100) if share else None)):
        known = one or Bounded(math.nan, math.nan, math.nan)
        found |= {name: known.value, f"{name}_lower": known.lower, f"{name}_upper": known.upper}
        found[f"{name}_qualifier"] = one.qualifier if one else ""
    return found


def _remainder_note(scope: Scope) -> Note:
    return Note(
        "insufficient",
        scope.words("Phần còn lại của tổng số chưa có nguồn nào chia ra."),
    )


def _headline(scope: Scope, whole: Indicator, table: list[Row]) -> str:
    words = scope.words
    known = [row for row in table if not math.isnan(row["share"])]
    shared = [row for row in known if is_firm(row["confidence"])]
    if known and not shared:
        return words("Chỉ có số độ tin cậy thấp hoặc chờ xác nhận về từng phần nên chưa nêu")
    if not shared:
        return words("Chưa có tỉnh nào công bố đủ từng phần và tổng số cùng năm")
    row = max(shared, key=lambda row: (row["year"], row["share"]))
    return words(
        "{unit} {year}: {part} có {value}",
        unit=row["unit_name"],
        year=row["year"],
        part=str(row["part_name"])[:1].lower() + str(row["part_name"])[1:],
        value=words.figure(row["value"], whole.unit, whole.decimals, row["qualifier"]),
    )
