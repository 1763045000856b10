"""Rounds of collection: what is asked of which province until when, and what came of it.

Everything here follows from rows that the journal keeps (khdash/store/rounds.sql); what a province
has opened or begun but not sent is told beside them (`Seen`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

Row = Mapping[str, Any]
Kind = Literal["form", "file"]


class OfficeState(StrEnum):
    """How far a province is with a round."""

    NOT_OPENED = "not_opened"
    DRAFT = "draft"
    SENT = "sent"
    REFUSED = "refused"
    ACCEPTED = "accepted"


OWING = (OfficeState.NOT_OPENED, OfficeState.DRAFT, OfficeState.REFUSED)
"""The states in which it is the province's turn."""


class LinkState(StrEnum):
    """Whether a link opens its form, or why it does not."""

    OPEN = "open"
    ENDED = "ended"
    EXPIRED = "expired"


class SentState(StrEnum):
    """What became of a submission; one that a later one took the place of is REPLACED."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class AskedCell:
    """A figure that is asked for; any subgroup and basis of it answers."""

    unit: str
    indicator: str
    year: int


@dataclass(frozen=True)
class Round:
    """A round as its newest row has it.

    as_of: the day that the figures describe, None for the end of their year. cells: in the order
    asked. defined_in: the batch of that row. opened_at, opened_by: of the round's first row in
    force.
    """

    number: int
    title: str
    asked_by: str
    due: date
    as_of: date | None
    note: str
    cells: tuple[AskedCell, ...]
    defined_in: int
    opened_at: datetime
    opened_by: str
    closed: bool = False

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.unit for cell in self.cells))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.indicator for cell in self.cells))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({cell.year for cell in self.cells}))

    def asked_of(self, unit: str) -> tuple[AskedCell, ...]:
        """What a province is asked for."""
        return tuple(cell for cell in self.cells if cell.unit == unit)


@dataclass(frozen=True, slots=True)
class RoundLink:
    """A link for one province and one round; expires: the last day on which it opens."""

    code: str
    round: int
    unit: str
    secret_sha256: str
    expires: date
    made_at: datetime
    made_by: str
    ended: bool = False

    def state(self, today: date) -> LinkState:
        if self.ended:
            return LinkState.ENDED
        return LinkState.EXPIRED if today > self.expires else LinkState.OPEN


@dataclass(frozen=True, slots=True)
class Sent:
    """What a province handed in; number: of its batch. decided_in: the batch that accepted or
    refused it, 0 for none; reason: of the refusal."""

    number: int
    round: int
    unit: str
    link: str
    asked_in: int
    kind: Kind
    remark: str
    reading: str
    file_name: str
    sha256: str
    at: datetime
    by: str
    state: SentState = SentState.WAITING
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    decided_in: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a province did before it sent: when it first opened its link and last kept a draft."""

    opened_at: datetime | None = None
    drafted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A province on the board of a round.

    sent: its newest submission. late: days after the due date, of its first submission or, while it
    owes one, until today; 0 in time.
    """

    unit: str
    state: OfficeState
    late: int
    link: RoundLink | None
    sent: Sent | None
    seen: Seen


@dataclass(frozen=True)
class Rounds:
    """All rounds by number, with their links and submissions, oldest first."""

    rounds: Mapping[int, Round] = field(default_factory=dict)
    links: tuple[RoundLink, ...] = ()
    sent: tuple[Sent, ...] = ()

    def link_of(self, secret: str) -> RoundLink | None:
        """The link that a secret belongs to; None for a secret that nobody gave out."""
        hashed = hash_of(secret)
        return next((link for link in self.links if link.secret_sha256 == hashed), None)

    def newest_link(self, number: int, unit: str) -> RoundLink | None:
        own = [one for one in self.links if (one.round, one.unit) == (number, unit)]
        return own[-1] if own else None

    def sent_by(self, number: int, unit: str) -> tuple[Sent, ...]:
        """The submissions of a province to a round, oldest first."""
        return tuple(one for one in self.sent if (one.round, one.unit) == (number, unit))

    def submission(self, number: int) -> Sent | None:
        return next((one for one in self.sent if one.number == number), None)

    def waiting(self, number: int | None = None) -> tuple[Sent, ...]:
        """The submissions that wait for acceptance, of one round or of all."""
        return tuple(
            one
            for one in self.sent
            if one.state is SentState.WAITING and number in (None, one.round)
        )

    def board(
        self, number: int, today: date, seen: Mapping[tuple[int, str], Seen] | None = None
    ) -> tuple[OfficeRow, ...]:
        """A row for each province of a round, in the order asked.

        seen: by round and province.
        """
        asked, known = self.rounds[number], seen or {}
        return tuple(
            self._row(asked, unit, today, known.get((number, unit), Seen())) for unit in asked.units
        )

    def _row(self, asked: Round, unit: str, today: date, seen: Seen) -> OfficeRow:
        sent = self.sent_by(asked.number, unit)
        newest = sent[-1] if sent else None
        state = _state(newest, seen)
        first = sent[0].at.date() if sent else today
        late = (first - asked.due).days if sent or not asked.closed else 0
        if state is OfficeState.REFUSED and not asked.closed:
            late = (today - asked.due).days
        link = self.newest_link(asked.number, unit)
        return OfficeRow(unit, state, max(0, late), link, newest, seen)


def _state(sent: Sent | None, seen: Seen) -> OfficeState:
    if sent is not None:
        return {
            SentState.ACCEPTED: OfficeState.ACCEPTED,
            SentState.REFUSED: OfficeState.REFUSED,
        }.get(sent.state, OfficeState.SENT)
    return OfficeState.DRAFT if seen.opened_at or seen.drafted_at else OfficeState.NOT_OPENED


def hash_of(secret: str) -> str:
    """What is kept of the secret of a link.

    >>> hash_of("a")[:8]
    'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def rounds_of(tables: Mapping[str, Sequence[Row]]) -> Rounds:
    """The rounds that rows in force come to.

    tables: the rows of each table of rounds.sql, oldest first, with committed_at and committed_by
    (round_submission also file_name and file_sha256).
    """
    rounds = _rounds(tables)
    ended = {row["link"] for row in tables["round_link_end"]}
    links = tuple(
        RoundLink(
            row["link"],
            int(row["round"]),
            row["unit"],
            row["secret_sha256"],
            row["expires"],
            row["committed_at"],
            row["committed_by"],
            row["link"] in ended,
        )
        for row in tables["round_link"]
        if int(row["round"]) in rounds
    )
    own = (row for row in tables["round_submission"] if int(row["round"]) in rounds)
    return Rounds(rounds, links, _sent(list(own), tables["round_decision"]))


