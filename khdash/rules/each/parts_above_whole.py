"""Parts that add up to more than their whole."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "parts-above-whole",
    "error",
    Said("Các phần cộng lại lớn hơn tổng", "The parts add up to more than the whole"),
    Said(
        "Tổng là {value}, các phần cộng lại là {other}: {others}.",
        "The whole is {value}, the parts add up to {other}: {others}.",
    ),
    CORRECT,
    partial(broken, code="parts-above-whole"),
    Sample(
        fires=(
            Given("35", "fund_balance", 2024, 100.0),
            Given("35", "fund_balance_province_level", 2024, 60.0),
            Given("35", "fund_balance_commune_level", 2024, 50.0),
        ),
        silent=(
            Given("35", "fund_balance", 2024, 100.0),
            Given("35", "fund_balance_province_level", 2024, 60.0),
            Given("35", "fund_balance_commune_level", 2024, 40.1),
        ),
        names=0,
    ),
)
