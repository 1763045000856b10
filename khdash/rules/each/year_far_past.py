"""A figure of the association from before it was founded."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import ASK, Given, Rule, Said, Sample

FOUNDED = 1996
"""The association was founded on 2 October 1996: no figure of its own is older."""


def _judge(figures: Figures) -> pd.DataFrame:
    own = figures.told(lambda entry: not entry.is_context, bool)
    return found(figures, np.flatnonzero(own & (figures.year < FOUNDED)))


RULE = Rule(
    "year-far-past",
    "warning",
    Said("Năm trước khi có Hội", "A year before the association"),
    Said(
        "{value} là số của một năm trước khi Hội Khuyến học thành lập (2/10/1996).",
        "{value} belongs to a year before the association was founded (2 October 1996).",
    ),
    ASK,
    _judge,
    Sample(
        fires=(Given("35", "chapters", 1995, 10),),
        silent=(Given("35", "chapters", 1996, 10),),
    ),
)
