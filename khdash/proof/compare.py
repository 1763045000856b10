"""A number with a clear subject beside our figures: which verdict, and which figure of ours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khdash.model.dataset import Dataset
from khdash.model.value import Bounded
from khdash.proof.figures import (
    UNDATED,
    Ours,
    cluster_figure,
    figures_for,
    nearest_in_time,
    sum_figure,
    targets_for,
)
from khdash.proof.finding import Status, Why
from khdash.proof.groups import WHOLE
from khdash.proof.items import CLUSTER
from khdash.proof.matching import excludes, matches
from khdash.proof.numbers import Number
from khdash.proof.times import Time
from khdash.transform.growth import change
from khdash.transform.reference import crosses


@dataclass(frozen=True, slots=True)
class Asked:
    """What a number says apart from its value. instruments: the numbers of the documents that its
    sentence names, by which a target is told from others of the same year."""

    unit: str
    indicator: str
    year: int
    basis: str = ""
    time: Time | None = None
    base_year: int | None = None
    fell: bool = False
    new: str = ""
    group: str = ""
    instruments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    status: Status
    why: Why = ""
    ours: Ours | None = None
    elsewhere: Ours | None = None


NOTHING = Verdict("unknown", "nothing")


def judge(dataset: Dataset, number: Number, asked: Asked) -> Verdict:
    """A reported figure: of a unit and year, or of the cluster."""
    if asked.unit == CLUSTER:
        return _of_cluster(dataset, number, asked)
    figures = [o for o in figures_for(dataset, asked.unit, asked.indicator) if not o.subgroup]
    if asked.time is not None and asked.time.period is not None:
        return _of_period(number, figures, asked.time)
    events = [o for o in figures if o.period == UNDATED and matches(number, o) == "agrees"]
    figures = [o for o in figures if o.period is None]
    if not figures:
        return Verdict("other", "moment", None, events[0]) if events else NOTHING
    month = asked.time.month if asked.time is not None else ""
    own = [o for o in figures if o.year == asked.year and _is_moment(o, month)]
    if not month:
        own = _of_the_end(own, asked.time)
    fitting = [o for o in own if _is_basis(o, asked.basis)]
    current = [o for o in fitting if not o.rival]
    first = current[0] if current else None
    for kept in (current, [o for o in fitting if o.rival]):
        for one in kept:
            if (found := matches(number, one)) and not one.is_partial:
                if one.rival:
                    return Verdict("other", "source", first, one)
                return Verdict(found, "", one)
    return _elsewhere(number, figures, own, first, asked)


def _is_moment(ours: Ours, month: str) -> bool:
    """A figure of the moment asked for; of a year as a whole, the one that is preferred for it."""
    return ours.point == month if month else not ours.point or not ours.rival


def _of_the_end(own: list[Ours], time: Time | None) -> list[Ours]:
    """Of a year as a whole the figures of its end; those of an earlier moment only where there are
    no others, and never where the text speaks of the end."""
    late = [o for o in own if not o.point]
    says_end = time is not None and time.as_of[5:] == "12-31"
    return late if says_end or any(not o.rival for o in late) else own


def _is_basis(ours: Ours, basis: str) -> bool:
    """A rate on the basis that the text names; where it names none, not one of the registered."""
    if not ours.basis:
        return True
    return ours.basis == basis if basis else ours.basis != "registered"


def _elsewhere(
    number: Number,
    figures: Sequence[Ours],
    own: Sequence[Ours],
    first: Ours | None,
    asked: Asked,
) -> Verdict:
    """The number beside figures of another basis, moment or year, for it is none of its own."""
    same_year = [o for o in figures if o.year == asked.year and o is not first]
    for one in same_year:
        if matches(number, one):
            why: Why = "basis" if not _is_basis(one, asked.basis) else "moment"
            return Verdict("other", why, first, one)
    for one in figures:
        same = matches(number, one) == "agrees" and not one.is_partial
        if same and one.year != asked.year:
            return Verdict("other", "year", first, one)
    if first is not None and first.is_partial:
        return Verdict("unknown", "partial", first)
    if first is not None and _is_open(number, first):
        return Verdict("unknown", "bounds", first)
    if first is not None:
        return Verdict("differs", "", first)
    if other := [o for o in own if not o.rival]:
        return Verdict("other", "no-such-basis", None, other[0])
    if same_year:
        return Verdict("other", "no-such-moment", None, same_year[0])
    near = nearest_in_time(figures, asked.year)
    return Verdict("other", "no-such-year", None, near) if near else NOTHING


def _is_open(number: Number, ours: Ours) -> bool:
    """Whether a rounded figure of ours leaves a number possible that is of its order."""
    near = 0.5 <= number.value / ours.value <= 2 if ours.value else False
    return ours.qualifier != "exact" and near and not excludes(number, ours)


def _of_period(number: Number, figures: Sequence[Ours], time: Time) -> Verdict:
    """A figure of a term, half a year or one event, beside ours of the very same days."""
    assert time.period is not None
    own = [o for o in figures if o.period == time.period]
    if time.kind == "part":
        own += [o for o in figures if o.period is None and o.point and o.point == time.as_of[:7]]
    for one in own:
        if found := matches(number, one):
            return Verdict(found, "", one)
    if own:
        return Verdict("differs", "", own[0])
    for one in figures:
        if matches(number, one) == "agrees":
            return Verdict("other", "moment", None, one)
    return NOTHING


def _of_cluster(dataset: Dataset, number: Number, asked: Asked) -> Verdict:
    """A total of the cluster: only where every member reported is it the cluster's (rule 2)."""
    ours = cluster_figure(dataset, asked.indicator, asked.year)
    if ours is None:
        return NOTHING
    found = matches(number, ours)
    if not ours.is_partial:
        return Verdict(found or "differs", "", ours)
    if found:
        return Verdict("other", "partial", None, ours)
    floor = replace(ours, upper=math.inf)
    counted = dataset.catalogue.indicators[asked.indicator].kind != "rate"
    if counted and ours.lower > 0 and excludes(number, floor):
        return Verdict("differs", "partial", ours)
    return Verdict("unknown", "partial", ours)


