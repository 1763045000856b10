"""More community learning centres than communes."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import ASK, Given, Rule, Said, Sample

RULE = Rule(
    "centres-above-communes",
    "warning",
    Said(
        "Trung tâm học tập cộng đồng nhiều hơn số xã",
        "More community learning centres than communes",
    ),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    ASK,
    partial(broken, code="centres-above-communes"),
    Sample(
        fires=(
            Given("35", "communes", 2024, 109),
            Given("35", "learning_centres", 2024, 110),
        ),
        silent=(
            Given("35", "communes", 2024, 109),
            Given("35", "learning_centres", 2024, 109),
        ),
        names=1,
    ),
)
