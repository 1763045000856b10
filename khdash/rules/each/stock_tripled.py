"""A stock that more than triples per year of distance."""

from __future__ import annotations

from khdash.rules.jumps import rose
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample

RULE = Rule(
    "stock-tripled",
    "warning",
    Said("Tăng quá ba lần mỗi năm", "More than tripled a year"),
    Said(
        "{value}; năm {before} là {other}, theo đó không quá {high}.",
        "{value}; in {before} it was {other}, which allows no more than {high}.",
    ),
    SLIP,
    rose,
    Sample(
        fires=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 301)),
        silent=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 300)),
    ),
    about_size=True,
)
