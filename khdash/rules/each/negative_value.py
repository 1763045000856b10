"""A count or an amount below what it can be at all."""

from __future__ import annotations

import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.limits import below_floor
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample


def _judge(figures: Figures) -> pd.DataFrame:
    return below_floor(figures, figures.told(lambda entry: entry.unit != "%", bool))


RULE = Rule(
    "negative-value",
    "error",
    Said("Số âm", "Negative number"),
    Said(
        "Số đếm và số tiền không thể nhỏ hơn {low}; ở đây là {value}.",
        "Counts and amounts cannot be below {low}; here it is {value}.",
    ),
    CORRECT,
    _judge,
    Sample(
        fires=(Given("35", "fund_balance", 2024, -5.0),),
        silent=(Given("35", "fund_balance", 2024, 0.0),),
    ),
    about_size=True,
    hard=True,
)
