"""Scatter: two indicators, one point a unit, each figure with its own year."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median
from typing import Literal

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note
from khdash.exhibit.core.figures import comparable, latest_of, sources_of
from khdash.exhibit.core.notes import basis_name, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.defaults import two_rates
from khdash.locale.gaps import gap_text
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection
from khdash.transform.ranks import RANK, rank_intervals
from khdash.transform.records import all_firm

X_COLUMNS = (
    "indicator",
    "basis",
    "origin",
    "confidence",
    "year",
    "value",
    "lower",
    "upper",
    "qualifier",
    "source_id",
)


def build_scatter(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The first indicator across (x_*), the second upwards (value), a row a unit.

    A unit without both figures has none and says why in `missing` and, for which indicator, in
    `missing_of`. Only the basis that most units state is drawn on an axis.
    """
    selection = selection.with_(indicators=_two(selection.indicators, dataset.catalogue))
    scope = Scope.of(dataset, selection)
    across, upwards = scope.indicators[:2]
    outside = benchmark_scope(dataset, selection)
    sides = Spoken.of(scope, across).by_unit, Spoken.of(scope, upwards).by_unit
    own = _points(scope, *sides)
    table = own if outside is None else own + _beside(outside, own)
    coverage = coverage_of(scope, own)
    titles = _titles(scope)
    return assemble(
        scope,
        name,
        "scatter",
        table,
        **titles,
        headline=_headline(scope, own, coverage),
        columns=_columns(scope),
        measure=upwards.unit,
        # A column of whole numbers must not take the decimals of the other axis.
        decimals=min(across.decimals, upwards.decimals),
        alt=_alt(scope, table, titles),
        coverage=coverage,
        notes=(*_notes(scope, own, *sides), *benchmark_notes(scope, table)),
        extra={
            "x_measure": across.unit,
            "x_decimals": across.decimals,
            "y_decimals": upwards.decimals,
            "x_title": _axis_title(scope, across, (row["x_basis"] for row in comparable(own))),
            "y_title": _axis_title(scope, upwards, (row["basis"] for row in comparable(own))),
            **_medians(own, coverage),
        },
    )


