"""A part above the nearest whole that is known."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "part-above-whole",
    "error",
    Said("Một phần lớn hơn tổng", "A part exceeds the whole"),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    CORRECT,
    partial(broken, code="part-above-whole"),
    Sample(
        fires=(
            Given("35", "population", 2024, 880000),
            Given("35", "workers", 2024, 880001),
        ),
        silent=(
            Given("35", "population", 2024, 880000),
            Given("35", "workers", 2024, 880000),
        ),
        names=1,
    ),
)
