"""More registered for a title than there are."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "registered-above-all",
    "error",
    Said("Đăng ký nhiều hơn tổng số", "More registered than there are"),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    CORRECT,
    partial(broken, code="registered-above-all"),
    Sample(
        fires=(
            Given("35", "families", 2024, 250000),
            Given("35", "learning_family_registered", 2024, 250001),
        ),
        silent=(
            Given("35", "families", 2024, 250000),
            Given("35", "learning_family_registered", 2024, 250000),
        ),
        names=1,
    ),
)
