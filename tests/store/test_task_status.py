"""States of tasks are a batch like any other: whole, dated, undone, replayed from the journal."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest

from khdash.store import moment
from khdash.store.batches import Submission
from khdash.store.build import build, verify
from khdash.store.database import Database

from .small import SECRETARY


def state(task: str, status: str, day: date | None = date(2022, 11, 15)) -> dict[str, object]:
    return {
        "task": task,
        "unit": "34",
        "status": status,
        "status_date": day,
        "evidence_url": "https://example.org/bao-cao",
        "note": "",
    }


def enter(store: Database, *states: dict[str, object]) -> int:
    receipt = store.commit(SECRETARY, Submission(records={"task_status": states}))
    assert receipt.batch_id is not None
    return receipt.batch_id


def known(store: Database, when: datetime | None = None) -> list[tuple[str, str]]:
    rows = store.dataset(as_known_at=when).task_statuses
    return list(zip(rows["task"], rows["status"], strict=True))


def test_the_dataset_has_the_states_in_force_with_who_and_when(store: Database) -> None:
    enter(store, state("1.a", "done"), state("1.b", "not_started", None))
    rows = store.dataset().task_statuses.sort_values("task")
    assert rows["status"].tolist() == ["done", "not_started"]
    assert rows["status_date"].isna().tolist() == [False, True]
    assert set(rows["committed_by"]) == {SECRETARY.name}


def test_a_count_is_kept_and_a_state_of_an_older_journal_has_none(store: Database) -> None:
    enter(store, state("1.a", "in_progress") | {"done": 8, "total": 10})
    enter(store, state("1.b", "done"))
    rows = store.dataset().task_statuses
    assert rows["done"].tolist()[:1] == [8]
    assert rows["total"].tolist()[:1] == [10]
    assert rows["done"].isna().tolist() == [False, True]


def test_an_undone_batch_brings_the_earlier_states_back(store: Database) -> None:
    enter(store, state("1.a", "in_progress"))
    batch = enter(store, state("1.a", "done"))
    store.undo(batch, SECRETARY, "nhầm tỉnh")
    assert known(store) == [("1.a", "in_progress")]
    store.redo(batch, SECRETARY)
    assert known(store) == [("1.a", "in_progress"), ("1.a", "done")]


def test_as_known_at_an_earlier_moment_a_later_state_is_not_known(store: Database) -> None:
    enter(store, state("1.a", "in_progress"))
    between = moment.now()
    enter(store, state("1.a", "done"))
    assert known(store, between) == [("1.a", "in_progress")]


def test_a_batch_with_one_impossible_row_writes_none_of_its_rows(store: Database) -> None:
    broken = state("1.b", "done") | {"status": None}
    with pytest.raises(duckdb.ConstraintException):
        enter(store, state("1.a", "done"), broken)
    assert known(store) == []
    assert store.version() == 1


def test_a_rebuild_replays_the_states_from_the_journal(store: Database) -> None:
    enter(store, state("1.a", "done"))
    places = store.places
    store.close()
    build(places, from_scratch=True)
    assert verify(places) == []
    with Database.open(places) as again:
        assert known(again) == [("1.a", "done")]


def test_a_database_built_before_there_were_lists_of_tasks_still_opens(store: Database) -> None:
    places = store.places
    with store.writing() as cursor:
        cursor.execute("DROP TABLE catalogue_tasks")
        cursor.execute("DROP TABLE catalogue_task_lists")
    store.close()
    with Database.open(places) as old:
        assert old.catalogue().tasks == ()
        assert len(old.catalogue().units) == 5
