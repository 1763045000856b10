"""A printed rate that does not follow from its own numerator and denominator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import TEXTS, Figures
from khdash.rules.found import found
from khdash.rules.rule import ASK, Given, Rule, Said, Sample
from khdash.transform.published_derived import PLACES, compared


def _judge(figures: Figures) -> pd.DataFrame:
    """More than the allowance of published_derived apart on every base that it may have."""
    entries = figures.catalogue.indicators
    printed = [
        code for code, own in entries.items() if own.derivable and len(figures.rows_of(code))
    ]
    if not printed:
        return found(figures, np.empty(0, dtype=np.int64))
    parts = ("numerator", "denominator", "denominator_registered")
    read = {getattr(entries[code], part) for code in printed for part in parts} - {""}
    read |= {entries[code].unrevised for code in read} | set(printed)
    at = np.concatenate([figures.rows_of(code) for code in printed])
    beside = figures.is_current & np.isin(figures.place, figures.place[at])
    rows = figures.frame[beside & figures.frame["indicator"].isin(read)]
    differing = compared(rows.astype(dict.fromkeys(TEXTS, "str")), figures.catalogue)
    differing = differing[differing["finding"].astype(bool)]
    # A rate of unstated basis is compared with both denominators: one finding is enough.
    differing = differing.drop_duplicates("printed_at")
    rates, numerators, bases = (differing[name].to_numpy(dtype="int64") for name in PLACES)
    other = tuple(
        differing[name].to_numpy(dtype="float64")
        for name in ("recomputed", "recomputed_lower", "recomputed_upper")
    )
    return found(figures, rates, numerators, bases, other=(other[0], other[1], other[2]))


RULE = Rule(
    "rate-not-following",
    "warning",
    Said("Tỷ lệ công bố khác tỷ lệ tính lại", "Printed rate differs from the recomputed one"),
    Said(
        "Công bố {value}, tính lại được {other} từ {others}.",
        "Printed {value}, recomputed {other} from {others}.",
    ),
    ASK,
    _judge,
    Sample(
        # 220,000 of 880,000 are 25 %; one percentage point is allowed.
        fires=(
            Given("35", "members", 2024, 220_000),
            Given("35", "population", 2024, 880_000),
            Given("35", "members_population_rate", 2024, 26.1),
        ),
        silent=(
            Given("35", "members", 2024, 220_000),
            Given("35", "population", 2024, 880_000),
            Given("35", "members_population_rate", 2024, 26.0),
        ),
    ),
)
