"""Heat table: units by indicators, each cell the newest figure with its year."""

from __future__ import annotations

import math

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note
from khdash.exhibit.core.figures import comparable, is_comparable, latest_of
from khdash.exhibit.core.notes import basis_name, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection

LEAST_TO_SHADE = 3
"""Below three comparable units a shade would only say which of two is larger."""


def build_heat_table(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The chosen indicators of every shown unit; a cell holds one basis, named in its column."""
    scope = Scope.of(dataset, selection)
    words = scope.words
    by_indicator = {indicator.code: cells(scope, indicator) for indicator in scope.indicators}
    table = [row for rows in by_indicator.values() for row in rows]
    filled = {
        code: len({row["unit"] for row in comparable(rows)}) for code, rows in by_indicator.items()
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
    if n == 1:
        return words(
            "{unit}: có số của {k}/{all} chỉ số",
            unit=scope.unit_name(scope.units[0].key),
            k=sum(map(bool, filled.values())),
            all=len(filled),
        )
    enough = sum(Coverage(k, n).enough for k in filled.values())
    return words(
        "{enough}/{all} chỉ số có số của ít nhất {least}/{n} tỉnh; đầy đủ nhất là {name} ({k}/{n})",
        least=next((some for some in range(n + 1) if Coverage(some, n).enough), n),
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


def matrix_notes(scope: Scope, rows: list[Row]) -> tuple[Note, ...]:
    """The notes of every indicator in a matrix, alike ones once."""
    notes: dict[Note, None] = {}
    for indicator in scope.indicators:
        own = [row for row in rows if row["indicator"] == indicator.code]
        for note in figure_notes(scope, indicator, own):
            if note.kind in ("precision", "confidence", "boundary"):
                notes[note] = None
    if any(row["basis"] in ("registered", "unstated") for row in filter(has_value, rows)):
        text = scope.words(
            "Dấu «đk» cạnh số là tỷ lệ trên số đăng ký, dấu «?» là nguồn không ghi mẫu số; không"
            " dấu là trên tổng số. Ba loại không so với nhau."
        )
        notes[Note("basis", text)] = None
    return tuple(notes)


def cells(scope: Scope, indicator: Indicator) -> list[Row]:
    """One row a unit with its newest figure: what to print, its display attributes and shade."""
    newest: dict[str, Row] = {}
    for row in sorted(latest_of(scope, indicator), key=lambda row: -(row["year"] or 0)):
        newest.setdefault(row["unit"], row)
    return dressed(scope, indicator, list(newest.values()))


def dressed(scope: Scope, indicator: Indicator, rows: list[Row], name: str = "") -> list[Row]:
    """The rows in the order of the units, with indicator_name, measure, decimals and shade."""
    words, places = scope.words, {key: place for place, key in enumerate(scope.unit_keys)}
    rows = sorted(rows, key=lambda row: places[row["unit"]])
    own = {
        "indicator_name": name or words.of(indicator.short_vi, indicator.short_en),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
    }
    ends = _ends(rows)
    return [{**row, **own, "shade": _shade(row, ends)} for row in rows]


def _ends(rows: list[Row]) -> dict[str, tuple[float, float]]:
    """The lowest and the highest comparable figure of each basis that enough units have.

    Figures of unstated basis are not shaded: nothing says that they share a denominator.
    """
    known: dict[str, dict[str, float]] = {}
    for row in comparable(rows):
        if row["basis"] != "unstated":
            known.setdefault(row["basis"], {})[row["unit"]] = row["value"]
    return {
        basis: (min(own.values()), max(own.values()))
        for basis, own in known.items()
        if len(own) >= LEAST_TO_SHADE
    }


def _shade(row: Row, ends: dict[str, tuple[float, float]]) -> float:
    """Position of a comparable figure between the ends of its basis, 0 to 1; else NaN."""
    if not is_comparable(row) or row["basis"] not in ends:
        return math.nan
    low, high = ends[row["basis"]]
    return 0.5 if low == high else (row["value"] - low) / (high - low)


def basis_label(scope: Scope, indicator: Indicator, basis: str) -> str:
    """The column name of a rate on one basis."""
    short = scope.words.of(indicator.short_vi, indicator.short_en)
    return f"{short} ({basis_name(scope.words, basis)})"
