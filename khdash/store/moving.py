"""What users wrote, moved to the home of today: from the folder of shipped data, where the first
version kept it, by itself; from the home of a program elsewhere where a person names it.

Each part moves as a whole: renamed, or, onto another disk, copied, compared and only then removed.
An interrupted move is therefore finished by the next start. Nothing is overwritten: where both
folders hold a part, nothing moves. moved.json in the home says what was moved, when and where to.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from khdash.store import moment
from khdash.store.atomic import sync_folder, write_whole
from khdash.store.claim import check_home, claim_home
from khdash.store.connection import connect
from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseNewer,
    DatabaseReadOnly,
    HomeConflict,
    JournalDamaged,
    NoOlderHome,
)
from khdash.store.journal import Journal
from khdash.store.places import DATABASE, DEMO_MARKER, Places
from khdash.store.refusal import reasons
from khdash.store.written_by import FILE

RECORD = "moved.json"
_NOTE = (
    "Những gì người dùng ghi đã được chuyển từ nơi bản trước ghi. / "
    "What users wrote was moved from where an earlier version kept it."
)
_FORMER_NAMES = (
    ("drafts", "drafts"),
    ("schemes", "plans"),
    (DATABASE, DATABASE),
    ("journal", "journal"),
)
"""Below the data folder, and below the home. The journal, which is the truth, comes last."""
_STAYS = (RECORD, FILE, DEMO_MARKER, "serving.json", "running.lock")
"""What an older home says of itself and of who serves it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a start has moved; `fault` is what is wrong with the journal, '' where it is whole."""

    old: Path
    new: Path
    fault: JournalDamaged | None

    def text(self, lang: str) -> str:
        """One sentence in Vietnamese ("vi") or English, a second one on a damaged journal."""
        record = self.new / RECORD
        told = (
            f"Đã chuyển những gì người dùng ghi từ {self.old} sang {self.new}; ghi lại ở {record}."
            if lang == "vi"
            else f"What users wrote was moved from {self.old} to {self.new}; recorded in {record}."
        )
        return f"{told} {self.fault.text(lang)}" if self.fault else told


@dataclass(frozen=True, slots=True)
class _Part:
    old: Path
    new: Path

    @property
    def waits(self) -> bool:
        """Whether there is something to move; a database beside a newer one is a leftover."""
        if not _files(self.old):
            return False
        return self.old.name != DATABASE or not self.new.exists() or self.copied

    @property
    def copied(self) -> bool:
        """Whether every file of the old place is in the new one, byte for byte."""
        return all(
            _sha256(path) == _sha256(self.new / path.relative_to(self.old))
            for path in _files(self.old)
        )


def move_over(places: Places) -> Moved | None:
    """Move what the data folder still holds of users to the home; None where there is nothing.

    Raises HomeConflict, HomeMixed, HomeNewer, DatabaseReadOnly, or DatabaseLocked where the old
    database is in use.
    """
    return _move_all(places, places.data, _parts(places))


def move_in(places: Places, folder: Path) -> Moved | None:
    """Move the home of an older program, or that of its checkout, to the present one.

    None where everything has been moved before. Raises NoOlderHome, and what move_over raises.
    """
    old = next((home for home in (folder / "home", folder) if _is_home(home)), None)
    if old is None:
        if not _is_home(folder / "data"):
            raise NoOlderHome(path=folder)
        return move_over(replace(places, data=folder / "data"))
    check_home(replace(places, home=old), places.demo)
    _check_unused(old / DATABASE)
    return _move_all(places, old, _parts_of_home(old, places))


def _is_home(folder: Path) -> bool:
    return (folder / "journal").is_dir() or (folder / DATABASE).is_file()


def _parts_of_home(old: Path, places: Places) -> Iterator[_Part]:
    """Everything in a home but what it says of itself, the journal last."""
    left = [path for path in old.iterdir() if path.name not in _STAYS]
    left = [path for path in left if not path.name.startswith((".", f"{DATABASE}."))]
    if old.resolve() != places.home.resolve():
        for path in sorted(left, key=lambda path: (path.name == "journal", path.name)):
            yield _Part(path, places.home / path.name)


def _move_all(places: Places, old: Path, found: Iterable[_Part]) -> Moved | None:
    try:
        parts = [part for part in found if part.waits]
        records = _read_records(places.home)
        if not parts and _finished(records):
            return None
        _check_free(parts)
        claim_home(places, places.demo)
        _begin(places, parts, records)
        for part in parts:
            _move(part)
        return _finish(places, old, records)
    except OSError as error:
        raise DatabaseReadOnly(path=error.filename or places.home, **reasons(error)) from error


def _parts(places: Places) -> Iterator[_Part]:
    for old, new in _FORMER_NAMES:
        part = _Part(places.data / old, places.home / new)
        if part.old.resolve() not in (part.new.resolve(), places.database.resolve()):
            yield part


def _check_free(parts: list[_Part]) -> None:
    """Raise where a part would meet another one, or where the old database is in use.

    Opening the database also brings its write-ahead log into the file.
    """
    for part in parts:
        if _files(part.new) and not part.copied:
            raise HomeConflict(old=part.old, new=part.new)
        if part.old.name == DATABASE:
            _check_unused(part.old)


def _check_unused(database: Path) -> None:
    if database.is_file():
        with suppress(DatabaseCorrupt, DatabaseNewer):
            connect(database).close()


def _begin(places: Places, parts: list[_Part], records: list[dict[str, Any]]) -> None:
    """Write down what is about to move, unless that is known from an interrupted start."""
    if parts and _finished(records):
        told = [
            {
                "from": str(part.old.absolute()),
                "to": str(part.new.absolute()),
                "files": len(_files(part.old)),
            }
            for part in parts
        ]
        begun = moment.to_text(moment.now())
        records.append({"note": _NOTE, "begun_at": begun, "finished_at": "", "parts": told})
        _write_records(places.home, records)


def _finished(records: list[dict[str, Any]]) -> bool:
    return all(record.get("finished_at") for record in records)


def _finish(places: Places, old: Path, records: list[dict[str, Any]]) -> Moved:
    """Read the journal through where it is now, and close the record."""
    fault = None
    journal = Journal(places.journal)
    try:
        for _ in journal.entries():
            pass
    except JournalDamaged as damaged:
        fault = damaged
    records[-1] |= {
        "finished_at": moment.to_text(moment.now()),
        "journal": {"last_entry": journal.last(), "fault": fault.text("vi") if fault else ""},
    }
    _write_records(places.home, records)
    return Moved(old, places.home, fault)


def _move(part: _Part) -> None:
    if not _files(part.new):
        _remove(part.new)
        part.new.parent.mkdir(parents=True, exist_ok=True)
        if not _renamed(part):
            _copy(part)
    if _files(part.old) and part.copied:
        _remove(part.old)
    for folder in (part.new.parent, part.old.parent):
        sync_folder(folder)


def _renamed(part: _Part) -> bool:
    """Rename; False where the two are on different disks, or where a link leads elsewhere."""
    if part.old.is_symlink():
        return False
    try:
        os.rename(part.old, part.new)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EBUSY):
            raise
        return False
    return True


def _copy(part: _Part) -> None:
    """A copy under another name, safe on the disk, which takes its name when it is whole."""
    draft = part.new.with_name(f".{part.new.name}.moving")
    _remove(draft)
    if part.old.is_dir():
        shutil.copytree(part.old, draft)
    else:
        shutil.copy2(part.old, draft)
    for path in _files(draft):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    for folder in {path.parent for path in _files(draft)}:
        sync_folder(folder)
    if not _Part(part.old, draft).copied:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(part.new))
    os.rename(draft, part.new)


def _remove(path: Path) -> None:
    for file in _files(path):
        file.unlink()
    with suppress(OSError):  # a folder on which a disk is mounted stays, empty
        shutil.rmtree(path)


def _files(path: Path) -> list[Path]:
    """The files of a folder, at any depth, or the file itself; none where there is nothing."""
    if path.is_file():
        return [path]
    return sorted(found for found in path.rglob("*") if found.is_file())


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _read_records(home: Path) -> list[dict[str, Any]]:
    """The moves recorded; a record that somebody changed beyond reading is put aside."""
    path = home / RECORD
    try:
        return [dict(record) for record in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError):
        path.replace(path.with_name(f"{RECORD}.damaged"))
        return []


def _write_records(home: Path, records: list[dict[str, Any]]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    write_whole(home / RECORD, text.encode())
