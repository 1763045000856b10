"""Rates: computed from counts, added as sum over sum, never averaged (rules 3, 4, 5, 6)."""

from __future__ import annotations

import math

import pytest

from khdash.model.frames import OBSERVATION
from khdash.model.value import bounded
from khdash.transform.rates import OPERANDS, derived, spread, with_derived

from .figures import EIGHT, NEW_NINH_BINH, catalogue, cluster_rate, figure, observations

CATALOGUE = catalogue()
RATE = "members_population_rate"
FAMILIES = "learning_family_rate"


def test_a_rate_is_computed_where_both_counts_of_the_same_year_are_known() -> None:
    # Ninh Bình 2014: 260 685 / 935 800 = 27,857 %. 2016 has no population here, 2017 no members.
    current = observations(
        figure("37", "members", 2014, 260_685, source_id="s033"),
        figure("37", "population", 2014, 935_800, source_id="s900", confidence="medium"),
        figure("37", "members", 2016, 280_150),
        figure("37", "population", 2017, 965_400),
    )
    rows = derived(current, CATALOGUE, RATE)
    assert rows["year"].tolist() == [2014]
    row = rows.iloc[0]
    assert round(row["value"], 3) == 27.857
    assert row["lower"] == row["value"] == row["upper"]
    assert (row["origin"], row["basis"], row["indicator"]) == ("derived", "", RATE)
    assert (row["numerator_value"], row["denominator_value"]) == (260_685, 935_800)
    assert (row["numerator_source"], row["denominator_source"]) == ("s033", "s900")
    assert row["denominator"] == "population"
    assert row["confidence"] == "medium"
    assert row["as_of"] == current["as_of"].iloc[0]


def test_bounds_and_sign_follow_from_the_division() -> None:
    # Bắc Ninh 2013: over 204 000 / 1 108 200 = over 18,408 %.
    # Hà Nội 2017: nearly 864 000 / 7 742 200 = nearly 11,160 %.
    current = observations(
        figure("27", "members", 2013, 204_000, "at_least"),
        figure("27", "population", 2013, 1_108_200),
        figure("01", "members", 2017, 864_000, "nearly"),
        figure("01", "population", 2017, 7_742_200),
    )
    rows = derived(current, CATALOGUE, RATE).set_index("unit")
    assert rows["lower"].round(3).to_dict() == {"27": 18.408, "01": -math.inf}
    assert rows["upper"].round(3).to_dict() == {"27": math.inf, "01": 11.160}
    assert rows["qualifier"].to_dict() == {"27": "at_least", "01": "nearly"}


def test_the_fund_per_head_is_in_vnd_from_a_balance_in_million_vnd() -> None:
    # Ninh Bình 2020: over 103 000 million VND / 993 920 persons = over 103 630 VND.
    current = observations(
        figure("37", "fund_balance", 2020, 103_000, "at_least"),
        figure("37", "population", 2020, 993_920),
    )
    row = derived(current, CATALOGUE, "fund_per_head").iloc[0]
    assert round(row["lower"]) == 103_630
    assert row["qualifier"] == "at_least"


def test_a_learning_rate_is_computed_on_each_known_denominator_apart() -> None:
    # 381 123 recognised: of 580 000 families 65,71 %, of 400 000 registered 95,28 %.
    current = observations(
        figure("34", "learning_family_recognised", 2023, 381_123),
        figure("34", "families", 2023, 580_000),
        figure("34", "learning_family_registered", 2023, 400_000),
        figure("27", "learning_family_recognised", 2023, 274_000),
    )
    rows = derived(current, CATALOGUE, FAMILIES)
    found = {(r["unit"], r["basis"]): round(r["value"], 2) for _, r in rows.iterrows()}
    assert found == {("34", "all"): 65.71, ("34", "registered"): 95.28}


def test_a_rate_over_zero_or_without_counts_in_the_catalogue_is_no_rate() -> None:
    current = observations(
        figure("34", "members", 2020, 10),
        figure("34", "population", 2020, 0),
        figure("37", "members_with_card_rate", 2018, 70.0),
    )
    assert derived(current, CATALOGUE, RATE).empty
    none = derived(current, CATALOGUE, "members_with_card_rate")
    assert none.empty
    assert list(none.columns) == [*OBSERVATION, *OPERANDS]


def test_partial_sums_are_divided_by_nothing() -> None:
    current = observations(
        figure(NEW_NINH_BINH, "members", 2020, 313_165, partial=True),
        figure(NEW_NINH_BINH, "population", 2020, 3_636_080, partial=False),
    )
    assert derived(current, CATALOGUE, RATE).empty


def test_published_and_computed_rates_are_both_kept() -> None:
    current = observations(
        figure("37", RATE, 2018, 31.58),
        figure("37", "members", 2018, 303_679),
        figure("37", "population", 2018, 974_700),
    )
    rows = with_derived(current, CATALOGUE, RATE)
    assert rows["origin"].tolist() == ["published", "derived"]
    # 303 679 / 974 700 = 31,156 %
    assert rows["value"].round(3).tolist() == [31.58, 31.156]
    assert with_derived(current, CATALOGUE, "members_with_card_rate").empty


FIVE = (
    ("01", 1_000_000, 8_000_000),
    ("26", 300_000, 1_200_000),
    ("27", 500_000, 1_400_000),
    ("34", 600_000, 1_900_000),
    ("37", 300_000, 1_000_000),
)


