"""Pivot: units by years for one indicator, with the total of each year where enough reported."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_rows, sources_of
from khdash.exhibit.core.notes import basis_name, break_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text
from khdash.exhibit.kinds.total import WHOLE, totals_table
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped, has_value
from khdash.model.selection import Selection


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
        subtitle=words(
            "{measure}; ô trống là chưa có số liệu công bố.",
            measure=measure_text(words, scope, indicator),
        ),
        columns=tuple(columns),
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
        found[f"text_{year}"] = "" if figure is None else figure_text(scope, indicator, figure)
        found[f"value_{year}"] = math.nan if figure is None else figure["value"]
        found[f"qualifier_{year}"] = "" if figure is None else figure["qualifier"]
    return found | {"source_id": sources_of(*(by_year[y] for y in years if y in by_year))}


def _total_rows(scope: Scope, indicator: Indicator, years: list[int]) -> list[Row]:
    """The totals of the years that have one; each says how many units it covers."""
    if indicator.kind == "rate":
        return []
    totals = {total["year"]: total for total in totals_table(scope, indicator)}
    row: Row = {
        "unit": WHOLE,
        "unit_code": "",
        "unit_valid_from": "",
        "unit_name": scope.words("Tổng {whole}", whole=scope.whole_name),
        "indicator": indicator.code,
        "basis": "",
        "basis_name": "",
        "origin": "derived",
        "source_id": "",
    }
    for year in years:
        total = totals.get(year)
        known = total is not None and has_value(total)
        text = ""
        if total is not None and known:
            text = (
                f"{figure_text(scope, indicator, total)} ({total['covered']}/{total['expected']})"
            )
        row[f"text_{year}"] = text
        row[f"value_{year}"] = total["value"] if total is not None else math.nan
        row[f"qualifier_{year}"] = total["qualifier"] if total is not None else ""
        row[f"covered_{year}"] = total["covered"] if total is not None and known else None
        row[f"expected_{year}"] = total["expected"] if total is not None and known else None
    return [row]


def _total_note(scope: Scope, indicator: Indicator) -> list[Note]:
    if indicator.kind == "rate":
        text = scope.words("Tỷ lệ không cộng và không lấy trung bình, nên bảng không có dòng tổng.")
    else:
        text = scope.words("Dòng tổng chỉ có ở năm từ 5/8 số tỉnh có số liệu, kèm số tỉnh đã cộng.")
    return [Note("coverage", text)]
