"""One DuckDB file, held by one process: opening it, cursors for reading, one writer at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pandas as pd

from khdash.model.actor import Actor
from khdash.store import batches, decisions, history, observations, schema
from khdash.store.atomic import check_folder
from khdash.store.batches import Receipt, Submission
from khdash.store.claim import check_home, claim_home
from khdash.store.connection import connect, exists, named
from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseMissing,
    DatabaseNewer,
    JournalBehind,
)
from khdash.store.journal import FIRST_ENTRY, Event, Journal
from khdash.store.moving import move_over
from khdash.store.places import Places
from khdash.store.reading import BOUNDARIES, Reading
from khdash.store.written_by import check_written_by


class Database(Reading):
    """The store. Reading methods may be called from any thread; writers wait for each other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, places: Places) -> None:
        super().__init__(connection)
        self.places, self.journal = places, Journal(places.journal)
        self.shipped, self.boundaries = places.data, places.data / BOUNDARIES
        self._writer = threading.RLock()
        self._version: int | None = None

    @classmethod
    def open(cls, places: Places) -> Database:
        """Open a built database and bring it up to its journal.

        What the first version kept among the shipped data is moved to the home before.
        Raises DatabaseMissing, DatabaseLocked, DatabaseNewer, DatabaseCorrupt, DatabaseReadOnly,
        JournalDamaged, HomeMixed, HomeNewer or HomeConflict.
        """
        check_written_by(places.home)
        move_over(places)
        if not exists(places.database):
            raise DatabaseMissing(path=places.database)
        connection = connect(places.database)
        try:
            _check_schema(connection, places.database)
            check_home(places, observations.is_demo(connection))
            database = cls(connection, places)
            database.catch_up()
        except BaseException:
            connection.close()
            raise
        return database

    @classmethod
    def create(cls, places: Places) -> Database:
        """A new file with empty tables; only `build` fills it."""
        connection = connect(places.database)
        schema.migrate(connection)
        return cls(connection, places)

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction of the only writer; undone if anything in it fails."""
        with self._writer, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
                self._version = None
            except BaseException as error:
                _roll_back(cursor)
                if isinstance(error, duckdb.IOException):
                    raise named(error, self.places.database) from error
                raise

    def catch_up(self) -> int:
        """Apply the journal's entries that the database lacks; how many there were.

        A crash between the journal and the transaction leaves such an entry behind.
        """
        with self._writer:
            with self.cursor() as cursor:
                known, at = history.newest_event(cursor)
            if FIRST_ENTRY <= known <= self.journal.last():
                self.journal.check_entry(known, at)
            applied = 0
            for entry in self.journal.entries(after=known):
                with self.writing() as cursor:
                    batches.replay(cursor, entry, self.journal)
                applied += 1
            return applied

    def check_journal(self) -> None:
        """Raise JournalBehind where the database holds entries that the journal lacks."""
        if self.version() > self.journal.last():
            raise JournalBehind(
                path=self.places.database, database=self.version(), journal=self.journal.last()
            )

    def check_writable(self) -> None:
        """Raise DatabaseReadOnly or JournalBehind where a commit could not be written."""
        self.check_journal()
        for folder in (self.journal.folder, self.places.database.parent):
            check_folder(folder)

    # --- reading

    def version(self) -> int:
        """The number of the newest event: the key of every cache.

        Asked of the file once after each commit: no other process writes to it.
        """
        known = self._version
        if known is None:
            with self._writer, self.cursor() as cursor:
                known = self._version = history.last_event(cursor)
        return known

    def classify(self, rows: pd.DataFrame) -> pd.DataFrame:
        """What a commit of the rows would do; see khdash.store.batches.classify."""
        with self.cursor() as cursor:
            return batches.classify(cursor, rows)

    # --- writing

    def commit(self, actor: Actor, submission: Submission) -> Receipt:
        """Write a batch; see khdash.store.batches.commit."""
        with self._writer:
            self._prepare_to_write()
            with self.writing() as cursor:
                return batches.commit(cursor, self.journal, actor, submission)

    def _prepare_to_write(self) -> None:
        self.catch_up()
        self.check_journal()
        with self.cursor() as cursor:
            claim_home(self.places, observations.is_demo(cursor))

    def undo(self, batch: int, actor: Actor, reason: str = "") -> None:
        """Take a batch out of force.

        Raises NoSuchBatch, AlreadyUndone, PublishedBatch or YearLocked.
        """
        self._change_state(batch, "undone", actor, reason)

    def redo(self, batch: int, actor: Actor, reason: str = "") -> None:
        """Put an undone batch in force again. Raises NoSuchBatch, NotUndone, YearLocked."""
        self._change_state(batch, "redone", actor, reason)

    def _change_state(self, batch: int, event: Event, actor: Actor, reason: str) -> None:
        with self._writer:
            self._prepare_to_write()
            with self.writing() as cursor:
                batches.change_state(cursor, self.journal, actor, (batch, event, reason))

    def prefer(self, actor: Actor, figure: decisions.Figure, reason: str) -> Receipt:
        """Prefer a named rival, with a reason; see khdash.store.decisions."""
        with self._writer:
            with self.cursor() as cursor:
                record = decisions.preference(cursor, figure, reason)
            return self.commit(
                actor,
                Submission(records={"preference": [record]}, channel="decision", note=reason),
            )

    def explain(self, actor: Actor, figure: decisions.Explained, text: str) -> Receipt:
        """Say why a figure is as it is, '' to take that back; see khdash.store.decisions."""
        with self._writer:
            with self.cursor() as cursor:
                record = decisions.explanation(cursor, figure, text)
            return self.commit(
                actor,
                Submission(
                    records={"explanation": [record]}, channel="decision", note=record["text"]
                ),
            )


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        found = schema.applied(connection)
    except duckdb.Error as error:
        raise named(error, path) from error
    if found == 0:
        raise DatabaseCorrupt(path=path)
    if found > schema.SCHEMA_VERSION:
        raise DatabaseNewer(path=path, found=f"schema {found} > {schema.SCHEMA_VERSION}")
    schema.migrate(connection)


def recorded_places(path: Path) -> Places | None:
    """Where a database's inputs were at its build, kept relative to the file.

    None for no file, and for one of the first version, whose journal lay among the shipped data.
    """
    if not exists(path):
        return None
    with connect(path) as connection:
        _check_schema(connection, path)
        data, home = (schema.read_meta(connection, key) for key in ("data_folder", "home_folder"))
    if not home:
        return None
    folder = path.resolve().parent
    return Places(_normal(folder / data), _normal(folder / home), path)


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # the failure may have ended the transaction already
        cursor.rollback()
