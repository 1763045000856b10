"""Counts and amounts of provinces that are, per head, far from those of the same year."""

from __future__ import annotations

from math import log

import numpy as np
import pandas as pd

from khdash.rules.figures import NONE, Figures
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample
from khdash.rules.spread import (
    FEWEST_PROVINCES,
    NEVER_AMONG,
    among_provinces,
    outside,
    provinces,
)


def _judge(figures: Figures) -> pd.DataFrame:
    """The bounds are given for the figure itself, by the population of its own province."""
    counted = figures.told(lambda entry: entry.kind != "rate" and not entry.is_context, bool)
    rows = np.flatnonzero(counted & provinces(figures) & (figures.value > 0))
    people, _ = figures.people(rows)
    rows, people = rows[people != NONE], people[people != NONE]
    heads = np.log(figures.value[rows] / figures.value[people])
    limits = among_provinces(figures, rows, heads, log(NEVER_AMONG))
    limits["low"] = np.exp(limits["low"]) * figures.value[people]
    limits["high"] = np.exp(limits["high"]) * figures.value[people]
    return outside(figures, rows, limits, FEWEST_PROVINCES, people)


PEOPLE = {"01": 8_400_000, "35": 900_000, "36": 1_800_000, "34": 1_800_000, "33": 1_300_000}


def _committees(of_hung_yen: float) -> tuple[Given, ...]:
    """A committee for every thousand people, and the people, in five provinces but Hưng Yên."""
    committees = {unit: people // 1000 for unit, people in PEOPLE.items()} | {"33": of_hung_yen}
    return (
        *(Given(unit, "population", 2024, people) for unit, people in PEOPLE.items()),
        *(Given(unit, "committees", 2024, count) for unit, count in committees.items()),
    )


RULE = Rule(
    "outlier-per-head",
    "warning",
    Said("Tính theo đầu người khác xa các tỉnh", "Per head far from the other provinces"),
    Said(
        "{value} nằm ngoài khoảng {low} đến {high}, là mức theo đầu người của {n} tỉnh cùng năm"
        " (độ lệch theo trung vị của lôgarit, ngưỡng 3,5) nhân với dân số của tỉnh.",
        "{value} lies outside the range {low} to {high}: the per-head level of {n} provinces in"
        " that year (modified z score of the logarithms, cut at 3.5) times the province's"
        " population.",
    ),
    SLIP,
    _judge,
    # Five times the median of one for every thousand: 6,500 of 1,300,000 people.
    Sample(fires=_committees(6_501), silent=_committees(6_499)),
    about_size=True,
)
