"""Units x criteria: the figure that a plan of emulation looks at, or the reason for having none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Literal

import pandas as pd

from khdash.exhibit.core.figures import latest_of
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.emulation.plan import Measured, Plan
from khdash.exhibit.topics.targets.status import status_rows
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.locale.words import lowered
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.units import split_key
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.composite import Criterion, Percentile, Scheme
from khdash.transform.growth import unit_changes
from khdash.transform.progress import Point, change_per_year, method_of
from khdash.transform.records import is_firm
from khdash.transform.target_status import BASIS_ORDER, may_judge

LONGEST_SPAN = 5
"""Years over which growth is taken: a pace of ten years says little beside one of a year."""
USABLE_AGAINST_TARGET = ("", "no_base", "zero_base", "precision")
NAMES = {
    "level": "{name}",
    "growth": mark("Mức tăng {name} mỗi năm"),
    "target": mark("{name}: so với chỉ tiêu"),
}
COMPARING = ("min_max", "rank", "leader")
UNKNOWN = Bounded(math.nan, math.nan, math.nan)
Row = dict[str, Any]


def criteria_figures(scope: Scope, scheme: Scheme) -> list[Row]:
    """One row a unit and criterion, in the order of units, then of criteria.

    amount, lower, upper, qualifier: what the criterion scores, in `measure`; NaN with its reason in
    `missing` and, in words, `missing_text`. rounded: the source rounds. base_year: of
    growth.
    """
    found = {c.code: _figures_of(scope, c) for c in scheme.root.leaves()}
    return [
        {**scope.named(unit), **found[criterion.code][unit]}
        for unit in scope.unit_keys
        for criterion in scheme.root.leaves()
    ]


End = Literal["printed", "worst", "best"]


def wide(
    figures: Iterable[Row], plan: Plan, units: Iterable[str], end: End = "printed"
) -> pd.DataFrame:
    """Units x columns as `composite` takes them: criteria, then points given by hand.

    end: each figure as it is printed, or where its bounds give the fewest or the most points; NaN
    where they do not end (methods.md rule 6).
    """
    keys = list(units)
    criteria = {criterion.code: criterion for criterion in plan.scheme.root.leaves()}
    amounts: dict[str, dict[str, float]] = {}
    for row in figures:
        own = amounts.setdefault(row["column"], {})
        amount = _amount_at(row, criteria[row["criterion"]], end)
        # Of two criteria that want the same figure high and low neither bound is the worst.
        own[row["unit"]] = amount if own.get(row["unit"], amount) == amount else math.nan
    by_column = pd.DataFrame(amounts, index=keys)
    for adjustment in plan.scheme.adjustments:
        by_column[adjustment.source_column] = [
            sum(a.times for a in plan.awards if (a.unit, a.adjustment) == (code, adjustment.code))
            for code in (split_key(key)[0] for key in keys)
        ]
    return by_column.astype("float64")


def _amount_at(row: Row, criterion: Criterion, end: End) -> float:
    amount = float(row["amount"])
    if end == "printed" or not row["rounded"]:
        return amount
    if compares(criterion):
        return math.nan
    is_low = (criterion.direction == "higher") == (end == "worst")
    bound = float(row["lower" if is_low else "upper"])
    return bound if math.isfinite(bound) else math.nan


def compares(criterion: Criterion) -> bool:
    """Whether a criterion measures units against each other."""
    rule = criterion.normalisation
    from_data = isinstance(rule.min, Percentile) or isinstance(rule.max, Percentile)
    free = rule.method == "z_score" and rule.mean is None
    return rule.method in COMPARING or from_data or free


def criterion_name(words: Words, scope: Scope, criterion: Criterion) -> str:
    """The name that the scheme gives, else that of the indicator and of what is looked at."""
    if criterion.name_vi or criterion.name_en:
        return words.of(criterion.name_vi or criterion.name_en, criterion.name_en)
    measured = Measured.of(criterion.source_column)
    indicator = scope.dataset.catalogue.indicators[measured.indicator]
    name = words.of(indicator.short_vi, indicator.short_en)
    if measured.subgroup:
        name += f" – {words.of(*scope.dataset.catalogue.subgroups[measured.subgroup])}"
    if measured.measure == "growth":
        name = lowered(name)
    return words(NAMES[measured.measure], name=name)


def _figures_of(scope: Scope, criterion: Criterion) -> dict[str, Row]:
    """The row of every unit for one criterion."""
    measured = Measured.of(criterion.source_column)
    indicator = scope.dataset.catalogue.indicators[measured.indicator]
    selection = scope.selection.with_(indicators=(indicator.code,), subgroup=measured.subgroup)
    own = Scope.of(scope.dataset, selection)
    match measured.measure:
        case "growth":
            found = _growth(own, indicator)
        case "target":
            found = _attainment(own)
        case _:
            found = _levels(own, indicator)
    relative = measured.measure != "level"
    shared = {
        "criterion": criterion.code,
        "criterion_name": criterion_name(scope.words, scope, criterion),
        "column": criterion.source_column,
        "indicator": indicator.code,
        "subgroup": measured.subgroup,
        "measured": measured.measure,
        "measure": "%" if relative else indicator.unit,
        "decimals": 1 if relative else indicator.decimals,
    }
    return {unit: {**shared, **_worded(scope.words, shared, row)} for unit, row in found.items()}


def _row(amount: Bounded, missing: str = "", **other: object) -> Row:
    """A figure, or none and the reason."""
    known = UNKNOWN if missing else amount
    defaults = {"year": None, "base_year": None, "basis": "", "origin": "", "source_id": ""}
    return {
        **defaults,
        **other,
        "amount": known.value,
        "lower": known.lower,
        "upper": known.upper,
        "qualifier": "" if missing else qualifier_of(known.lower, known.upper),
        "missing": missing,
    }


def _worded(words: Words, shared: Row, row: Row) -> Row:
    missing = row["missing"]
    figure = words.figure(row["amount"], shared["measure"], shared["decimals"], row["qualifier"])
    ends = [str(row[name]) for name in ("base_year", "year") if row[name] is not None]
    years = "–".join(ends)
    text = gap_text(words, missing) if missing else f"{figure} ({years})"
    return {
        **row,
        "rounded": row["qualifier"] not in ("", "exact"),
        "missing_text": text if missing else "",
        "amount_text": text,
    }


def _levels(scope: Scope, indicator: Indicator) -> dict[str, Row]:
    """Each unit's newest figure within the tolerance."""
    newest = latest_of(scope, indicator)
    found = {}
    for unit in scope.unit_keys:
        candidates = [_level(scope, row) for row in newest if row["unit"] == unit]
        found[unit] = min(candidates, key=_preference)
    return found


