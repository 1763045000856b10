"""Growth: each unit against its own previous comparable figure, and the cluster like for like."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_rows, sources_of
from khdash.exhibit.core.notes import figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence, growth_text
from khdash.exhibit.core.spoken import Growth, Spoken
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.growth import unit_changes
from khdash.transform.records import is_firm


def build_growth(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit with two comparable figures; the like-for-like change of all in the notes."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    every = scope.series(indicator, first_year=scope.first_year)
    # A figure of low confidence is passed over, as in the answers, and named in a note.
    series = [row for row in every if is_firm(row["confidence"])]
    passed = as_rows(scope, (row for row in every if not is_firm(row["confidence"])))
    changes = unit_changes(series, indicator.kind)
    ends = _ends(scope, changes, series)
    table = _table(scope, indicator, changes, ends)
    spoken = Spoken.of(scope, indicator)
    growth = spoken.growth()
    said = growth_text(spoken, growth) if growth else words(NO_COMMON_CHANGE)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("{name}: thay đổi so với số liệu trước", name=words.name(indicator)),
        headline=change_sentence(spoken, changes, mark("{name} so với số liền trước: {changes}")),
        subtitle=words(
            "Số mới nhất so với số liền trước đủ tin cậy của chính tỉnh đó, không qua mốc thay đổi"
            " tiêu chí."
        ),
        columns=_columns(scope, indicator),
        measure=indicator.unit,
        decimals=indicator.decimals,
        notes=(Note("coverage", said), *figure_notes(scope, indicator, [*ends, *passed])),
        extra={"cluster": cluster_numbers(growth)},
    )


def cluster_numbers(growth: Growth | None) -> dict[str, object] | None:
    """The like-for-like change in numbers; None for a rate, which has none.

    before, after, absolute and relative are [value, lower, upper], or null where not settled;
    relative is a fraction. Fewer than five eighths of `expected` say nothing of the cluster.
    """
    if growth is None:
        return None
    result, change = growth.found, growth.change
    return {
        "year": result.year,
        "base_year": result.base_year,
        "units": list(result.units),
        "covered": result.covered,
        "expected": result.expected,
        "enough": result.enough,
        "across_break": result.across_break,
        "before": _triple(result.before),
        "after": _triple(result.after),
        "absolute": _triple(change.absolute if change else None),
        "relative": _triple(change.relative if change else None),
        "direction": change.direction if change else "",
    }


NO_COMMON_CHANGE = mark("Tỷ lệ không cộng được nên không có tăng, giảm chung.")


def _triple(value: Bounded | None) -> list[float | None] | None:
    if value is None:
        return None
    ends = (value.value, value.lower, value.upper)
    return [end if math.isfinite(end) else None for end in ends]


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    words = scope.words
    unit, decimals = indicator.unit, indicator.decimals
    basis = [Column("basis", words("Mẫu số"))] if indicator.basis_matters else []
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        *basis,
        Column("base_year", words("Năm trước"), "year"),
        Column("base_value", words("Số trước"), "figure", unit, decimals),
        Column("year", words("Năm"), "year"),
        Column("value", words("Số mới nhất"), "figure", unit, decimals),
        Column("change", words("Thay đổi")),
    )


def _ends(scope: Scope, changes: list[Row], series: list[Row]) -> list[Row]:
    """The two figures of every change, one below the other, as rows of a table of figures."""
    wanted = {_end(row, year) for row in changes for year in ("base_year", "year")}
    return as_rows(scope, (row for row in series if _end(row) in wanted))


def _end(row: Row, year: str = "year") -> tuple[object, ...]:
    return row["unit"], row["basis"], row["origin"], row[year]


def _table(scope: Scope, indicator: Indicator, changes: list[Row], ends: list[Row]) -> list[Row]:
    printed = {_end(row): row for row in ends}
    table = []
    for row in changes:
        before, after = printed[_end(row, "base_year")], printed[_end(row)]
        named = {name: after[name] for name in ("unit_code", "unit_valid_from", "unit_name")}
        said = {
            "indicator": indicator.code,
            "change": change_text(scope, indicator, row),
            "base_qualifier": before["qualifier"],
            "qualifier": after["qualifier"],
            "source_id": sources_of(before, after),
        }
        table.append({**row, **named, **said})
    return table
