"""Latest available is not the same year (rule 9)."""

from __future__ import annotations

from khdash.transform.latest import newest

from .figures import NEW_NINH_BINH, figure, latest, observations

MEMBERS = observations(
    figure("01", "members", 2023, 1_500_000, "at_least"),
    figure("01", "members", 2024, 1_953_233),
    figure("26", "members", 2021, 303_000),
    figure("26", "members", 2023, 300_000, "at_least", confidence="low"),
    figure("34", "members", 2020, 600_000, "at_least"),
    figure("22", "members", 2025, 470_288),
)


def test_each_unit_gives_its_newest_figure_inside_the_window() -> None:
    found = latest(MEMBERS, (2024, 2))
    assert found[["unit", "year", "value"]].values.tolist() == [
        ["01", 2024, 1_953_233],
        ["26", 2023, 300_000],
    ]


def test_a_figure_is_shaded_from_the_third_year_before_the_asked_one_and_keeps_its_year() -> None:
    found = newest(MEMBERS, (2025, 5)).set_index("unit")
    assert found["year"].to_dict() == {"01": 2024, "22": 2025, "26": 2023, "34": 2020}
    assert found["stale"].to_dict() == {"01": False, "22": False, "26": False, "34": True}
    assert newest(MEMBERS, (2026, 5)).set_index("unit")["stale"].to_dict() == {
        "01": False, "22": False, "26": True, "34": True,
    }  # fmt: skip


def test_without_tolerance_only_the_asked_year_counts() -> None:
    assert latest(MEMBERS, (2024, 0))["unit"].tolist() == ["01"]


def test_a_later_year_never_stands_in_for_the_asked_one() -> None:
    assert "22" not in latest(MEMBERS, (2024, 5))["unit"].tolist()


def test_the_newest_figure_is_listed_however_old_and_said_to_be_too_old() -> None:
    found = newest(MEMBERS, (2024, 2)).set_index("unit")
    assert found.loc["34", "year"] == 2020
    assert found["too_old"].to_dict() == {"01": False, "26": False, "34": True}


def test_both_denominators_of_a_unit_are_returned_unless_one_is_asked_for() -> None:
    current = observations(
        figure("01", "learning_family_rate", 2023, 71.25, basis="all"),
        figure("01", "learning_family_rate", 2024, 89.06, basis="registered"),
    )
    both = latest(current, (2024, 2))
    assert both["value"].tolist() == [71.25, 89.06]
    only = latest(current[current["basis"] == "all"], (2024, 2))
    assert only["value"].tolist() == [71.25]


def test_a_published_figure_is_taken_before_a_computed_one_of_the_same_year_only() -> None:
    rate = "members_population_rate"
    current = observations(
        figure("37", rate, 2018, 31.16, origin="derived"),
        figure("37", rate, 2018, 31.58),
        figure("34", rate, 2012, 24.17),
        figure("34", rate, 2014, 27.19, origin="derived"),
    )
    assert latest(current, (2018, 0))["value"].tolist() == [31.58]
    assert latest(current, (2014, 2))["value"].tolist() == [27.19]


def test_a_whole_unit_inside_the_window_is_taken_before_a_newer_partial_sum() -> None:
    current = observations(
        figure(NEW_NINH_BINH, "members", 2022, 900_000, partial=False),
        figure(NEW_NINH_BINH, "members", 2024, 313_165, partial=True),
    )
    assert latest(current, (2024, 2))["year"].tolist() == [2022]
    assert latest(current, (2024, 1))["year"].tolist() == [2024]
    assert newest(current, (2024, 1))["year"].tolist() == [2024]