def test_the_cluster_rate_is_sum_over_sum_and_not_the_mean_of_rates() -> None:
    # 2 700 000 / 13 500 000 = 20,0 %; the mean of 12,5, 25, 35,7, 31,6 and 30 would be 27,0 %.
    current = observations(
        *(figure(u, "members", 2020, m) for u, m, _ in FIVE),
        *(figure(u, "population", 2020, p) for u, _, p in FIVE),
    )
    rate = cluster_rate(current, CATALOGUE, RATE, EIGHT, 2020, 2)
    assert rate.value is not None
    assert rate.value.value == pytest.approx(20.0)
    assert (rate.covered, rate.expected, rate.missing) == (5, 8, ("33", "35", "36"))
    assert rate.enough
    assert rate.why_not == ""


def test_numerator_and_denominator_are_of_one_year_the_newest_in_the_window() -> None:
    current = observations(
        figure("37", "members", 2018, 303_679),
        figure("37", "population", 2018, 974_700),
        figure("37", "members", 2020, 313_165),
        figure("37", "population", 2020, 993_920),
        figure("37", "members", 2021, 320_000),
    )
    rate = cluster_rate(current, CATALOGUE, RATE, ("37",), 2021, 3)
    assert rate.years == (2020, 2020)
    assert rate.value is not None
    # 313 165 / 993 920 = 31,508 %
    assert round(rate.value.value, 3) == 31.508


def test_too_few_units_with_both_counts_give_no_rate() -> None:
    current = observations(
        *(figure(u, "members", 2020, m) for u, m, _ in FIVE[:4]),
        *(figure(u, "population", 2020, p) for u, _, p in FIVE),
    )
    rate = cluster_rate(current, CATALOGUE, RATE, EIGHT, 2020, 2)
    assert (rate.value, rate.covered, rate.why_not) == (None, 4, "too-few")
    assert rate.numerator is not None
    assert rate.numerator.value == 2_400_000


def test_without_known_denominators_it_says_so() -> None:
    current = observations(*(figure(u, "learning_family_recognised", 2023, 200_000) for u in EIGHT))
    rate = cluster_rate(current, CATALOGUE, FAMILIES, EIGHT, 2023, 2)
    assert (rate.value, rate.why_not) == (None, "denominator-unknown")
    card = cluster_rate(current, CATALOGUE, "members_with_card_rate", EIGHT, 2023, 2)
    assert card.why_not == "denominator-unknown"


def test_a_cluster_rate_stands_on_one_basis() -> None:
    current = observations(
        *(figure(u, "learning_family_recognised", 2023, 300) for u in EIGHT),
        *(figure(u, "learning_family_registered", 2023, 400) for u in EIGHT),
        figure("01", "families", 2023, 600),
    )
    registered = cluster_rate(current, CATALOGUE, FAMILIES, EIGHT, 2023, 0, basis="registered")
    assert registered.value is not None
    assert registered.value.value == pytest.approx(75.0)  # 2 400 / 3 200
    assert cluster_rate(current, CATALOGUE, FAMILIES, EIGHT, 2023, 0).why_not == (
        "denominator-unknown"
    )


def test_the_window_does_not_reach_back_across_a_break() -> None:
    # 2021 stands under decision 281, 2022 and 2023 under decision 387.
    current = observations(
        *(figure(u, "learning_family_recognised", 2021, 300) for u in EIGHT[:4]),
        *(figure(u, "families", 2021, 400) for u in EIGHT[:4]),
        *(figure(u, "learning_family_recognised", 2022, 300) for u in EIGHT[4:]),
        *(figure(u, "families", 2022, 400) for u in EIGHT[4:]),
    )
    rate = cluster_rate(current, CATALOGUE, FAMILIES, EIGHT, 2023, 2)
    assert rate.covered == 4
    assert rate.years == (2022, 2022)


def test_the_spread_names_lowest_median_highest_and_how_many() -> None:
    # Printed in 2023 and 2024 on the same basis: 65,6; 81,3; 81,31.
    current = observations(
        figure("34", FAMILIES, 2023, 65.6, basis="all"),
        figure("27", FAMILIES, 2023, 81.3, basis="all"),
        figure("26", FAMILIES, 2024, 81.31, basis="all"),
    )
    found = spread(current)
    assert found is not None
    assert (found.min.value, found.median.value, found.max.value, found.n) == (65.6, 81.3, 81.31, 3)
    assert spread(current.iloc[:0]) is None


def test_the_spread_takes_computed_rates_and_carries_their_bounds() -> None:
    # 12; 24,3; "over 32,08"; 31,51: the middle two are 24,3 and 31,51, the highest at least 32,08.
    rows = observations(
        figure("36", FAMILIES, 2020, 12.0, basis="all"),
        figure("01", FAMILIES, 2020, 24.3, basis="all", origin="derived"),
        figure("34", FAMILIES, 2020, 32.08, "at_least", basis="all", origin="derived"),
        figure("37", FAMILIES, 2020, 31.51, basis="all"),
    )
    found = spread(rows)
    assert found is not None
    assert found.min == bounded(12.0)
    assert found.median == bounded((24.3 + 31.51) / 2)
    assert found.max == bounded(32.08, "at_least")


def test_the_spread_refuses_mixed_bases_and_unstated_ones_of_two_sources() -> None:
    printed = figure("34", FAMILIES, 2023, 65.6, basis="all")
    other = figure("01", FAMILIES, 2024, 89.06, basis="registered")
    with pytest.raises(ValueError, match="one basis"):
        spread(observations(printed, other))
    unstated = [
        figure(unit, FAMILIES, 2023, 65.6, basis="unstated", source_id=source)
        for unit, source in (("34", "s1"), ("27", "s2"))
    ]
    with pytest.raises(ValueError, match="one source"):
        spread(observations(*unstated))
