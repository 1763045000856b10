"""A damaged journal mended from the intact database, a damaged database from the intact journal.

The database keeps each entry as its file holds it, and every figure: a mended file has the SHA-256
of the one that was written, or it is not put in place. What was damaged is kept in journal/damaged,
with a record of what was done.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from khdash.model.actor import Action, Actor
from khdash.store import activity, journal_entries, moment, schema, staging
from khdash.store.atomic import write_whole
from khdash.store.build import build
from khdash.store.chain import Fault, Watch
from khdash.store.database import Database
from khdash.store.errors import DatabaseCorrupt, DatabaseMissing, writing_to
from khdash.store.journal import Entry, Journal, file_sha256, read_entry
from khdash.store.journal_end import check_end, read_end
from khdash.store.keeping_errors import JournalNotMended, JournalOfAnother
from khdash.store.places import Places

DAMAGED = "damaged"
"""Below the journal's folder: what was damaged, and record.json, by the time of the repair."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did. mended: names of files of the journal. rebuilt: the database was.

    strays: files after the last entry that anybody was told of, which do not go on from it.
    lost: uploaded files of which nobody holds an intact copy; no figure depends on them.
    """

    mended: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    aside: Path | None = None
    lost: tuple[str, ...] = ()
    rebuilt: bool = False


def repair(places: Places, actor: Actor, backup: Path | None = None) -> Repair:
    """Mend what is damaged where no application serves. backup: a backup that is unpacked.

    Raises AccessRefused, JournalNotMended where neither holds an intact copy, JournalLost,
    JournalOfAnother or what opening raises.
    """
    activity.require(places.home, actor, Action.OPERATE)
    try:
        with Database.open_unchecked(places) as database:
            done = mend(database, actor, backup)
    except (DatabaseCorrupt, DatabaseMissing):
        journal = Journal(places.journal)
        check_end(places.home, journal)
        faults = Watch(journal).faults({}, whole=True)
        done = _mend(journal, faults, actor, backup, None)
        build(places, from_scratch=True)
        return replace(done, rebuilt=True)
    with Database.open(places):  # what a crash left behind is applied
        return done


def mend(database: Database, actor: Actor, backup: Path | None = None) -> Repair:
    """Mend the journal from an open database. Raises as repair."""
    activity.require(database.places.home, actor, Action.OPERATE)
    with database.alone():
        _check_own(database)
        with database.cursor() as cursor:
            known = journal_entries.hashes(cursor)
            faults = Watch(database.journal).faults(known, whole=True)
            return _mend(database.journal, faults, actor, backup, cursor)


def _check_own(database: Database) -> None:
    """Raise JournalOfAnother where the database was built beside another journal."""
    places = database.places
    with database.cursor() as cursor:
        told = schema.read_meta(cursor, "home_folder")
    home = (places.database.resolve().parent / told).resolve()
    if told and home != places.home.resolve():
        raise JournalOfAnother(path=places.database, found=home, home=places.home)


def _mend(
    journal: Journal,
    faults: list[Fault],
    actor: Actor,
    backup: Path | None,
    cursor: duckdb.DuckDBPyConnection | None,
) -> Repair:
    """Put the intact copy of every damaged file in place.

    A mended entry shows which files it needs, so that they are looked through again. What follows
    the last entry that anybody was told of and does not go on from it is put aside. Raises
    JournalNotMended where what figures depend on has no intact copy; nothing is changed then.
    """
    if not faults:
        return Repair()
    aside = journal.folder / DAMAGED / moment.now().strftime("%Y%m%d-%H%M%S-%f")
    told = max([read_end(journal.folder.parent), *_known(cursor)])
    mended: list[str] = []
    strays: list[str] = []
    lost: set[str] = set()
    while faults:
        intact = {fault.name: _intact(journal, fault, backup, cursor) for fault in faults}
        nowhere = [f for f in faults if intact[f.name] is None or f.name in mended]
        lost |= {fault.name for fault in nowhere if fault.is_kept_file}
        needed = [fault for fault in nowhere if not fault.is_kept_file]
        for fault in needed:
            if fault.entry <= told:
                raise JournalNotMended(path=journal.folder, entry=fault.name)
        after = max(journal.last(), *(fault.entry for fault in faults)) + 1
        first = min((fault.entry for fault in needed), default=after)
        strays += _put_out(journal, first, aside)
        for fault in faults:
            content = intact[fault.name]
            if content is not None and fault.name not in lost and fault.entry < first:
                _put(journal, fault.name, content, aside)
                mended.append(fault.name)
        faults = Watch(journal).faults(_known(cursor), whole=True)
        faults = [fault for fault in faults if fault.name not in lost]
    if not mended and not strays:
        return Repair(lost=tuple(sorted(lost)))
    _record(aside, (mended, strays), actor, "database" if cursor is not None else "backup")
    return Repair(tuple(mended), tuple(strays), aside, tuple(sorted(lost)))


def _known(cursor: duckdb.DuckDBPyConnection | None) -> dict[int, str]:
    """SHA-256 of the entries that the database holds; none where there is no database."""
    return journal_entries.hashes(cursor) if cursor is not None else {}


def _intact(
    journal: Journal, fault: Fault, backup: Path | None, cursor: duckdb.DuckDBPyConnection | None
) -> bytes | None:
    """What a file of the journal held when it was written; None where nobody knows."""
    if fault.name.endswith(".json"):
        told = journal_entries.text(cursor, fault.entry) if cursor is not None else None
        return told.encode() if told is not None else _of_backup(backup, fault.name, None)
    entry = _entry(journal, fault.entry, cursor)
    if entry is None:
        return None
    if fault.name.endswith(".csv"):
        rows = _rows(cursor, entry) if cursor is not None else None
        return rows if rows is not None else _of_backup(backup, fault.name, entry.rows_sha256)
    return _of_backup(backup, fault.name, entry.file_sha256)


def _entry(journal: Journal, number: int, cursor: duckdb.DuckDBPyConnection | None) -> Entry | None:
    told = journal_entries.text(cursor, number) if cursor is not None else None
    with suppress(ValueError, TypeError, KeyError, OSError):
        return read_entry(told if told is not None else journal.entry_file(number).read_text())
    return None


def _rows(cursor: duckdb.DuckDBPyConnection, entry: Entry) -> bytes | None:
    """The figures of a batch as they stand in the log, if they are those that were written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        staging.write_batch(cursor, entry.batch_id, path)
        return path.read_bytes() if file_sha256(path) == entry.rows_sha256 else None


