"""Building the database from its inputs, and comparing it with what they say."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from pathlib import Path

import duckdb
import pandas as pd

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.model.entries import Target
from khdash.model.own_rows import OwnRow
from khdash.model.published_rows import PUBLISHED_COLUMNS, Published
from khdash.model.table_rows import Table, last_day
from khdash.store import batches, history, moment, schema, staging
from khdash.store.atomic import put_in_place
from khdash.store.catalogue_files import inputs_hash, read_published, table_rows
from khdash.store.claim import KIND_NAMES, check_home
from khdash.store.connection import exists
from khdash.store.content import content as tables_content
from khdash.store.database import Database
from khdash.store.errors import DatabaseReadOnly, DemoMixed, JournalBehind, writing_to
from khdash.store.exchange import finish_exchange
from khdash.store.journal import Journal
from khdash.store.journal_end import check_end
from khdash.store.moving import move_over
from khdash.store.observations import table_name
from khdash.store.own_files import InUse, own_hash, read_catalogue_in_use
from khdash.store.places import Places
from khdash.store.probe import probe
from khdash.store.written_by import check_written_by, record_written_by


@dataclass(frozen=True, slots=True)
class BuildResult:
    """Whether the file was built anew, what it holds now, and the office's own rows in it."""

    rebuilt: bool
    batches: int
    figures: int
    version: int
    own: tuple[OwnRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A table that does not hold what its inputs say; counts of rows."""

    table: str
    found: int
    expected: int


def build(places: Places, *, from_scratch: bool = False) -> BuildResult:
    """Make the database of a data folder, unless it is there and its inputs have not changed.

    The new file replaces the old one only when it is complete; from scratch, the old one is never
    opened by this process, and a damaged one is kept beside it. Raises CatalogueError, DemoMixed,
    HomeMixed, HomeNewer, JournalBehind, JournalDamaged, JournalLost or what opening the old file
    raises; it is left as it was then.
    """
    check_written_by(places.home)
    move_over(places)
    finish_exchange(places)
    known = read_catalogue_in_use(places)
    published = read_published(places.data, known.catalogue)
    _make_room(places.database)
    damaged = False
    with ExitStack() as held:
        if exists(places.database) and from_scratch:
            damaged = not _may_be_replaced(places)
        elif exists(places.database):
            previous = held.enter_context(Database.open(places))
            _check_same_kind(places, _meta(previous, "demo") == "true")
            if _meta(previous, "inputs_hash") == _inputs(places):
                check_end(places.home, previous.journal, previous.version())
                _record_folders(previous)
                record_written_by(places.home)
                return replace(_result(previous, rebuilt=False), own=known.own)
            previous.check_journal()
        check_home(places, places.demo)
        check_end(places.home, Journal(places.journal))
        draft = _draft(places.database)
        try:
            with Database.create(replace(places, database=draft)) as database:
                _fill(database, known, published)
                _set_meta(database, _meta_values(places))
                database.catch_up()
                result = replace(_result(database, rebuilt=True), own=known.own)
        except BaseException:
            _remove(draft)
            raise
    if damaged:
        _put_aside(places.database)
    _replace(draft, places.database)
    record_written_by(places.home)
    return result


def verify(places: Places) -> list[Difference]:
    """The tables in which the database differs from a build of its inputs from scratch.

    Raises what Database.open and read_catalogue raise.
    """
    with Database.open(places) as database:
        return verify_open(database)


def verify_open(database: Database) -> list[Difference]:
    """The same of a database that is open."""
    places = database.places
    with tempfile.TemporaryDirectory() as folder:
        known = read_catalogue_in_use(places)
        published = read_published(places.data, known.catalogue)
        scratch = replace(places, database=Path(folder) / "expected.duckdb")
        with Database.create(scratch) as expected:
            _fill(expected, known, published)
            expected.catch_up()
            found, wanted = content(database), content(expected)
    return [
        Difference(table, found.get(table, (0, 0))[0], wanted.get(table, (0, 0))[0])
        for table in sorted(found.keys() | wanted.keys())
        if found.get(table) != wanted.get(table)
    ]


def content(database: Database) -> dict[str, tuple[int, int]]:
    """The content of an open database; see khdash.store.content."""
    with database.cursor() as cursor:
        return tables_content(cursor)


def _make_room(path: Path) -> None:
    """The folder of the database."""
    if not exists(path):
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)


def _may_be_replaced(places: Places) -> bool:
    """Whether the database that is there is whole; False for a damaged one.

    Raises DatabaseLocked, DatabaseNewer, DemoMixed or JournalBehind: then it stays.
    """
    told = probe(places.database)
    if told is None:
        return False
    _check_same_kind(places, told.demo)
    last = Journal(places.journal).last()
    if told.version > last:
        raise JournalBehind(path=places.database, database=told.version, journal=last)
    return True


def _put_aside(path: Path) -> None:
    """Keep a damaged file, with its write-ahead log, under the next free name."""
    aside, number = path.with_name(f"{path.name}.damaged"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{number}")
    log = path.with_name(f"{path.name}.wal")
    with writing_to(path):
        if log.exists():
            log.replace(aside.with_name(f"{aside.name}.wal"))
        path.replace(aside)


def _check_same_kind(places: Places, demo: bool) -> None:
    if demo == places.demo:
        return
    found, wanted = KIND_NAMES[not places.demo], KIND_NAMES[places.demo]
    raise DemoMixed(
        path=places.database,
        data=places.data,
        found=found["vi"],
        found_en=found["en"],
        wanted=wanted["vi"],
        wanted_en=wanted["en"],
    )


def _inputs(places: Places) -> str:
    """The hash of everything that decides the content but the journal."""
    return inputs_hash(
        places.data,
        *filter(None, [own_hash(places.own_catalogue)]),
        f"schema {schema.SCHEMA_VERSION}",
        f"demo {places.demo}",
        repr((CATALOGUE_COLUMNS, PUBLISHED_COLUMNS)),
    )


def _meta(database: Database, key: str) -> str:
    with database.cursor() as cursor:
        return schema.read_meta(cursor, key)


def _folders(places: Places) -> dict[str, str]:
    """Where the inputs are, relative to the file, so that all can move together."""
    beside = places.database.resolve().parent
    return {
        "data_folder": _relative(places.data.resolve(), beside),
        "home_folder": _relative(places.home.resolve(), beside),
    }


def _relative(path: Path, folder: Path) -> str:
    with suppress(ValueError):  # on Windows there is no way from one drive to another
        return os.path.relpath(path, folder)
    return str(path)


def _record_folders(database: Database) -> None:
    """Keep up with a file that was moved, without building it anew."""
    folders = _folders(database.places)
    if any(_meta(database, key) != value for key, value in folders.items()):
        with suppress(DatabaseReadOnly):  # it can be read where it is
            _set_meta(database, folders)


def _meta_values(places: Places) -> dict[str, str]:
    return {
        "inputs_hash": _inputs(places),
        "demo": "true" if places.demo else "false",
        **_folders(places),
        "built_at": moment.to_text(moment.now()),
        "duckdb": duckdb.__version__,
    }


def _set_meta(database: Database, values: Mapping[str, str]) -> None:
    with database.writing() as cursor:
        cursor.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))


def _fill(database: Database, known: InUse, published: Published) -> None:
    """The reference tables and, as batch 1, the published figures, targets and sources."""
    with database.writing() as cursor:
        for name, table in known.tables.items():
            _copy_text(cursor, name, table)
        _copy_own(cursor, known.own)
        batches.insert_records(
            cursor, batches.PUBLISHED, "source", [asdict(s) for s in published.sources]
        )
        batches.insert_records(
            cursor,
            batches.PUBLISHED,
            "target",
            [_target_record(line, t) for line, t in enumerate(known.catalogue.targets, start=1)],
        )
        staging.stage_frame(cursor, published.rows)
        staging.insert(cursor, batches.PUBLISHED)
        cursor.execute(
            "INSERT INTO batch VALUES (?, ?, '', 'published', '', '', '')",
            [batches.PUBLISHED, _declared_date(published)],
        )
        cursor.execute(
            "INSERT INTO batch_event VALUES (?, ?, 'committed', ?, '', 'build', '')",
            [batches.PUBLISHED, batches.PUBLISHED, moment.BEGINNING],
        )


def _copy_text(cursor: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    columns = CATALOGUE_COLUMNS[name]
    listed = ", ".join(f"{column} VARCHAR NOT NULL" for column in columns)
    cursor.execute(f"CREATE TABLE {table_name(name)} (line INTEGER NOT NULL, {listed})")
    ordered = Table(table.file, columns, table.rows)
    frame = pd.DataFrame(table_rows(ordered), columns=["line", *columns])
    frame = frame.astype(dict.fromkeys(columns, "str"))
    cursor.register("text_rows", frame)
    cursor.execute(f"INSERT INTO {table_name(name)} BY NAME SELECT * FROM text_rows")
    cursor.unregister("text_rows")


def _copy_own(cursor: duckdb.DuckDBPyConnection, own: Sequence[OwnRow]) -> None:
    if own:
        rows = [(row.file, row.line, row.key, row.outcome, " ".join(row.columns)) for row in own]
        cursor.executemany("INSERT INTO own_row VALUES (?, ?, ?, ?, ?)", rows)


def _target_record(line: int, target: Target) -> dict[str, object]:
    return {"line": line, **asdict(target), "retracted": False}


def _declared_date(published: Published) -> datetime:
    """The newest date that the published sources state."""
    days = [last_day(s.latest_as_of) for s in published.sources if s.latest_as_of]
    return datetime.combine(max(days), time()) if days else moment.BEGINNING


def _result(database: Database, *, rebuilt: bool) -> BuildResult:
    with database.cursor() as cursor:
        counts = cursor.execute(
            "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM observation)"
        ).fetchall()
        return BuildResult(
            rebuilt, int(counts[0][0]), int(counts[0][1]), history.last_event(cursor)
        )


def _draft(path: Path) -> Path:
    """A fresh name beside the file, after removing what an interrupted build left."""
    draft = path.with_name(f".{path.name}.building")
    with writing_to(path):
        _remove(draft)
        draft.touch()
        draft.unlink()
    return draft


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def _replace(draft: Path, path: Path) -> None:
    """Put the finished file in place; a leftover write-ahead log of the old one must not stay."""
    with writing_to(path):
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
        put_in_place(draft, path)
