"""A count or an amount far too small for the people of its unit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import NONE, Figures
from khdash.rules.found import found
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample


def _judge(figures: Figures) -> pd.DataFrame:
    per_person = figures.told(lambda entry: entry.floor_per_person or np.nan, float)
    rows = np.flatnonzero((per_person > 0) & (figures.value > 0))
    people, _ = figures.people(rows)
    rows, people = rows[people != NONE], people[people != NONE]
    least = per_person[rows] * figures.value[people]
    wrong = figures.upper[rows] < least
    return found(figures, rows[wrong], people[wrong], low=least[wrong])


RULE = Rule(
    "below-floor",
    "warning",
    Said("Quá nhỏ so với dân số", "Too small for the population"),
    Said(
        "{value} nhỏ hơn {low}, mức thấp nhất có thể có theo dân số.",
        "{value} is below {low}, the least that it can be for the population.",
    ),
    SLIP,
    _judge,
    # Two members for every thousand of 880,000 people: 1,760.
    Sample(
        fires=(Given("35", "population", 2024, 880_000), Given("35", "members", 2024, 1_759)),
        silent=(Given("35", "population", 2024, 880_000), Given("35", "members", 2024, 1_760)),
        names=1,
    ),
    about_size=True,
)
