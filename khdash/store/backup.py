"""A copy of everything that users wrote, of one moment, while people read and write.

A backup is a folder: manifest.json, home/ (journal, uploaded files, drafts, plans and whatever else
lies in the home) and a copy of the database made by DuckDB. It is written under a name that begins
with a dot, read back, and only then gets its dated name.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import duckdb
import psutil

from khdash.model.actor import Action, Actor
from khdash.store import activity, history, moment, observations
from khdash.store.activity import Deed
from khdash.store.atomic import sync_folder
from khdash.store.backup_manifest import DATABASE, HOME, MANIFEST, Manifest, read_manifest
from khdash.store.connection import naming
from khdash.store.content import content
from khdash.store.database import Database
from khdash.store.errors import DatabaseReadOnly
from khdash.store.home import home_files
from khdash.store.journal import file_sha256
from khdash.store.journal_end import FILE as END
from khdash.store.journal_end import write_end
from khdash.store.keeping_errors import BackupInside, BackupNotWritten
from khdash.store.places import Places
from khdash.store.refusal import reasons

NAME = re.compile(r"khdash-\d{8}-\d{6}-v\d+(-\d+)?")
STAMP = "%Y%m%d-%H%M%S"
BLOCK = 1 << 20
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written. size: bytes; removed: how many older ones went.

    lost: uploaded files that the home has no longer as they came; older backups then all stay.
    """

    path: Path
    version: int
    files: int
    size: int
    removed: int = 0
    lost: tuple[str, ...] = ()


def back_up(database: Database, actor: Actor, folder: Path, *, keep: int | None = None) -> Backup:
    """Write a backup into a folder. keep: remove all but so many of the newest afterwards.

    Raises AccessRefused; JournalDamaged, JournalBehind or JournalLost, since a damaged home is
    mended and not copied, BackupInside or BackupNotWritten; older backups are left as they were
    then.
    """
    places = database.places
    activity.require(places.home, actor, Action.OPERATE)
    _check_outside(folder, places)
    made = moment.now()
    with _ONE_AT_A_TIME, _written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _remove_unfinished(folder)
        draft = folder / f".khdash-{made:{STAMP}}-{os.getpid()}"
        try:
            manifest, lost = _write(database, draft, moment.to_text(made))
            _check_written(draft, manifest, folder)
            stamp = f"{_after_the_newest(folder, made):{STAMP}}"
            path = _put_in_place(draft, folder, f"khdash-{stamp}-v{manifest.version}")
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        removed = _rotate(folder, path, keep) if keep and not lost else 0
    activity.record(places.home, actor, Deed.BACKUP, path=str(path))
    sizes = [size for _, size in manifest.files.values()]
    return Backup(path, manifest.version, len(sizes), sum(sizes), removed, lost)


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Raise BackupNotWritten where the operating system refuses, DuckDB or us."""
    try:
        yield
    except DatabaseReadOnly as error:
        raise BackupNotWritten(**{**error.values, "path": folder}) from error
    except OSError as error:
        raise BackupNotWritten(path=folder, **reasons(error)) from error


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    if not folder.is_dir():
        return []
    found = (one for one in folder.iterdir() if NAME.fullmatch(one.name))
    whole = [one for one in found if (one / MANIFEST).is_file()]
    return sorted(whole, key=lambda one: (one.name[:22], _version(one), one.name), reverse=True)


def _after_the_newest(folder: Path, made: datetime) -> datetime:
    """The time in the name of a backup: names stand in the order in which backups were made, also
    where the clock was set back in between."""
    known = backups_in(folder)
    newest = datetime.strptime(known[0].name[7:22], STAMP) if known else made
    return newest + timedelta(seconds=1) if newest > made else made


def _version(path: Path) -> int:
    return int(path.name.partition("-v")[2].partition("-")[0])


def _check_outside(folder: Path, places: Places) -> None:
    place, home = folder.resolve(), places.home.resolve()
    if place == home or home in place.parents:
        raise BackupInside(path=folder, home=places.home)


def _write(database: Database, draft: Path, made_at: str) -> tuple[Manifest, tuple[str, ...]]:
    """Copy everything into the draft; nobody writes until the journal and the tables are listed.

    Also returns the uploaded files that are not as they came.
    """
    files: dict[str, tuple[str, int]] = {}
    (draft / HOME).mkdir(parents=True)
    with database.cursor() as cursor:
        with database.alone():
            lost = tuple(fault.name for fault in database.check_journal_whole())
            cursor.begin()
            version, demo = history.last_event(cursor), observations.is_demo(cursor)
            listed = list(home_files(database.places))
        tables = content(cursor)
        if database.is_read_only:
            copy_of_read_only(database.file, draft / DATABASE)
        else:
            copy_tables(cursor, draft / DATABASE)
        cursor.rollback()
    files[DATABASE] = _hash_of(draft / DATABASE)
    for name, path in listed:
        if name == END:  # it may have gone on since
            write_end(draft / HOME, version)
            files[f"{HOME}/{END}"] = _hash_of(draft / HOME / END)
            continue
        with suppress(FileNotFoundError):  # a draft that was committed or dropped meanwhile
            files[f"{HOME}/{name}"] = _copy(path, draft / HOME / name)
    manifest = Manifest(made_at, version, demo, files, tables)
    (draft / MANIFEST).write_bytes(manifest.to_bytes())
    for path in [draft / MANIFEST, draft / DATABASE]:
        _sync(path)
    for folder, _, _ in os.walk(draft):
        sync_folder(Path(folder))
    return manifest, lost


def copy_tables(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The database as the transaction of the cursor sees it, in a file of its own."""
    source = str(cursor.execute("SELECT current_database()").fetchall()[0][0])
    cursor.execute(f"ATTACH {_quoted(path)} AS backup_copy")
    try:
        cursor.execute(f'COPY FROM DATABASE "{source}" TO backup_copy')
        cursor.execute("COMMIT")
    finally:
        with suppress(duckdb.Error):
            cursor.execute("ROLLBACK")
        cursor.execute("DETACH backup_copy")
        cursor.begin()


