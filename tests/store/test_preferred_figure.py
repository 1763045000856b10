"""methods.md rule 7: which of several figures is current, and what becomes of the others."""

from __future__ import annotations

import itertools

import pytest

from khdash.model.entries import Source
from khdash.store.database import Database
from khdash.store.decisions import Figure
from khdash.store.errors import NoSuchFigure
from tests.store.small import SECRETARY, commit, current, figure, rate, standings

KINDS = ("official_report", "association", "government", "press", "unknown")


@pytest.mark.parametrize(("better", "worse"), list(itertools.pairwise(KINDS)))
def test_the_kind_of_source_decides_before_anything_else(
    store: Database, better: str, worse: str
) -> None:
    commit(store, figure(100, source_id=better, confidence="low", as_of="2020-11-30"))
    commit(store, figure(200, source_id=worse, confidence="high", as_of="2020-12-31"))
    assert standings(store) == [(100, better, "current"), (200, worse, "rival")]


def test_statistics_office_and_government_rank_alike_so_confidence_decides(
    store: Database,
) -> None:
    commit(
        store,
        figure(100, source_id="statistics_office", confidence="medium"),
        figure(200, source_id="government", confidence="high"),
        figure(300, year=2021, as_of="2021-12-31", source_id="statistics_office"),
        figure(400, year=2021, as_of="2021-12-31", source_id="government", confidence="medium"),
    )
    assert current(store) == [200, 300]


@pytest.mark.parametrize(("better", "worse"), [("high", "medium"), ("medium", "low")])
def test_then_the_higher_confidence(store: Database, better: str, worse: str) -> None:
    other = Source("press2", "press", "", "", "", "2020-12-31", "", "")
    commit(store, figure(100, confidence=better, as_of="2020-11-30"))
    commit(store, figure(200, confidence=worse, source_id="press2"), sources=[other])
    assert current(store) == [100]


def test_then_the_later_date_and_a_figure_without_date_comes_last(store: Database) -> None:
    sources = [
        Source(name, "press", "", "", "", "", "", "") for name in ("later", "earlier", "undated")
    ]
    commit(
        store,
        figure(1, source_id="undated", as_of=None),
        figure(2, source_id="later", as_of="2020-12-31"),
        figure(3, source_id="earlier", as_of="2020-10-01"),
        sources=sources,
    )
    assert standings(store) == [
        (1, "undated", "rival"),
        (2, "later", "current"),
        (3, "earlier", "rival"),
    ]


def test_then_an_exact_value_before_a_bounded_one(store: Database) -> None:
    other = Source("press2", "press", "", "", "", "", "", "")
    commit(store, figure(303_000))
    commit(store, figure(300_000, qualifier="at_least", source_id="press2"), sources=[other])
    assert current(store) == [303_000]


def test_then_the_newer_batch_and_within_a_batch_the_earlier_row(store: Database) -> None:
    other = Source("press2", "press", "", "", "", "", "", "")
    commit(store, figure(1))
    commit(store, figure(2, source_id="press2"), figure(3, source_id="press2"), sources=[other])
    assert standings(store) == [
        (1, "press", "rival"),
        (2, "press2", "current"),
        (3, "press2", "rival"),
    ]


def test_a_source_that_corrects_itself_is_heard_once(store: Database) -> None:
    commit(store, figure(100))
    commit(store, figure(110))
    assert standings(store) == [(110, "press", "current")]


def test_a_correction_replaces_all_that_the_source_said_about_the_key(store: Database) -> None:
    commit(store, figure(100), figure(105))
    commit(store, figure(100), figure(120))
    assert standings(store) == [(100, "press", "current"), (120, "press", "rival")]


def test_a_retraction_silences_its_own_source_only(store: Database) -> None:
    commit(store, figure(100, source_id="official_report"), figure(200, source_id="press"))
    commit(store, figure(None, source_id="official_report"))
    assert standings(store) == [(200, "press", "current")]


def test_a_retraction_reaches_its_own_key_only(store: Database) -> None:
    commit(store, figure(100), figure(90, as_of="2020-06-30"), figure(80, year=2019))
    commit(store, figure(None))
    assert current(store) == [80, 90]


def test_after_a_retraction_the_source_may_speak_again(store: Database) -> None:
    commit(store, figure(100))
    commit(store, figure(None))
    commit(store, figure(100))
    assert current(store) == [100]


def test_a_retraction_in_a_batch_hides_the_figure_of_the_same_batch(store: Database) -> None:
    commit(store, figure(100), figure(None))
    assert standings(store) == []


def test_two_stated_bases_are_two_series(store: Database) -> None:
    commit(
        store,
        rate(89.06, "registered", source_id="press"),
        rate(71.25, "all", source_id="official_report"),
    )
    assert current(store, "family_rate") == [71.25, 89.06]


def test_an_unstated_value_that_a_stated_one_beats_is_its_rival(store: Database) -> None:
    commit(
        store,
        rate(60, "unstated", source_id="association"),
        rate(70, "all", source_id="official_report"),
        rate(80, "registered", source_id="press"),
    )
    # The unstated value beats the registered one but not the one of all families.
    assert standings(store, "family_rate") == [
        (60, "association", "rival"),
        (70, "official_report", "current"),
        (80, "press", "current"),
    ]


