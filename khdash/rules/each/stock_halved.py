"""A stock that falls by more than half per year of distance."""

from __future__ import annotations

from khdash.rules.jumps import fell
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample

RULE = Rule(
    "stock-halved",
    "warning",
    Said("Giảm quá một nửa mỗi năm", "Fell by more than half a year"),
    Said(
        "{value}; năm {before} là {other}, theo đó không dưới {low}.",
        "{value}; in {before} it was {other}, which allows no less than {low}.",
    ),
    SLIP,
    fell,
    Sample(
        fires=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 49)),
        silent=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 50)),
    ),
    about_size=True,
)
