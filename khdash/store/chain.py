"""What is wrong with a journal: each entry beside the one before, the database and its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from khdash.store.journal import BEFORE_THE_FIRST, FILES, FIRST_ENTRY, Entry, Journal, read_entry

What = Literal["missing", "changed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file of the journal that is not what was written.

    name: below the folder of the journal. entry: the number of the entry that it belongs to.
    """

    entry: int
    name: str
    what: What

    @property
    def is_kept_file(self) -> bool:
        """Whether it is an uploaded file: no figure depends on it, and no database holds it."""
        return self.name.startswith(f"{FILES}/")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was when it was read last; `entry` is None where it holds none."""

    sign: tuple[int, ...]
    sha256: str
    entry: Entry | None = None


class Watch:
    """Looks through a journal; a file that nobody has touched since is not read again."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._seen: dict[Path, _Seen] = {}

    def faults(self, known: Mapping[int, str], *, whole: bool = False) -> list[Fault]:
        """Every fault, by entry. known: SHA-256 of the entries that the database holds.

        whole: read everything anew, the uploaded files too, which are otherwise left out.
        """
        if whole:
            self._seen.clear()
        last = max(self.journal.last(), max(known, default=FIRST_ENTRY - 1))
        found: list[Fault] = []
        before = BEFORE_THE_FIRST
        chained = False
        for number in range(FIRST_ENTRY, last + 1):
            seen = self._look(self.journal.entry_file(number), is_entry=True)
            what = _entry_fault(number, seen, known)
            entry = seen.entry if seen else None
            if what is None and entry is not None:
                if not entry.previous and chained:
                    what = "changed"
                elif entry.previous and before and entry.previous != before:
                    # The database knows which of the two is as written; without it both are named.
                    what = None if number in known else "changed"
                    if number - 1 not in known and all(one.entry != number - 1 for one in found):
                        name = self.journal.entry_file(number - 1).name
                        found.append(Fault(number - 1, name, "changed"))
                chained = chained or bool(entry.previous)
            if what is not None:
                found.append(Fault(number, self.journal.entry_file(number).name, what))
            if entry is not None and what is None:
                found += self._file_faults(entry, whole)
            # What stands in the database is what the next entry was chained to.
            before = known.get(number) or (seen.sha256 if seen else "")
        return found

    def _file_faults(self, entry: Entry, whole: bool) -> Iterator[Fault]:
        """The figures of a batch, and the file that was uploaded."""
        if entry.rows_sha256:
            path = self.journal.rows_file(entry.sequence)
            seen = self._look(path)
            if seen is None or seen.sha256 != entry.rows_sha256:
                yield Fault(entry.sequence, path.name, "changed" if seen else "missing")
        if entry.file_sha256 and whole:
            path = self.journal.kept_file(entry.file_sha256)
            seen = self._look(path)
            if seen is None or seen.sha256 != entry.file_sha256:
                name = f"{FILES}/{path.name}"
                yield Fault(entry.sequence, name, "changed" if seen else "missing")

    def _look(self, path: Path, is_entry: bool = False) -> _Seen | None:
        """A file as it is now; None where it is not there or cannot be read."""
        try:
            found = path.stat()
            sign = (found.st_mtime_ns, found.st_size, found.st_ino)
            seen = self._seen.get(path)
            if seen is None or seen.sign != sign:
                with path.open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                seen = _Seen(sign, sha256, _entry(path.read_bytes()) if is_entry else None)
                self._seen[path] = seen
        except OSError:
            return None
        return seen


def _entry(content: bytes) -> Entry | None:
    try:
        return read_entry(content.decode())
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _entry_fault(number: int, seen: _Seen | None, known: Mapping[int, str]) -> What | None:
    if seen is None:
        return "missing"
    if seen.entry is None:
        return "unreadable"
    if seen.entry.sequence != number or known.get(number, seen.sha256) != seen.sha256:
        return "changed"
    return None