def _level(scope: Scope, row: Row) -> Row:
    missing = str(row["missing"])
    wanted = scope.selection.basis if scope.selection.basis == "registered" else ""
    if not missing and not may_judge(wanted, str(row["basis"])):
        missing = "other_basis"
    elif not missing and row["basis"] == "unstated":
        missing = GapReason.UNSTATED_BASIS
    elif not missing and not is_firm(row["confidence"]):
        missing = GapReason.LOW_CONFIDENCE
    value = Bounded(row["value"], row["lower"], row["upper"])
    kept = {name: row[name] for name in ("year", "basis", "origin", "source_id")}
    return _row(value, missing, **kept)


def _preference(row: Row) -> tuple[bool, int]:
    """A figure before a gap; then the usual denominator first."""
    return bool(row["missing"]), BASIS_ORDER.index(str(row["basis"]))


def _growth(scope: Scope, indicator: Indicator) -> dict[str, Row]:
    """The yearly change from the figure before to the newest, of one run of comparable figures."""
    levels = _levels(scope, indicator)
    series = scope.series(indicator)
    identity = ("unit", "basis", "origin")
    printed = {(*(row[n] for n in identity), row["year"]): row for row in series}
    changes = {tuple(row[n] for n in identity): row for row in unit_changes(series, indicator.kind)}
    found = {}
    for unit, level in levels.items():
        key = (unit, level["basis"], level["origin"])
        change = changes.get(key)
        if level["missing"] or change is None or change["year"] != level["year"]:
            found[unit] = _row(
                UNKNOWN, level["missing"] or GapReason.NO_PREVIOUS, year=level["year"]
            )
            continue
        before, after = (printed[(*key, change[name])] for name in ("base_year", "year"))
        found[unit] = _change(indicator, change, before, after)
    return found


def _change(indicator: Indicator, change: Row, before: Row, after: Row) -> Row:
    method = method_of(indicator.unit)
    ends = [
        Point(int(row["year"]), Bounded(row["value"], row["lower"], row["upper"]))
        for row in (before, after)
    ]
    missing = ""
    if change["low_confidence"]:
        missing = "low_confidence"
    elif after["year"] - before["year"] > LONGEST_SPAN:
        missing = GapReason.OLD_BASE
    elif method == "growth" and before["value"] <= 0:
        missing = "zero_base"
    moved = UNKNOWN if missing else change_per_year(ends[0], ends[1], method)
    sources = dict.fromkeys([str(before["source_id"]), str(after["source_id"])])
    return _row(
        moved if method == "points" else moved.scaled(100),
        missing,
        year=int(after["year"]),
        base_year=int(before["year"]),
        basis=after["basis"],
        origin=after["origin"],
        source_id=" ".join(sources),
    )


def _attainment(scope: Scope) -> dict[str, Row]:
    """The newest figure in per cent of the next target of the unit, else of its last one."""
    asked = scope.selection.subgroup
    rows = [row for row in status_rows(scope) if row["judged"] and row["subgroup"] == asked]
    return {unit: _against_target(scope, unit, rows) for unit in scope.unit_keys}


def _against_target(scope: Scope, unit: str, rows: list[Row]) -> Row:
    of_unit = [row for row in rows if row["unit"] == unit]
    if not of_unit:
        return _row(UNKNOWN, GapReason.NO_TARGET)
    ahead = [row for row in of_unit if row["target_year"] >= scope.year]
    row = (
        min(ahead, key=lambda r: r["target_year"])
        if ahead
        else max(of_unit, key=lambda r: r["target_year"])
    )
    settled = row["status"] != "cannot_be_judged" or row["reason"] in USABLE_AGAINST_TARGET
    missing = (
        GapReason.UNSTATED_BASIS if row["provisional"] else "" if settled else str(row["reason"])
    )
    latest = Bounded(row["latest_value"], row["latest_lower"], row["latest_upper"])
    return _row(
        latest.scaled(100 / row["target_value"]),
        missing,
        year=row["latest_year"],
        basis=row["basis"],
        origin=row["origin"],
        source_id=row["latest_source_id"],
    )
