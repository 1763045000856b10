"""Sums and means over years: a missing year is a gap, and a rate is made of its counts."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.model.entries import SeriesBreak
from khdash.transform.forms import formed, has_form
from khdash.transform.over_years import means, summed
from khdash.transform.rates import derived

from .figures import catalogue, figure, indicator, observations

NONE = ((), ())
FLOW = indicator("scholarships_awarded", "flow", "awards")
SHOWN = ["unit", "year", "value", "years_covered", "years_expected", "partial"]


def flow(unit: str, **years: float) -> list[dict[str, object]]:
    """flow("01", y2021=5)."""
    return [figure(unit, FLOW.code, int(y[1:]), value) for y, value in years.items()]


def shown(rows: pd.DataFrame) -> list[list[object]]:
    found: list[list[object]] = rows[SHOWN].to_numpy().tolist()
    return found


def test_a_term_with_every_year_is_its_sum() -> None:
    rows = observations(*flow("01", y2020=99, y2021=10, y2022=20, y2023=30, y2024=40, y2025=50))
    assert shown(summed(rows, NONE, 2021, 2025)) == [["01", 2025, 150.0, 5, 5, False]]


def test_a_term_with_gaps_says_how_many_years_and_adds_nothing_for_the_others() -> None:
    rows = observations(*flow("01", y2021=10, y2023=30, y2024=40))
    assert shown(summed(rows, NONE, 2021, 2025)) == [["01", 2025, 80.0, 3, 5, True]]


def test_a_unit_without_a_figure_in_the_term_has_no_sum() -> None:
    assert summed(observations(*flow("01", y2019=10)), NONE, 2021, 2025).empty


def test_a_sum_carries_bounds_confidence_and_sources() -> None:
    rows = observations(
        figure("01", FLOW.code, 2021, 100, "at_least", source_id="s1"),
        figure("01", FLOW.code, 2022, 50, source_id="s2", confidence="medium"),
    )
    [found] = summed(rows, NONE, 2021, 2022).to_dict("records")
    assert (found["lower"], found["upper"], found["qualifier"]) == (150.0, math.inf, "at_least")
    assert found["confidence"] == "medium"


def test_no_sum_or_mean_runs_through_a_break() -> None:
    rows = observations(*flow("01", y2020=1, y2021=10, y2022=20, y2023=30))
    breaks = ([SeriesBreak("g", 2022, "", "", "")], ())
    assert shown(summed(rows, breaks, 2020, 2023)) == [["01", 2023, 50.0, 2, 4, True]]
    of_2022 = means(rows, breaks).set_index("year").loc[2022]
    assert (of_2022["value"], of_2022["years_covered"]) == (20.0, 1)


def test_the_mean_of_three_years_is_of_the_year_and_the_two_before_it() -> None:
    rows = observations(*flow("01", y2021=10, y2022=20, y2023=60, y2025=5))
    assert shown(means(rows, NONE)) == [
        ["01", 2021, 10.0, 1, 3, True],
        ["01", 2022, 15.0, 2, 3, True],
        ["01", 2023, 30.0, 3, 3, False],
        ["01", 2025, 32.5, 2, 3, True],
    ]


def test_the_mean_of_a_rate_is_sum_over_sum_and_not_the_mean_of_percentages() -> None:
    # 10/100, 30/100, 200/400: 240/600 is 40 %; the mean of 10, 30 and 50 % would be 30 %.
    pairs = {2021: (10, 100), 2022: (30, 100), 2023: (200, 400)}
    rows = observations(
        *(figure("01", "members", year, above) for year, (above, _) in pairs.items()),
        *(figure("01", "population", year, below) for year, (_, below) in pairs.items()),
    )
    found = means(derived(rows, catalogue(), "members_population_rate"), NONE, 100.0)
    assert shown(found)[-1] == ["01", 2023, 40.0, 3, 3, False]


def test_published_percentages_are_never_averaged() -> None:
    rows = observations(figure("01", "members_population_rate", 2023, 25, basis="all"))
    with pytest.raises(ValueError, match="rates are never added"):
        means(rows, NONE)
    with pytest.raises(ValueError, match="not of percentages"):
        means(rows, NONE, 100.0)


def test_a_partial_sum_of_a_merged_unit_is_a_missing_year() -> None:
    whole, part = flow("33", y2021=10), flow("33", y2022=20)
    rows = pd.concat(
        [observations(*whole).assign(partial=False), observations(*part).assign(partial=True)],
        ignore_index=True,
    )
    assert shown(summed(rows, NONE, 2021, 2022)) == [["33", 2022, 10.0, 1, 2, True]]


def test_which_indicators_have_the_forms() -> None:
    stock = indicator("members", "stock")
    bare = indicator("learning_centre_coverage_rate", "rate", "%")
    counted = indicator("r", "rate", "%", numerator="a", denominator="b", scale=100.0)
    assert [has_form(one, "sum") for one in (FLOW, stock, bare, counted)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert [has_form(one, "mean3") for one in (FLOW, stock, bare, counted)] == [
        True, True, False, True,
    ]  # fmt: skip
    name = formed(FLOW, "sum", "population", "2021–2025").name_vi
    assert name == "scholarships_awarded, cộng 2021–2025"


@given(st.dictionaries(st.integers(2010, 2030), st.integers(0, 10**6), min_size=1))
def test_a_sum_is_that_of_the_years_it_says_and_whole_only_with_all_of_them(
    known: dict[int, int],
) -> None:
    rows = observations(*flow("01", **{f"y{year}": value for year, value in known.items()}))
    inside = {year: value for year, value in known.items() if 2015 <= year <= 2020}
    found = shown(summed(rows, NONE, 2015, 2020))
    expected = [["01", 2020, float(sum(inside.values())), len(inside), 6, len(inside) < 6]]
    assert found == (expected if inside else [])
