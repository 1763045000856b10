"""Pivot: units by years for one indicator, with what the units of each year add up to."""

from __future__ import annotations

import math
from collections.abc import Mapping

from khdash.exhibit.core.alt import alt_text
from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_rows, sources_of
from khdash.exhibit.core.notes import basis_name, break_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.kinds.total import WHOLE, has_sum, sum_text, totals_table
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped, has_value
from khdash.model.selection import Selection
from khdash.transform.records import is_whole

PUBLISHED = "published"
"""The unit of the row with the sums that are not yet those of the whole."""


def build_pivot(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, basis and origin; a column a year as print shows it, and its number."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    figures = scope.figures(indicator)
    long = as_rows(scope, (r for r in figures if scope.first_year <= r["year"] <= scope.year))
    years = sorted({row["year"] for row in long})
    table = [_unit_row(scope, indicator, series, years) for series in _series(scope, long)]
    table += _total_rows(scope, indicator, years)
    parts = of_indicator(scope, indicator, long)
    parts["notes"] = (
        *parts["notes"],  # type: ignore[misc]
        *break_notes(scope, indicator, long),
        *_total_note(scope, indicator),
    )
    columns = [Column("unit_name", words("Tỉnh, thành phố"))]
    if indicator.basis_matters:
        columns.append(Column("basis_name", words("Mẫu số")))
    columns += [Column(f"text_{year}", str(year), number=f"value_{year}") for year in years]
    subtitle = words(
        "{measure}; ô trống là chưa có số liệu công bố.",
        measure=measure_text(words, scope, indicator),
    )
    told = {"title": parts["title"], "subtitle": subtitle, "measure": indicator.unit}
    return assemble(
        scope,
        name,
        "table",
        table,
        headline=words(
            "{name}: {n} số liệu trong {years}",
            name=words.name(indicator),
            n=len(long),
            years=words.years(scope.first_year, scope.year),
        ),
        subtitle=subtitle,
        columns=tuple(columns),
        alt=alt_text(scope, long, told | {"decimals": indicator.decimals}),
        **parts,
    )


def _series(scope: Scope, long: list[Row]) -> list[tuple[str, str, str, list[Row]]]:
    """The unit, basis, origin and rows of each series, units in the order of the cluster; a unit
    without any has one of none.
    """
    found = grouped(long, "unit", "basis", "origin")
    having = {unit for unit, _, _ in found}
    gaps: dict[tuple[str, str, str], list[Row]] = {
        (unit, "", ""): [] for unit in scope.unit_keys if unit not in having
    }
    place = {unit: at for at, unit in enumerate(scope.unit_keys)}
    ordered = sorted((found | gaps).items(), key=lambda item: (place[item[0][0]], *item[0][1:]))
    return [(*key, rows) for key, rows in ordered]


def _unit_row(
    scope: Scope,
    indicator: Indicator,
    series: tuple[str, str, str, list[Row]],
    years: list[int],
) -> Row:
    key, basis, origin, rows = series
    named = scope.named(key)
    if origin == "derived" and indicator.kind == "rate" and not indicator.form:
        named["unit_name"] += f" ({scope.words('tính lại')})"
    found: Row = {
        **named,
        "indicator": indicator.code,
        "basis": basis,
        "basis_name": basis_name(scope.words, basis),
        "origin": origin,
    }
    by_year = {row["year"]: row for row in rows}
    for year in years:
        figure = by_year.get(year)
        found[f"text_{year}"] = "" if figure is None else _cell_text(scope, indicator, figure)
        found[f"value_{year}"] = math.nan if figure is None else figure["value"]
        found[f"qualifier_{year}"] = "" if figure is None else figure["qualifier"]
    return found | {"source_id": sources_of(*(by_year[y] for y in years if y in by_year))}


def _cell_text(scope: Scope, indicator: Indicator, figure: Row) -> str:
    """The figure; one that lacks parts of a merged unit or years with how many it has."""
    text = figure_text(scope, indicator, figure)
    if is_whole(figure):
        return text
    parts = f"{figure['parts_covered']}/{figure['parts_expected']}"
    return f"{text} ({figure.get('years_said', parts)})"


def _total_rows(scope: Scope, indicator: Indicator, years: list[int]) -> list[Row]:
    """The totals of the years that have one; below it, of the other years, what those that
    published add up to. Each sum says how many units it covers.
    """
    if indicator.kind == "rate":
        return []
    words, spoken = scope.words, Spoken.of(scope, indicator)
    totals = totals_table(scope, indicator)
    found = []
    whole = {
        row["year"]: (row["value"], row["qualifier"], row["covered"], row)
        for row in totals
        if has_value(row)
    }
    if whole:
        name = words("Tổng {whole}", whole=scope.whole_name)
        found.append(_sum_row(spoken, WHOLE, name, years, whole))
    partial = {
        row["year"]: (row["sum_value"], row["sum_qualifier"], row["sum_covered"], row)
        for row in totals
        if has_sum(row) and not has_value(row)
    }
    if partial:
        name = words("Các tỉnh đã công bố cộng lại")
        found.append(_sum_row(spoken, PUBLISHED, name, years, partial))
    return found


def _sum_row(
    spoken: Spoken,
    unit: str,
    name: str,
    years: list[int],
    sums: Mapping[int, tuple[float, str, int, Row]],
) -> Row:
    """A row of sums by year: value, qualifier, how many units, the total that it stands in."""
    found: Row = {
        "unit": unit,
        "unit_code": "",
        "unit_valid_from": "",
        "unit_name": name,
        "indicator": spoken.indicator.code,
        "basis": "",
        "basis_name": "",
        "origin": "derived",
        "source_id": "",
    }
    for year in years:
        value, qualifier, covered, total = sums.get(year, (math.nan, "", None, None))
        found[f"text_{year}"] = sum_text(spoken, total) if total is not None else ""
        found[f"value_{year}"] = value
        found[f"qualifier_{year}"] = qualifier
        found[f"covered_{year}"] = covered
        found[f"expected_{year}"] = total["expected"] if total is not None else None
    return found


def _total_note(scope: Scope, indicator: Indicator) -> list[Note]:
    if indicator.kind == "rate":
        text = scope.words("Tỷ lệ không cộng và không lấy trung bình, nên bảng không có dòng tổng.")
    else:
        text = scope.words(
            "Mỗi tổng kèm số tỉnh đã cộng; từ 5/8 số tỉnh mới là tổng số của {whole}.",
            whole=scope.whole_name,
        )
    return [Note("coverage", text)]
