"""A count or an amount far from what is stated elsewhere for the same unit and year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.jumps import FALL, RISE, is_worth_comparing
from khdash.rules.rule import ASK, Given, Rule, Said, Sample

KEY = ["unit", "indicator", "subgroup", "basis", "year"]


def _judge(figures: Figures) -> pd.DataFrame:
    """Against the figure that it replaces, or that another source states."""
    rivals = np.flatnonzero(figures.column("standing") == "rival")
    if not len(rivals):
        return found(figures, rivals)
    frame = figures.frame[KEY]
    stated = frame.iloc[rivals].assign(rival=rivals)
    asked = np.flatnonzero(figures.is_current & np.isin(figures.place, figures.place[rivals]))
    used = frame.iloc[asked].assign(at=asked)
    pairs = used.merge(stated, on=KEY)
    at, rival = pairs["at"].to_numpy(), pairs["rival"].to_numpy()
    counted = figures.told(lambda entry: entry.kind != "rate", bool)[at]
    far = (figures.lower[at] > figures.upper[rival] * RISE) | (
        figures.upper[at] < figures.lower[rival] * FALL
    )
    wrong = pairs[counted & far & is_worth_comparing(figures, at, rival)].drop_duplicates("at")
    return found(figures, wrong["at"].to_numpy(), wrong["rival"].to_numpy())


RULE = Rule(
    "large-change",
    "warning",
    Said("Khác xa số đã có của cùng năm", "Far from what is stated for the same year"),
    Said(
        "{value}, trong khi số đã có của cùng năm là {other}: hơn 3 lần hoặc chưa bằng một nửa.",
        "{value}, while {other} is stated for the same year: more than three times, or less than"
        " half.",
    ),
    ASK,
    _judge,
    Sample(
        fires=(
            Given("35", "members", 2024, 100_000, standing="rival"),
            Given("35", "members", 2024, 300_001),
        ),
        silent=(
            Given("35", "members", 2024, 100_000, standing="rival"),
            Given("35", "members", 2024, 300_000),
        ),
        names=1,
    ),
    about_size=True,
)
