"""What readers ask of the store, whether it is the database or a snapshot of it."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, cast

import duckdb
import pandas as pd
from cachetools import LRUCache, cachedmethod
from cachetools.keys import hashkey

from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset, Frames
from khdash.model.frames import EXPLANATION, TASK_STATUS
from khdash.model.own_rows import OwnRow
from khdash.store import decisions, history, moment, news, observations
from khdash.store.connection import WITHIN, named
from khdash.store.errors import DatabaseCorrupt, StoreError
from khdash.store.keeping_errors import DatabaseClosed

BOUNDARIES = "boundaries"
"""The folder of the outlines, in the data folder and in a snapshot."""


Question = ParamSpec("Question")
LONGEST_READ = 60.0
"""Seconds that a reader may take when the tables are to be closed."""
MOST_KEPT = 128
"""Answers about the newest version that are kept; a page asks for some dozens."""


def kept_by_version(
    read: Callable[Concatenate[Reading, Question], pd.DataFrame],
) -> Callable[Concatenate[Reading, Question], pd.DataFrame]:
    """Let a query be asked of the tables once in a version, however many threads ask. The answers
    are shared: change a copy."""

    def key(self: Reading, *asked: Hashable, **named: Hashable) -> Hashable:
        return hashkey(read.__name__, self.version(), *asked, **named)

    keeping = cachedmethod(attrgetter("_kept"), key, condition=attrgetter("_asking"))
    return cast("Callable[Concatenate[Reading, Question], pd.DataFrame]", keeping(read))


class Reading(ABC):
    """The reading half of the store: the same queries on the same tables, wherever they lie.

    shipped: the data folder, for a catalogue file that the tables lack. boundaries: the folder
    of the outlines. uploads_at: where figures are handed in, '' where it is here or not told.
    broken: DuckDB has given the tables up, they must be opened anew.
    """

    shipped: Path
    boundaries: Path
    uploads_at: str = ""
    broken: bool = False

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._handing_out = threading.Condition()
        self._cursors = 0
        self.ended = False
        self._asking = threading.Condition()
        self._kept: LRUCache[Hashable, pd.DataFrame] = LRUCache(MOST_KEPT)

    def close(self) -> None:
        """Close the tables; what follows on this object fails."""
        self.ended = True
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one call: DuckDB refuses two calls on one connection.

        Raises a StoreError for what the file or the machine did.
        """
        try:
            with self._handing_out:
                if self.ended:
                    raise DatabaseClosed(path=self.file)
                cursor = self._connection.cursor()
                self._cursors += 1
            try:
                yield cursor
            finally:
                with self._handing_out:
                    cursor.close()
                    self._cursors -= 1
                    self._handing_out.notify_all()
        except WITHIN:
            raise
        except duckdb.Error as error:
            raise self._named(error) from error

    def end(self) -> None:
        """Close the tables once those who are reading have done; who comes later is refused."""
        with self._handing_out:
            self.ended = True
            self._handing_out.wait_for(lambda: not self._cursors, LONGEST_READ)
        self.close()

    @property
    def file(self) -> Path:
        """What an error of DuckDB is about."""
        return self.shipped

    def _named(self, error: duckdb.Error) -> StoreError:
        found = named(error, self.file)
        text = str(error)
        self.broken = self.broken or "invalidated" in text or isinstance(found, DatabaseCorrupt)
        return found

    @abstractmethod
    def version(self) -> int:
        """The number of the newest event: the key of every cache."""

    def check_readable(self) -> None:
        """Raise a StoreError where the tables do not answer."""
        with self.cursor() as cursor:
            history.newest_event(cursor)

    @cached_property
    def _reference(self) -> Catalogue:
        with self.cursor() as cursor:
            return observations.read_reference(cursor, self.shipped)

    @cached_property
    def own_rows(self) -> tuple[OwnRow, ...]:
        """The rows of the vocabulary that are the office's own, as they were at the build."""
        with self.cursor() as cursor:
            return observations.read_own_rows(cursor)

    def catalogue(self, as_known_at: datetime | None = None) -> Catalogue:
        """The vocabulary with the targets and sources in force at a moment."""
        with self.cursor() as cursor:
            return self._catalogue(cursor, moment.to_vietnam(as_known_at or moment.END))

    def _catalogue(self, cursor: duckdb.DuckDBPyConnection, when: datetime) -> Catalogue:
        return replace(
            self._reference,
            targets=observations.read_targets(cursor, when),
            sources=observations.read_sources(cursor, when),
        )

    def dataset(self, as_known_at: datetime | None = None) -> Dataset:
        """What is known at a moment (default: now); see khdash.model.dataset.

        Where the catalogue has communes their figures are left to be asked for.
        """
        when = moment.to_vietnam(as_known_at or moment.END)
        with self.cursor() as cursor:
            cursor.begin()
            catalogue = self._catalogue(cursor, when)
            above = catalogue.above_communes
            communes = len(above) < len(catalogue.units)
            yearly, periods = observations.read_observations(
                cursor, when, above if communes else None
            )
            version, updated_at = history.version(cursor, when)
            _, newest = history.newest_event(cursor)
            return Dataset(
                catalogue,
                yearly,
                periods,
                version,
                updated_at,
                observations.is_demo(cursor),
                decisions.read(cursor, "confirmation", when),
                decisions.read(cursor, "task_status", when)[list(TASK_STATUS)].astype(
                    {name: TASK_STATUS[name] for name in ("done", "total")}
                ),
                explanations=decisions.read(cursor, "explanation", when)[list(EXPLANATION)],
                hand_ins=self._hand_ins(cursor, when),
                communes=_Communes(self, min(when, newest)) if communes else None,
                outlines=self.boundaries,
            )

    def _hand_ins(self, cursor: duckdb.DuckDBPyConnection, when: datetime) -> pd.DataFrame | None:
        """HandInFrame of the rounds as known at a moment; None where they are not kept."""
        return None

    @kept_by_version
    def history(self) -> pd.DataFrame:
        """Every batch, newest first; see khdash.store.history.read_batches."""
        with self.cursor() as cursor:
            return history.read_batches(cursor)

    @kept_by_version
    def rows_of(self, batch: int, most: int | None = None) -> pd.DataFrame:
        """The figures that a batch wrote; see khdash.store.history.read_rows."""
        with self.cursor() as cursor:
            return history.read_rows(cursor, batch, most)

    @kept_by_version
    def history_of(
        self, unit: str, indicator: str, subgroup: str, year: int, basis: str
    ) -> pd.DataFrame:
        """Every row ever written for one figure; see khdash.store.history.read_figure."""
        with self.cursor() as cursor:
            return history.read_figure(cursor, (unit, indicator, subgroup, year, basis))

    def moment_of(self, version: int) -> datetime | None:
        """When the data came to a version; None for one that is not known here."""
        with self.cursor() as cursor:
            return news.moment_of(cursor, version)

    def sign_of(self, version: int) -> str:
        """What tells this version apart from the same number elsewhere."""
        with self.cursor() as cursor:
            return news.sign_of(cursor, version)

    @kept_by_version
    def changes(self, since: int, until: int) -> pd.DataFrame:
        """What became of the figures between two known versions, but of those of communes; see
        khdash.store.news.read_changes."""
        known = self._reference
        communes = len(known.above_communes) < len(known.units)
        with self.cursor() as cursor:
            above = known.above_communes if communes else None
            return news.read_changes(cursor, since, until, above)

    def preview_undo(self, batch: int) -> pd.DataFrame:
        """What an undo, or for an undone batch a redo, would change, figure by figure."""
        with self.cursor() as cursor:
            return history.preview(cursor, batch)

    @kept_by_version
    def records(self, table: str, as_known_at: datetime | None = None) -> pd.DataFrame:
        """Live rows of a table of decisions, with when and by whom; oldest first."""
        with self.cursor() as cursor:
            return decisions.read(cursor, table, moment.to_vietnam(as_known_at or moment.END))

    @kept_by_version
    def taught(self) -> pd.DataFrame:
        """What batches taught about forms, where files are handed in: no snapshot has that table;
        see khdash.store.decisions.read_taught."""
        with self.cursor() as cursor:
            return decisions.read_taught(cursor)


@dataclass(frozen=True, slots=True)
class _Communes:
    """The figures of communes as known at the moment of a dataset, however late they are asked."""

    store: Reading
    when: datetime

    def read(self, units: Sequence[str]) -> Frames:
        with self.store.cursor() as cursor:
            return observations.read_observations(cursor, self.when, units)

    def indicators(self, units: Sequence[str]) -> frozenset[str]:
        with self.store.cursor() as cursor:
            return observations.indicators_of(cursor, self.when, units)
