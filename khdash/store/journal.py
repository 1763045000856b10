"""The journal: one immutable, readable entry per event. It is the truth, the database a cache.

journal/000002.json in the home says who did what and when; 000002.csv beside it holds the figures
of that batch; files/<sha256> keeps the uploaded file as it came. Entry numbers are event numbers
of the database and start at 2: event 1 is the published figures, which have files of their own.
Each entry holds the SHA-256 of the entry before it, so that none can be changed or taken out
unnoticed; khdash.store.chain checks it. Entries of the first versions have no such hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from khdash.store import moment
from khdash.store.atomic import draft_of, write_whole
from khdash.store.errors import DatabaseReadOnly, JournalDamaged
from khdash.store.refusal import reasons

FIRST_ENTRY = 2
FILES = "files"
"""Below the folder of the journal: the uploaded files."""
BEFORE_THE_FIRST = "0" * 64
"""What the first entry holds as the hash of the one before."""
Event = Literal["committed", "undone", "redone"]


@dataclass(frozen=True)
class Entry:
    """One event. `sources` and `records` (by table) are rows as dicts of plain values.

    previous: SHA-256 of the file of the entry before; '' in a journal of the first versions.
    """

    sequence: int
    event: Event
    batch_id: int
    at: datetime
    by: str
    door: str
    reason: str = ""
    channel: str = ""
    file_name: str = ""
    file_sha256: str = ""
    note: str = ""
    sources: Sequence[Mapping[str, Any]] = ()
    records: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    rows_sha256: str = ""
    previous: str = ""

    def text(self) -> str:
        """The entry as its file holds it."""
        content = asdict(self) | {"at": moment.to_text(self.at)}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str)
        return text + "\n"


def read_entry(text: str) -> Entry:
    """An entry from its file. Raises ValueError, TypeError or KeyError for any other text."""
    content = json.loads(text)
    return Entry(**content | {"at": moment.from_text(content["at"])})


class Journal:
    """A folder of entries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def last(self) -> int:
        """The number of the newest entry; 1, the published figures, where there is none."""
        return max(self._numbers(), default=FIRST_ENTRY - 1)

    def entries(self, after: int = FIRST_ENTRY - 1) -> Iterator[Entry]:
        """The entries after a number, in order; raises JournalDamaged at a gap or a change."""
        for expected in range(after + 1, self.last() + 1):
            entry = self.read(expected)
            if (
                entry.rows_sha256
                and file_sha256(self.rows_file(entry.sequence)) != entry.rows_sha256
            ):
                raise self._damaged(self.rows_file(entry.sequence).name)
            yield entry

    def entry_file(self, sequence: int) -> Path:
        return self.folder / f"{sequence:06d}.json"

    def rows_file(self, sequence: int) -> Path:
        return self.folder / f"{sequence:06d}.csv"

    def kept_file(self, sha256: str) -> Path:
        return self.folder / FILES / sha256

    def keep_file(self, content: bytes) -> str:
        """Keep an uploaded file as it came; its SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.kept_file(sha256)
        with self._writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                write_whole(path, content, replace=False)
            elif file_sha256(path) != sha256:  # damaged since: who sends it again mends it
                write_whole(path, content)
        return sha256

    def write_rows(self, sequence: int, write: Callable[[Path], None]) -> str:
        """Let `write` make the file of rows for an entry to come; its SHA-256."""
        path = self.rows_file(sequence)
        with self._writing(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft_of(path) as draft:
                write(draft)
        return file_sha256(path)

    def append(self, entry: Entry) -> None:
        """Write an entry so that it survives a crash; from here on the event has happened."""
        path = self.entry_file(entry.sequence)
        with self._writing(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, entry.text().encode(), replace=False)

    def hash_before(self, sequence: int) -> str:
        """What the entry of a number is to hold as the hash of the one before."""
        if sequence == FIRST_ENTRY:
            return BEFORE_THE_FIRST
        return file_sha256(self.entry_file(sequence - 1))

    def text(self, sequence: int) -> str:
        """The file of an entry. Raises JournalDamaged where it cannot be read."""
        path = self.entry_file(sequence)
        try:
            return path.read_bytes().decode()
        except (OSError, ValueError) as error:
            raise self._damaged(path.name) from error

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        matches = (re.fullmatch(r"(\d{6,})\.json", name) for name in os.listdir(self.folder))
        return [int(match[1]) for match in matches if match]

    def read(self, sequence: int) -> Entry:
        """An entry by its number. Raises JournalDamaged."""
        name = self.entry_file(sequence).name
        try:
            entry = read_entry(self.text(sequence))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._damaged(name) from error
        if entry.sequence != sequence:
            raise self._damaged(name)
        return entry

    def _damaged(self, name: str) -> JournalDamaged:
        return JournalDamaged(path=self.folder, entry=name)

    def _writing(self, path: Path) -> _ReadOnlyNamed:
        return _ReadOnlyNamed(path)


class _ReadOnlyNamed:
    """Turns an operating system's refusal to write into DatabaseReadOnly."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise DatabaseReadOnly(path=self.path, **reasons(error)) from error


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file; '' where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
