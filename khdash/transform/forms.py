"""Forms of a figure other than as reported: per head, share, index, sum and mean of years."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

import pandas as pd

from khdash.model.entries import SeriesBreak
from khdash.model.indicators import Indicator, Kind
from khdash.model.rows import rows_of
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_values, lower_confidence, refuse_rate, whole
from khdash.transform.series import joined
from khdash.transform.totals import is_enough

PER_PERSON, PER_THOUSAND, PER_HUNDRED_THOUSAND = 1_000_000, 1_000, 100_000


NAMES = {
    "per_head": ("{} so với dân số", "{} in relation to population"),
    "share": ("Tỷ trọng: {}", "Share: {}"),
    "index": ("{}, năm gốc = 100", "{}, base year = 100"),
    "sum": ("{}, cộng {years}", "{}, sum of {years}"),
    "mean3": ("{}, bình quân 3 năm", "{}, mean of 3 years"),
}
"""How the name of each form reads: Vietnamese, English."""
OVER_YEARS = ("sum", "mean3")
"""The forms made of figures of several years, of which some may be missing."""
FROM_FIRST_YEAR = ("index", "sum")
"""The forms that depend on the first year chosen."""


def has_form(indicator: Indicator, form: str) -> bool:
    """Whether an indicator can be shown in a form: a rate is no further divided or shared, only
    what came in during a year adds up over years, and the mean of a rate needs its counts.
    """
    if form == "index":
        return True
    if form == "sum":
        return indicator.kind == "flow"
    if form == "mean3" and indicator.kind == "rate":
        return indicator.derivable
    return bool(form) and indicator.kind != "rate" and not indicator.is_context


def formed(indicator: Indicator, form: str, population: str, years: str = "") -> Indicator:
    """The indicator that a form of it is: measure, decimals, and for per head its two counts.

    population: the code of what per head divides by; money is then VND per person, persons are per
    1,000 people, anything else per 100,000. years: those of a sum, for its name.
    """
    if indicator.form or not has_form(indicator, form):
        return indicator
    vi, en = NAMES[form]
    changed = replace(
        indicator,
        kind=indicator.kind if form in OVER_YEARS else "rate",
        form=form,
        name_vi=vi.format(indicator.name_vi, years=years),
        name_en=en.format(indicator.name_en, years=years),
        short_vi=vi.format(indicator.short_vi, years=years),
        short_en=en.format(indicator.short_en, years=years),
    )
    if form in OVER_YEARS:
        return replace(changed, numerator="")
    if form == "index":
        return replace(changed, unit="index", decimals=1, numerator="")
    if form == "share":
        return replace(changed, unit="%", decimals=1, numerator="")
    unit, scale, decimals = _per_head_measure(indicator.unit)
    return replace(
        changed,
        unit=unit,
        decimals=decimals,
        numerator=indicator.code,
        denominator=population,
        scale=scale,
    )


def _per_head_measure(unit: str) -> tuple[str, float, int]:
    match unit:
        case "million VND":
            return "VND per person", PER_PERSON, 0
        case "persons" | "citizens":
            return "per 1,000 people", PER_THOUSAND, 1
    return "per 100,000 people", PER_HUNDRED_THOUSAND, 1


def shares(
    figures: pd.DataFrame, members_in: Callable[[int], Sequence[str]], kind: Kind
) -> pd.DataFrame:
    """Each unit's part, in %, of the sum of the members that reported in the same year.

    figures: one stock or flow. A year with fewer than five eighths of its members has no row.
    Bounds: the unit at one end and all others at the other. Raises ValueError for rates.
    """
    rows = whole(figures)
    refuse_rate(rows_of(rows[["indicator", "basis", "origin"]]), kind)
    parts = []
    for year, of_year in rows.groupby("year", sort=True):
        members = members_in(int(str(year)))
        inside = of_year[of_year["unit"].isin(members)]
        if is_enough(inside["unit"].nunique(), len(members)):
            values = bounded_values(inside)
            divided = _with(inside, [_share(values, i) for i in range(len(values))])
            least = reduce(lower_confidence, inside["confidence"])
            parts.append(divided.assign(confidence=least))
    return pd.concat(parts, ignore_index=True) if parts else rows.iloc[:0]


def _share(values: Sequence[Bounded], own: int) -> Bounded | None:
    """One of several values as a part of their sum; an end that says nothing is left open.

    >>> _share([Bounded(30, 30, 30), Bounded(70, 50, 90)], 0)
    Bounded(value=30.0, lower=25.0, upper=37.5)
    """
    one = values[own]
    others = [value for i, value in enumerate(values) if i != own]
    if not others:
        return Bounded(100.0, 100.0, 100.0)
    rest = reduce(add, others)
    if one.value + rest.value <= 0:
        return None
    least = _part(max(one.lower, 0.0), rest.upper)
    most = _part(one.upper, max(rest.lower, 0.0))
    return Bounded(
        100 * one.value / (one.value + rest.value),
        100 * least if least > 0 else -math.inf,
        100 * most if most < 1 else math.inf,
    )


def _part(one: float, rest: float) -> float:
    """One of two amounts as a fraction of both; an amount without bound is everything."""
    if math.isinf(one):
        return 1.0
    return one / (one + rest) if one + rest > 0 else 0.0


def indices(
    figures: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    derived_breaks: Sequence[SeriesBreak],
    first_year: int,
) -> pd.DataFrame:
    """Each run of comparable figures from `first_year` on with its first figure as 100.

    No index runs through a break: the next run starts at 100 again, in a year of its own. The
    first figure is 100 by definition; a run of one figure, or one that starts at 0, has no index.
    """
    rows = joined(figures, breaks, first_year=first_year, derived_breaks=derived_breaks)
    parts = []
    for _, run in rows.groupby("run", sort=True):
        values = bounded_values(run)
        base = values[0]
        if len(values) < 2 or base.value == 0:
            continue
        divided = [_index(value, base) for value in values[1:]]
        divided_run = _with(run, [Bounded(100.0, 100.0, 100.0), *divided])
        parts.append(_resting_on(divided_run, run.iloc[0]))
    kept = pd.concat(parts, ignore_index=True) if parts else rows.iloc[:0]
    return kept.drop(columns=["run", "segment", "lone"])


def _resting_on(rows: pd.DataFrame, base: pd.Series) -> pd.DataFrame:
    """Indices with the confidence and the sources of their base beside their own."""
    firmness = [lower_confidence(own, base["confidence"]) for own in rows["confidence"]]
    rows = rows.assign(confidence=pd.Series(firmness, index=rows.index, dtype="str"))
    if "source_ids" not in rows:
        return rows
    sources = [tuple(dict.fromkeys((*base["source_ids"], *own))) for own in rows["source_ids"]]
    return rows.assign(source_ids=pd.Series(sources, index=rows.index, dtype="object"))


def _index(value: Bounded, base: Bounded) -> Bounded | None:
    ratio = quotient(value, base)
    return ratio and ratio.scaled(100)


def _with(rows: pd.DataFrame, values: Sequence[Bounded | None]) -> pd.DataFrame:
    """The rows with other values and their qualifiers; those without a value are left out."""
    known = [i for i, value in enumerate(values) if value is not None]
    found = [value for value in values if value is not None]
    return rows.iloc[known].assign(
        value=[v.value for v in found],
        lower=[v.lower for v in found],
        upper=[v.upper for v in found],
        qualifier=[qualifier_of(v.lower, v.upper) for v in found],
    )
