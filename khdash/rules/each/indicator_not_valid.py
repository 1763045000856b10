"""A title, or a level of administration, that did not exist in the year of the figure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import ASK, Given, Rule, Said, Sample


def _judge(figures: Figures) -> pd.DataFrame:
    first = figures.told(lambda entry: entry.valid_from or 0, int)
    last = figures.told(lambda entry: entry.valid_to or 9999, int)
    return found(figures, np.flatnonzero((figures.year < first) | (figures.year > last)))


RULE = Rule(
    "indicator-not-valid",
    "warning",
    Said("Chỉ số không dùng cho năm đó", "An indicator not in use in that year"),
    Said(
        "{value}, trong khi chỉ số này chỉ dùng {valid}.",
        "{value}, while the indicator is in use only {valid}.",
    ),
    ASK,
    _judge,
    Sample(
        fires=(Given("35", "learning_family_registered", 2015, 5),),
        silent=(Given("35", "learning_family_registered", 2016, 5),),
    ),
)
