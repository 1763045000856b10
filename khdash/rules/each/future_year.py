"""A year that has not come yet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import ASK, Given, Rule, Said, Sample


def _judge(figures: Figures) -> pd.DataFrame:
    return found(figures, np.flatnonzero(figures.year > figures.today.year))


RULE = Rule(
    "future-year",
    "warning",
    Said("Năm chưa đến", "A year to come"),
    Said(
        "{value} là số của một năm chưa đến; có thể là số kế hoạch.",
        "{value} belongs to a year that has not come yet; it may be a plan.",
    ),
    ASK,
    _judge,
    Sample(
        fires=(Given("01", "training_sessions", 2090, 10),),
        silent=(Given("01", "training_sessions", 2024, 10),),
    ),
)
