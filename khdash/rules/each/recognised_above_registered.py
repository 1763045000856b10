"""A title recognised more often than registered."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "recognised-above-registered",
    "error",
    Said("Công nhận nhiều hơn đăng ký", "More recognised than registered"),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    CORRECT,
    partial(broken, code="recognised-above-registered"),
    Sample(
        fires=(
            Given("35", "learning_family_registered", 2024, 180000),
            Given("35", "learning_family_recognised", 2024, 180001),
        ),
        silent=(
            Given("35", "learning_family_registered", 2024, 180000, "at_least"),
            Given("35", "learning_family_recognised", 2024, 180001),
        ),
        names=1,
    ),
)
