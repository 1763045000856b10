"""Scatter: two indicators, one point a unit, each figure with its own year."""

from __future__ import annotations

from statistics import median

import pandas as pd

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.benchmarks import benchmark_notes, benchmark_scope
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note, rows_of
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.notes import basis_name, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.defaults import two_rates
from khdash.locale.gaps import gap_text
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.transform.ranks import rank_intervals
from khdash.transform.records import are_firm

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
NUMBERS = ("value", "lower", "upper", "x_value", "x_lower", "x_upper")


def build_scatter(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The first indicator across (x_*), the second upwards (value), a row a unit.

    A unit without both figures has none and says why in `missing` and, for which indicator, in
    `missing_of`. Only the basis that most units state is drawn on an axis.
    """
    selection = selection.with_(indicators=_two(selection.indicators, dataset.catalogue))
    scope = Scope.of(dataset, selection)
    across, upwards = scope.indicators[:2]
    outside = benchmark_scope(dataset, selection)
    sides = _side(scope, across), _side(scope, upwards)
    own = _points(scope, *sides)
    table = own if outside is None else stacked(own, _beside(outside, own))
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
            "x_title": _axis_title(scope, across, comparable(own)["x_basis"]),
            "y_title": _axis_title(scope, upwards, comparable(own)["basis"]),
            **_medians(own, coverage),
        },
    )


def _two(chosen: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The two indicators: those chosen, filled up with the defaults."""
    return tuple(dict.fromkeys([*chosen, *two_rates(catalogue)]))[:2]


def _side(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    return Spoken(scope, indicator).by_unit


def _points(scope: Scope, sideways: pd.DataFrame, upwards: pd.DataFrame) -> pd.DataFrame:
    """One row a unit with both figures, or neither and the reason."""
    x = sideways.set_index("unit")[list(X_COLUMNS)].add_prefix("x_")
    why_x = sideways.set_index("unit")["missing"]
    ranks = ["rank_best", "rank_worst", "ranked"]
    table = upwards.drop(columns=ranks, errors="ignore").join(x, on="unit")
    names = [scope.words.of(i.short_vi, i.short_en) for i in scope.indicators[:2]]
    missing, missing_of = [], []
    for unit, why_y in zip(table["unit"], table["missing"], strict=True):
        reasons = {names[0]: str(why_x[unit]), names[1]: str(why_y)}
        named = {name: why for name, why in reasons.items() if why}
        missing.append(next(iter(named.values()), ""))
        missing_of.append(", ".join(named))
    across = scope.indicators[0]
    table = table.assign(
        missing=missing,
        missing_of=missing_of,
        x_measure=across.unit,
        x_form=across.form,
        benchmark=False,
    )
    apart = table["missing"] != ""
    for column in NUMBERS:
        table[column] = table[column].mask(apart)
    for column in ("year", "x_year"):
        table[column] = table[column].astype("Int64").mask(apart)
    sources = [
        " ".join(dict.fromkeys([*r["x_source_id"].split(), *r["source_id"].split()]))
        for r in rows_of(table)
    ]
    table["source_id"] = pd.Series(sources, index=table.index, dtype="str").mask(apart, "")
    order = table.sort_values("x_value", ascending=False, kind="stable", na_position="last")
    return order.reset_index(drop=True)


def _beside(outside: Scope, own: pd.DataFrame) -> pd.DataFrame:
    """The benchmarks with both figures on the bases that the axes show."""
    across, upwards = outside.indicators[:2]
    sides = []
    for indicator, column in ((across, "x_basis"), (upwards, "basis")):
        rows = latest_of(outside, indicator)
        bases = set(own.loc[own["missing"] == "", column])
        kept = rows[rows["basis"].isin(bases | {""}) | (rows["missing"] != "")]
        lost = [key for key in outside.unit_keys if key not in set(kept["unit"])]
        other = rows[rows["unit"].isin(lost)].assign(missing="other_basis")
        sides.append(stacked(kept, other).drop_duplicates("unit"))
    return comparable(_points(outside, *sides)).assign(benchmark=True)[own.columns]


def _medians(own: pd.DataFrame, coverage: Coverage) -> dict[str, object]:
    """The median of each axis where enough units are comparable and the bounds settle it."""
    points = comparable(own)
    if not coverage.enough:
        return {}
    found: dict[str, object] = {}
    for prefix in ("x_", ""):
        if _standing(points, prefix, "none")["ranked"].isna().any():
            continue
        low, high = (float(median(points[f"{prefix}{end}"])) for end in ("lower", "upper"))
        if low == high:
            found[f"{prefix or 'y_'}median"] = low
    return found


def _standing(
    points: pd.DataFrame, prefix: str, direction: str, expected: int | None = None
) -> pd.DataFrame:
    """The points ranked along one axis."""
    columns = ["value", "lower", "upper", "basis", "year"]
    side = points[["partial"]].assign(**{c: points[f"{prefix}{c}"] for c in columns})
    side["source_id"] = points["x_source_id"] if prefix else points["source_id"]
    return rank_intervals(side, direction, expected=expected)  # type: ignore[arg-type]


def _headline(scope: Scope, own: pd.DataFrame, coverage: Coverage) -> str:
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


def _leader(scope: Scope, points: pd.DataFrame, prefix: str, indicator: Indicator) -> str:
    """The units that certainly stand first on an axis by figures that may be spoken of; ''."""
    ranked = _standing(points, prefix, indicator.direction, expected=len(scope.units))
    first = points[((ranked["rank_best"] == 1) & (ranked["rank_worst"] == 1)).fillna(False)]
    if first.empty or len(first) == len(points) or not are_firm(first, f"{prefix}confidence").all():
        return ""
    return scope.words.listed(first["unit_name"])


def _axis_title(scope: Scope, indicator: Indicator, bases: pd.Series) -> str:
    words = scope.words
    name = words.of(indicator.short_vi, indicator.short_en)
    shown = [basis_name(words, str(basis)) for basis in bases.dropna().unique()]
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


def _alt(scope: Scope, table: pd.DataFrame, titles: dict[str, str]) -> str:
    """Every point with both its figures and their years."""
    words = scope.words
    head = f"{titles['title']}. {titles['subtitle']}"
    points = rows_of(table[table["value"].notna()])
    if not points:
        return words("{head} Chưa có số liệu.", head=head)
    across, upwards = scope.indicators[:2]
    said = []
    for row in points:
        x = words.figure(row["x_value"], across.unit, across.decimals, row["x_qualifier"])
        y = words.figure(row["value"], upwards.unit, upwards.decimals, row["qualifier"])
        said.append(f"{row['unit_name']}: {x} ({row['x_year']}), {y} ({row['year']})")
    text = f"{head} {'; '.join(said)}."
    missing = [str(name) for name in table.loc[table["value"].isna(), "unit_name"]]
    if missing:
        text += " " + words("Chưa có số liệu: {names}.", names=words.listed(missing))
    return text


def _notes(
    scope: Scope, own: pd.DataFrame, across: pd.DataFrame, upwards: pd.DataFrame
) -> tuple[Note, ...]:
    words = scope.words
    gaps = [
        f"{row['unit_name']} ({row['missing_of']}: {gap_text(words, row['missing'])})"
        for row in rows_of(own[own["missing"] != ""])
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