def _two(chosen: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The two indicators: those chosen, filled up with the defaults."""
    return tuple(dict.fromkeys([*chosen, *two_rates(catalogue)]))[:2]


def _points(scope: Scope, sideways: list[Row], upwards: list[Row]) -> list[Row]:
    """One row a unit with both figures, or neither and the reason; the furthest right first."""
    across = {row["unit"]: row for row in sideways}
    rows = [_point(scope, across[row["unit"]], row) for row in upwards]
    return sorted(rows, key=lambda row: -row["x_value"] if has_value(row) else math.inf)


def _point(scope: Scope, x: Row, y: Row) -> Row:
    names = [scope.words.of(i.short_vi, i.short_en) for i in scope.indicators[:2]]
    reasons = dict(zip(names, (x["missing"], y["missing"]), strict=True))
    named = {name: why for name, why in reasons.items() if why}
    kept = {name: cell for name, cell in y.items() if name not in RANK}
    across = scope.indicators[0]
    point = kept | {f"x_{name}": x[name] for name in X_COLUMNS}
    point |= {
        "missing": next(iter(named.values()), ""),
        "missing_of": ", ".join(named),
        "x_measure": across.unit,
        "x_form": across.form,
        "benchmark": False,
        "source_id": sources_of(x, y),
    }
    return point | APART if named else point


APART: Row = {
    **dict.fromkeys(("value", "lower", "upper", "x_value", "x_lower", "x_upper"), math.nan),
    **dict.fromkeys(("year", "x_year")),
    "source_id": "",
}
"""A unit that lacks one of the figures shows none of them."""


def _beside(outside: Scope, own: list[Row]) -> list[Row]:
    """The benchmarks with both figures on the bases that the axes show."""
    sides = []
    for indicator, column in zip(outside.indicators[:2], ("x_basis", "basis"), strict=True):
        bases = {row[column] for row in own if not row["missing"]} | {""}
        chosen: dict[str, Row] = {}
        for row in latest_of(outside, indicator):
            fits = row["basis"] in bases or row["missing"]
            known = chosen.get(row["unit"])
            if known is None or (fits and known["missing"] == GapReason.OTHER_BASIS):
                chosen[row["unit"]] = row if fits else {**row, "missing": GapReason.OTHER_BASIS}
        sides.append(list(chosen.values()))
    return [{**row, "benchmark": True} for row in comparable(_points(outside, *sides))]


def _medians(own: list[Row], coverage: Coverage) -> dict[str, object]:
    """The median of each axis where enough units are comparable and the bounds settle it."""
    points = comparable(own)
    if not coverage.enough:
        return {}
    found: dict[str, object] = {}
    for prefix in ("x_", ""):
        if any(row["ranked"] is None for row in _standing(points, prefix, "none")):
            continue
        low, high = (median(row[f"{prefix}{end}"] for row in points) for end in ("lower", "upper"))
        if low == high:
            found[f"{prefix or 'y_'}median"] = low
    return found


def _standing(
    points: list[Row],
    prefix: str,
    direction: Literal["up", "down", "none"],
    expected: int | None = None,
) -> list[Row]:
    """The points ranked along one axis."""
    names = ("value", "lower", "upper", "basis", "year")
    source = "x_source_id" if prefix else "source_id"
    side = [
        {
            **{name: point[f"{prefix}{name}"] for name in names},
            "partial": point["partial"],
            "source_id": point[source],
        }
        for point in points
    ]
    found: list[Row] = rank_intervals(side, direction, expected=expected)
    return found


def _headline(scope: Scope, own: list[Row], coverage: Coverage) -> str:
    """Who leads on both axes or on each; below five eighths only how many points there are."""
    words = scope.words
    counted = words("{k}/{n} tỉnh, thành phố", k=coverage.covered, n=coverage.expected)
    if not coverage.enough:
        return words("Mới có {counted} đủ cả hai số liệu, chưa đủ để nhận xét", counted=counted)
    points = comparable(own)
    across, upwards = scope.indicators[:2]
    leaders = [_leader(scope, points, "x_", across), _leader(scope, points, "", upwards)]
    names = [words.of(i.short_vi, i.short_en) for i in (across, upwards)]
    if leaders[0] and leaders[0] == leaders[1]:
        return words(
            "{unit} đứng đầu cả hai chỉ số trong {counted} có đủ số liệu",
            unit=leaders[0],
            counted=counted,
        )
    said = [
        words("{unit} đứng đầu về {name}", unit=unit, name=name)
        for unit, name in zip(leaders, names, strict=True)
        if unit
    ]
    if not said:
        return words("Có {counted} đủ cả hai số liệu, mỗi điểm là một tỉnh", counted=counted)
    return words("{said} trong {counted} có đủ số liệu", said="; ".join(said), counted=counted)


def _leader(scope: Scope, points: list[Row], prefix: str, indicator: Indicator) -> str:
    """The units that certainly stand first on an axis by figures that may be spoken of; ''."""
    ranked = _standing(points, prefix, indicator.direction, expected=len(scope.units))
    first = [
        point
        for point, rank in zip(points, ranked, strict=True)
        if rank["rank_best"] == rank["rank_worst"] == 1
    ]
    if len(first) == len(points) or not all_firm(first, f"{prefix}confidence"):
        return ""
    return scope.words.listed(point["unit_name"] for point in first)


def _axis_title(scope: Scope, indicator: Indicator, bases: Iterable[str]) -> str:
    words = scope.words
    name = words.of(indicator.short_vi, indicator.short_en)
    shown = [basis_name(words, basis) for basis in dict.fromkeys(bases)]
    measure = [] if indicator.unit == "%" else [measure_text(words, scope, indicator)]
    details = [*measure, *(text for text in shown if text)]
    return f"{name} ({', '.join(details)})" if details else name


def _titles(scope: Scope) -> dict[str, str]:
    words = scope.words
    x, y = (words.of(i.short_vi, i.short_en) for i in scope.indicators[:2])
    subtitle = words(
        "Mỗi điểm là một tỉnh, số mới nhất trong {years}; cạnh tên là năm của số trên trục ngang "
        "và trục dọc. Hình không nói chỉ số này là nguyên nhân của chỉ số kia.",
        years=words.years(scope.year - scope.tolerance, scope.year),
    )
    return {"title": words("{x} và {y}", x=x, y=y), "subtitle": subtitle}


def _alt(scope: Scope, table: list[Row], titles: dict[str, str]) -> str:
    """Every point with both its figures and their years."""
    words = scope.words
    head = f"{titles['title']}. {titles['subtitle']}"
    points = list(filter(has_value, table))
    if not points:
        return words("{head} Chưa có số liệu.", head=head)
    across, upwards = scope.indicators[:2]
    said = []
    for row in points:
        x = words.figure(row["x_value"], across.unit, across.decimals, row["x_qualifier"])
        y = words.figure(row["value"], upwards.unit, upwards.decimals, row["qualifier"])
        said.append(f"{row['unit_name']}: {x} ({row['x_year']}), {y} ({row['year']})")
    text = f"{head} {'; '.join(said)}."
    missing = [row["unit_name"] for row in table if not has_value(row)]
    if missing:
        text += " " + words("Chưa có số liệu: {names}.", names=words.listed(missing))
    return text


def _notes(scope: Scope, own: list[Row], across: list[Row], upwards: list[Row]) -> tuple[Note, ...]:
    words = scope.words
    gaps = [
        f"{row['unit_name']} ({row['missing_of']}: {gap_text(words, row['missing'])})"
        for row in own
        if row["missing"]
    ]
    notes = []
    if gaps:
        text = words("Chưa đủ hai số liệu: {names}.", names="; ".join(gaps))
        notes.append(Note("coverage", text))
    for indicator, side in zip(scope.indicators[:2], (across, upwards), strict=True):
        for note in figure_notes(scope, indicator, side):
            name = words.of(indicator.short_vi, indicator.short_en)
            notes.append(Note(note.kind, f"{name} – {note.text}"))
    return tuple(notes)


def _columns(scope: Scope) -> tuple[Column, ...]:
    words = scope.words
    columns = [Column("unit_name", words("Tỉnh, thành phố"))]
    for prefix, indicator in zip(("x_", ""), scope.indicators[:2], strict=True):
        title = words.of(indicator.short_vi, indicator.short_en)
        columns += [
            Column(f"{prefix}value", title, "figure", indicator.unit, indicator.decimals),
            Column(f"{prefix}year", words("Năm ({name})", name=title), "year"),
        ]
    return (*columns, Column("source_id", words("Nguồn")))
