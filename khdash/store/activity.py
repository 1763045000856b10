"""What was done, by whom, when, from where: one line of JSON a deed, only ever appended.

home/activity.jsonl tells what the journal does not: who came in, who was refused, what was taken
out, who may do what. What the figures are follows from the journal alone, so a line that cannot be
written stops nobody.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from khdash.model.actor import AccessRefused, Action, Actor
from khdash.store import moment

FILE: Final = "activity.jsonl"
LONGEST_TEXT: Final = 500
"""Letters of one detail; the rest is cut off."""


class Deed(StrEnum):
    """What a line tells."""

    SIGN_IN = "sign-in"
    LINK_MADE = "link-made"
    LINK_OPENED = "link-opened"
    LINK_REVOKED = "link-revoked"
    UPLOAD = "upload"
    CORRECTION = "correction"
    DROP = "drop"
    SUBMIT = "submit"
    COMMIT = "commit"
    UNDO = "undo"
    REDO = "redo"
    LOCK = "lock"
    UNLOCK = "unlock"
    ACCEPT = "accept"
    REFUSE = "refuse"
    SAVE_PLAN = "save-plan"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    GRANT = "grant"
    REVOKE = "revoke"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Activity:
    """One line. about: what the deed was about, by name; plain values."""

    at: datetime
    who: str
    deed: str
    role: str = ""
    door: str = ""
    identity: str = ""
    address: str = ""
    about: dict[str, Any] = field(default_factory=dict)


COLUMNS: Final = tuple(one.name for one in fields(Activity))
"""What an export of the log tells, in order."""

_appending = threading.Lock()


def record(home: Path, actor: Actor, deed: Deed, **about: Any) -> None:
    """Append what an actor did. A fault of the disk is told on stderr and goes no further."""
    line = {
        "at": moment.to_text(moment.now()),
        "who": actor.name,
        "deed": deed,
        "role": actor.role,
        "door": actor.door,
        "identity": actor.identity,
        "address": actor.address,
        "about": {name: _short(value) for name, value in about.items() if value not in ("", [])},
    }
    text = json.dumps(line, ensure_ascii=False, default=str) + "\n"
    try:
        _append(home / FILE, text.encode("utf-8", "replace"))
    except OSError as error:
        print(f"{home / FILE}: {error.strerror or error}", file=sys.stderr)


def require(home: Path, actor: Actor, action: Action, units: Iterable[str] = ()) -> None:
    """Raise AccessRefused where the actor may not; that it was asked for is kept."""
    with asked_by(home, actor):
        actor.require(action, units)


@contextmanager
def asked_by(home: Path, actor: Actor) -> Iterator[None]:
    """What the actor may not do is refused, and that it was asked for is kept."""
    try:
        yield
    except AccessRefused as refused:
        record(home, actor, Deed.DENIED, action=str(refused.values["action"]))
        raise


def read(home: Path, actor: Actor) -> tuple[Activity, ...]:
    """Every line, the newest first; a line that is no JSON is passed over. Raises AccessRefused."""
    require(home, actor, Action.SEE_LOG)
    try:
        # Not splitlines: a name may hold signs that it takes for the end of a line.
        lines = (home / FILE).read_bytes().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return ()
    found = (_parsed(line) for line in reversed(lines))
    return tuple(activity for activity in found if activity is not None)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _appending:
        # One write at the end of the file: two processes do not cut into each other's lines.
        binary: int = getattr(os, "O_BINARY", 0)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | binary, 0o600)
        try:
            size = os.lseek(handle, 0, os.SEEK_END)
            if size and _byte_at(handle, size - 1) != b"\n":
                line = b"\n" + line  # what was cut off stays a line of its own
            os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)


def _byte_at(handle: int, place: int) -> bytes:
    os.lseek(handle, place, os.SEEK_SET)
    return os.read(handle, 1)


def _short(value: Any) -> Any:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _parsed(line: str) -> Activity | None:
    try:
        told = json.loads(line)
        return Activity(**told | {"at": moment.from_text(told["at"])})
    except (ValueError, TypeError, KeyError):
        return None
