"""The growth rule of 2022: higher each year than the year before, where that can be judged."""

from __future__ import annotations

import pytest

from khdash.model.rows import Row
from khdash.transform.boundaries import on_boundaries
from khdash.transform.yearly_rise import YEARLY_RISE, rising_figures, yearly_rises

from .figures import NEW_HUNG_YEN, catalogue, figure, observations

RATE, GRASSROOTS = "members_population_rate", "grassroots_associations"


def judged(
    *rows: dict[str, object],
    year: int,
    unit: str = "37",
    item: str = "members",
    boundaries: str = "2022",
) -> Row:
    entries = catalogue()
    current = on_boundaries(observations(*rows), entries, boundaries)
    found = yearly_rises(rising_figures(current, entries), entries, [unit], [year])
    return next(row for row in found if row["item"] == item)


def verdict(row: Row) -> tuple[str, str]:
    return row["verdict"], row["reason"]


def test_a_published_share_above_that_of_the_year_before_keeps_the_rule() -> None:
    # Ninh Bình 28,9 % (2015), 30,28 % (2016); members 268 230 and 280 150.
    row = judged(
        figure("37", RATE, 2015, 28.9), figure("37", "members", 2015, 268_230),
        figure("37", RATE, 2016, 30.28), figure("37", "members", 2016, 280_150),
        year=2016,
    )  # fmt: skip
    assert verdict(row) == ("higher", "")
    assert (row["before_value"], row["value"]) == (28.9, 30.28)
    assert (row["count_before"], row["count"]) == (268_230, 280_150)


@pytest.mark.parametrize("value", [30.28, 30.0])
def test_the_same_or_a_lower_share_does_not_keep_it(value: float) -> None:
    row = judged(figure("37", RATE, 2016, 30.28), figure("37", RATE, 2017, value), year=2017)
    assert verdict(row) == ("not_higher", "")


def test_more_members_of_more_people_may_still_be_a_lower_share() -> None:
    # 300 of 1000 is 30 %; 310 of 1100 is 28,2 %.
    row = judged(
        figure("37", "members", 2019, 300), figure("37", "population", 2019, 1000),
        figure("37", "members", 2020, 310), figure("37", "population", 2020, 1100),
        year=2020,
    )  # fmt: skip
    assert verdict(row) == ("not_higher", "")
    assert (row["origin"], row["count"], row["count_before"]) == ("derived", 310, 300)


def test_rounded_figures_are_judged_only_where_the_bounds_settle_it() -> None:
    over = figure("37", RATE, 2017, 24.3, "at_least")
    assert verdict(judged(figure("37", RATE, 2016, 24.0), over, year=2017)) == ("higher", "")
    assert verdict(judged(figure("37", RATE, 2016, 25.0), over, year=2017)) == (
        "cannot_be_judged", "precision",
    )  # fmt: skip


def test_a_published_and_a_computed_share_are_not_compared() -> None:
    row = judged(
        figure("37", "members", 2019, 300), figure("37", "population", 2019, 1000),
        figure("37", RATE, 2020, 31),
        year=2020,
    )  # fmt: skip
    assert verdict(row) == ("cannot_be_judged", "not_comparable")


def test_a_change_of_the_population_series_lies_between_2014_and_2015() -> None:
    row = judged(
        figure("37", "members", 2014, 300), figure("37", "population", 2014, 1000),
        figure("37", "members", 2015, 310), figure("37", "population", 2015, 900),
        year=2015,
    )  # fmt: skip
    assert verdict(row) == ("cannot_be_judged", "not_comparable")


def test_only_the_year_before_counts() -> None:
    row = judged(figure("37", RATE, 2014, 28), figure("37", RATE, 2016, 30), year=2016)
    assert verdict(row) == ("cannot_be_judged", "no_year_before")


def test_a_count_without_its_denominator_is_shown_and_not_judged() -> None:
    row = judged(figure("34", GRASSROOTS, 2015, 672), year=2015, unit="34", item="organisations")
    assert verdict(row) == ("cannot_be_judged", "no_denominator")
    assert row["count"] == 672
    assert verdict(judged(figure("37", RATE, 2015, 28), year=2016)) == (
        "cannot_be_judged", "no_data",
    )  # fmt: skip


def test_a_doubtful_figure_is_not_judged() -> None:
    row = judged(
        figure("37", RATE, 2016, 28), figure("37", RATE, 2017, 30, confidence="low"), year=2017
    )
    assert verdict(row) == ("cannot_be_judged", "low_confidence")


def grassroots(year: int, associations: float, communes: float) -> list[dict[str, object]]:
    return [
        figure("34", GRASSROOTS, year, associations),
        figure("34", "communes", year, communes),
    ]


def test_coverage_is_associations_over_communes_of_the_same_year() -> None:
    # 120 of 150 is 80 %; 125 of 145, after communes merged, is 86,2 %.
    row = judged(
        *grassroots(2019, 120, 150), *grassroots(2020, 125, 145),
        year=2020, unit="34", item="organisations",
    )  # fmt: skip
    assert verdict(row) == ("higher", "")
    assert row["before_value"] == pytest.approx(80)
    assert row["value"] == pytest.approx(125 / 145 * 100)


def test_672_of_672_is_complete_and_not_asked_to_rise() -> None:
    row = judged(
        *grassroots(2014, 672, 672), *grassroots(2015, 672, 672),
        year=2015, unit="34", item="organisations",
    )  # fmt: skip
    assert verdict(row) == ("complete", "")


def test_coverage_that_left_completeness_does_not_keep_the_rule() -> None:
    row = judged(
        *grassroots(2014, 672, 672), *grassroots(2015, 660, 672),
        year=2015, unit="34", item="organisations",
    )  # fmt: skip
    assert verdict(row) == ("not_higher", "")


def test_nothing_is_judged_across_the_merger_of_2025() -> None:
    rows = []
    for unit in ("33", "34"):
        rows += [figure(unit, "members", 2024, 300), figure(unit, "population", 2024, 1000)]
    rows += [
        figure(NEW_HUNG_YEN, "members", 2025, 700), figure(NEW_HUNG_YEN, "population", 2025, 2000),
    ]  # fmt: skip
    row = judged(*rows, year=2025, unit=NEW_HUNG_YEN, boundaries="2025")
    assert verdict(row) == ("cannot_be_judged", "boundary_change")
    # Hà Nội stays; its communes do not.
    stays = judged(
        figure("01", RATE, 2024, 23), figure("01", RATE, 2025, 24), year=2025, unit="01",
        boundaries="2025",
    )  # fmt: skip
    assert verdict(stays) == ("higher", "")
    communes = judged(
        figure("01", GRASSROOTS, 2024, 500), figure("01", "communes", 2024, 520),
        figure("01", GRASSROOTS, 2025, 100), figure("01", "communes", 2025, 126),
        year=2025, unit="01", item="organisations", boundaries="2025",
    )  # fmt: skip
    assert verdict(communes) == ("cannot_be_judged", "boundary_change")


def test_every_unit_item_and_year_has_a_row_in_the_columns_of_the_contract() -> None:
    current = on_boundaries(observations(), catalogue(), "2022")
    found = yearly_rises(
        rising_figures(current, catalogue()), catalogue(), ["34", "37"], [2019, 2020]
    )
    assert len(found) == 2 * 2 * 2
    assert all(list(row) == list(YEARLY_RISE) for row in found)