def _rounds(tables: Mapping[str, Sequence[Row]]) -> dict[int, Round]:
    cells: dict[int, list[AskedCell]] = {}
    for row in sorted(tables["round_cell"], key=lambda row: (row["batch_id"], row["line"])):
        cell = AskedCell(row["unit"], row["indicator"], int(row["year"]))
        cells.setdefault(int(row["batch_id"]), []).append(cell)
    closed = {int(row["round"]): bool(row["closed"]) for row in tables["round_state"]}
    found: dict[int, Round] = {}
    for row in tables["collection_round"]:
        number, batch = int(row["round"]), int(row["batch_id"])
        first = found.get(number)
        found[number] = Round(
            number,
            row["title"],
            row["asked_by"],
            row["due"],
            row["as_of"],
            row["note"],
            tuple(cells.get(batch, ())),
            batch,
            first.opened_at if first else row["committed_at"],
            first.opened_by if first else row["committed_by"],
            closed.get(number, False),
        )
    return found


def _sent(rows: Sequence[Row], decisions: Iterable[Row]) -> tuple[Sent, ...]:
    decided = {int(row["submission"]): row for row in decisions}
    newest = {(int(row["round"]), row["unit"]): int(row["batch_id"]) for row in rows}
    return tuple(
        _one_sent(row, decided.get(int(row["batch_id"])), newest[int(row["round"]), row["unit"]])
        for row in rows
    )


def _one_sent(row: Row, decision: Row | None, newest: int) -> Sent:
    number = int(row["batch_id"])
    if decision is not None:
        state = SentState.ACCEPTED if decision["accepted"] else SentState.REFUSED
    else:
        state = SentState.WAITING if number == newest else SentState.REPLACED
    return Sent(
        number,
        int(row["round"]),
        row["unit"],
        row["link"],
        int(row["asked_in"]),
        row["kind"],
        row["remark"],
        row["reading"],
        row["file_name"],
        row["file_sha256"],
        row["committed_at"],
        row["committed_by"],
        state,
        decision["reason"] if decision else "",
        decision["committed_at"] if decision else None,
        decision["committed_by"] if decision else "",
        int(decision["batch_id"]) if decision else 0,
    )
