"""Writing rounds of collection: each step one batch, so that it can be undone like any other.

What decides whether a step may be taken (is the round open, is the link in force) is asked inside
the turn of the only writer, so that two at once cannot both be right.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from khdash.model.actor import Actor, Role
from khdash.model.rounds import (
    AskedCell,
    Kind,
    LinkState,
    Round,
    RoundLink,
    Rounds,
    Sent,
    SentState,
    hash_of,
    rounds_of,
)
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.batches import SENDING, Receipt, Submission
from khdash.store.database import Database
from khdash.store.decisions import ROUND_TABLES, one_line
from khdash.store.round_errors import (
    DataChanged,
    LinkEnded,
    LinkExpired,
    LinkTooShort,
    LinkUnknown,
    NoSuchLink,
    NoSuchRound,
    NoSuchSubmission,
    NotAsked,
    NotWaiting,
    ReasonNeeded,
    RoundChanged,
    RoundClosed,
    RoundEmpty,
    RoundIncomplete,
    RoundStateKnown,
    SentAlready,
)

DAYS = {"collection_round": ("due", "as_of"), "round_link": ("expires",)}
CHANNEL = "round"
"""How a step of a round came into the journal."""
SECRET_BYTES, CODE_BYTES = 32, 4


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What a round asks for before it has a number."""

    title: str
    asked_by: str
    due: date
    cells: tuple[AskedCell, ...]
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a province hands in: the file with how it is read.

    asked_in: the batch of the round that was answered. link: '' where the cluster takes it in.
    """

    round: int
    unit: str
    asked_in: int
    kind: Kind
    file_name: str
    content: bytes
    link: str = ""
    remark: str = ""
    reading: Mapping[str, Any] | None = None


def read_rounds(database: Database) -> Rounds:
    """All rounds in force, with their links and submissions."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [
            {str(column): value for column, value in row.items()}
            for row in database.records(name).to_dict("records")
        ]
        for name in ROUND_TABLES
    }
    files = database.history().set_index("batch_id")[["file_name", "file_sha256"]]
    for row in tables["round_submission"]:
        row |= {str(name): value for name, value in files.loc[row["batch_id"]].items()}
    for name, columns in DAYS.items():
        for row in tables[name]:
            row |= {column: _day(row[column]) for column in columns}
    return rounds_of(tables)


def _day(value: Any) -> date | None:
    """A day as the database gives it: a moment, or its mark for no day."""
    return None if pd.isna(value) else value.date()


def open_round(database: Database, actor: Actor, draft: RoundDraft) -> int:
    """Open a round; its number. Raises RoundEmpty or RoundIncomplete."""
    with database.turn():
        number = database.highest("collection_round", "round") + 1
        _write(database, actor, _records(number, draft), draft.title)
    return number


def change_round(database: Database, actor: Actor, number: int, draft: RoundDraft) -> None:
    """Ask for something else, or until another day. Raises as open_round, and NoSuchRound."""
    with database.turn():
        round_at(read_rounds(database), number)
        _write(database, actor, _records(number, draft), draft.title)


def close_round(database: Database, actor: Actor, number: int, reason: str = "") -> None:
    """Take nothing in any more. Raises NoSuchRound or RoundStateKnown."""
    _turn_round(database, actor, number, True, reason)


def reopen_round(database: Database, actor: Actor, number: int, reason: str = "") -> None:
    """Take in again. Raises NoSuchRound or RoundStateKnown."""
    _turn_round(database, actor, number, False, reason)


def make_links(
    database: Database, actor: Actor, number: int, units: Sequence[str], expires: date
) -> dict[str, str]:
    """A new link for each province; the secrets by province, which nobody can ask for again.

    The links made before stay as they are. Raises NoSuchRound, RoundClosed, NotAsked or
    LinkTooShort.
    """
    if expires < moment.now().date():
        raise LinkTooShort()
    with database.turn():
        asked = _open_round(read_rounds(database), number)
        for unit in units:
            _check_asked(asked, unit)
        made = {unit: secrets.token_urlsafe(SECRET_BYTES) for unit in units}
        rows = [
            {
                "link": secrets.token_hex(CODE_BYTES),
                "round": number,
                "unit": unit,
                "secret_sha256": hash_of(secret),
                "expires": expires,
            }
            for unit, secret in made.items()
        ]
        _write(database, actor, {"round_link": rows}, asked.title)
    for row in rows:
        _tell(database, actor, Deed.LINK_MADE, link=row["link"], round=number, unit=row["unit"])
    return made


def end_link(database: Database, actor: Actor, code: str, reason: str) -> None:
    """Revoke a link. Raises NoSuchLink or ReasonNeeded."""
    said = one_line(reason)
    if not said:
        raise ReasonNeeded()
    with database.turn():
        found = [link for link in read_rounds(database).links if link.code == code]
        if not found or found[-1].ended:
            raise NoSuchLink(link=code)
        _write(database, actor, {"round_link_end": [{"link": code, "reason": said}]}, said)
    _tell(database, actor, Deed.LINK_REVOKED, link=code, reason=said)


def seat_of(rounds: Rounds, secret: str, today: date) -> tuple[Round, RoundLink]:
    """The round and the link that a secret opens.

    Raises LinkUnknown, LinkEnded or LinkExpired. Of a closed round too: it can be read.
    """
    link = rounds.link_of(secret)
    if link is None or link.round not in rounds.rounds:
        raise LinkUnknown()
    state = link.state(today)
    if state is LinkState.ENDED:
        raise LinkEnded()
    if state is LinkState.EXPIRED:
        raise LinkExpired(day=f"{link.expires:%d/%m/%Y}")
    return rounds.rounds[link.round], link


