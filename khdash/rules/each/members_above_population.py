"""More members than people."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "members-above-population",
    "error",
    Said("Hội viên nhiều hơn dân số", "More members than people"),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    CORRECT,
    partial(broken, code="members-above-population"),
    Sample(
        fires=(
            Given("35", "population", 2024, 880000),
            Given("35", "members", 2024, 880001),
        ),
        silent=(
            Given("35", "population", 2024, 880000),
            Given("35", "members", 2024, 880000),
        ),
        names=1,
    ),
    about_size=True,
    hard=True,
)
