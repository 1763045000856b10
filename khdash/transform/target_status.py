"""Every target against the figures of its unit: one row a unit, target and basis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from khdash.model.catalogue import Catalogue
from khdash.model.entries import Target
from khdash.model.frames import STATUS
from khdash.model.rows import Row, on_frames
from khdash.model.value import Bounded, bounded
from khdash.transform.progress import (
    LEAST_SPAN,
    Method,
    Point,
    Progress,
    judge,
    method_of,
    per_year,
)
from khdash.transform.records import bounded_of, is_firm, is_whole
from khdash.transform.series import joined

BASIS_ORDER = ("", "all", "unstated", "registered")
REASONS = (
    "no_data",  # no figure up to the target year
    "too_old",  # the newest figure is older than the tolerance
    "partial",  # only some parts of a merged unit are known
    "low_confidence",  # only figures of low confidence
    "other_basis",  # only rates of another denominator
    "not_comparable",  # a change of criteria lies between the figure and the target
    "no_figure_in_target_year",  # the target year has passed without a figure of its own
    "no_base",  # no comparable figure at least two years before the latest
    "zero_base",  # no growth rate starts from zero
    "precision",  # the bounds of rounded figures leave it open
    "other_rule",  # only targets to reach or exceed are judged
    "reference",  # a national target beside a province, judged only where the reader asks
)
WITHOUT_FIGURE = ("no_data", "too_old", "partial", "low_confidence", "other_basis")
UNKNOWN = Bounded(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Asked:
    """As of which year, how much older a figure may be, and whether provinces are judged against
    the country's targets where they have none of their own for that year."""

    year: int
    tolerance: int = 2
    judge_national: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as targets look at it; figures of one run are comparable with each other."""

    point: Point
    basis: str
    origin: str
    run: int
    source_id: str
    firm: bool
    partial: bool

    @property
    def year(self) -> int:
        return self.point.year


@dataclass(frozen=True, slots=True)
class Found:
    """The figure a target is held against, its base, and why there is no status, if so."""

    latest: Figure | None
    base: Figure | None
    reason: str


@on_frames(contract=STATUS)
def target_statuses(
    figures: list[Row],
    catalogue: Catalogue,
    indicator: str,
    units: Sequence[str],
    asked: Asked,
) -> list[Row]:
    """StatusFrame rows: every target of the units and of the country, on every basis it may judge.

    figures: published and computed, of any subgroup. A target without any figure has one row.
    Raises KeyError for an unknown indicator.
    """
    series = joined(
        [row for row in figures if row["indicator"] == indicator],
        catalogue.breaks_of(indicator),
        last_year=asked.year,
        derived_breaks=catalogue.breaks_of_derived(indicator),
    )
    known = _figures(series)
    rows: list[Row] = []
    for unit in units:
        for target in catalogue.targets:
            if target.indicator == indicator and target.unit in (unit, catalogue.country):
                own = known.get((unit, target.subgroup), [])
                rows += _rows_of(own, catalogue, target, unit, asked)
    return _settled(rows, asked, catalogue.country)


def may_judge(target_basis: str, basis: str) -> bool:
    """Whether rates of a basis may stand beside a target (methods.md rule 4).

    >>> may_judge("all", "unstated"), may_judge("all", "registered")
    (True, False)
    """
    return (basis == "registered") == (target_basis == "registered")


def _figures(series: list[Row]) -> dict[tuple[str, str], list[Figure]]:
    """The figures of each unit and subgroup, oldest first, published after computed."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for row in sorted(series, key=lambda row: (row["year"], row["origin"])):
        figure = Figure(
            point=Point(row["year"], bounded_of(row)),
            basis=row["basis"],
            origin=row["origin"],
            run=row["run"],
            source_id=row["source_id"],
            firm=is_firm(row["confidence"]),
            partial=not is_whole(row),
        )
        found.setdefault((row["unit"], row["subgroup"]), []).append(figure)
    return found


def _rows_of(
    figures: Sequence[Figure], catalogue: Catalogue, target: Target, unit: str, asked: Asked
) -> list[Row]:
    known = {figure.basis for figure in figures}
    fitting = [b for b in BASIS_ORDER if b in known and may_judge(target.basis, b)]
    if not fitting:
        reason = "other_basis" if known else "no_data"
        return [_row(catalogue, target, unit, "", Found(None, None, reason))]
    rows = []
    for basis in fitting:
        found = _found([f for f in figures if f.basis == basis], catalogue, target, asked)
        rows.append(_row(catalogue, target, unit, basis, found))
    return rows


def _found(figures: Sequence[Figure], catalogue: Catalogue, target: Target, asked: Asked) -> Found:
    """The newest firm figure up to the target year, and the first of its run as the base."""
    known = [f for f in figures if f.year <= min(asked.year, target.year)]
    if not known:
        return Found(None, None, "no_data")
    complete = [f for f in known if not f.partial]
    firm = [f for f in complete if f.firm]
    if not firm:
        return Found(None, None, "low_confidence" if complete else "partial")
    latest = firm[-1]
    run = [f for f in firm if f.run == latest.run and f.year <= latest.year - LEAST_SPAN]
    base = run[0] if run else None
    return Found(latest, base, _why_not(latest, catalogue, target, asked))


