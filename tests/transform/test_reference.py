"""What a figure is compared with, and when there is nothing to compare it with."""

from __future__ import annotations

import pandas as pd
import pytest

from khdash.model.entries import SeriesBreak
from khdash.transform.reference import crosses, mean_of, other_unit, year_before
from tests.transform.figures import EIGHT, figure, observations

BREAK = SeriesBreak("g", 2022, "", "", "")


def first(figures: pd.DataFrame, unit: str, year: int) -> pd.Series:
    return figures[(figures["unit"] == unit) & (figures["year"] == year)].iloc[0]


def test_the_year_before_is_exactly_that_year_of_the_same_unit() -> None:
    rows = observations(
        figure("01", "members", 2020, 90), figure("01", "members", 2022, 110),
        figure("01", "members", 2023, 120), figure("26", "members", 2022, 7),
    )  # fmt: skip
    found = year_before(rows, first(rows, "01", 2023), ())
    assert (found.value.value, found.years) == (110, (2022, 2022))
    assert year_before(rows, first(rows, "01", 2022), ()).why_not == "no_data"


def test_nothing_is_compared_across_a_break() -> None:
    rows = observations(
        figure("01", "learning_family_rate", 2021, 80, basis="all"),
        figure("01", "learning_family_rate", 2022, 60, basis="all"),
    )
    assert year_before(rows, first(rows, "01", 2022), (BREAK,)).why_not == "not_comparable"
    assert crosses((BREAK,), 2022, 2021)
    assert not crosses((BREAK,), 2023, 2022)


def test_another_denominator_is_no_reference() -> None:
    rows = observations(
        figure("01", "learning_family_rate", 2022, 80, basis="registered"),
        figure("01", "learning_family_rate", 2023, 60, basis="all"),
    )
    assert year_before(rows, first(rows, "01", 2023), ()).why_not == "other_basis"


def test_unstated_denominators_are_compared_within_one_source_only() -> None:
    rows = observations(
        figure("01", "learning_family_rate", 2022, 80, basis="unstated", source_id="s1"),
        figure("01", "learning_family_rate", 2023, 60, basis="unstated", source_id="s2"),
    )
    assert year_before(rows, first(rows, "01", 2023), ()).why_not == "other_basis"


def test_another_unit_gives_its_newest_figure_within_the_tolerance() -> None:
    rows = observations(
        figure("01", "members", 2024, 100), figure("26", "members", 2019, 5),
        figure("26", "members", 2022, 50), figure("27", "members", 2021, 60),
    )  # fmt: skip
    hanoi = first(rows, "01", 2024)
    near = other_unit(rows, hanoi, "26", (2024, 2), ())
    assert (near.value.value, near.years) == (50, (2022, 2022))
    assert other_unit(rows, hanoi, "27", (2024, 2), ()).why_not == "no_data"
    assert other_unit(rows, hanoi, "01", (2024, 2), ()).why_not == "itself"


def test_the_mean_a_unit_needs_five_eighths_and_carries_bounds() -> None:
    values = (100, 200, 300, 400)
    four = [figure(u, "members", 2024, v) for u, v in zip(EIGHT, values, strict=False)]
    assert mean_of(observations(*four), EIGHT).why_not == "too_few"
    five = [*four, figure(EIGHT[4], "members", 2023, 500, "at_least")]
    found = mean_of(observations(*five), EIGHT)
    # (100 + 200 + 300 + 400 + at least 500) / 5 = at least 300.
    assert (found.value.value, found.value.lower) == (300, 300)
    assert found.value.upper == float("inf")
    assert (found.covered, found.expected, found.years) == (5, 8, (2023, 2024))


def test_a_figure_of_low_confidence_marks_the_reference() -> None:
    rows = observations(
        figure("01", "members", 2024, 100), figure("26", "members", 2024, 50, confidence="low")
    )
    assert other_unit(rows, first(rows, "01", 2024), "26", (2024, 2), ()).low_confidence


@pytest.mark.parametrize("qualifier", ["nearly", "about"])
def test_the_reference_keeps_the_bounds_of_its_figure(qualifier: str) -> None:
    rows = observations(
        figure("01", "members", 2023, 90, qualifier), figure("01", "members", 2024, 100)
    )
    found = year_before(rows, first(rows, "01", 2024), ())
    assert found.value.qualifier == qualifier
