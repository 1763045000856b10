"""A count or an amount that no unit of that size can have: the hard bounds of the catalogue."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import NONE, Figures
from khdash.rules.found import found, together
from khdash.rules.limits import ceilings
from khdash.rules.rule import Given, Rule, Said, Sample

NEARBY = 1.25
"""People counted in another year, up to five away, may be a quarter fewer than in the figure's."""


def _judge(figures: Figures) -> pd.DataFrame:
    plain = figures.told(lambda entry: entry.unit != "%", bool)
    high = np.where(plain, ceilings(figures), np.inf)
    rows = np.flatnonzero(figures.lower > high)
    absolute = found(figures, rows, high=high[rows])
    return together(absolute, _for_the_people(figures, figures.lower > high))


def _for_the_people(figures: Figures, told: np.ndarray) -> pd.DataFrame:
    """Figures above what each person of the unit may stand for."""
    per_person = figures.told(lambda entry: entry.ceiling_per_person or np.nan, float)
    rows = np.flatnonzero((per_person > 0) & ~told)
    people, distance = figures.people(rows)
    rows, people, distance = (side[people != NONE] for side in (rows, people, distance))
    most = per_person[rows] * figures.upper[people] * np.where(distance == 0, 1.0, NEARBY)
    wrong = figures.lower[rows] > most
    return found(figures, rows[wrong], people[wrong], high=most[wrong])


RULE = Rule(
    "above-ceiling",
    "error",
    Said("Lớn hơn mức có thể có", "Larger than it can be"),
    Said(
        "{value} lớn hơn mức cao nhất có thể có là {high}.",
        "{value} exceeds the highest that it can be, {high}.",
    ),
    Said(
        "Xem đơn vị tính (đồng, triệu đồng hay tỷ đồng), dấu chấm hàng nghìn và dân số của tỉnh,"
        " rồi nạp lại số đã sửa; số này chưa được nêu trong câu nào cho đến khi có người xác nhận.",
        "Check the unit (VND, million or billion VND), the thousands separators and the"
        " population, and upload the corrected figure; until a person confirms it, no sentence"
        " speaks of it.",
    ),
    _judge,
    Sample(
        # 880,000 people and ten million VND each: 8,800,000 million VND.
        fires=(
            Given("35", "population", 2024, 880_000),
            Given("35", "fund_balance", 2024, 8_800_001.0),
        ),
        silent=(
            Given("35", "population", 2024, 880_000),
            Given("35", "fund_balance", 2024, 8_800_000.0),
        ),
    ),
    about_size=True,
    hard=True,
)