def _why_not(latest: Figure, catalogue: Catalogue, target: Target, asked: Asked) -> str:
    """Why the figure may not be judged at all; '' if it may."""
    year = latest.year
    if target.rule != "at_least":
        return "other_rule"
    if year < min(asked.year, target.year) - asked.tolerance:
        return "too_old"
    derived = latest.origin == "derived"
    breaks = (catalogue.breaks_of_derived if derived else catalogue.breaks_of)(target.indicator)
    first, last = sorted((float(year), _footing(target)))
    if any(first < b.year <= last for b in breaks):
        return "not_comparable"
    reached = latest.point.value.lower >= target.value
    if asked.year > target.year > year and not reached:
        return "no_figure_in_target_year"
    return ""


def _footing(target: Target) -> float:
    """The year whose criteria a target means: its own, or the middle of the term it is set for.

    A target of 2017-2022 means the criteria of most of those years, not those that began in 2022.
    """
    return (target.year + (target.from_year or target.year)) / 2


def _row(catalogue: Catalogue, target: Target, unit: str, basis: str, found: Found) -> Row:
    method = method_of(catalogue.indicators[target.indicator].unit)
    provisional = "unstated" in (basis, target.basis) and found.latest is not None
    return {
        "unit": unit,
        "indicator": target.indicator,
        "subgroup": target.subgroup,
        "basis": basis,
        "target_unit": target.unit,
        "target_basis": target.basis,
        "instrument_vi": target.instrument_vi,
        "instrument_en": target.instrument_en,
        "method": method,
        **_figure("base", found.base),
        **_figure("latest", found.latest),
        "origin": "" if found.latest is None else found.latest.origin,
        "target_year": target.year,
        "target_value": target.value,
        **_progress(found, target, method),
        "provisional": provisional,
        "judged": False,
        **_remaining(found.latest, target, method),
    }


def _figure(name: str, figure: Figure | None) -> Row:
    """The columns of the base or of the latest figure; empty where there is none."""
    value = figure.point.value if figure else UNKNOWN
    return {
        f"{name}_year": figure.year if figure else None,
        f"{name}_value": value.value,
        f"{name}_lower": value.lower,
        f"{name}_upper": value.upper,
        f"{name}_source_id": figure.source_id if figure else "",
    }


def _progress(found: Found, target: Target, method: Method) -> Row:
    """The five numbers' rates and the status; a reason found before leaves only the rates."""
    result = Progress("cannot_be_judged", found.reason)
    if found.latest is not None:
        base = None if found.base is None else found.base.point
        result = judge(base, found.latest.point, Point(target.year, bounded(target.value)), method)
        if found.reason:
            numbers = (result.achieved, result.needed, result.ratio)
            result = Progress("cannot_be_judged", found.reason, *numbers)
    return {
        **_spread("achieved_per_year", result.achieved),
        **_spread("needed_per_year", result.needed),
        **_spread("ratio", result.ratio),
        "status": result.status,
        "reason": result.reason,
        "worst": result.worst,
        "best": result.best,
    }


def _spread(name: str, value: Bounded | None) -> dict[str, float]:
    known = value or UNKNOWN
    return {name: known.value, f"{name}_lower": known.lower, f"{name}_upper": known.upper}


def _remaining(latest: Figure | None, target: Target, method: Method) -> Row:
    """What it would take from the latest figure on: the way left, and how much of it each year."""
    nothing: Row = {
        "years_left": None,
        **_spread("remaining", None),
        **_spread("remaining_per_year", None),
        "remaining_growth": math.nan,
    }
    if latest is None or latest.year >= target.year:
        return nothing
    point = latest.point
    years = target.year - point.year
    gap = bounded(target.value) - point.value
    left = Bounded(max(gap.value, 0.0), max(gap.lower, 0.0), max(gap.upper, 0.0))
    growth = math.nan
    if method == "growth" and point.value.value > 0:
        growth = max(per_year(point.value.value, target.value, years, method), 0.0)
    return {
        "years_left": years,
        **_spread("remaining", left),
        **_spread("remaining_per_year", left.scaled(1 / years)),
        "remaining_growth": growth,
    }


def _settled(rows: list[Row], asked: Asked, country: str) -> list[Row]:
    """The rows with `judged`, and national targets left as references unless they are asked for."""
    judged = _judged(rows, asked, country)
    return [
        {**row, "judged": position in judged, **_reference(row, asked, country)}
        for position, row in enumerate(rows)
    ]


def _reference(row: Row, asked: Asked, country: str) -> Row:
    if asked.judge_national or row["target_unit"] != country or row["unit"] == country:
        return {}
    return {"status": "", "worst": "", "best": "", "reason": "reference"}


def _judged(rows: list[Row], asked: Asked, country: str) -> set[int]:
    """The place of the one row that counts for each unit, subgroup and target year.

    Own targets before national ones, then the strictest, then a basis with a usable figure, then
    the basis that the target states.
    """
    taken: dict[tuple[object, ...], tuple[tuple[object, ...], int]] = {}
    for position, row in enumerate(rows):
        national = row["target_unit"] == country and row["unit"] != country
        if national and not asked.judge_national:
            continue
        unusable, other = row["reason"] in WITHOUT_FIGURE, row["basis"] != row["target_basis"]
        rank = BASIS_ORDER.index(row["basis"])
        order = (national, -row["target_value"], unusable, other, rank)
        key = (row["unit"], row["subgroup"], row["target_year"])
        if key not in taken or order < taken[key][0]:
            taken[key] = (order, position)
    return {position for _, position in taken.values()}
