"""Heat table: units by indicators, each cell the newest figure with its year."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.notes import basis_name, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection

LEAST_TO_SHADE = 3
"""Below three comparable units a shade would only say which of two is larger."""


def build_heat_table(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The chosen indicators of every shown unit; a cell holds one basis, named in its column."""
    scope = Scope.of(dataset, selection)
    words = scope.words
    table = stacked(*(cells(scope, indicator) for indicator in scope.indicators))
    filled = {
        indicator.code: comparable(table[table["indicator"] == indicator.code])["unit"].nunique()
        for indicator in scope.indicators
    }
    best = max(filled.items(), key=lambda item: item[1])
    best_name = next(i for i in scope.indicators if i.code == best[0])
    return assemble(
        scope,
        name,
        "heat_table",
        table,
        title=words("Toàn cảnh theo tỉnh và chỉ số"),
        headline=_headline(scope, best_name, best[1], filled),
        subtitle=words(
            "Số mới nhất của từng tỉnh trong {years}; ô trống là chưa có số liệu.",
            years=words.years(scope.year - scope.tolerance, scope.year),
        ),
        columns=matrix_columns(scope),
        coverage=None,
        notes=matrix_notes(scope, table),
    )


def _headline(scope: Scope, best: Indicator, covered: int, filled: dict[str, int]) -> str:
    words = scope.words
    n = len(scope.units)
    enough = sum(Coverage(k, n).enough for k in filled.values())
    return words(
        "{enough}/{all} chỉ số có số liệu từ đủ số tỉnh; đầy đủ nhất là {name} ({k}/{n})",
        enough=enough,
        all=len(filled),
        name=words.of(best.short_vi, best.short_en),
        k=covered,
        n=n,
    )


def matrix_columns(scope: Scope) -> tuple[Column, ...]:
    """What the table behind a matrix shows, one row a cell."""
    words = scope.words
    rated = any(indicator.basis_matters for indicator in scope.indicators)
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("year", words("Năm"), "year"),
        Column("value", words("Giá trị"), "figure"),
        *([Column("basis", words("Mẫu số"))] if rated else []),
        Column("source_id", words("Nguồn")),
    )


def matrix_notes(scope: Scope, table: pd.DataFrame) -> tuple[Note, ...]:
    """The notes of every indicator in a matrix, alike ones once."""
    notes: dict[Note, None] = {}
    for indicator in scope.indicators:
        rows = table[table["indicator"] == indicator.code]
        for note in figure_notes(scope, indicator, rows):
            if note.kind in ("precision", "confidence", "boundary"):
                notes[note] = None
    marked = set(table.loc[table["value"].notna(), "basis"]) & {"registered", "unstated"}
    if marked:
        text = scope.words(
            "Dấu «đk» cạnh số là tỷ lệ trên số đăng ký, dấu «?» là nguồn không ghi mẫu số; không"
            " dấu là trên tổng số. Ba loại không so với nhau."
        )
        notes[Note("basis", text)] = None
    return tuple(notes)


def cells(scope: Scope, indicator: Indicator, bases: Iterable[str] = ()) -> pd.DataFrame:
    """One row a unit: the figure to print, its display attributes and its shade."""
    table = latest_of(scope, indicator)
    if bases:
        table = table[table["basis"].isin([*bases]) | table["value"].isna()]
    else:
        table = table.sort_values("year", ascending=False, kind="stable").drop_duplicates("unit")
    return dressed(scope, indicator, table)


def dressed(
    scope: Scope, indicator: Indicator, table: pd.DataFrame, name: str = ""
) -> pd.DataFrame:
    """The rows with indicator_name, measure, decimals and shade."""
    words = scope.words
    label = name or words.of(indicator.short_vi, indicator.short_en)
    table = table.assign(indicator_name=label, measure=indicator.unit, decimals=indicator.decimals)
    return table.assign(shade=shade(table))


def shade(table: pd.DataFrame) -> pd.Series:
    """Position of each comparable figure between the lowest and the highest of its basis, 0 to 1.

    Figures of unstated basis get none: nothing says that they share a denominator.
    """
    shades = pd.Series(float("nan"), index=table.index, dtype="float64")
    known = comparable(table)
    for basis, rows in known.groupby("basis"):
        if basis == "unstated" or rows["unit"].nunique() < LEAST_TO_SHADE:
            continue
        low, high = rows["value"].min(), rows["value"].max()
        shades[rows.index] = 0.5 if low == high else (rows["value"] - low) / (high - low)
    return shades


def basis_label(scope: Scope, indicator: Indicator, basis: str) -> str:
    """The column name of a rate on one basis."""
    short = scope.words.of(indicator.short_vi, indicator.short_en)
    return f"{short} ({basis_name(scope.words, basis)})"
