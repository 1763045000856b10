"""Which provinces are alike in size: a comparison that a reader may not think of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping


def nearest_in_size(
    populations: Mapping[str, Mapping[int, float]], subject: str, candidates: Iterable[str]
) -> tuple[str, int] | None:
    """The candidate whose population is the nearest in proportion, and the year of both.

    populations: persons by year of each unit. The year is that in which most candidates have a
    population beside the subject, the newest of several; None where there is none.

    >>> nearest_in_size({"a": {2023: 100}, "b": {2023: 150}, "c": {2023: 60}}, "a", ["b", "c"])
    ('b', 2023)
    """
    others = [one for one in candidates if one != subject]
    years = {
        year: [one for one in others if populations.get(one, {}).get(year, 0) > 0]
        for year, own in populations.get(subject, {}).items()
        if own > 0
    }
    year = max(years, key=lambda one: (len(years[one]), one), default=None)
    if year is None or not years[year]:
        return None
    own = populations[subject][year]
    nearest = min(years[year], key=lambda one: (abs(math.log(populations[one][year] / own)), one))
    return nearest, year
