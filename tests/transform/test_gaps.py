"""A missing value has a reason (rules 1, 4, 5, 9, 11)."""

from __future__ import annotations

from khdash.transform.gaps import Gap, reason_for_gap

from .figures import NEW_NINH_BINH, catalogue, figure, observations

CATALOGUE = catalogue()
FAMILIES = "learning_family_rate"


def test_a_figure_in_the_window_is_no_gap() -> None:
    current = observations(figure("26", "members", 2021, 303_000))
    assert reason_for_gap(current, CATALOGUE, "members", "26", 2023, tolerance=2) is None


def test_a_unit_that_published_nothing_has_no_data() -> None:
    current = observations(figure("26", "members", 2021, 303_000))
    assert reason_for_gap(current, CATALOGUE, "members", "33", 2023) is Gap.NO_DATA


def test_a_figure_beyond_the_tolerance_is_too_old() -> None:
    current = observations(figure("34", "members", 2020, 600_000, "at_least"))
    assert reason_for_gap(current, CATALOGUE, "members", "34", 2024, tolerance=2) is Gap.TOO_OLD


def test_a_figure_of_a_later_year_does_not_count() -> None:
    current = observations(figure("34", "members", 2020, 600_000))
    assert reason_for_gap(current, CATALOGUE, "members", "34", 2019) is Gap.NO_DATA


def test_before_its_decision_a_title_does_not_exist_and_after_it_the_older_one_has_ended() -> None:
    nothing = observations()
    assert reason_for_gap(nothing, CATALOGUE, FAMILIES, "37", 2015) is Gap.BEFORE_START
    studious = "studious_family_recognised"
    assert reason_for_gap(nothing, CATALOGUE, studious, "37", 2016) is Gap.ENDED


def test_a_merged_unit_has_ended() -> None:
    nothing = observations()
    assert reason_for_gap(nothing, CATALOGUE, "members", "34", 2026) is Gap.ENDED
    assert reason_for_gap(nothing, CATALOGUE, "members", "34", 2025) is Gap.NO_DATA


def test_a_rate_on_another_denominator_is_a_gap_with_that_reason() -> None:
    current = observations(figure("01", FAMILIES, 2024, 89.06, basis="registered"))
    reason = reason_for_gap(current, CATALOGUE, FAMILIES, "01", 2024, basis="all")
    assert reason is Gap.OTHER_BASIS


def test_a_figure_from_before_the_last_break_is_not_comparable() -> None:
    current = observations(figure("34", FAMILIES, 2021, 76.0, basis="all"))
    reason = reason_for_gap(current, CATALOGUE, FAMILIES, "34", 2023, tolerance=2, basis="all")
    assert reason is Gap.NOT_COMPARABLE


def test_only_some_parts_of_a_merged_province_are_a_partial_gap() -> None:
    current = observations(figure(NEW_NINH_BINH, "members", 2020, 313_165, partial=True))
    assert reason_for_gap(current, CATALOGUE, "members", NEW_NINH_BINH, 2020) is Gap.PARTIAL
