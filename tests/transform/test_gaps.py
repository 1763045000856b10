"""A missing value has a reason (rules 1, 4, 5, 9, 11)."""

from __future__ import annotations

import pandas as pd

from khdash.locale import Words
from khdash.locale.gaps import GAP_TEXTS, gap_text
from khdash.model.gap import GapReason
from khdash.model.rows import rows_of
from khdash.transform.latest import latest_or_why_not, why_no_figure

from .figures import BREAKS, NEW_NINH_BINH, catalogue, figure, observations

CATALOGUE = catalogue()
FAMILIES = "learning_family_rate"


def reasons(current: pd.DataFrame, indicator: str, year: int, tolerance: int = 2) -> list[str]:
    figures = current if "partial" in current else current.assign(partial=False)
    breaks = {"published": CATALOGUE.breaks_of(indicator), "derived": BREAKS}
    return latest_or_why_not(figures, (year, tolerance), breaks)["missing"].tolist()


def why_none(current: pd.DataFrame, indicator: str, years: tuple[int, int]) -> GapReason:
    return why_no_figure(rows_of(current), CATALOGUE.indicators[indicator], years)


def test_a_figure_in_the_window_is_no_gap() -> None:
    current = observations(figure("26", "members", 2021, 303_000))
    assert reasons(current, "members", 2023) == [""]


def test_a_unit_that_published_nothing_has_no_data() -> None:
    assert why_none(observations(), "members", (0, 2023)) is GapReason.NO_DATA


def test_a_figure_beyond_the_tolerance_is_too_old() -> None:
    current = observations(figure("34", "members", 2020, 600_000, "at_least"))
    assert reasons(current, "members", 2024) == [GapReason.TOO_OLD]


def test_a_figure_of_a_year_outside_the_period_is_named_as_that() -> None:
    current = observations(figure("34", "members", 2020, 600_000))
    assert why_none(current, "members", (2010, 2019)) is GapReason.OUTSIDE_PERIOD
    assert why_none(current, "members", (2021, 2024)) is GapReason.OUTSIDE_PERIOD


def test_before_its_decision_a_title_does_not_exist_and_after_it_the_older_one_has_ended() -> None:
    assert why_none(observations(), FAMILIES, (0, 2015)) is GapReason.BEFORE_START
    assert why_none(observations(), "studious_family_recognised", (0, 2016)) is GapReason.ENDED


def test_a_merged_unit_has_ended() -> None:
    members = CATALOGUE.indicators["members"]
    assert why_no_figure(observations(), members, (0, 2026), ended=True) is GapReason.ENDED


def test_a_rate_on_another_denominator_is_a_gap_with_that_reason() -> None:
    current = observations(figure("01", FAMILIES, 2024, 89.06, basis="registered"))
    assert why_none(current, FAMILIES, (0, 2024)) is GapReason.OTHER_BASIS


def test_a_figure_from_before_the_last_break_is_not_comparable() -> None:
    current = observations(figure("34", FAMILIES, 2021, 76.0, basis="all"))
    assert reasons(current, FAMILIES, 2023) == [GapReason.NOT_COMPARABLE]


def test_only_some_parts_of_a_merged_province_are_a_partial_gap() -> None:
    current = observations(figure(NEW_NINH_BINH, "members", 2020, 313_165, partial=True))
    assert reasons(current, "members", 2020) == [GapReason.PARTIAL]


def test_every_reason_has_its_words_in_both_languages() -> None:
    assert set(GAP_TEXTS) == set(GapReason)
    vietnamese, english = ([gap_text(Words(lang), r) for r in GapReason] for lang in ("vi", "en"))
    assert len({*vietnamese}) == len(GapReason)
    assert not set(vietnamese) & set(english)
