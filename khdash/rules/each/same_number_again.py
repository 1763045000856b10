"""The same large number as the year before, counts that follow the map excepted."""

from __future__ import annotations

import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found
from khdash.rules.rule import Given, Rule, Said, Sample

LARGE = 1_000


def _judge(figures: Figures) -> pd.DataFrame:
    """One of the two must be exact: "over 300 thousand" twice is no sign of copying."""
    before, after = figures.neighbours
    same = (
        (figures.value[before] == figures.value[after])
        & (figures.year[after] - figures.year[before] == 1)
        & (figures.value[after] >= LARGE)
        & (figures.is_exact[before] | figures.is_exact[after])
        & ~figures.told(lambda entry: entry.structural, bool)[after]
    )
    return found(figures, after[same], before[same], n=2)


RULE = Rule(
    "same-number-again",
    "warning",
    Said("Lặp lại số của năm trước", "The year before's number again"),
    Said(
        "{value}, ghi đúng như số của năm {before}.",
        "{value}, the same number as in {before}.",
    ),
    Said(
        "Hỏi tỉnh xem có phải số cũ được chép lại; nếu số đúng thì xác nhận kèm lý do.",
        "Ask the province whether an old figure was copied; if it is right, confirm it with a"
        " reason.",
    ),
    _judge,
    Sample(
        fires=(
            Given("35", "members", 2023, 5_000, "at_least"),
            Given("35", "members", 2024, 5_000),
        ),
        silent=(
            Given("35", "members", 2023, 5_000, "at_least"),
            Given("35", "members", 2024, 5_000, "at_least"),
        ),
    ),
)
