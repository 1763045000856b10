"""What batches taught about forms: while they are in force and it is not forgotten, also after a
build from scratch."""

from __future__ import annotations

from pathlib import Path

from khdash.store.batches import Submission
from khdash.store.build import build, verify
from khdash.store.database import Database
from tests.published import at

from .small import SECRETARY, commit, figure


def teach(store: Database, form: str, *rows: dict[str, object]) -> int:
    record = {"fingerprint": form, "choices": "{}"}
    batch = commit(store, *rows, records={"header_choice": [record]}).batch_id
    assert batch is not None
    return batch


def forget(store: Database, form: str, batch: int) -> int:
    record = {"fingerprint": form, "taught_in": batch}
    gone = Submission(records={"forgotten_choice": [record]}, channel="decision")
    number = store.commit(SECRETARY, gone).batch_id
    assert number is not None
    return number


def known(store: Database) -> list[tuple[int, str]]:
    kept = store.taught()
    return list(zip(kept["batch_id"].astype(int), kept["fingerprint"], strict=True))


def test_a_batch_teaches_with_its_provinces_and_its_person_the_newest_first(
    store: Database,
) -> None:
    first = teach(store, "a", figure(100), figure(90, year=2019))
    second = teach(store, "b", figure(5, unit="01", year=2018))
    kept = store.taught()
    assert known(store) == [(second, "b"), (first, "a")]
    assert [list(units) for units in kept["units"]] == [["01"], ["34"]]
    assert set(kept["committed_by"]) == {SECRETARY.name}


def test_an_undone_batch_teaches_nothing_until_it_is_redone(store: Database) -> None:
    batch = teach(store, "a", figure(100))
    store.undo(batch, SECRETARY)
    assert known(store) == []
    store.redo(batch, SECRETARY)
    assert known(store) == [(batch, "a")]


def test_what_is_forgotten_is_of_one_batch_and_one_form_and_comes_back_with_an_undo(
    store: Database,
) -> None:
    first, second = teach(store, "a", figure(100)), teach(store, "a", figure(101))
    gone = forget(store, "a", first)
    assert known(store) == [(second, "a")]
    assert forget(store, "b", second) > gone
    assert known(store) == [(second, "a")]
    store.undo(gone, SECRETARY)
    assert known(store) == [(second, "a"), (first, "a")]


def test_a_build_from_scratch_remembers_and_forgets_the_same(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store:
        first, second = teach(store, "a", figure(100)), teach(store, "b", figure(101))
        forget(store, "a", first)
        assert known(store) == [(second, "b")]
    assert verify(places) == []
    assert build(places, from_scratch=True).rebuilt is True
    with Database.open(places) as store:
        assert known(store) == [(second, "b")]
