"""All rules together: a figure is named once by the rule that sees it best; confirmations."""

from __future__ import annotations

import pandas as pd

from khdash.model.frames import CONFIRMATION, empty
from khdash.rules.confirmation import KEY, with_confirmations
from khdash.rules.finding import FINDING, review
from khdash.rules.implausible import implausible
from khdash.transform.year_locks import locks_in_force
from tests.transform.figures import EIGHT, figure, observations

from .example import catalogue

CATALOGUE = catalogue()


def told(found: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(found["rule"], found["year"], strict=True))


def test_a_spike_is_named_once_and_the_fall_after_it_is_not_blamed_on_the_next_year() -> None:
    values = (100, 105, 1_100, 110, 115)
    rows = observations(*(figure("34", "members", 2016 + i, v) for i, v in enumerate(values)))
    # By itself the jump rule names 2018 (10.5 times) and 2019 (a tenth).
    assert told(review(rows, CATALOGUE)) == [("outlier-own-history", 2018)]


def test_a_jump_of_a_short_series_is_told() -> None:
    rows = observations(figure("34", "members", 2020, 100), figure("34", "members", 2021, 400))
    assert told(review(rows, CATALOGUE)) == [("stock-tripled", 2021)]


def test_a_printed_rate_that_its_counts_contradict_is_a_finding_with_both_counts() -> None:
    # 502,825 of 1,877,700 are 26.78 %: 1.02 points from the 27.8 % printed.
    found = review(
        observations(
            figure("34", "members_population_rate", 2018, 27.8),
            figure("34", "members", 2018, 502_825),
            figure("34", "population", 2018, 1_877_700),
        ),
        CATALOGUE,
    )
    assert told(found) == [("rate-not-following", 2018)]
    assert found["seen"].tolist() == ["27.8 502825 1877700"]
    assert found["confidence"].tolist() == ["high"]
    assert found["source_id"].tolist() == ["s1"]


def test_no_figures_give_no_findings_in_the_same_columns() -> None:
    found = review(observations(), CATALOGUE)
    assert found.empty
    assert list(found.columns) == list(FINDING)


def test_the_gravest_come_first() -> None:
    found = review(
        observations(
            figure("34", "members", 2020, 20_000),
            figure("34", "members", 2021, 20_000),
            figure("34", "members_with_card_rate", 2021, 120),
        ),
        CATALOGUE,
    )
    assert found["severity"].tolist() == ["error", "warning"]


def many_figures() -> pd.DataFrame:
    rows = [
        figure(unit, code, year, 1_000.0 * year + place)
        for year in (2019, 2020, 2021, 2022)
        for place, unit in enumerate(EIGHT)
        for code in ("members", "population", "fund_balance", "members_population_rate")
    ]
    return observations(*reversed(rows)).set_axis(range(500, 500 + len(rows)))


def test_no_rule_changes_the_figures_or_needs_them_in_order() -> None:
    given = many_figures()
    found = review(given, CATALOGUE)
    implausible(given, CATALOGUE, empty(CONFIRMATION))
    pd.testing.assert_frame_equal(given, many_figures())
    again = review(given.iloc[::-1], CATALOGUE)
    pd.testing.assert_frame_equal(found, again)


def confirmed_by(finding: pd.Series, **changes: object) -> pd.DataFrame:
    row = {name: finding[name] for name in KEY} | {
        "note": "đã đối chiếu", "committed_by": "Thư ký Hội",
        "committed_at": pd.Timestamp("2025-01-15"),
    } | changes  # fmt: skip
    return pd.DataFrame([row]).astype(CONFIRMATION)


def test_a_confirmation_holds_until_a_value_that_was_judged_changes() -> None:
    def findings(second: float) -> pd.DataFrame:
        return review(
            observations(figure("34", "members", 2020, 100), figure("34", "members", 2021, second)),
            CATALOGUE,
        )

    first = findings(400)
    words = confirmed_by(first.iloc[0])
    held = with_confirmations(first, words)
    assert held["confirmed"].tolist() == [True]
    assert held["confirmed_by"].tolist() == ["Thư ký Hội"]
    assert with_confirmations(findings(401), words)["confirmed"].tolist() == [False]
    other_rule = confirmed_by(first.iloc[0], rule="stock-halved")
    assert with_confirmations(first, other_rule)["confirmed"].tolist() == [False]
    assert with_confirmations(first, empty(CONFIRMATION))["confirmed"].tolist() == [False]


def test_the_newest_word_on_a_year_and_province_counts() -> None:
    records = pd.DataFrame(
        [(2023, "", True), (2024, "34", True), (2024, "", True), (2024, "34", False)],
        columns=["year", "unit", "locked"],
    )
    locks = locks_in_force(records)
    assert list(zip(locks["year"], locks["unit"], strict=True)) == [(2023, ""), (2024, "")]
