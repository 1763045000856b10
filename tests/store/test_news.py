"""What became of the figures between two versions: new, changed, gone; who did it and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.model.actor import Actor
from khdash.store.database import Database
from khdash.store.decisions import Explained, Figure
from khdash.store.publishing import publish
from khdash.store.snapshot import Snapshot

from .small import SECRETARY, commit, figure, rate

CHAIR = Actor("Trần Văn Chủ tịch", "web")


def news(store: Database, since: int, until: int | None = None) -> list[tuple[Any, ...]]:
    """(unit, indicator, year, before, after, event, batch, actor) of each difference."""
    found = store.changes(since, until or store.version())
    names = ["unit", "indicator", "year", "before_value", "value", "event", "event_batch", "actor"]
    return [
        tuple(None if cell != cell else cell for cell in row)
        for row in found[names].itertuples(index=False)
    ]


BY = SECRETARY.name


def test_a_new_and_a_changed_figure_are_told_apart_with_their_batch(store: Database) -> None:
    commit(store, figure(100), figure(50, year=2019))
    seen = store.version()
    commit(store, figure(120), figure(70, year=2021), note="biên bản số 4")
    assert news(store, seen) == [
        ("34", "members", 2020, 100, 120, "committed", 3, BY),
        ("34", "members", 2021, None, 70, "committed", 3, BY),
    ]
    told = store.changes(seen, store.version())
    assert set(told["note"]) == {"biên bản số 4"}
    assert told["source_id"].tolist() == ["press", "press"]
    assert told["before_source_id"].tolist() == ["press", ""]


def test_nothing_is_new_since_now_nor_where_no_figure_changed(store: Database) -> None:
    commit(store, figure(100))
    seen = store.version()
    assert news(store, seen) == []
    store.explain(SECRETARY, Explained("34", "members", 2020, 100.0), "Sáp nhập")
    commit(store, figure(100, source_id="association"))  # another source says the same
    assert store.version() > seen
    assert news(store, seen) == []


def test_an_undo_brings_the_old_figure_back_under_the_name_of_who_undid(store: Database) -> None:
    commit(store, figure(100))
    commit(store, figure(120), figure(70, year=2021))
    seen = store.version()
    store.undo(3, CHAIR, "nhầm tệp")
    assert news(store, seen) == [
        ("34", "members", 2020, 120, 100, "undone", 3, CHAIR.name),
        ("34", "members", 2021, 70, None, "undone", 3, CHAIR.name),
    ]
    assert set(store.changes(seen, store.version())["reason"]) == {"nhầm tệp"}
    undone = store.version()
    store.redo(3, SECRETARY)
    assert [row[3:6] for row in news(store, undone)] == [(100, 120, "redone"), (None, 70, "redone")]
    # Who was here before both sees no difference at all.
    assert news(store, seen) == []


def test_a_retraction_and_a_preferred_rival_are_told_with_who_decided(store: Database) -> None:
    commit(store, figure(100), figure(90, source_id="association"))
    seen = store.version()
    store.prefer(CHAIR, Figure("34", "members", 2020, "press", 100.0), "đã đối chiếu")
    assert news(store, seen) == [("34", "members", 2020, 90, 100, "committed", 3, CHAIR.name)]
    preferred = store.version()
    commit(store, figure(None))
    assert news(store, preferred) == [("34", "members", 2020, 100, 90, "committed", 4, BY)]


def test_another_precision_is_a_change_and_two_bases_are_two_figures(store: Database) -> None:
    commit(store, figure(100), rate(60, "all"))
    seen = store.version()
    commit(store, figure(100, qualifier="at_least"), rate(80, "registered"))
    found = store.changes(seen, store.version())
    assert found[["indicator", "basis", "before_qualifier", "qualifier"]].to_numpy().tolist() == [
        ["family_rate", "registered", "", "exact"],
        ["members", "", "exact", "at_least"],
    ]


def test_a_period_is_a_figure_of_its_own(store: Database) -> None:
    commit(store, figure(100))
    seen = store.version()
    half = {"period_start": "2020-01-01", "period_end": "2020-06-30", "as_of": "2020-06-30"}
    commit(store, figure(40, partial=True, **half))
    found = store.changes(seen, store.version())
    assert found[["period", "value"]].to_numpy().tolist() == [["2020-01-01/2020-06-30", 40.0]]


def test_up_to_an_earlier_version_only_what_was_known_then(store: Database) -> None:
    commit(store, figure(100))
    first = store.version()
    commit(store, figure(110))
    middle = store.version()
    commit(store, figure(120))
    assert [row[3:5] for row in news(store, first, middle)] == [(100, 110)]
    assert [row[3:5] for row in news(store, first)] == [(100, 120)]


def test_a_version_is_known_by_its_moment_and_its_sign(store: Database) -> None:
    commit(store, figure(100))
    assert store.moment_of(2) is not None
    assert store.moment_of(3) is None
    sign = store.sign_of(2)
    commit(store, figure(110))
    assert store.sign_of(2) == sign
    assert store.sign_of(3) != sign
    with store.writing() as cursor:
        cursor.execute("UPDATE observation SET value = value + 1 WHERE batch_id = 1")
    assert store.sign_of(2) != sign


def test_a_published_copy_tells_the_same(store: Database, shelf: Any) -> None:
    commit(store, figure(100))
    seen = store.version()
    commit(store, figure(120))
    publish(store, str(shelf))
    with Snapshot.open(str(shelf), store.places.data) as copy:
        assert copy.changes(seen, copy.version()).equals(store.changes(seen, store.version()))
        assert copy.sign_of(seen) == store.sign_of(seen)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from([2019, 2020]), st.sampled_from([None, 1, 2])),
        st.tuples(st.just("turn"), st.integers(2, 6), st.none()),
    ),
    max_size=6,
)


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps=STEPS)
def test_the_differences_lead_from_one_version_to_the_other(
    store: Database, steps: list[tuple[str, int, int | None]]
) -> None:
    """Applied to what was known at a version they give what is known now, whatever happened."""
    seen = store.version()
    then = known(store)
    for what, number, value in steps:
        if what == "set":
            commit(store, figure(value, year=number))
        elif number <= store.version():
            live = dict(store.history()[["batch_id", "live"]].to_numpy().tolist())
            if number in live:
                (store.undo if live[number] else store.redo)(number, SECRETARY)
    for _, _, year, before, after, *event in news(store, seen):
        assert then.pop(year, None) == before
        assert all(event)
        if after is not None:
            then[year] = after
    assert then == known(store)


def known(store: Database) -> dict[int, float]:
    current = store.dataset().current
    own = current[(current["unit"] == "34") & (current["indicator"] == "members")]
    return dict(zip(own["year"], own["value"], strict=True))


@pytest.mark.parametrize("units", [("34",), ()])
def test_only_what_was_asked_for_is_compared(store: Database, units: tuple[str, ...]) -> None:
    from khdash.store.news import read_changes

    commit(store, figure(100))
    with store.cursor() as cursor:
        found = read_changes(cursor, 1, store.version(), units)
    assert found["unit"].tolist() == list(units)
