"""A percentage beyond its floor or ceiling."""

from __future__ import annotations

import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.limits import beyond_limits
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample


def _judge(figures: Figures) -> pd.DataFrame:
    return beyond_limits(figures, figures.told(lambda entry: entry.unit == "%", bool))


RULE = Rule(
    "rate-outside-range",
    "error",
    Said("Tỷ lệ ngoài khoảng 0–100 %", "Rate outside 0–100%"),
    Said(
        "Tỷ lệ chỉ có thể từ {low} đến {high}; ở đây là {value}.",
        "The rate can only lie between {low} and {high}; here it is {value}.",
    ),
    CORRECT,
    _judge,
    Sample(
        fires=(Given("35", "members_with_card_rate", 2024, 100.5),),
        silent=(Given("35", "members_with_card_rate", 2024, 100.5, "nearly"),),
    ),
    about_size=True,
    hard=True,
)
