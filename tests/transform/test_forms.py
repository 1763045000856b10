"""Per head, share and index: the counts behind them, no form of a form, none across a break."""

from __future__ import annotations

import math

import pytest

from khdash.model.entries import SeriesBreak
from khdash.transform.forms import formed, has_form, indices, shares
from tests.transform.figures import EIGHT, figure, indicator, observations

MEMBERS = indicator("members", "stock")
FUND = indicator("fund_balance", "stock", "million VND")
RATE = indicator("members_population_rate", "rate", "%")
CHAPTERS = indicator("chapters", "stock", "chapters")


def test_per_head_of_persons_money_and_bodies_have_their_own_measure() -> None:
    found = [formed(entry, "per_head", "population") for entry in (MEMBERS, FUND, CHAPTERS)]
    assert [(entry.unit, entry.scale) for entry in found] == [
        ("per 1,000 people", 1_000),
        ("VND per person", 1_000_000),
        ("per 100,000 people", 100_000),
    ]


def test_a_rate_is_no_further_divided_or_shared_but_may_be_an_index() -> None:
    assert [has_form(RATE, form) for form in ("per_head", "share", "index")] == [False, False, True]
    assert formed(RATE, "share", "population") is RATE


def test_a_form_of_a_form_is_the_form_itself() -> None:
    once = formed(MEMBERS, "index", "population")
    assert formed(once, "index", "population") is once


def test_a_share_is_of_the_members_that_reported_and_needs_five_eighths_of_them() -> None:
    four = [figure(unit, "members", 2020, 100) for unit in EIGHT[:4]]
    values = (400, 300, 150, 100, 50)
    five = [
        figure(unit, "members", 2021, value) for unit, value in zip(EIGHT, values, strict=False)
    ]
    found = shares(observations(*four, *five), lambda year: EIGHT, "stock")
    # 2020: 4 of 8, no share. 2021: 400 of 1,000 is 40 %.
    assert found[["year", "unit", "value"]].to_numpy().tolist() == [
        [2021, "01", 40.0],
        [2021, "26", 30.0],
        [2021, "27", 15.0],
        [2021, "33", 10.0],
        [2021, "34", 5.0],
    ]


def test_a_unit_outside_the_cluster_is_no_part_of_the_total() -> None:
    rows = [figure(unit, "members", 2020, 100) for unit in (*EIGHT[:5], "22")]
    found = shares(observations(*rows), lambda year: EIGHT, "stock")
    assert found["value"].tolist() == [20.0] * 5


def test_a_share_carries_the_bounds_of_both_ends() -> None:
    rows = [figure(EIGHT[0], "members", 2020, 400, "at_least")]
    rows += [figure(unit, "members", 2020, 150) for unit in EIGHT[1:5]]
    found = shares(observations(*rows), lambda year: EIGHT, "stock").set_index("unit")
    # At least 400 of at least 1,000: at least 40 %, and the others at most 15 %.
    assert (found.loc["01", "lower"], found.loc["01", "upper"]) == (40.0, math.inf)
    assert (found.loc["26", "lower"], found.loc["26", "upper"]) == (-math.inf, 15.0)


def test_percentages_have_no_share() -> None:
    rows = [figure(unit, "members_population_rate", 2020, 20) for unit in EIGHT]
    with pytest.raises(ValueError, match="never added"):
        shares(observations(*rows), lambda year: EIGHT, "rate")


def test_an_index_starts_at_100_in_the_first_year_of_the_range() -> None:
    rows = [
        figure("01", "members", year, value)
        for year, value in ((2010, 50), (2012, 200), (2015, 250), (2016, 300))
    ]
    found = indices(observations(*rows), (), (), 2012)
    # 250 / 200 = 125 %, 300 / 200 = 150 %; 2010 lies before the range.
    assert found[["year", "value"]].to_numpy().tolist() == [[2012, 100], [2015, 125], [2016, 150]]


def test_an_index_starts_again_after_a_break() -> None:
    rows = [
        figure("01", "x_rate", year, value, basis="all")
        for year, value in ((2014, 40), (2015, 50), (2016, 20), (2017, 30))
    ]
    broken = SeriesBreak("g", 2016, "", "", "")
    found = indices(observations(*rows), (broken,), (broken,), 2010)
    assert found["value"].tolist() == [100, 125, 100, 150]


def test_one_figure_alone_and_a_start_at_nothing_have_no_index() -> None:
    rows = [
        figure("01", "members", 2015, 10),
        figure("26", "members", 2015, 0),
        figure("26", "members", 2016, 5),
    ]
    assert indices(observations(*rows), (), (), 2010).empty


def test_a_rounded_start_bounds_the_index() -> None:
    rows = [
        figure("01", "members", 2023, 1_500_000, "at_least"),
        figure("01", "members", 2024, 1_953_233),
    ]
    last = indices(observations(*rows), (), (), 2010).iloc[-1]
    # 1,953,233 is at most 130.2 % of "more than 1.5 million".
    assert last["qualifier"] == "nearly"
    assert last["upper"] == pytest.approx(130.2155, abs=1e-4)
