"""Growth: each unit against its own previous comparable figure, and the cluster like for like."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.exhibit import Column, Exhibit, Note, rows_of
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.notes import figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence, growth_text
from khdash.exhibit.core.spoken import Growth, Spoken
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.model.value import Bounded
from khdash.transform.growth import unit_changes


def build_growth(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit with two comparable figures; the like-for-like change of all in the notes."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    series = scope.series(indicator, first_year=scope.first_year)
    changes = unit_changes(series, indicator.kind)
    ends = _ends(scope, changes, series)
    table = _table(scope, indicator, changes, ends)
    spoken = Spoken(scope, indicator)
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
            "Số mới nhất so với số liền trước của chính tỉnh đó, không qua mốc thay đổi tiêu chí."
        ),
        columns=_columns(scope, indicator),
        measure=indicator.unit,
        decimals=indicator.decimals,
        notes=(Note("coverage", said), *figure_notes(scope, indicator, ends)),
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


END = ["unit", "basis", "origin", "year"]


def _ends(scope: Scope, changes: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """The two figures of every change, one below the other, as rows of a table of figures."""
    before = changes[["unit", "basis", "origin", "base_year"]].set_axis(END, axis="columns")
    wanted = pd.MultiIndex.from_frame(pd.concat([before, changes[END]]))
    return as_table(scope, series[pd.MultiIndex.from_frame(series[END]).isin(wanted)])


def _table(
    scope: Scope, indicator: Indicator, changes: pd.DataFrame, ends: pd.DataFrame
) -> pd.DataFrame:
    table = changes.copy()
    table["unit_code"] = [split_key(key)[0] for key in table["unit"]]
    table["unit_valid_from"] = [split_key(key)[1] for key in table["unit"]]
    table["unit_name"] = [scope.unit_name(key) for key in table["unit"]]
    table["indicator"] = indicator.code
    table["change"] = [change_text(scope, indicator, row) for _, row in table.iterrows()]
    printed = {tuple(row[name] for name in END): row for row in rows_of(ends)}
    series = ["unit", "basis", "origin"]
    before, after = (
        [printed[tuple(row[name] for name in [*series, year])] for row in rows_of(table)]
        for year in ("base_year", "year")
    )
    table["base_qualifier"] = [row["qualifier"] for row in before]
    table["qualifier"] = [row["qualifier"] for row in after]
    table["source_id"] = [
        " ".join(dict.fromkeys([*one["source_id"].split(), *other["source_id"].split()]))
        for one, other in zip(before, after, strict=True)
    ]
    return table
