"""The access matrix, generated from the one table: every role at every function that writes or
shows what is not public, for its own province and for another."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import khdash.ingest
import khdash.store
from khdash.ingest.draft import DraftFolder
from khdash.ingest.memory.taught import forgetting
from khdash.ingest.rounds.accepting import accept_sent, review_sent
from khdash.model.actor import PERMITTED, WHOLE, AccessRefused, Action, Actor, Role
from khdash.model.rounds import AskedCell
from khdash.store import access, activity
from khdash.store.backup import back_up
from khdash.store.batches import Submission
from khdash.store.database import Database
from khdash.store.decisions import TABLES, Explained, Figure
from khdash.store.mending import mend, repair
from khdash.store.places import DATABASE, Places
from khdash.store.plans import keep_plan
from khdash.store.restoring import exchange, lay_out, restore
from khdash.store.rights import TABLE_ACTIONS
from khdash.store.round_drafts import FormDraft, RoundDrafts
from khdash.store.rounds import (
    RoundDraft,
    Sending,
    accept,
    change_round,
    close_round,
    end_link,
    make_links,
    open_round,
    read_rounds,
    refuse,
    reopen_round,
    send,
)
from tests.access.people import OTHER, OWN, person
from tests.store.small import SECRETARY, commit, figure

NOON = datetime(2026, 1, 1, 12)
ROUND = 1
"""The round of the link that `person` comes by."""
TAUGHT = {"header_choice": [{"fingerprint": "f", "choices": json.dumps({})}]}
PLACE = {"indicator": "members", "subgroup": "", "basis": "", "year": 2020}
Step = Callable[[Database, Actor, str], object]


def records(table: str, unit: str) -> dict[str, list[dict[str, Any]]]:
    """One row of a table of decisions, about a unit."""
    rows: dict[str, dict[str, Any]] = {
        "target": {
            "line": 1, "indicator": "members", "subgroup": "", "basis": "", "unit": unit,
            "from_year": None, "year": 2030, "rule": "at_least", "value": 1.0,
            "measure": "persons", "set_by": "", "instrument_vi": "KH 1", "instrument_en": "",
            "confidence": "high", "source_url": "", "note_vi": "", "note_en": "",
            "retracted": False,
        },
        "preference": {
            **PLACE, "unit": unit, "point": "year_end", "source_id": "press", "value": 7.0,
            "reason": "r",
        },
        "task_status": {
            "task": "t", "unit": unit, "status": "done", "status_date": None, "evidence_url": "",
            "note": "", "done": None, "total": None,
        },
        "follow_up": {**PLACE, "unit": unit, "finding": "", "status": "open", "comment": "c"},
        "confirmation": {**PLACE, "rule": "r", "unit": unit, "seen": "", "note": "n"},
        "explanation": {
            **PLACE, "unit": unit, "point": "year_end", "period": "", "value": 7.0,
            "qualifier": "exact", "text": "t",
        },
        "year_lock": {"year": 2019, "unit": unit, "locked": True, "reason": "r"},
    }  # fmt: skip
    return {table: [rows[table]]}


def write(table: str) -> Step:
    return lambda store, who, unit: store.commit(
        who, Submission(records=records(table, unit), channel="decision")
    )


def figures(store: Database, who: Actor, unit: str) -> object:
    rows = pd.DataFrame([figure(9, unit=unit, year=2021)])
    return store.commit(who, Submission(rows=rows))


def batch_of(store: Database, unit: str) -> int:
    """A batch that wrote a figure of a unit, from a file, and taught how the file is read."""
    receipt = commit(
        store, figure(5, unit=unit, year=2018), file_name="a.csv", file_bytes=b"a", records=TAUGHT
    )
    assert receipt.batch_id is not None
    return receipt.batch_id


def prefer(store: Database, who: Actor, unit: str) -> object:
    return store.prefer(who, Figure(unit, "members", 2020, "press", 7.0), "r")


def explain(store: Database, who: Actor, unit: str) -> object:
    return store.explain(who, Explained(unit, "members", 2020, 7.0), "t")


def forget(store: Database, who: Actor, unit: str) -> object:
    return store.commit(who, forgetting([(batch_of(store, unit), "f")], "quên"))


def grant(store: Database, who: Actor, unit: str) -> object:
    given = access.Grant("a@hoi.vn", "A", Role.READER)
    access.grant(store.places.home, who, given)
    return given


def opened(store: Database, unit: str) -> int:
    """A round that asks a province for a figure."""
    return open_round(store, SECRETARY, draft(unit))


def sent_to(number: int, unit: str, asked_in: int) -> Sending:
    return Sending(number, unit, asked_in, "file", "a.csv", f"{number}".encode())


def submit(store: Database, who: Actor, unit: str) -> int:
    """Whoever is a link comes by one for their own province."""
    number = opened(store, unit)
    asked, secret = read_rounds(store).rounds[number], ""
    if who.role is Role.LINK:
        secret = make_links(store, SECRETARY, number, [unit], date(2030, 1, 1))[unit]
        who = replace(who, round=str(number))
    receipt = send(store, who, sent_to(number, unit, asked.defined_in), secret)
    assert receipt.batch_id is not None
    return receipt.batch_id


def draft_of(step: Callable[[RoundDrafts, str], object]) -> Step:
    """A step with the draft that a province has of the round of a link."""
    return lambda s, who, unit: step(RoundDrafts(s.places.home, who), unit)


def link(store: Database, who: Actor, unit: str) -> object:
    return make_links(store, who, opened(store, unit), [unit], date(2030, 1, 1))


def unlink(store: Database, who: Actor, unit: str) -> object:
    link(store, SECRETARY, unit)
    return end_link(store, who, read_rounds(store).links[-1].code, "r")


def draft(unit: str) -> RoundDraft:
    return RoundDraft("Đợt", "Cụm", date(2030, 1, 1), (AskedCell(unit, "members", 2020),))


def reopen(store: Database, who: Actor, unit: str) -> object:
    number = opened(store, unit)
    close_round(store, SECRETARY, number)
    return reopen_round(store, who, number)


def accept_it(store: Database, who: Actor, unit: str) -> object:
    number = submit(store, SECRETARY, unit)
    return accept(store, who, number, store.version(), Submission())


def accept_reviewed(store: Database, who: Actor, unit: str) -> object:
    """Seen by somebody who may, written by whoever asks."""
    found = review_sent(store, SECRETARY, submit(store, SECRETARY, unit))
    return accept_sent(store, who, found)


def revoke(store: Database, who: Actor, unit: str) -> object:
    given = access.Grant("b@hoi.vn", "B", Role.READER)
    access.grant(store.places.home, SECRETARY, given)
    return access.revoke(store.places.home, who, "b@hoi.vn")


def redo(store: Database, who: Actor, unit: str) -> object:
    batch = batch_of(store, unit)
    store.undo(batch, SECRETARY, "r")
    try:
        return store.redo(batch, who, "r")
    except AccessRefused:
        store.redo(batch, SECRETARY, "r")
        raise


def backed_up(store: Database, who: Actor, unit: str = "") -> Path:
    return back_up(store, who, store.places.home.with_name("backups")).path


def elsewhere(store: Database) -> Places:
    """A home in which there is nothing yet."""
    home = Path(tempfile.mkdtemp(dir=store.places.home.parent))
    return Places(store.places.data, home, home / DATABASE)


def exchanged(store: Database, who: Actor, unit: str) -> object:
    place = elsewhere(store)
    return exchange(place, who, lay_out(place, SECRETARY, backed_up(store, SECRETARY)))


def repaired(store: Database, who: Actor, unit: str) -> object:
    place = elsewhere(store)
    restore(place, SECRETARY, backed_up(store, SECRETARY))
    return repair(place, who)


STEPS: list[tuple[Action, bool, object, Step]] = [
    # What it is, whether it is about a unit, the function that asks, and how it is done.
    (Action.WRITE, True, Database.commit, figures),
    (Action.WRITE, True, Database.commit, write("follow_up")),
    (Action.WRITE, True, Database.commit, write("confirmation")),
    (Action.SET_TARGETS, True, Database.commit, write("target")),
    (Action.REPORT_TASKS, True, Database.commit, write("task_status")),
    (Action.EXPLAIN, True, Database.commit, write("explanation")),
    (Action.EXPLAIN, True, Database.explain, explain),
    (Action.PREFER, True, Database.commit, write("preference")),
    (Action.PREFER, True, Database.prefer, prefer),
    (Action.LOCK, True, Database.commit, write("year_lock")),
    (Action.FORGET, True, Database.commit, forget),
    (Action.SEE_FILES, True, Database.uploaded_file,
     lambda s, who, unit: s.uploaded_file(who, batch_of(s, unit))),
    (Action.UNDO, False, Database.undo, lambda s, who, unit: s.undo(batch_of(s, unit), who, "r")),
    (Action.UNDO, False, Database.redo, redo),
    (Action.SUBMIT, True, send, submit),
    (Action.SUBMIT, True, RoundDrafts, draft_of(lambda d, unit: d.read(ROUND, unit))),
    (Action.SUBMIT, True, RoundDrafts,
     draft_of(lambda d, unit: d.save(ROUND, unit, FormDraft(), NOON))),
    (Action.SUBMIT, True, RoundDrafts,
     draft_of(lambda d, unit: d.mark_opened(ROUND, unit, NOON))),
    (Action.ASK, False, open_round, lambda s, who, unit: open_round(s, who, draft(unit))),
    (Action.ASK, False, change_round,
     lambda s, who, unit: change_round(s, who, opened(s, unit), draft(unit))),
    (Action.ASK, False, make_links, link),
    (Action.ASK, False, end_link, unlink),
    (Action.ASK, False, close_round, lambda s, who, unit: close_round(s, who, opened(s, unit))),
    (Action.ASK, False, reopen_round, reopen),
    (Action.ACCEPT, False, refuse,
     lambda s, who, unit: refuse(s, who, submit(s, SECRETARY, unit), "r")),
    (Action.ACCEPT, False, accept, accept_it),
    (Action.ACCEPT, False, review_sent,
     lambda s, who, unit: review_sent(s, who, submit(s, SECRETARY, unit))),
    (Action.ACCEPT, False, accept_sent, accept_reviewed),
    (Action.SAVE_PLANS, False, keep_plan, lambda s, who, unit: keep_plan(s.places, who, "P", {})),
    (Action.SEE_LOG, False, activity.read, lambda s, who, unit: activity.read(s.places.home, who)),
    (Action.GRANT, False, access.grant, grant),
    (Action.GRANT, False, access.revoke, revoke),
    (Action.OPERATE, False, back_up, backed_up),
    (Action.OPERATE, False, restore,
     lambda s, who, unit: restore(elsewhere(s), who, backed_up(s, SECRETARY))),
    (Action.OPERATE, False, lay_out,
     lambda s, who, unit: lay_out(elsewhere(s), who, backed_up(s, SECRETARY))),
    (Action.OPERATE, False, exchange, exchanged),
    (Action.OPERATE, False, mend, lambda s, who, unit: mend(s, who)),
    (Action.OPERATE, False, repair, repaired),
    (Action.DRAFT, False, DraftFolder, lambda s, who, unit: DraftFolder(s.places.drafts, who).start(
        b"a", "a.csv", who.name, NOON)),
]  # fmt: skip
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
