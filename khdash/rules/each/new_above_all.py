"""More members joined than there are."""

from __future__ import annotations

from functools import partial

from khdash.rules.relations import broken
from khdash.rules.rule import CORRECT, Given, Rule, Said, Sample

RULE = Rule(
    "new-above-all",
    "error",
    Said("Hội viên mới nhiều hơn hội viên", "More new members than members"),
    Said(
        "{value}, trong khi {others} của cùng năm.", "{value}, against {others} of the same year."
    ),
    CORRECT,
    partial(broken, code="new-above-all"),
    Sample(
        fires=(
            Given("35", "members", 2024, 5000),
            Given("35", "members_new", 2024, 9000),
        ),
        silent=(
            Given("35", "members", 2024, 5000),
            Given("35", "members_new", 2024, 5000),
        ),
        names=1,
    ),
)
