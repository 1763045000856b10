"""A figure a thousand or a million times its neighbour: đồng for triệu đồng."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import SLIP, Given, Rule, Said, Sample

SLIPS = (1_000.0, 1_000_000.0)
NEAR = (0.4, 2.5)
"""The ratio may differ by this much from a slip, as the figure itself may have changed."""


def _judge(figures: Figures) -> pd.DataFrame:
    before, after = figures.neighbours
    counted = figures.told(lambda entry: entry.kind != "rate", bool)[after]
    asked = counted & (figures.value[before] > 0) & (figures.value[after] > 0)
    before, after = before[asked], after[asked]
    ratio = figures.value[after] / figures.value[before]
    up = np.zeros(len(after), dtype=bool)
    down = up.copy()
    for slip in SLIPS:
        up |= (ratio > slip * NEAR[0]) & (ratio < slip * NEAR[1])
        down |= (ratio * slip > NEAR[0]) & (ratio * slip < NEAR[1])
    # The way back from a slip is the slip's doing and is not told again.
    up, down = up & ~np.isin(before, after[down]), down & ~np.isin(before, after[up])
    slipped = up | down
    return found(figures, after[slipped], before[slipped])


RULE = Rule(
    "unit-slip",
    "warning",
    Said("Có thể nhầm đơn vị tính", "The unit of measure may be mistaken"),
    Said(
        "{value}, trong khi năm {before} là {other}: hơn kém khoảng nghìn hoặc triệu lần.",
        "{value}, against {other} in {before}: about a thousand or a million times apart.",
    ),
    SLIP,
    _judge,
    Sample(
        fires=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 100_000)),
        silent=(Given("35", "members", 2023, 100), Given("35", "members", 2024, 300)),
    ),
    about_size=True,
)
