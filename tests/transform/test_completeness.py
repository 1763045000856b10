"""What is there, what is missing and what is not due, cell by cell."""

from __future__ import annotations

import pandas as pd
import pytest

from khdash.transform.completeness import (
    completeness,
    is_due,
    known_cells,
    staleness,
    years_of_themes,
)
from tests.rules.example import catalogue
from tests.transform.figures import NEW_HUNG_YEN, figure, observations

CATALOGUE = catalogue()


def states(rows: pd.DataFrame, indicator: str, years: range, unit: str = "34") -> list[str]:
    cells = completeness(
        known_cells(rows, CATALOGUE, [indicator]), CATALOGUE, [indicator], [unit], years
    )
    assert [cell["year"] for cell in cells] == list(years)
    return [cell["state"] for cell in cells]


def test_each_cell_says_what_is_known_of_it() -> None:
    rows = observations(
        figure("34", "members", 2018, 10),
        figure("34", "members", 2019, 10, "at_least"),
        figure("34", "members", 2020, 10),
        figure("34", "members", 2020, 11, standing="rival"),
        figure("34", "members", 2021, 10, confidence="low"),
        figure("36", "members", 2022, 10),
    )
    assert states(rows, "members", range(2018, 2023)) == [
        "exact", "rounded", "rival", "low_confidence", "gap"
    ]  # fmt: skip


def test_of_two_bases_the_better_known_fills_the_cell() -> None:
    rate = "learning_family_rate"
    rows = observations(
        figure("34", rate, 2023, 80, "nearly", basis="all"),
        figure("34", rate, 2023, 90, basis="registered"),
    )
    assert states(rows, rate, range(2023, 2024)) == ["exact"]


def test_a_rate_that_its_counts_give_is_no_gap() -> None:
    rows = observations(figure("34", "members", 2020, 400), figure("34", "population", 2020, 1_900))
    assert states(rows, "members_population_rate", range(2020, 2022)) == ["computed", "gap"]


@pytest.mark.parametrize(
    ("indicator", "unit", "year", "due"),
    [
        ("members", "34", 2024, True),
        ("members", "34", 2025, False),  # merged on 1 July 2025: no year-end figure
        ("members", NEW_HUNG_YEN, 2024, False),
        ("members", NEW_HUNG_YEN, 2025, True),
        ("learning_family_rate", "34", 2015, False),  # the title begins in 2016
        ("learning_family_rate", "34", 2016, True),
        ("studious_family_recognised", "34", 2016, False),  # the title ended in 2015
        ("district_associations", "01", 2024, True),
        ("district_associations", "01", 2025, False),  # the district level was abolished
    ],
)
def test_a_figure_is_due_only_while_unit_indicator_and_level_exist(
    indicator: str, unit: str, year: int, due: bool
) -> None:
    assert is_due(CATALOGUE.indicators[indicator], CATALOGUE.units[unit], year) is due


def test_a_figure_that_exists_fills_its_cell_even_where_none_was_due() -> None:
    rows = observations(figure("34", "members", 2025, 10))
    assert states(rows, "members", range(2025, 2027)) == ["exact", "not_due"]


def test_silence_is_counted_from_the_newest_figure_of_a_theme() -> None:
    rows = observations(
        figure("34", "members", 2019, 10),
        figure("34", "committees", 2025, 10),  # after the asked year; no theme of ours
        figure("33", "members", 2021, 10),
        figure("34", "population", 2023, 10),
    )
    known = years_of_themes(rows, CATALOGUE)
    found = staleness(known, CATALOGUE, ["members"], ["34", "36", NEW_HUNG_YEN], 2024)
    assert [(row["last_year"], row["years_since"]) for row in found] == [
        (2019, 5), (None, None), (2021, 3)  # the newest of its parts
    ]  # fmt: skip
