"""What is shown when a reader names nothing: the years, and how old a latest figure may be."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.transform.records import whole
from khdash.transform.totals import is_enough

TOLERANCES = (2, 3, 4, 5)
"""The tolerances tried, in years (methods.md rule 9)."""


def default_years(
    current: pd.DataFrame, catalogue: Catalogue, members: Sequence[str]
) -> tuple[int, int]:
    """The first and last year of a view: the last is the newest year for which at least two
    members published a figure of the association (not of its context), so that one early report
    does not age all the others.
    """
    context = [i.code for i in catalogue.indicators.values() if i.is_context]
    first = catalogue.cluster.first_year
    own = current[~current["indicator"].isin(context) & current["unit"].isin(list(members))]
    if own.empty:
        return first, first
    reporting = own.groupby("year")["unit"].nunique()
    shared = reporting[reporting >= 2]
    last = int((shared if len(shared) else reporting).index.max())
    return min(first, last), last


def default_tolerance(
    figures: pd.DataFrame, member_count: str, members: Sequence[str], year: int
) -> int:
    """The smallest of 2, 3, 4, 5 years within which five eighths of the members have a member
    count as of `year`; else 5 (methods.md rule 9).

    figures: on the boundary set of the members. member_count: the code of that count.
    """
    counts = whole(figures[(figures["indicator"] == member_count) & (figures["subgroup"] == "")])
    counts = counts[counts["unit"].isin(list(members))]
    for tolerance in TOLERANCES:
        inside = counts[counts["year"].between(year - tolerance, year)]
        if is_enough(inside["unit"].nunique(), len(members)):
            return tolerance
    return TOLERANCES[-1]


def population_shares(
    figures: pd.DataFrame, population: str, members: Sequence[str]
) -> tuple[int, dict[str, float]]:
    """What each member holds of the population of all, in %, and the year of it: the newest in
    which all have a population (methods.md rule 2). Year 0 and no shares where there is none.
    """
    counts = whole(figures[(figures["indicator"] == population) & (figures["subgroup"] == "")])
    by_year: dict[int, dict[str, float]] = {}
    for unit, year, value in zip(counts["unit"], counts["year"], counts["value"], strict=True):
        if unit in members:
            by_year.setdefault(year, {}).setdefault(unit, value)
    complete = [year for year, values in by_year.items() if len(values) == len(members)]
    if not complete:
        return 0, {}
    values = by_year[max(complete)]
    total = sum(values.values())
    return max(complete), {unit: value / total * 100 for unit, value in values.items()}
