"""Our figures that a number may be held against: by unit and indicator, whatever their year."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from khdash.exhibit.core.scope import Scope, current_on
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row, rows_of
from khdash.model.selection import Selection
from khdash.model.value import Bounded, Qualifier, qualifier_of
from khdash.transform.figures import figures_of
from khdash.transform.totals import Total, total_of

_NUMBERED = re.compile(r"[^\W\d]+\s+(?:số\s+)?(\d+)\b")


UNDATED = ("", "")
"""The period of a figure of one event, or of all years up to one, whose days are not known."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A figure of ours. rival: another source says it, and ours is preferred. point: 'YYYY-MM' of
    an earlier moment of the year. period: ISO days of a term. computed: from other figures.
    covered of expected: the members behind a total of the cluster; missing: the keys of the rest.
    target: the instrument, for a target. base_year: of a change. parts: the units of a sum.
    """

    unit: str
    indicator: str
    year: int
    value: float
    lower: float
    upper: float
    basis: str = ""
    subgroup: str = ""
    source_id: str = ""
    as_of: str = ""
    point: str = ""
    period: tuple[str, str] | None = None
    rival: bool = False
    computed: bool = False
    confidence: str = "high"
    covered: int = 0
    expected: int = 0
    missing: tuple[str, ...] = ()
    target: tuple[str, str] | None = None
    base_year: int | None = None
    parts: tuple[str, ...] = ()

    @property
    def instrument(self) -> str:
        """The number of the document that sets a target: 387; '' where it bears none."""
        found = _NUMBERED.match(self.target[0]) if self.target else None
        return found[1] if found else ""

    @property
    def qualifier(self) -> Qualifier:
        return qualifier_of(self.lower, self.upper)

    @property
    def is_partial(self) -> bool:
        return self.covered < self.expected


@kept(4)
def _published(dataset: Dataset) -> dict[tuple[str, str], list[Ours]]:
    """Every published figure, rivals and those of other moments and periods among them."""
    found: dict[tuple[str, str], list[Ours]] = {}
    for frame in (dataset.observations, dataset.periods):
        for row in rows_of(frame):
            ours = _ours(row, of_year=frame is dataset.observations)
            found.setdefault((row["unit"], row["indicator"]), []).append(ours)
    return found


def _ours(row: Row, of_year: bool) -> Ours:
    start, end = row["period_start"], row["period_end"]
    has_period = start is not None and start == start
    return _of_row(
        row,
        row["indicator"],
        point="" if row["point"] == "year_end" else row["point"],
        period=None if of_year else (_day(start), _day(end)) if has_period else UNDATED,
        rival=row["standing"] == "rival",
    )


def _of_row(row: Row, indicator: str, **more: Any) -> Ours:
    """The figure of a row of published or computed ones, and what only one of the two has."""
    return Ours(
        unit=row["unit"],
        indicator=indicator,
        year=int(row["year"]),
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        basis=row["basis"],
        subgroup=row["subgroup"],
        source_id=row["source_id"],
        as_of=_day(row["as_of"]),
        confidence=row["confidence"],
        **more,
    )


def _day(moment: object) -> str:
    return "" if moment is None or moment != moment else str(moment)[:10]


@kept(512)
def _computed(dataset: Dataset, indicator: str) -> dict[str, list[Ours]]:
    """The figures of an indicator that are computed: rates from counts, sums of merged units."""
    catalogue = dataset.catalogue
    found: dict[str, dict[tuple[int, str, str], Ours]] = {}
    for one in catalogue.boundary_sets:
        entry = catalogue.indicators[indicator]
        for row in rows_of(figures_of(current_on(dataset, one.code), catalogue, entry)):
            if row["origin"] != "derived" and row["parts_expected"] <= 1:
                continue
            made = _of_row(
                row,
                indicator,
                computed=True,
                covered=row["parts_covered"] or 1,
                expected=row["parts_expected"] or 1,
                missing=tuple(row["parts_missing"] or ()),
            )
            found.setdefault(row["unit"], {}).setdefault(
                (made.year, made.basis, made.subgroup), made
            )
    return {unit: list(rows.values()) for unit, rows in found.items()}


def figures_for(dataset: Dataset, unit: str, indicator: str) -> list[Ours]:
    """Every figure of ours of a unit and an indicator; a computed one only beside none published.

    The newest year first, the preferred ones before their rivals.
    """
    published = _published(dataset).get((unit, indicator), [])
    taken = {(o.year, o.basis, o.subgroup) for o in published if not o.rival and o.period is None}
    more = [
        o
        for o in _computed(dataset, indicator).get(unit, [])
        if (o.year, o.basis, o.subgroup) not in taken
    ]
    return sorted([*published, *more], key=lambda o: (-o.year, o.rival, o.point))


def cluster_figure(dataset: Dataset, indicator: str, year: int) -> Ours | None:
    """The cluster's figure of one year: a total with how many members it covers, or sum over sum.

    None where no member has a figure of that year, and for a rate without its counts.
    """
    boundaries = _boundaries_of(dataset, year)
    members = tuple(unit.key for unit in dataset.catalogue.members(boundaries, year))
    entry = dataset.catalogue.indicators[indicator]
    if entry.kind == "rate":
        return _cluster_rate(dataset, indicator, year, boundaries)
    total = _sum_of(dataset, members, entry, year)
    if total.value is None:
        return None
    return _total(indicator, year, total.value, total.covered, total.expected, total.missing)


def sum_figure(dataset: Dataset, units: tuple[str, ...], indicator: str, year: int) -> Ours | None:
    """What several units have together in one year; None for a rate, and where one has no figure
    that can be relied on: part of a sum is no sum.
    """
    entry = dataset.catalogue.indicators[indicator]
    if entry.kind == "rate":
        return None
    total = _sum_of(dataset, units, entry, year)
    if total.value is None or total.missing or total.low_confidence:
        return None
    made = _total(indicator, year, total.value, total.covered, total.expected, ())
    return replace(made, unit="", parts=units)


def _boundaries_of(dataset: Dataset, year: int) -> str:
    catalogue = dataset.catalogue
    day = max(date(year, 12, 31), catalogue.boundary_sets[0].day)
    return catalogue.boundaries_at(day).code


def _sum_of(dataset: Dataset, units: tuple[str, ...], entry: Indicator, year: int) -> Total:
    rows = [
        row
        for row in _counts(dataset, _boundaries_of(dataset, year), entry.code)
        if row["year"] == year and row["unit"] in units and row["subgroup"] == ""
    ]
    return total_of(rows, units, entry.kind)


@kept(128)
def _counts(dataset: Dataset, boundaries: str, indicator: str) -> list[Row]:
    figures = current_on(dataset, boundaries)
    return rows_of(figures[figures["indicator"] == indicator])


def _cluster_rate(dataset: Dataset, indicator: str, year: int, boundaries: str) -> Ours | None:
    selection = Selection(
        indicators=(indicator,), last_year=year, tolerance=0, boundaries=boundaries
    )
    scope = Scope.of(dataset, selection)
    rate = Spoken.of(scope, scope.indicator).rate
    if rate is None or rate.value is None:
        return None
    return _total(indicator, year, rate.value, rate.covered, rate.expected, ())


def _total(
    indicator: str,
    year: int,
    value: Bounded,
    covered: int,
    expected: int,
    missing: Sequence[str],
) -> Ours:
    return Ours(
        unit="cluster",
        indicator=indicator,
        year=year,
        value=value.value,
        lower=value.lower,
        upper=value.upper,
        computed=True,
        covered=covered,
        expected=expected,
        missing=tuple(missing),
    )


def targets_for(dataset: Dataset, unit: str, indicator: str) -> list[Ours]:
    """Every target of a unit and an indicator, as exact figures of their year."""
    return [
        Ours(
            unit=unit,
            indicator=indicator,
            year=t.year,
            value=t.value,
            lower=t.value,
            upper=t.value,
            basis=t.basis,
            subgroup=t.subgroup,
            target=(t.instrument_vi, t.instrument_en),
            confidence=t.confidence,
        )
        for t in dataset.catalogue.targets
        if t.unit == unit and t.indicator == indicator
    ]


def nearest_in_time(figures: Iterable[Ours], year: int) -> Ours | None:
    """The figure of the year nearest to one, a later one first where two are as near."""
    return min(
        (o for o in figures if not o.rival and o.period is None and not math.isnan(o.value)),
        key=lambda o: (abs(o.year - year), -o.year),
        default=None,
    )
