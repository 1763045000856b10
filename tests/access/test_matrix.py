"""The access matrix, generated from the one table: every role at every function that writes or
shows what is not public, for its own province and for another."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pandas as pd
import pytest

import khdash.ingest
import khdash.store
from khdash.ingest.draft import DraftFolder
from khdash.model.actor import PERMITTED, WHOLE, AccessRefused, Action, Actor, Role
from khdash.store import activity
from khdash.store.batches import Submission
from khdash.store.database import Database
from khdash.store.decisions import TABLES
from khdash.store.rights import TABLE_ACTIONS
from tests.access.people import OTHER, OWN, person
from tests.access.steps import NOON, STEPS, figures, records, write
from tests.store.small import SECRETARY, commit, figure

WITHIN = {
    "khdash.ingest.pipeline.import_file",
    "khdash.store.batches.commit",
    "khdash.store.batches.change_state",
    "khdash.store.activity.record",
    "khdash.store.activity.require",
    "khdash.store.activity.asked_by",
    "khdash.store.rights.check",
    "khdash.store.rights.check_round",
    "khdash.store.rights.check_submission",
    "khdash.store.rights.refusal",
}
"""What asks, writes for a function that asked, or by one that asks."""


def full_name(one: object) -> str:
    return f"{one.__module__}.{one.__qualname__}"  # type: ignore[attr-defined]


def taking_an_actor() -> Iterator[str]:
    """Every public function, method or class of the store and the ingest that is given an actor."""
    for package in (khdash.store, khdash.ingest):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for one in vars(module).values():
                if getattr(one, "__module__", "") != found.name:
                    continue
                parts = [one] if inspect.isfunction(one) else list(vars(one).values())
                for part in filter(inspect.isfunction, parts):
                    if "Actor" not in part.__annotations__.values():
                        continue
                    if part.__name__ == "__init__":
                        yield full_name(one)
                    elif not part.__name__.startswith("_"):
                        yield full_name(part)


def test_the_matrix_has_every_function_that_is_given_an_actor() -> None:
    assert set(taking_an_actor()) == {full_name(one) for _, _, one, _ in STEPS} | WITHIN


def test_the_matrix_has_every_action() -> None:
    # SEE_ALL_DRAFTS has the tests of drafts below.
    tried = {action for action, *_ in STEPS} | {Action.READ, Action.SEE_ALL_DRAFTS}
    assert tried == set(Action)


@pytest.fixture
def reported(store: Database) -> Database:
    commit(store, figure(7, unit=OWN), figure(7, unit=OTHER))
    return store


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_role_does_what_the_table_says_and_nothing_else(
    reported: Database, role: Role, number: int
) -> None:
    action, about_unit, _, step = STEPS[number]
    extent = PERMITTED[action].get(role)
    for unit in (OWN, OTHER) if about_unit else (OWN,):
        who = person(role)
        allowed = extent == "everything" or (extent == "own" and (unit == OWN or not about_unit))
        if allowed:
            step(reported, who, unit)
            continue
        before = reported.history()["batch_id"].tolist()
        with pytest.raises(AccessRefused) as refused:
            step(reported, who, unit)
        assert who.name in refused.value.text("vi")
        left = reported.history()
        assert not set(left[~left["batch_id"].isin(before)]["committed_by"]) & {who.name}
        assert left["live"].all()


def test_every_table_has_its_action() -> None:
    assert set(TABLE_ACTIONS) == set(TABLES)


@pytest.mark.parametrize("unit", ["", WHOLE, "VN", "24", "34 ", "34@2025-07-01", "01"])
def test_a_steward_of_a_province_writes_nothing_for_anybody_else(
    reported: Database, unit: str
) -> None:
    version = reported.version()
    for step in (figures, *(write(name) for name in ("target", "task_status", "follow_up"))):
        with pytest.raises(AccessRefused):
            step(reported, person(Role.PROVINCES), unit)
    assert reported.version() == version


def test_one_foreign_row_keeps_back_the_whole_batch(reported: Database) -> None:
    rows = pd.DataFrame([figure(1, unit=OWN, year=2022), figure(2, unit=OTHER, year=2022)])
    version = reported.version()
    with pytest.raises(AccessRefused, match="không được giao: Hà Nội"):
        reported.commit(person(Role.PROVINCES), Submission(rows=rows))
    mixed = Submission(
        rows=pd.DataFrame([figure(1, unit=OWN, year=2022)]), records=records("year_lock", OWN)
    )
    with pytest.raises(AccessRefused):
        reported.commit(person(Role.PROVINCES), mixed)
    assert reported.version() == version


def test_what_is_refused_is_written_down(reported: Database) -> None:
    with pytest.raises(AccessRefused):
        reported.undo(2, person(Role.READER), "r")
    line = activity.read(reported.places.home, SECRETARY)[0]
    assert (line.deed, line.who, line.address) == ("denied", "Người reader", "10.0.0.9")


def test_what_is_done_is_written_down(reported: Database) -> None:
    home, who = reported.places.home, person(Role.CLUSTER)
    for step in (figures, write("year_lock")):
        step(reported, who, OWN)
    reported.undo(2, who, "nhầm")
    reported.redo(2, who, "đúng rồi")
    told = [(one.deed, one.about.get("batch")) for one in activity.read(home, SECRETARY)]
    assert told == [("redo", 2), ("undo", 2), ("lock", 4), ("commit", 3), ("commit", 2)]


# --- drafts


def test_a_draft_is_its_owners_alone(reported: Database) -> None:
    folder = reported.places.drafts
    lan = Actor("Lan", "web", Role.PROVINCES, frozenset({OWN}), "lan@hoi.vn")
    an = Actor("An", "web", Role.PROVINCES, frozenset({OTHER}), "an@hoi.vn")
    own = DraftFolder(folder, lan).start(b"a;b", "a.csv", "Lan", NOON)
    same = DraftFolder(folder, an).start(b"a;b", "b.csv", "An", NOON)
    assert own.key != same.key
    for who, draft, foreign in ((lan, own, same), (an, same, own)):
        drafts = DraftFolder(folder, who)
        assert [one.key for one in drafts.open_drafts()] == [draft.key]
        assert drafts.find(foreign.key) is None
        drafts.drop(foreign.key)
        for step in (
            lambda drafts=drafts, it=foreign: drafts.save(it, NOON),
            lambda drafts=drafts, it=foreign: drafts.content(it),
        ):
            with pytest.raises(AccessRefused):
                step()
    assert {one.owner for one in DraftFolder(folder).open_drafts()} == {"lan@hoi.vn", "an@hoi.vn"}
    (folder / own.key / "draft.json").write_text("{", "utf-8")
    assert DraftFolder(folder, an).unreadable() == []
    assert DraftFolder(folder, lan).unreadable() == [own.key]
    DraftFolder(folder, lan).drop(own.key)
    DraftFolder(folder).drop(same.key)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("role", [Role.READER, Role.PROVINCES, Role.CLUSTER, Role.LINK])
def test_a_draft_of_the_machine_is_nobody_elses(reported: Database, role: Role) -> None:
    draft = DraftFolder(reported.places.drafts).start(b"a", "a.csv", "", NOON)
    others = DraftFolder(reported.places.drafts, person(role))
    assert others.open_drafts() == []
    assert others.find(draft.key) is None
    others.drop(draft.key)
    assert DraftFolder(reported.places.drafts).find(draft.key) == draft


@pytest.mark.parametrize("key", ["..", "../" * 3, "a" * 64 + "/..", "a" * 64 + "-" + "b" * 23, ""])
def test_a_key_of_another_form_leads_nowhere(reported: Database, key: str) -> None:
    drafts = DraftFolder(reported.places.drafts)
    assert drafts.find(key) is None
    drafts.drop(key)
    assert reported.places.home.exists()