def _of_backup(backup: Path | None, name: str, sha256: str | None) -> bytes | None:
    """A file of the journal in a backup; None where it is not there or another."""
    if backup is None:
        return None
    try:
        content = (backup / "home" / "journal" / name).read_bytes()
    except OSError:
        return None
    same = sha256 is None or hashlib.sha256(content).hexdigest() == sha256
    return content if same else None


def _put(journal: Journal, name: str, content: bytes, aside: Path) -> None:
    """Write a mended file; the damaged one stays aside."""
    path = journal.folder / name
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(aside / name, path.read_bytes())
        write_whole(path, content)


def _put_out(journal: Journal, first: int, aside: Path) -> list[str]:
    """Move the entries from a number on, with their figures, aside; the names of the files."""
    numbers = range(first, journal.last() + 1)
    paths = [file(number) for number in numbers for file in (journal.entry_file, journal.rows_file)]
    found = [path for path in paths if path.exists()]
    with writing_to(aside):
        for path in found:
            aside.mkdir(parents=True, exist_ok=True)
            path.replace(aside / path.name)
    return [path.name for path in found]


def _record(aside: Path, files: tuple[list[str], list[str]], actor: Actor, source: str) -> None:
    """Say what was done. files: those that were mended, and those that were put out."""
    told = {
        "at": moment.to_text(moment.now()),
        "by": actor.name,
        "door": actor.door,
        "mended_from": source,
        "files": files[0],
        "put_aside": files[1],
    }
    with writing_to(aside):
        aside.mkdir(parents=True, exist_ok=True)
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        write_whole(aside / "record.json", text.encode())