def copy_of_read_only(file: Path, path: Path) -> None:
    """The same of a database that nobody can write to. Whoever has opened it for reading only may
    write no other file either, so a connection of its own copies it."""
    with naming(path), duckdb.connect(str(path)) as connection:
        connection.execute(f"ATTACH {_quoted(file)} AS read_only (READ_ONLY)")
        copy = connection.execute("SELECT current_database()").fetchall()[0][0]
        connection.execute(f'COPY FROM DATABASE read_only TO "{copy}"')


def _quoted(path: Path) -> str:
    place = str(path).replace("'", "''")
    return f"'{place}'"


def _copy(source: Path, target: Path) -> tuple[str, int]:
    """Copy a file to the disk; its SHA-256 and size as they were read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(BLOCK):
            digest.update(block)
            size += written.write(block)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest(), size


def _hash_of(path: Path) -> tuple[str, int]:
    return file_sha256(path), path.stat().st_size


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _check_written(draft: Path, manifest: Manifest, folder: Path) -> None:
    """Raise BackupNotWritten where what is read back is not what was written."""
    wrong = [path for path, told in manifest.files.items() if _hash_of(draft / path) != told]
    if read_manifest((draft / MANIFEST).read_bytes()) != manifest:
        wrong.append(MANIFEST)
    if not wrong and tables_of(draft / DATABASE) != dict(manifest.tables):
        wrong.append(DATABASE)
    if wrong:
        raise BackupNotWritten(
            path=folder,
            reason=f"đọc lại không giống đã ghi ({wrong[0]})",
            reason_en=f"what is read back differs from what was written ({wrong[0]})",
        )


def tables_of(path: Path) -> dict[str, tuple[int, int]]:
    """The content of a copied database. Raises a StoreError where it cannot be read."""
    with naming(path), duckdb.connect(str(path), read_only=True) as connection:
        return content(connection)


def _put_in_place(draft: Path, folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    draft.rename(path)
    sync_folder(folder)
    return path


def _rotate(folder: Path, newest: Path, keep: int) -> int:
    """Remove the oldest backups beyond `keep`; what cannot be removed stays."""
    older = [path for path in backups_in(folder) if path != newest][max(keep, 1) - 1 :]
    for path in older:
        shutil.rmtree(path, ignore_errors=True)
    return sum(not path.exists() for path in older)


def _remove_unfinished(folder: Path) -> None:
    """What backups left that were ended hard; those of living processes stay."""
    for path in folder.glob(".khdash-*"):
        process = path.name.rpartition("-")[2]
        if path.is_dir() and process.isdigit() and not _lives(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    return process != os.getpid() and psutil.pid_exists(process)
