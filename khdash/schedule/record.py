"""Every run, in a file of the home: one line of JSON a run, only ever added to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from khdash.schedule.fault import Said
from khdash.store.places import Places

FOLDER, FILE = "schedule", "runs.jsonl"
Outcome = Literal["taken-up", "done", "nothing", "failed", "removed"]


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a duty at one time.

    due: when it was to be made, `at`: when it was; both in UTC. outcome: `taken-up`: the duty was
    seen for the first time, and counts from here; `nothing`: nothing was new. said: what is to be
    told of it. again: whether a failure is tried again. version, sign: the data that were looked
    at, by which the next alert knows what is new (khdash.store.news).
    """

    duty: str
    due: datetime
    at: datetime
    outcome: Outcome
    said: Said | None = None
    files: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    by: str = ""
    again: bool = False
    version: int = 0
    sign: str = ""


def runs_of(places: Places) -> list[Run]:
    """Every run, oldest first; a line that was cut off counts for nothing."""
    try:
        lines = _file(places).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [run for line in lines for run in _read(line)]


def record(places: Places, run: Run) -> None:
    """Add a run, so that it survives a loss of power. Raises OSError."""
    path = _file(places)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(_plain(run), ensure_ascii=False).encode() + b"\n"
    with path.open("ab+") as file:
        if file.tell() and not _ends_with_line(path):
            line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def newest(runs: Iterable[Run], duty: str, among: Sequence[Outcome] = ()) -> Run | None:
    """The last run of a duty, or the last with one of these outcomes."""
    own = [r for r in runs if r.duty == duty and (not among or r.outcome in among)]
    return own[-1] if own else None


def _file(places: Places) -> Path:
    return places.home / FOLDER / FILE


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _plain(run: Run) -> dict[str, Any]:
    """A run as JSON; what says nothing is left out."""
    told: dict[str, Any] = {
        "duty": run.duty,
        "due": run.due.isoformat(timespec="seconds"),
        "at": run.at.isoformat(timespec="seconds"),
        "outcome": run.outcome,
        "said": run.said and {"text": run.said.text, "values": dict(run.said.values)},
        "files": list(run.files),
        "to": list(run.to),
        "by": run.by,
        "again": run.again,
        "version": run.version,
        "sign": run.sign,
    }
    return {name: value for name, value in told.items() if value}


def _read(line: bytes) -> Iterable[Run]:
    try:
        told = json.loads(line)
        said = told.get("said")
        yield Run(
            duty=told["duty"],
            due=datetime.fromisoformat(told["due"]).astimezone(UTC),
            at=datetime.fromisoformat(told["at"]).astimezone(UTC),
            outcome=told["outcome"],
            said=Said(said["text"], said["values"]) if said else None,
            files=tuple(told.get("files", ())),
            to=tuple(told.get("to", ())),
            by=told.get("by", ""),
            again=told.get("again", False),
            version=told.get("version", 0),
            sign=told.get("sign", ""),
        )
    except (ValueError, KeyError, TypeError):
        return
