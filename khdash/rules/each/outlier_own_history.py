"""A figure far from the nearest others of its own run (Hampel's filter), of four at least."""

from __future__ import annotations

from collections.abc import Callable
from math import log

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures, Positions
from khdash.rules.found import together
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample
from khdash.rules.spread import NEVER_POINTS, in_wide_runs, outside, range_in_time

FEWEST_YEARS = 4
NEVER_IN_TIME = 3.0
"""Never an outlier: less than 3 times the median of its own years."""


def _judge(figures: Figures) -> pd.DataFrame:
    """Counts and amounts are compared by their logarithms, percentages by points."""
    order, run = figures.runs
    percent = figures.told(lambda entry: entry.unit == "%", bool)[order]
    counted = ~percent & (figures.value[order] > 0)
    return together(
        _beyond(figures, order[counted], run[counted], log(NEVER_IN_TIME), np.log, np.exp),
        _beyond(figures, order[percent], run[percent], NEVER_POINTS),
    )


def _beyond(
    figures: Figures,
    rows: Positions,
    run: np.ndarray,
    never: float,
    size: Callable[[np.ndarray], np.ndarray] = np.asarray,
    figure: Callable[[np.ndarray], np.ndarray] = np.asarray,
) -> pd.DataFrame:
    """The outliers among the sizes of figures; figure: back from a size."""
    sizes = size(figures.value[rows])
    asked = in_wide_runs(sizes, run, never)
    limits = range_in_time(sizes[asked], run[asked], never)
    limits = limits.assign(**{end: figure(limits[end].to_numpy()) for end in ("low", "high")})
    return outside(figures, rows[asked], limits, FEWEST_YEARS)


RULE = Rule(
    "outlier-own-history",
    "warning",
    Said("Khác xa các năm của chính tỉnh", "Far from the province's own other years"),
    Said(
        "{value} nằm ngoài khoảng {low} đến {high} rút ra từ {n} số liền kề so sánh được của chính"
        " tỉnh.",
        "{value} lies outside the range {low} to {high} drawn from {n} neighbouring, comparable"
        " figures of the province itself.",
    ),
    SLIP,
    _judge,
    Sample(
        # The median of the logarithms of 100, 105, 110 and 400 is that of 107.5; three times: 322.
        fires=tuple(
            Given("35", "training_sessions", year, value)
            for year, value in ((2021, 100), (2022, 105), (2023, 110), (2024, 400))
        ),
        silent=tuple(
            Given("35", "training_sessions", year, value)
            for year, value in ((2021, 100), (2022, 105), (2023, 110), (2024, 320))
        ),
    ),
    about_size=True,
)
