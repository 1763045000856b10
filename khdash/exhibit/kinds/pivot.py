"""Pivot: units by years for one indicator, with the total of each year where enough reported."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.notes import basis_name, break_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text
from khdash.exhibit.kinds.total import WHOLE, totals_table
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.model.units import split_key

SERIES = ["unit", "basis", "origin"]


def build_pivot(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, basis and origin; a column a year as print shows it, and its number."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    figures = scope.figures(indicator)
    figures = figures[figures["year"].between(scope.first_year, scope.year)]
    long = as_table(scope, figures)
    years = sorted({int(year) for year in long["year"]})
    table = pd.DataFrame(
        [_unit_row(scope, indicator, rows, years) for rows in _series(scope, long)]
        + _total_rows(scope, indicator, years)
    )
    counts = [str(name) for name in table if str(name).startswith(("covered_", "expected_"))]
    table = table.astype(dict.fromkeys(counts, "Int64"))
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


def _series(scope: Scope, long: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each series, units in the order of the cluster, one empty frame for a gap."""
    found = []
    for key in scope.unit_keys:
        of_unit = long[long["unit"] == key]
        if of_unit.empty:
            found.append(long.iloc[:0].reindex([0]).assign(unit=key, basis="", origin=""))
        found += [rows for _, rows in of_unit.groupby(SERIES, sort=True)]
    return found


def _unit_row(
    scope: Scope, indicator: Indicator, rows: pd.DataFrame, years: list[int]
) -> dict[str, object]:
    key = str(rows["unit"].iloc[0])
    code, valid_from = split_key(key)
    name = scope.unit_name(key)
    if rows["origin"].iloc[0] == "derived" and indicator.kind == "rate" and not indicator.form:
        name += f" ({scope.words('tính lại')})"
    row: dict[str, object] = {
        "unit": key,
        "unit_code": code,
        "unit_valid_from": valid_from,
        "unit_name": name,
        "indicator": indicator.code,
        "basis": rows["basis"].iloc[0],
        "basis_name": basis_name(scope.words, str(rows["basis"].iloc[0])),
        "origin": rows["origin"].iloc[0],
    }
    by_year = {int(r["year"]): r for _, r in rows.iterrows() if pd.notna(r["year"])}
    sources: dict[str, None] = {}
    for year in years:
        figure = by_year.get(year)
        row[f"text_{year}"] = "" if figure is None else figure_text(scope, indicator, figure)
        row[f"value_{year}"] = math.nan if figure is None else float(figure["value"])
        row[f"qualifier_{year}"] = "" if figure is None else str(figure["qualifier"])
        if figure is not None:
            sources |= dict.fromkeys(str(figure["source_id"]).split())
    return row | {"source_id": " ".join(sources)}


def _total_rows(scope: Scope, indicator: Indicator, years: list[int]) -> list[dict[str, object]]:
    """The totals of the years that have one; each says how many units it covers."""
    if indicator.kind == "rate":
        return []
    totals = {int(r["year"]): r for _, r in totals_table(scope, indicator).iterrows()}
    row: dict[str, object] = {
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
        known = total is not None and pd.notna(total["value"])
        text = ""
        if total is not None and known:
            text = (
                f"{figure_text(scope, indicator, total)} ({total['covered']}/{total['expected']})"
            )
        row[f"text_{year}"] = text
        row[f"value_{year}"] = float(total["value"]) if total is not None else math.nan
        row[f"qualifier_{year}"] = str(total["qualifier"]) if total is not None else ""
        row[f"covered_{year}"] = int(total["covered"]) if total is not None and known else None
        row[f"expected_{year}"] = int(total["expected"]) if total is not None and known else None
    return [row]


def _total_note(scope: Scope, indicator: Indicator) -> list[Note]:
    if indicator.kind == "rate":
        text = scope.words("Tỷ lệ không cộng và không lấy trung bình, nên bảng không có dòng tổng.")
    else:
        text = scope.words("Dòng tổng chỉ có ở năm từ 5/8 số tỉnh có số liệu, kèm số tỉnh đã cộng.")
    return [Note("coverage", text)]
