"""One DuckDB file, held by one process: opening it, cursors for reading, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from weakref import WeakSet

import duckdb
import pandas as pd

from khdash.model.actor import WHOLE, Action, Actor
from khdash.model.log import timed
from khdash.store import (
    activity,
    batches,
    decisions,
    history,
    journal_entries,
    observations,
    rights,
    schema,
)
from khdash.store.activity import Deed
from khdash.store.atomic import check_folder
from khdash.store.batches import Receipt, Submission
from khdash.store.chain import Fault, Watch
from khdash.store.claim import check_home, claim_home
from khdash.store.connection import connect, exists, named, refused
from khdash.store.errors import (
    DatabaseMissing,
    DatabaseReadOnly,
    JournalBehind,
    JournalDamaged,
    JournalDiffers,
    NoSuchBatch,
    StoreError,
)
from khdash.store.exchange import finish_exchange
from khdash.store.journal import FIRST_ENTRY, Entry, Event, Journal, read_entry
from khdash.store.journal_end import check_end, write_end
from khdash.store.keeping_errors import DatabaseReplaced, RecordedNotApplied
from khdash.store.moving import move_over
from khdash.store.opening import check_schema, identity
from khdash.store.places import Places
from khdash.store.reading import BOUNDARIES, Reading
from khdash.store.whole import check_whole, damaged_blocks
from khdash.store.written_by import check_written_by

Result = TypeVar("Result")
MOST_NAMED = 5
"""Damaged files of the journal that one sentence names."""


class Database(Reading):
    """The store. Reading methods may be called from any thread; writers wait for each other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, places: Places) -> None:
        super().__init__(connection)
        self.places, self.journal = places, Journal(places.journal)
        self.shipped, self.boundaries = places.data, places.data / BOUNDARIES
        self._writer = threading.RLock()
        self._version: int | None = None
        self._refused = refused(places.database)
        self._waiting: StoreError | None = None
        self._served = identity(places.database)
        self._watch = Watch(self.journal)
        _OPEN.add(self)

    @property
    def file(self) -> Path:
        return self.places.database

    @property
    def is_read_only(self) -> bool:
        """Whether the file was opened for reading alone, since it cannot be written."""
        return self._refused is not None

    @classmethod
    def open(cls, places: Places) -> Database:
        """Open a built database and bring it up to its journal.

        What the first version kept among the shipped data is moved to the home before. Where the
        disk cannot be written it is opened for reading; where an entry of the journal is damaged,
        too: `fault` says so, and nothing is written.
        Raises DatabaseMissing, DatabaseLocked, DatabaseNewer, DatabaseCorrupt, DatabaseReadOnly,
        JournalDiffers, HomeMixed, HomeNewer or HomeConflict.
        """
        database = cls.open_unchecked(places)
        try:
            with database.cursor() as cursor:
                check_home(places, observations.is_demo(cursor))
            try:
                database.catch_up()
            except JournalDiffers:
                raise
            except (DatabaseReadOnly, JournalDamaged) as error:
                database._waiting = error
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_unchecked(cls, places: Places) -> Database:
        """Open a built database whatever its journal says, to mend that."""
        check_written_by(places.home)
        move_over(places)
        finish_exchange(places)
        if not exists(places.database):
            raise DatabaseMissing(path=places.database)
        damaged = 0 if _is_open_here(places.database) else damaged_blocks(places.database)
        connection = connect(places.database)
        try:
            check_whole(connection, places.database, damaged)
            check_schema(connection, places.database)
        except BaseException:
            connection.close()
            raise
        return cls(connection, places)

    @classmethod
    def create(cls, places: Places) -> Database:
        """A new file with empty tables; only `build` fills it."""
        connection = connect(places.database)
        schema.migrate(connection)
        return cls(connection, places)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes as long as this lasts."""
        with self._writer:
            yield

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction of the only writer; undone if anything in it fails."""
        with self._writer, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
                self._version = None
            except BaseException:
                _roll_back(cursor)
                raise

    def catch_up(self) -> int:
        """Apply the journal's entries that the database lacks; how many there were.

        A crash between the journal and the transaction leaves such an entry behind. Entries that
        are damaged are not applied.
        """
        with self._writer:
            with self.cursor() as cursor:
                known, at = history.newest_event(cursor)
                kept = journal_entries.hashes(cursor)
            self._check_same_journal(known, at)
            damaged = {fault.entry: fault.name for fault in self._watch.faults(kept)}
            later = [name for number, name in damaged.items() if number > known]
            if later and known <= self.journal.last():
                raise JournalDamaged(path=self.journal.folder, entry=later[0])
            applied = 0
            for entry in self.journal.entries(after=known):
                with self.writing() as cursor:
                    batches.replay(cursor, entry, self.journal)
                applied += 1
            unkept = range(FIRST_ENTRY, min(known, self.journal.last()) + 1)
            older = [n for n in unkept if n not in kept and n not in damaged]
            if older:
                with self.writing() as cursor:
                    for number in older:
                        batches.keep_entry(cursor, number, self.journal.text(number))
            write_end(self.places.home, self.journal.last())
            self._waiting = None
            return applied

    def _check_same_journal(self, known: int, at: datetime) -> None:
        """Raise JournalDamaged where the newest entry known is of another moment."""
        if not FIRST_ENTRY <= known <= self.journal.last():
            return
        try:
            same = self.journal.read(known).at == at
        except JournalDamaged:
            return  # an entry that cannot be read is told by the watch
        if not same:
            name = self.journal.entry_file(known).name
            raise JournalDiffers(path=self.journal.folder, database=self.file, entry=name)

    def check_journal(self) -> None:
        """Raise JournalBehind where the database holds entries that the journal lacks."""
        if self.version() > self.journal.last():
            raise JournalBehind(
                path=self.places.database, database=self.version(), journal=self.journal.last()
            )

    def entry(self, number: int) -> Entry | None:
        """An entry of the journal, also where its file is damaged; None where nobody has it."""
        with self.cursor() as cursor:
            told = journal_entries.text(cursor, number)
        if told is not None:
            return read_entry(told)
        with suppress(JournalDamaged):
            return self.journal.read(number)
        return None

    def fault(self) -> StoreError | None:
        """What keeps anything from being written, or entries of the journal from being shown."""
        try:
            self._check_unharmed()
        except StoreError as error:
            return error
        return self._waiting

    def _check_unharmed(self) -> None:
        """Raise where the file is not the one that is served, or the journal is damaged."""
        if self._refused is not None:
            raise self._refused
        if identity(self.places.database) != self._served:
            raise DatabaseReplaced(path=self.places.database)
        self.check_journal()
        check_end(self.places.home, self.journal)
        damaged = self.journal_faults()
        if damaged:
            raise self._damaged(damaged)

    def check_journal_whole(self) -> list[Fault]:
        """Raise where the journal is not as it was written; the uploaded files that are not.

        Everything is read.
        """
        self.check_journal()
        check_end(self.places.home, self.journal)
        faults = self.journal_faults(whole=True)
        damaged = [fault for fault in faults if not fault.is_kept_file]
        if damaged:
            raise self._damaged(damaged)
        return faults

    def journal_faults(self, *, whole: bool = False) -> list[Fault]:
        """Every file of the journal that is not as it was written; see khdash.store.chain."""
        with self.cursor() as cursor:
            kept = journal_entries.hashes(cursor)
        return self._watch.faults(kept, whole=whole)

    def _damaged(self, faults: list[Fault]) -> JournalDamaged:
        names = ", ".join(fault.name for fault in faults[:MOST_NAMED])
        return JournalDamaged(path=self.journal.folder, entry=names)

    def check_writable(self) -> None:
        """Raise a StoreError where a commit could not be written."""
        self._check_unharmed()
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

    def _hand_ins(self, cursor: duckdb.DuckDBPyConnection, when: datetime) -> pd.DataFrame:
        return decisions.read_hand_ins(cursor, when)

    def highest(self, table: str, column: str) -> int:
        """The highest number that a column of a table of decisions ever held, undone or not."""
        with self.cursor() as cursor:
            return decisions.highest(cursor, table, column)

    # --- writing

    def commit(self, actor: Actor, submission: Submission) -> Receipt:
        """Write a batch; see khdash.store.batches.commit. Raises AccessRefused as well."""
        with activity.asked_by(self.places.home, actor):
            rights.check_submission(actor, submission, self._reference, self.taught)
        receipt = self._record(
            lambda cursor: batches.commit(cursor, self.journal, actor, submission)
        )
        if receipt.batch_id is not None:
            activity.record(
                self.places.home,
                actor,
                rights.deed_of(submission),
                batch=receipt.batch_id,
                file=submission.file_name,
                tables=[name for name, records in submission.records.items() if records],
                figures=receipt.written,
            )
        return receipt

    def _record(self, write: Callable[[duckdb.DuckDBPyConnection], Result]) -> Result:
        """Let `write` add an entry to the journal, and take it up.

        Raises RecordedNotApplied where the journal has it and the database could not follow.
        """
        with self._writer:
            self._prepare_to_write()
            before = self.journal.last()
            try:
                with timed("recorded") as told, self.writing() as cursor:
                    done = write(cursor)
                    told["entry"] = self.journal.last()
            except (StoreError, duckdb.Error) as error:
                if self.journal.last() == before:
                    raise
                write_end(self.places.home, self.journal.last())
                self._waiting = self._recorded(error)
                raise self._waiting from error
            write_end(self.places.home, self.journal.last())
            return done

    def _recorded(self, error: Exception) -> RecordedNotApplied:
        fault = error if isinstance(error, StoreError) else named(error, self.file)
        return RecordedNotApplied(
            entry=self.journal.last(), reason=fault.text("vi"), reason_en=fault.text("en")
        )

    def _prepare_to_write(self) -> None:
        if self._refused is not None:
            raise self._refused
        self.catch_up()
        self._check_unharmed()
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
        with activity.asked_by(self.places.home, actor):
            rights.check(actor, Action.SEE_FILES, units, self._reference)
        return self.journal.kept_file(str(known[batch]))

    def _change_state(self, batch: int, event: Event, actor: Actor, reason: str) -> None:
        activity.require(self.places.home, actor, Action.UNDO)
        change = (batch, event, reason)
        self._record(lambda cursor: batches.change_state(cursor, self.journal, actor, change))
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


def _is_open_here(path: Path) -> bool:
    """Whether this process has the file open already."""
    return any(one.file.resolve() == path.resolve() and not one.ended for one in list(_OPEN))


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # the failure may have ended the transaction already
        cursor.rollback()


_OPEN: WeakSet[Database] = WeakSet()
