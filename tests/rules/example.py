"""The small catalogue with what the rules of quality read besides."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.consistency import Relation
from khdash.rules.finding import as_frame, figures_of
from khdash.rules.registry import RULES
from tests.transform.figures import catalogue as small_catalogue
from tests.transform.figures import indicator

FUND_LEVELS = (
    "fund_balance_province_level",
    "fund_balance_district_level",
    "fund_balance_commune_level",
)
RELATIONS = (
    Relation(("members",), "<=", "population", code="members-above-population"),
    Relation(
        ("learning_family_recognised",),
        "<=",
        "learning_family_registered",
        code="recognised-above-registered",
    ),
    Relation(("learning_family_registered",), "<=", "families", code="registered-above-all"),
    Relation(FUND_LEVELS, "<=", "fund_balance", "zero", "parts-above-whole"),
    Relation(("chapters", "committees"), "=", "chapters_and_committees", code="sum-differs"),
    Relation(("learning_centres",), "<=", "communes", code="centres-above-communes"),
)
PART_OF = {
    "members": "population",
    "learning_family_recognised": "learning_family_registered",
    "learning_family_registered": "families",
}


def catalogue() -> Catalogue:
    """Parts and wholes, the levels of the fund, the context theme and the district level."""
    plain = small_catalogue()
    added = (
        *(indicator(code, "stock", "million VND", part_of="fund_balance") for code in FUND_LEVELS),
        indicator("chapters", "stock", part_of="chapters_and_committees"),
        indicator("committees", "stock", part_of="chapters_and_committees"),
        indicator("chapters_and_committees", "stock"),
        indicator("learning_centres", "stock", "centres", structural=True),
        indicator("communes", "stock", "communes", theme="context", structural=True),
        indicator("grassroots_associations", "stock", structural=True),
        indicator("district_associations", "stock", structural=True, valid_to=2024),
        indicator("fund_raised", "flow", "million VND"),
    )
    indicators = {
        code: replace(
            entry,
            part_of=PART_OF.get(code, entry.part_of),
            floor=0.0,
            ceiling=100.0 if entry.unit == "%" else None,
            theme="context" if code.startswith("population") or code == "families" else "members",
        )
        for code, entry in plain.indicators.items()
    }
    every = indicators | {entry.code: entry for entry in added}
    return replace(plain, indicators=every, relations=RELATIONS)


def judged(figures: pd.DataFrame, *codes: str) -> pd.DataFrame:
    """What these rules find, each by itself, as a FindingFrame."""
    known = figures_of(figures, catalogue())
    rules = [rule for rule in RULES if rule.code in codes]
    assert len(rules) == len(codes)
    return as_frame(known, [(rule, rule.judge(known)) for rule in rules])
