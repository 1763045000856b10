"""Printed shares against the same shares computed from counts (rule 8)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from khdash.demo.generate import write_demo
from khdash.model.catalogue import Catalogue
from khdash.store.catalogue_files import read_catalogue, read_published
from khdash.store.places import PROJECT
from khdash.transform.published_derived import COMPARISON, published_against_derived

from .figures import catalogue, figure, observations

CATALOGUE = catalogue()
RATE = "members_population_rate"
FAMILIES = "learning_family_rate"


def compare(*rows: dict[str, object]) -> pd.DataFrame:
    return published_against_derived(observations(*rows), CATALOGUE)


def test_the_population_as_then_published_decides_and_is_named() -> None:
    # Ninh Bình 2016 printed 30,28 %. 280 150 / 953 100 (then published) = 29,39 %: 0,89 points.
    # With the later, revised 956 800 it would be 29,28 %: 1,00 points, a finding that is none.
    found = compare(
        figure("37", RATE, 2016, 30.28),
        figure("37", "members", 2016, 280_150),
        figure("37", "population", 2016, 956_800),
        figure("37", "population_unrevised", 2016, 953_100),
    )
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["base"], row["base_value"]) == ("population_unrevised", 953_100)
    assert round(row["recomputed"], 2) == 29.39
    assert round(row["difference"], 2) == 0.89
    assert not row["finding"]


def test_more_than_one_percentage_point_is_a_finding() -> None:
    # Hải Dương 2018 printed 27,8 %; 502 825 / 1 877 700 = 26,78 %: 1,02 points.
    found = compare(
        figure("30", RATE, 2018, 27.8),
        figure("30", "members", 2018, 502_825),
        figure("30", "population", 2018, 1_877_700),
    )
    assert found["base"].tolist() == ["population"]
    assert round(found["difference"].iloc[0], 2) == 1.02
    assert found["finding"].tolist() == [True]


def test_a_missing_year_of_population_is_never_replaced() -> None:
    found = compare(
        figure("01", RATE, 2024, 23.44),
        figure("01", "members", 2024, 1_953_233),
        figure("01", "population", 2023, 8_587_100),
    )
    assert found.empty
    assert list(found.columns) == list(COMPARISON)


def test_a_bound_that_contains_the_other_value_is_no_finding() -> None:
    # Ninh Bình 2013 printed 28,2 %; nearly 300 000 / 927 200 = nearly 32,36 %: it may well be 28,2.
    # Vĩnh Phúc 2021 printed "gần 26 %"; 303 000 / 1 191 780 = 25,42 %.
    found = compare(
        figure("37", RATE, 2013, 28.2),
        figure("37", "members", 2013, 300_000, "nearly", confidence="low"),
        figure("37", "population", 2013, 927_200),
        figure("26", RATE, 2021, 26.0, "nearly"),
        figure("26", "members", 2021, 303_000),
        figure("26", "population", 2021, 1_191_780),
    ).set_index("unit")
    assert found["difference"].round(2).to_dict() == {"26": 0.58, "37": -4.16}
    assert found["finding"].to_dict() == {"26": False, "37": False}
    assert found["verdict"].to_dict() == {"26": "open", "37": "open"}
    assert found["why_open"].to_dict() == {"26": "bounds", "37": "bounds"}
    assert found["low_confidence"].to_dict() == {"26": False, "37": True}


def test_a_bound_that_cannot_reach_the_other_value_is_a_finding() -> None:
    # At least 450 000 of 1 000 000 is at least 45 %; printed 40 %.
    found = compare(
        figure("37", RATE, 2019, 40.0),
        figure("37", "members", 2019, 450_000, "at_least"),
        figure("37", "population", 2019, 1_000_000),
    )
    assert found["finding"].tolist() == [True]


def test_money_per_head_may_differ_by_five_per_cent() -> None:
    # Hải Dương 2020: 123 000 million / 1 916 770 = 64 170 VND, printed 65 000: 1,3 %.
    # With 130 000 million it would be 67 822 VND: 4,3 %; with 132 000 million 68 866: 5,9 %.
    for balance, finding in ((123_000, False), (130_000, False), (132_000, True)):
        found = compare(
            figure("30", "fund_per_head", 2020, 65_000),
            figure("30", "fund_balance", 2020, balance),
            figure("30", "population", 2020, 1_916_770),
        )
        assert found["finding"].tolist() == [finding]


def test_a_stated_basis_names_its_denominator() -> None:
    # 142 570 / 196 780 = 72,45 % of the registered, printed 72,5 %.
    found = compare(
        figure("37", FAMILIES, 2017, 72.5, basis="registered"),
        figure("37", "learning_family_recognised", 2017, 142_570),
        figure("37", "learning_family_registered", 2017, 196_780),
        figure("37", "families", 2017, 300_000),
    )
    assert found["base"].tolist() == ["learning_family_registered"]
    assert round(found["difference"].iloc[0], 2) == 0.05
    assert found["finding"].tolist() == [False]


def test_an_unstated_basis_is_a_finding_only_if_no_denominator_fits() -> None:
    # 600 of 1 000 families is 60 %, of 800 registered 75 %.
    counts = (
        figure("37", "learning_family_recognised", 2018, 600),
        figure("37", "families", 2018, 1_000),
        figure("37", "learning_family_registered", 2018, 800),
    )
    fits = compare(figure("37", FAMILIES, 2018, 75.2, basis="unstated"), *counts)
    assert fits["base"].tolist() == ["families", "learning_family_registered"]
    assert fits["finding"].tolist() == [False, False]
    neither = compare(figure("37", FAMILIES, 2018, 68.0, basis="unstated"), *counts)
    assert neither["finding"].tolist() == [True, True]
    one_known = compare(figure("37", FAMILIES, 2018, 68.0, basis="unstated"), *counts[:2])
    assert one_known["finding"].tolist() == [False]
    assert verdicts(fits) == {("open", "base")}
    assert verdicts(neither) == {("differs", "")}
    assert verdicts(one_known) == {("open", "base")}


def verdicts(found: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(found["verdict"], found["why_open"], strict=True))


def test_a_rate_of_unstated_basis_agrees_only_if_every_denominator_fits() -> None:
    # 600 of 1 000 families is 60 %, of 990 registered 60,6 %: both within a point of 60,4 %.
    counts = (
        figure("37", "learning_family_recognised", 2018, 600),
        figure("37", "families", 2018, 1_000),
        figure("37", "learning_family_registered", 2018, 990),
    )
    printed = figure("37", FAMILIES, 2018, 60.4, basis="unstated")
    assert verdicts(compare(printed, *counts)) == {("agrees", "")}
    assert verdicts(compare(printed, *counts[:2])) == {("open", "base")}
    stated = figure("37", FAMILIES, 2018, 60.4, basis="all")
    assert verdicts(compare(stated, *counts[:2])) == {("agrees", "")}


def test_a_rate_that_fits_one_of_two_possible_denominators_is_left_open() -> None:
    """Ninh Bình 2015: 65,4 % of clans printed, 52,14 % of those registered, all clans unknown."""
    found = compare(
        figure("37", FAMILIES, 2015, 65.4, basis="unstated"),
        figure("37", "learning_family_recognised", 2015, 1_510),
        figure("37", "learning_family_registered", 2015, 2_896),
    )
    assert found["recomputed"].round(2).tolist() == [52.14]
    assert found["base"].tolist() == ["learning_family_registered"]
    assert verdicts(found) == {("open", "base")}


def test_a_population_of_zero_gives_no_comparison() -> None:
    found = compare(
        figure("37", RATE, 2018, 31.58),
        figure("37", "members", 2018, 303_679),
        figure("37", "population", 2018, 0),
    )
    assert found.empty


def of_folder(folder: Path, catalogue: Catalogue) -> pd.DataFrame:
    """The figures of data/published, the first statement of each."""
    rows = read_published(folder, catalogue).rows
    open_above = rows["qualifier"].isin(["at_least", "about"])
    open_below = rows["qualifier"].isin(["nearly", "about"])
    rows = rows.assign(
        lower=rows["value"].mask(open_below, -float("inf")),
        upper=rows["value"].mask(open_above, float("inf")),
        origin="published",
        standing="current",
    )
    return rows.drop_duplicates(["unit", "indicator", "subgroup", "basis", "year"])


@pytest.mark.parametrize("data_set", ["published", "demo"])
def test_no_verdict_is_given_that_bounds_or_an_unstated_base_leave_open(
    data_set: str, tmp_path: Path
) -> None:
    known = read_catalogue(PROJECT / "data")[1]
    folder = PROJECT / "data"
    if data_set == "demo":
        write_demo(known, folder, tmp_path)
        folder = tmp_path
    rows = published_against_derived(of_folder(folder, known), known)
    assert len(rows) > 10
    for _, own in rows.groupby(["unit", "indicator", "basis", "year"]):
        entry = known.indicators[own["indicator"].iloc[0]]
        is_open = own["basis"].iloc[0] == "unstated" and entry.basis_matters
        possible = 2 if is_open and entry.denominator_registered else 1
        fits, differs = [], []
        for row in own.itertuples():
            allowed = 1.0 if entry.unit == "%" else 0.05 * abs(row.value)
            ends = (row.lower - row.recomputed_upper, row.upper - row.recomputed_lower)
            fits.append(max(map(abs, ends)) <= allowed)
            differs.append(ends[0] > allowed or ends[1] < -allowed)
        whole = len(own) == possible
        expected = (
            "agrees" if whole and all(fits) else "differs" if whole and all(differs) else "open"
        )
        assert set(own["verdict"]) == {expected}
        assert set(own["finding"]) == {expected == "differs"}
