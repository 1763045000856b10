"""The access matrix, generated from the one table: every role at every function that writes or
shows what is not public, for its own province and for another."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from khdash.ingest.draft import DraftFolder
from khdash.ingest.memory.taught import forgetting
from khdash.model.actor import PERMITTED, WHOLE, AccessRefused, Action, Actor, Role
from khdash.model.rounds import AskedCell
from khdash.store import access, activity
from khdash.store.batches import Submission
from khdash.store.database import Database
from khdash.store.decisions import TABLES, Explained, Figure
from khdash.store.plans import keep_plan
from khdash.store.rights import TABLE_ACTIONS
from khdash.store.rounds import (
    RoundDraft,
    Sending,
    close_round,
    make_links,
    open_round,
    read_rounds,
    refuse,
    send,
)
from tests.access.people import OTHER, OWN, person
from tests.store.small import SECRETARY, commit, figure

NOON = datetime(2026, 1, 1, 12)
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
    cells = (AskedCell(unit, "members", 2020),)
    return open_round(store, SECRETARY, RoundDraft("Đợt", "Cụm", date(2030, 1, 1), cells))


def submit(store: Database, who: Actor, unit: str) -> int:
    number = opened(store, unit)
    asked = read_rounds(store).rounds[number]
    given = Sending(number, unit, asked.defined_in, "file", "a.csv", f"{number}".encode())
    receipt = send(store, who, given)
    assert receipt.batch_id is not None
    return receipt.batch_id


def link(store: Database, who: Actor, unit: str) -> object:
    return make_links(store, who, opened(store, unit), [unit], date(2030, 1, 1))


STEPS: list[tuple[Action, bool, Step]] = [
    # What it is, whether it is about a unit, and how it is done.
    (Action.WRITE, True, figures),
    (Action.WRITE, True, write("follow_up")),
    (Action.WRITE, True, write("confirmation")),
    (Action.SET_TARGETS, True, write("target")),
    (Action.REPORT_TASKS, True, write("task_status")),
    (Action.EXPLAIN, True, write("explanation")),
    (Action.EXPLAIN, True, explain),
    (Action.PREFER, True, write("preference")),
    (Action.PREFER, True, prefer),
    (Action.LOCK, True, write("year_lock")),
    (Action.FORGET, True, forget),
    (Action.SEE_FILES, True, lambda s, who, unit: s.uploaded_file(who, batch_of(s, unit))),
    (Action.UNDO, False, lambda s, who, unit: s.undo(batch_of(s, unit), who, "r")),
    (Action.SUBMIT, True, submit),
    (Action.ASK, False, link),
    (Action.ASK, False, lambda s, who, unit: close_round(s, who, opened(s, unit))),
    (Action.ACCEPT, False, lambda s, who, unit: refuse(s, who, submit(s, SECRETARY, unit), "r")),
    (Action.SAVE_PLANS, False, lambda s, who, unit: keep_plan(s.places, who, "P", {})),
    (Action.SEE_LOG, False, lambda s, who, unit: activity.read(s.places.home, who)),
    (Action.GRANT, False, grant),
    (Action.DRAFT, False, lambda s, who, unit: DraftFolder(s.places.drafts, who).start(
        b"a", "a.csv", who.name, NOON)),
]  # fmt: skip


@pytest.fixture
def reported(store: Database) -> Database:
    commit(store, figure(7, unit=OWN), figure(7, unit=OTHER))
    return store


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_role_does_what_the_table_says_and_nothing_else(
    reported: Database, role: Role, number: int
) -> None:
    action, about_unit, step = STEPS[number]
    extent = PERMITTED[action].get(role)
    for unit in (OWN, OTHER):
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
