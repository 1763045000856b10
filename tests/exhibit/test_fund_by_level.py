"""At which level the money is: one division a unit, the whole beside it, sums of all who divide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from tests.transform.figures import EIGHT, figure, observations

WHOLE, PROVINCE, DISTRICT, CLANS, BELOW = (
    f"fund_balance{level}"
    for level in ("", "_province_level", "_district_level", "_clans", "_districts_and_below")
)
NB = "\N{NO-BREAK SPACE}"


def of(published: Dataset, *figures: dict[str, object]) -> tuple[str, dict[str, dict[str, float]]]:
    """The headline as of 2024, and the values by unit and part."""
    dataset = replace(published, observations=observations(*figures))
    shown = build("fund_by_level", dataset, Selection(last_year=2024, tolerance=2))
    parts: dict[str, dict[str, float]] = {}
    for row in shown.rows:
        parts.setdefault(row["unit"], {})[row["part"]] = row["value"]
    return shown.headline.replace(NB, " "), parts


def test_a_source_that_divides_into_the_province_and_all_below_is_shown_whole(
    published: Dataset,
) -> None:
    headline, parts = of(
        published,
        figure("33", WHOLE, 2024, 55_800.0),
        figure("33", PROVINCE, 2024, 1_200.0),
        figure("33", BELOW, 2024, 54_300.0),
    )
    assert parts == {"33": {PROVINCE: 1_200.0, BELOW: 54_300.0}}
    assert headline == "Hưng Yên 2024: quỹ huyện trở xuống có 54,3 tỷ đồng"


def test_two_divisions_of_one_whole_are_never_mixed(published: Dataset) -> None:
    # All below the province is 30 bn, of which districts hold 10 and clans 5: 45 of 40 otherwise.
    _, parts = of(
        published,
        figure("33", WHOLE, 2024, 40_000.0),
        figure("33", PROVINCE, 2024, 10_000.0),
        figure("33", BELOW, 2024, 30_000.0),
        figure("33", DISTRICT, 2024, 10_000.0),
        figure("33", CLANS, 2024, 5_000.0),
    )
    assert parts == {"33": {PROVINCE: 10_000.0, DISTRICT: 10_000.0, CLANS: 5_000.0}}


@pytest.mark.parametrize(("units", "told"), [(5, True), (4, False)])
def test_where_five_eighths_divide_alike_the_level_that_holds_most_is_told(
    published: Dataset, units: int, told: bool
) -> None:
    # 6.000 million of clans against 4.000 at province level, in each.
    figures = [
        figure(unit, code, 2024, value)
        for unit in EIGHT[:units]
        for code, value in ((WHOLE, 10_000.0), (PROVINCE, 4_000.0), (CLANS, 6_000.0))
    ]
    headline, _ = of(published, *figures)
    said = "Năm 2024, quỹ dòng họ là phần lớn nhất ở cả 5/8 tỉnh có số"
    assert (headline == said) is told
    assert told or "quỹ dòng họ có 6 tỷ đồng" in headline


def test_a_level_that_is_not_the_largest_everywhere_heads_nothing(published: Dataset) -> None:
    figures = [
        figure(unit, code, 2024, value)
        for unit in EIGHT
        for code, value in ((PROVINCE, 4_000.0), (CLANS, 6_000.0 if unit != "01" else 1_000.0))
    ]
    # 7 x 6.000 + 1.000 of clans are more than 8 x 4.000, but not in Hà Nội.
    headline, _ = of(published, *figures, figure("01", WHOLE, 2024, 5_000.0))
    assert headline == "Hà Nội 2024: quỹ cấp tỉnh có 4 tỷ đồng"
