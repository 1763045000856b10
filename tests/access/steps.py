"""One step for every function that writes, or shows what is not public: what the matrix tries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from khdash.ingest.draft import DraftFolder
from khdash.ingest.memory.taught import forgetting
from khdash.ingest.rounds.accepting import accept_sent, review_sent
from khdash.model.actor import AccessRefused, Action, Actor, Role
from khdash.model.rounds import AskedCell
from khdash.store import access, activity
from khdash.store.backup import back_up
from khdash.store.batches import Submission
from khdash.store.database import Database
from khdash.store.decisions import Explained, Figure
from khdash.store.mending import mend, repair
from khdash.store.places import DATABASE, Places
from khdash.store.plans import keep_plan
from khdash.store.restoring import exchange, lay_out, restore
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


def unlink(store: Database, who: Actor, unit: str) -> None:
    link(store, SECRETARY, unit)
    end_link(store, who, read_rounds(store).links[-1].code, "r")


def draft(unit: str) -> RoundDraft:
    return RoundDraft("Đợt", "Cụm", date(2030, 1, 1), (AskedCell(unit, "members", 2020),))


def reopen(store: Database, who: Actor, unit: str) -> None:
    number = opened(store, unit)
    close_round(store, SECRETARY, number)
    reopen_round(store, who, number)


def accept_it(store: Database, who: Actor, unit: str) -> object:
    number = submit(store, SECRETARY, unit)
    return accept(store, who, number, store.version(), Submission())


def accept_reviewed(store: Database, who: Actor, unit: str) -> object:
    """Seen by somebody who may, written by whoever asks."""
    found = review_sent(store, SECRETARY, submit(store, SECRETARY, unit))
    return accept_sent(store, who, found)


def revoke(store: Database, who: Actor, unit: str) -> None:
    given = access.Grant("b@hoi.vn", "B", Role.READER)
    access.grant(store.places.home, SECRETARY, given)
    access.revoke(store.places.home, who, "b@hoi.vn")


def redo(store: Database, who: Actor, unit: str) -> None:
    batch = batch_of(store, unit)
    store.undo(batch, SECRETARY, "r")
    try:
        store.redo(batch, who, "r")
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
    (Action.SEE_LOG, False, access.not_as_granted,
     lambda s, who, unit: access.not_as_granted(s.places.home, who)),
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