def judge_sum(
    dataset: Dataset, number: Number, asked: Asked, units: tuple[str, ...]
) -> Verdict | None:
    """What several units have together at the end of a year; None where ours is no such sum."""
    if asked.time is not None and (asked.time.month or asked.time.period is not None):
        return None
    ours = sum_figure(dataset, units, asked.indicator, asked.year)
    if ours is None:
        return None
    if found := matches(number, ours):
        return Verdict(found, "", ours)
    return (
        Verdict("unknown", "bounds", ours)
        if _is_open(number, ours)
        else Verdict("differs", "", ours)
    )


def judge_target(dataset: Dataset, number: Number, asked: Asked) -> Verdict:
    """A target beside targets of the same unit and year, never beside a reported figure."""
    country = dataset.catalogue.country
    own = [] if asked.unit == CLUSTER else _targets(dataset, asked.unit, asked)
    fitting = [o for o in own if o.year == asked.year and _is_target_basis(o, asked.basis)]
    for one in fitting:
        if found := matches(number, one):
            return Verdict(found, "", one)
    national = _targets(dataset, country, asked) if asked.unit != country else []
    for one in national:
        if one.year == asked.year and matches(number, one):
            return Verdict("other", "national", fitting[0] if fitting else None, one)
    if fitting:
        return Verdict("differs", "", fitting[0])
    for one in own:
        if matches(number, one):
            return Verdict("other", "year" if one.year != asked.year else "basis", None, one)
    return NOTHING


def _targets(dataset: Dataset, unit: str, asked: Asked) -> list[Ours]:
    """The targets of a unit for the group that is named, those of the named document where it has
    set any."""
    whole = WHOLE if not asked.group else frozenset((asked.group,))
    found = [t for t in targets_for(dataset, unit, asked.indicator) if t.subgroup in whole]
    named = [t for t in found if t.instrument in asked.instruments]
    return named or found


def _is_target_basis(target: Ours, basis: str) -> bool:
    return not basis or target.basis in ("", basis, "unstated")


def judge_change(dataset: Dataset, number: Number, asked: Asked) -> Verdict:
    """How far something rose or fell, by our figures of both years on one basis (rules 5 and 6)."""
    entry = dataset.catalogue.indicators[asked.indicator]
    figures = [
        o
        for o in figures_for(dataset, asked.unit, asked.indicator)
        if not o.rival and o.period is None and not o.subgroup and not o.is_partial
    ]
    new = None if asked.fell else _new(dataset, number, asked)
    base = asked.base_year
    if base is None:
        return new or Verdict("unclear", "no-base")
    if crosses(dataset.catalogue.breaks_of(entry), base, asked.year):
        return Verdict("unknown", "break")
    pairs = [
        (before, after)
        for before in figures
        for after in figures
        if before.year == base
        and after.year == asked.year
        and before.basis == after.basis
        and (before.basis != "unstated" or before.source_id == after.source_id)
    ]
    if asked.unit == CLUSTER or not pairs:
        return new or NOTHING
    before, after = pairs[0]
    moved = change(_bounded(before), _bounded(after), entry.kind)
    told = moved.absolute
    if number.family == "rate" and entry.unit != "%":
        if moved.relative is None:
            return NOTHING
        told = moved.relative.scaled(100)
    ours = _change_of(before, after, told)
    if number.family == "rate" and entry.unit == "%":
        return Verdict("unknown", "bounds", after)  # percent or points, only the writer knows
    if ours.qualifier != "exact":
        return new or Verdict("unknown", "bounds", ours)
    fallen = Bounded(-told.value, -told.upper, -told.lower) if asked.fell else told
    found = matches(number, _change_of(before, after, fallen))
    return Verdict(found or "differs", "", ours) if found or not new else new


def _new(dataset: Dataset, number: Number, asked: Asked) -> Verdict | None:
    """A rise that equals the number of new ones: it is that, and no difference of two figures."""
    if not asked.new:
        return None
    for one in figures_for(dataset, asked.unit, asked.new):
        if one.year == asked.year and one.period is None and matches(number, one):
            return Verdict("other", "new", None, one)
    return None


def _bounded(ours: Ours) -> Bounded:
    return Bounded(ours.value, ours.lower, ours.upper)


def _change_of(before: Ours, after: Ours, told: Bounded) -> Ours:
    return Ours(
        unit=after.unit,
        indicator=after.indicator,
        year=after.year,
        value=told.value,
        lower=told.lower,
        upper=told.upper,
        basis=after.basis,
        source_id=after.source_id,
        computed=True,
        base_year=before.year,
    )
