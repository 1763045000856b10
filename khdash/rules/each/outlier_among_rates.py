"""Rates of provinces far from those of the others in that year on the same stated basis."""

from __future__ import annotations

from math import log

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import together
from khdash.rules.rule import ASK, Given, Rule, Said, Sample
from khdash.rules.spread import (
    FEWEST_PROVINCES,
    NEVER_AMONG,
    NEVER_POINTS,
    among_provinces,
    outside,
    provinces,
)


def _judge(figures: Figures) -> pd.DataFrame:
    """Percentages by points, other rates that are above 0 by their logarithms."""
    rate = figures.told(lambda entry: entry.kind == "rate", bool)
    stated = rate & provinces(figures) & (figures.column("basis") != "unstated")
    percent = figures.told(lambda entry: entry.unit == "%", bool)
    shares = np.flatnonzero(stated & percent)
    points = among_provinces(figures, shares, figures.value[shares], NEVER_POINTS)
    others = np.flatnonzero(stated & ~percent & (figures.value > 0))
    sizes = among_provinces(figures, others, np.log(figures.value[others]), log(NEVER_AMONG))
    sizes = sizes.assign(low=np.exp(sizes["low"]), high=np.exp(sizes["high"]))
    return together(
        outside(figures, shares, points, FEWEST_PROVINCES),
        outside(figures, others, sizes, FEWEST_PROVINCES),
    )


def _rates(of_hung_yen: float) -> tuple[Given, ...]:
    rates = {"01": 80.0, "35": 82.0, "36": 84.0, "34": 86.0, "33": of_hung_yen}
    return tuple(
        Given(unit, "members_with_card_rate", 2024, value) for unit, value in rates.items()
    )


RULE = Rule(
    "outlier-among-rates",
    "warning",
    Said("Tỷ lệ khác xa các tỉnh", "Rate far from the other provinces"),
    Said(
        "{value} nằm ngoài khoảng {low} đến {high} rút ra từ {n} tỉnh cùng năm, cùng mẫu số.",
        "{value} lies outside the range {low} to {high} drawn from {n} provinces in that year on"
        " the same denominator.",
    ),
    ASK,
    _judge,
    # The median is 82, and never nearer than 20 points: 62.
    Sample(fires=_rates(61.9), silent=_rates(62.0)),
    about_size=True,
)
