"""Accepting what a province sent: what it would change, seen and written by the same query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from khdash.ingest.check import CheckReport
from khdash.ingest.pipeline import (
    CheckBytes,
    Options,
    check_bytes,
    known_by,
    submission_of,
    unusable,
)
from khdash.ingest.recognise import Choices
from khdash.ingest.rounds.within import within
from khdash.model.actor import Action, Actor
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.rounds import Round, Sent
from khdash.reading.table import UnusableFile
from khdash.store import activity
from khdash.store import rounds as store
from khdash.store.batches import Receipt
from khdash.store.database import Database


@dataclass(frozen=True, eq=False)
class Reviewed:
    """What a submission would change in the data of a version."""

    sent: Sent
    asked: Round
    report: CheckReport
    version: int

    @property
    def writes(self) -> int:
        """How many figures acceptance writes anew."""
        return self.report.counts["new"] + self.report.counts["changed"]


def check_sent(
    database: Database,
    asked: Round,
    unit: str,
    file: tuple[str, bytes],
    reading: Mapping[str, Any],
    *,
    into_locked: bool = False,
    dataset: Dataset | None = None,
    check: CheckBytes | None = None,
) -> CheckReport:
    """What a file, (name, bytes), says to a round. into_locked: whoever accepts gives the reason.

    reading: `choices` as khdash.ingest.recognise.Choices.to_dict writes them, `sheets`. dataset:
    what the store knows now, where that was read already.
    """
    name, content = file
    known = replace(known_by(database, dataset), imported=())
    if into_locked:
        known = replace(known, locked=frozenset())
    chosen = _of_asked(Choices.from_dict(dict(reading.get("choices") or {})), known.catalogue, unit)
    options = Options(tuple(reading.get("sheets") or ()))
    report = (check or check_bytes)(content, name, known, database, choices=chosen, options=options)
    return within(report, asked, unit)


def _of_asked(chosen: Choices, catalogue: Catalogue, key: str) -> Choices:
    """A name that two provinces bear in the year of a merger is that of the one that was asked."""
    unit = catalogue.units[key]
    if chosen.boundaries or not (unit.valid_from or unit.valid_to):
        return chosen
    return replace(chosen, boundaries="new" if unit.valid_from else "old")


def review_sent(
    database: Database,
    actor: Actor,
    number: int,
    *,
    into_locked: bool = False,
    dataset: Dataset | None = None,
    check: CheckBytes | None = None,
) -> Reviewed:
    """What accepting a submission would do now.

    Raises NoSuchSubmission, NotWaiting or AccessRefused. A kept file that is gone or
    changed gives a report that cannot be used.
    """
    activity.require(database.places.home, actor, Action.ACCEPT)
    version = database.version()
    rounds = store.read_rounds(database)
    sent = store.waiting_at(rounds, number)
    asked = rounds.rounds[sent.round]
    content = _kept(database, sent)
    if content is None:
        lost = unusable(known_by(database), sent.file_name, b"", UnusableFile("file-lost"))
        return Reviewed(sent, asked, lost, version)
    report = check_sent(
        database,
        asked,
        sent.unit,
        (sent.file_name, content),
        json.loads(sent.reading),
        into_locked=into_locked,
        dataset=dataset,
        check=check,
    )
    return Reviewed(sent, asked, report, version)


def _kept(database: Database, sent: Sent) -> bytes | None:
    """The file that a province sent; None where it is gone or no longer the same."""
    try:
        content = database.journal.kept_file(sent.sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sent.sha256 else None


def accept_sent(database: Database, actor: Actor, reviewed: Reviewed, note: str = "") -> Receipt:
    """Write what was reviewed as one batch, which is also the decision.

    Raises NoSuchSubmission, NotWaiting, DataChanged, or what Database.commit raises.
    """
    given = submission_of(reviewed.report, note or reviewed.sent.remark)
    return store.accept(database, actor, reviewed.sent.number, reviewed.version, given)
