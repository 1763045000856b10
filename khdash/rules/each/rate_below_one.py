"""A rate of 0,862 among rates in the tens: perhaps 86,2 % written as a part of one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import Given, Rule, Said, Sample

TENS = 10.0
FEW = 3
"""Fewer figures of other units in other years say nothing about the usual size of a rate."""
SERIES = ["unit", "indicator", "subgroup", "basis"]


def _judge(figures: Figures) -> pd.DataFrame:
    """Beside: the rates of the same year, of the unit's other years, the newest of other units."""
    percent = figures.told(lambda entry: entry.unit == "%", bool)
    small = percent & (figures.value > 0) & (figures.value <= 1) & ~figures.column("says_percent")
    rows = np.flatnonzero(small & figures.judged)
    if not len(rows):
        return found(figures, rows)
    above = figures.frame[percent & (figures.value > 1) & figures.is_current]
    asked = figures.frame.iloc[rows]
    newest = above.sort_values("year").drop_duplicates(SERIES, keep="last")
    usual = np.fmax.reduce(
        [
            _middle(asked, above, ["indicator", "year"]),
            _middle(asked, above, SERIES),
            _middle(asked, newest, ["indicator"], FEW),
        ]
    )
    far = usual >= TENS
    return found(figures, rows[far], other=(usual[far],) * 3)


def _middle(
    asked: pd.DataFrame, others: pd.DataFrame, by: list[str], fewest: int = 1
) -> np.ndarray:
    """The median of the others that share what `by` names, for each figure asked about."""
    groups = others.groupby(by, sort=False)["value"]
    middle = groups.median()[groups.size() >= fewest].rename("middle")
    found_middle = asked[by].merge(middle, left_on=by, right_index=True, how="left")
    return found_middle["middle"].to_numpy(dtype="float64")


RULE = Rule(
    "rate-below-one",
    "warning",
    Said("Tỷ lệ có thể ghi theo phần của 1", "A rate perhaps written as a part of one"),
    Said(
        "{value}, trong khi các tỷ lệ cùng loại vào khoảng {other}.",
        "{value}, while rates of its kind are about {other}.",
    ),
    Said(
        "Nếu đây là phần của 1 (0,862 là 86,2 %) thì nạp lại số đã sửa; nếu số đúng thì xác nhận"
        " kèm lý do.",
        "If it is a part of one (0.862 is 86.2%), upload the corrected figure; if it is right,"
        " confirm it with a reason.",
    ),
    _judge,
    Sample(
        fires=(
            Given("35", "members_with_card_rate", 2024, 0.862),
            Given("36", "members_with_card_rate", 2024, 12.0),
        ),
        silent=(
            Given("35", "members_with_card_rate", 2024, 0.862),
            Given("36", "members_with_card_rate", 2024, 1.3),
        ),
        names=0,
    ),
    about_size=True,
)