def send(database: Database, actor: Actor, sending: Sending, secret: str = "") -> Receipt:
    """Keep what a province hands in; it waits for acceptance and changes no figure.

    secret: of the link by which it comes, which must be in force now; whoever comes by a link sends
    by none but that. Raises what seat_of raises, AccessRefused, RoundClosed, RoundChanged, NotAsked
    or SentAlready.
    """
    with database.turn():
        rounds = read_rounds(database)
        link = sending.link
        if secret or actor.role is Role.LINK:
            asked, own = seat_of(rounds, secret, moment.now().date())
            link = own.code
            if (own.round, own.unit) != (sending.round, sending.unit):
                raise LinkUnknown()
        asked = _open_round(rounds, sending.round)
        _check_asked(asked, sending.unit)
        if sending.asked_in != asked.defined_in:
            raise RoundChanged(title=asked.title)
        _check_new(rounds, sending)
        remark = one_line(sending.remark)
        record = {
            "round": sending.round,
            "unit": sending.unit,
            "link": link,
            "asked_in": sending.asked_in,
            "kind": sending.kind,
            "remark": remark,
            "reading": json.dumps(sending.reading or {}, ensure_ascii=False, sort_keys=True),
        }
        given = Submission(
            records={"round_submission": [record]},
            channel=SENDING,
            file_name=sending.file_name,
            file_bytes=sending.content,
            note=remark,
        )
        receipt = database.commit(actor, given)
    _tell(
        database,
        actor,
        Deed.SUBMIT,
        round=sending.round,
        unit=sending.unit,
        submission=receipt.batch_id,
    )
    return receipt


def refuse(database: Database, actor: Actor, number: int, reason: str) -> None:
    """Give a submission back. Raises NoSuchSubmission, NotWaiting or ReasonNeeded."""
    said = one_line(reason)
    if not said:
        raise ReasonNeeded()
    with database.turn():
        waiting_at(read_rounds(database), number)
        record = {"submission": number, "accepted": False, "reason": said}
        _write(database, actor, {"round_decision": [record]}, said)
    _tell(database, actor, Deed.REFUSE, submission=number, reason=said)


def accept(
    database: Database, actor: Actor, number: int, version: int, given: Submission
) -> Receipt:
    """Write the figures of a submission, which were seen as they change the data of a version.

    Raises NoSuchSubmission, NotWaiting, DataChanged, or what Database.commit raises.
    """
    with database.turn():
        waiting_at(read_rounds(database), number)
        if database.version() != version:
            raise DataChanged()
        decision = {"submission": number, "accepted": True, "reason": ""}
        records = {**given.records, "round_decision": [decision]}
        receipt = database.commit(actor, replace(given, records=records))
    _tell(database, actor, Deed.ACCEPT, submission=number, batch=receipt.batch_id)
    return receipt


def round_at(rounds: Rounds, number: int) -> Round:
    """The round of a number. Raises NoSuchRound."""
    if number not in rounds.rounds:
        raise NoSuchRound(round=number)
    return rounds.rounds[number]


def waiting_at(rounds: Rounds, number: int) -> Sent:
    """The submission of a number that waits. Raises NoSuchSubmission or NotWaiting."""
    found = rounds.submission(number)
    if found is None:
        raise NoSuchSubmission(submission=number)
    if found.state is not SentState.WAITING:
        raise NotWaiting(submission=number)
    return found


def _open_round(rounds: Rounds, number: int) -> Round:
    asked = round_at(rounds, number)
    if asked.closed:
        raise RoundClosed(title=asked.title)
    return asked


def _check_asked(asked: Round, unit: str) -> None:
    if unit not in asked.units:
        raise NotAsked(title=asked.title, unit=unit)


def _check_new(rounds: Rounds, sending: Sending) -> None:
    """The same bytes as those that wait or were accepted last say nothing new."""
    before = rounds.sent_by(sending.round, sending.unit)
    if not before or before[-1].state is SentState.REFUSED:
        return
    if before[-1].sha256 == hashlib.sha256(sending.content).hexdigest():
        raise SentAlready(when=f"{before[-1].at:%H:%M %d/%m/%Y}")


def _turn_round(database: Database, actor: Actor, number: int, closed: bool, reason: str) -> None:
    with database.turn():
        asked = round_at(read_rounds(database), number)
        if asked.closed == closed:
            state, state_en = ("đóng", "closed") if closed else ("mở", "open")
            raise RoundStateKnown(title=asked.title, state=state, state_en=state_en)
        said = one_line(reason)
        record = {"round": number, "closed": closed, "reason": said}
        _write(database, actor, {"round_state": [record]}, said)


def _records(number: int, draft: RoundDraft) -> dict[str, list[dict[str, Any]]]:
    title, asked_by = one_line(draft.title), one_line(draft.asked_by)
    if not title or not asked_by:
        raise RoundIncomplete()
    if not draft.cells:
        raise RoundEmpty()
    own = {
        "round": number,
        "title": title,
        "asked_by": asked_by,
        "due": draft.due,
        "as_of": draft.as_of,
        "note": one_line(draft.note),
    }
    cells = [
        {
            "line": line,
            "round": number,
            "unit": one.unit,
            "indicator": one.indicator,
            "year": one.year,
        }
        for line, one in enumerate(dict.fromkeys(draft.cells), start=1)
    ]
    return {"collection_round": [own], "round_cell": cells}


def _tell(database: Database, actor: Actor, deed: Deed, **about: Any) -> None:
    activity.record(database.places.home, actor, deed, **about)


def _write(
    database: Database, actor: Actor, records: Mapping[str, Sequence[Mapping[str, Any]]], note: str
) -> Receipt:
    return database.commit(actor, Submission(records=records, channel=CHANNEL, note=note))
