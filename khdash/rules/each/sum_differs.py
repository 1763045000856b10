"""Two parts and their joint figure that do not agree."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import ASK, Given, Rule, Said, Sample

RULE = Rule(
    "sum-differs",
    "warning",
    Said("Các phần cộng lại khác tổng", "The parts do not add up to the whole"),
    Said(
        "Tổng là {value}, các phần cộng lại là {other}: {others}.",
        "The whole is {value}, the parts add up to {other}: {others}.",
    ),
    ASK,
    partial(broken, code="sum-differs"),
    Sample(
        fires=(
            Given("35", "chapters_and_committees", 2024, 900),
            Given("35", "chapters", 2024, 100),
            Given("35", "committees", 2024, 50),
        ),
        silent=(
            Given("35", "chapters_and_committees", 2024, 150),
            Given("35", "chapters", 2024, 100),
            Given("35", "committees", 2024, 50),
        ),
        names=0,
    ),
)
