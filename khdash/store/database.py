"""One DuckDB file, held by one process: opening it, cursors for reading, one writer at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pandas as pd

from khdash.model.actor import WHOLE, AccessRefused, Action, Actor
from khdash.store import activity, batches, decisions, history, observations, rights, schema
from khdash.store.activity import Deed
from khdash.store.atomic import check_folder
from khdash.store.batches import Receipt, Submission
from khdash.store.claim import check_home, claim_home
from khdash.store.connection import connect, exists, named
from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseMissing,
    DatabaseNewer,
    JournalBehind,
    NoSuchBatch,
)
from khdash.store.journal import FIRST_ENTRY, Event, Journal
from khdash.store.moving import move_over
from khdash.store.places import Places
from khdash.store.reading import BOUNDARIES, Reading


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
        JournalDamaged, HomeMixed or HomeConflict.
        """
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

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keep other writers out from a question to the commit that rests on its answer."""
        with self._writer:
            self.catch_up()
            yield

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

    def highest(self, table: str, column: str) -> int:
        """The highest number that a column of a table of decisions ever held, undone or not."""
        with self.cursor() as cursor:
            return decisions.highest(cursor, table, column)

    # --- writing

    def commit(self, actor: Actor, submission: Submission) -> Receipt:
        """Write a batch; see khdash.store.batches.commit. Raises AccessRefused as well."""
        with self._asked_by(actor):
            rights.check_submission(
                actor, submission, self._reference, self._units_taught(submission)
            )
        with self._writer:
            self._prepare_to_write()
            with self.writing() as cursor:
                receipt = batches.commit(cursor, self.journal, actor, submission)
        if receipt.batch_id is not None:
            activity.record(
                self.places.home,
                actor,
                _deed(submission),
                batch=receipt.batch_id,
                file=submission.file_name,
                tables=[name for name, records in submission.records.items() if records],
                figures=receipt.written,
            )
        return receipt

    def _units_taught(self, submission: Submission) -> Mapping[int, Sequence[str]]:
        """The units of the batches that the submission forgets, by batch."""
        if not submission.records.get("forgotten_choice"):
            return {}
        known = self.taught()
        return dict(zip(known["batch_id"].astype(int), known["units"], strict=True))

    @contextmanager
    def _asked_by(self, actor: Actor) -> Iterator[None]:
        """What the actor may not do is refused, and that it was asked for is kept."""
        try:
            yield
        except AccessRefused as refused:
            activity.record(
                self.places.home, actor, Deed.DENIED, action=str(refused.values["action"])
            )
            raise

    def _prepare_to_write(self) -> None:
        self.catch_up()
        self.check_journal()
        with self.cursor() as cursor:
            claim_home(self.places, observations.is_demo(cursor))

    def undo(self, batch: int, actor: Actor, reason: str = "") -> None:
        """Take a batch out of force.

        Raises AccessRefused, NoSuchBatch, AlreadyUndone, PublishedBatch or YearLocked.
        """
        self._change_state(batch, "undone", actor, reason)

    def redo(self, batch: int, actor: Actor, reason: str = "") -> None:
        """Put an undone batch in force again.

        Raises AccessRefused, NoSuchBatch, NotUndone or YearLocked.
        """
        self._change_state(batch, "redone", actor, reason)

    def uploaded_file(self, actor: Actor, batch: int) -> Path:
        """Where the file of a batch is kept, as it came.

        Raises AccessRefused; NoSuchBatch where there is no such batch, or it had no file.
        """
        known = self.history().set_index("batch_id")["file_sha256"]
        if batch not in known.index or not known[batch]:
            raise NoSuchBatch(batch=batch)
        units = self.rows_of(batch)["unit"].unique() if len(self.rows_of(batch)) else (WHOLE,)
        with self._asked_by(actor):
            rights.check(actor, Action.SEE_FILES, units, self._reference)
        return self.journal.kept_file(str(known[batch]))

    def _change_state(self, batch: int, event: Event, actor: Actor, reason: str) -> None:
        with self._asked_by(actor):
            actor.require(Action.UNDO)
        with self._writer:
            self._prepare_to_write()
            with self.writing() as cursor:
                batches.change_state(cursor, self.journal, actor, (batch, event, reason))
        deed = Deed.UNDO if event == "undone" else Deed.REDO
        activity.record(self.places.home, actor, deed, batch=batch, reason=reason)

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


def _deed(submission: Submission) -> Deed:
    """What a batch is to the log: locks of years are told by their name."""
    locks = submission.records.get("year_lock")
    if not locks:
        return Deed.COMMIT
    return Deed.LOCK if locks[0]["locked"] else Deed.UNLOCK


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