def test_an_unstated_value_that_beats_every_stated_one_is_current(store: Database) -> None:
    commit(
        store,
        rate(60, "unstated", source_id="official_report"),
        rate(70, "all", source_id="association"),
        rate(80, "registered", source_id="press"),
    )
    assert standings(store, "family_rate") == [
        (60, "official_report", "current"),
        (70, "association", "rival"),
        (80, "press", "rival"),
    ]


def test_a_mid_year_value_is_another_point_in_time_and_no_rival(store: Database) -> None:
    commit(
        store,
        figure(100, source_id="official_report", as_of="2020-06-30"),
        figure(120, source_id="press", as_of="2020-12-31"),
        figure(130, source_id="unknown", as_of="2021-01-08"),
    )
    assert standings(store) == [
        (100, "official_report", "other_time"),
        (120, "press", "current"),
        (130, "unknown", "rival"),
    ]


def test_the_first_of_october_begins_the_end_of_the_year(store: Database) -> None:
    commit(store, figure(1, as_of="2020-09-30"), figure(2, year=2019, as_of="2019-10-01"))
    points = store.dataset().observations.set_index("value")["point"]
    assert points[1] == "2020-09"
    assert points[2] == "year_end"


def test_a_year_known_only_in_its_middle_is_told_by_that_value(store: Database) -> None:
    commit(store, figure(90, as_of="2020-03-31"), figure(100, as_of="2020-06-30"))
    assert standings(store) == [(90, "press", "other_time"), (100, "press", "current")]


def test_each_stated_basis_has_its_own_latest_point(store: Database) -> None:
    commit(
        store,
        rate(70, "all", as_of="2020-06-30"),
        rate(89, "registered", as_of="2020-12-31"),
    )
    assert current(store, "family_rate") == [70, 89]


def test_an_unstated_value_of_an_earlier_point_is_another_time(store: Database) -> None:
    commit(
        store,
        rate(60, "unstated", as_of="2020-06-30", source_id="official_report"),
        rate(70, "all", as_of="2020-12-31", source_id="press"),
    )
    assert standings(store, "family_rate") == [
        (60, "official_report", "other_time"),
        (70, "press", "current"),
    ]


def test_a_person_may_prefer_a_named_rival_with_a_reason(store: Database) -> None:
    commit(store, figure(100, source_id="official_report"), figure(200, source_id="press"))
    store.prefer(SECRETARY, Figure("34", "members", 2020, "press", 200.0), "đã đối chiếu sổ")
    assert standings(store) == [(100, "official_report", "rival"), (200, "press", "current")]
    assert list(store.records("preference")["reason"]) == ["đã đối chiếu sổ"]


def test_the_newest_preference_in_force_counts(store: Database) -> None:
    commit(store, figure(100, source_id="official_report"), figure(200, source_id="press"))
    first = store.prefer(SECRETARY, Figure("34", "members", 2020, "press", 200.0), "a")
    store.prefer(SECRETARY, Figure("34", "members", 2020, "official_report", 100.0), "b")
    assert current(store) == [100]
    store.undo(first.batch_id + 1, SECRETARY)
    assert current(store) == [200]
    store.undo(first.batch_id, SECRETARY)
    assert current(store) == [100]


def test_a_preferred_unstated_value_wins_over_the_stated_ones(store: Database) -> None:
    commit(
        store,
        rate(60, "unstated", source_id="press"),
        rate(70, "all", source_id="official_report"),
    )
    preferred = Figure("34", "family_rate", 2020, "press", 60.0, basis="unstated")
    store.prefer(SECRETARY, preferred, "cùng mẫu số")
    assert current(store, "family_rate") == [60]


def test_a_figure_that_nobody_printed_cannot_be_preferred(store: Database) -> None:
    with pytest.raises(NoSuchFigure, match="press"):
        store.prefer(SECRETARY, Figure("34", "members", 2020, "press", 5.0), "x")


def test_figures_of_a_term_or_half_a_year_never_enter_the_yearly_series(store: Database) -> None:
    commit(
        store,
        figure(1, period_start="2020-01-01", period_end="2020-06-30"),
        figure(2, period_start="2016-01-01", period_end="2020-12-31"),
        figure(3, partial=True),
        figure(4, period_start="2020-01-01", period_end="2020-12-31"),
    )
    dataset = store.dataset()
    assert standings(store) == [(4, "press", "current")]
    assert sorted(dataset.periods["value"]) == [1, 2, 3]


def test_bounds_follow_the_qualifier(store: Database) -> None:
    commit(
        store,
        figure(1, year=2011, qualifier="exact"),
        figure(2, year=2012, qualifier="at_least"),
        figure(3, year=2013, qualifier="nearly"),
        figure(4, year=2014, qualifier="about"),
    )
    rows = store.dataset().observations.query("indicator == 'members'").sort_values("value")
    infinite = float("inf")
    assert list(zip(rows["lower"], rows["upper"], strict=True)) == [
        (1, 1),
        (2, infinite),
        (-infinite, 3),
        (-infinite, infinite),
    ]
