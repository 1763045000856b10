"""Reading a snapshot: a copy of it for this process, asked with the same SQL as the database."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet as pq

from khdash.model.log import log
from khdash.store import schema
from khdash.store.atomic import write_whole
from khdash.store.errors import (
    SnapshotDamaged,
    SnapshotIncomplete,
    SnapshotUnreachable,
    StoreError,
)
from khdash.store.manifest import Manifest, Pointer, read_manifest, read_pointer, sha256
from khdash.store.publication import is_published
from khdash.store.reading import BOUNDARIES, Reading
from khdash.store.refusal import reasons
from khdash.store.shelf import VERSIONS, Shelf, shelf_at

TABLES = "tables.db"
"""The tables in the process's own folder: what is not asked for needs no memory."""
BATCH = 100_000
"""Rows that are taken up together."""

LOOK_EVERY = 3.0
"""Seconds between two looks at the pointer."""

_TRIES = 5


class Snapshot(Reading):
    """One published version. It never changes and needs its files no more once it is open.

    Its tables lie in a temporary folder, which goes with it.
    """

    def __init__(self, name: str, manifest: Manifest, shipped: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="khdash-", ignore_cleanup_errors=True)
        super().__init__(duckdb.connect(Path(self._folder.name) / TABLES))
        self.name, self.manifest, self.uploads_at = name, manifest, manifest.uploads_at
        self.shipped = shipped
        self.boundaries = Path(self._folder.name) / BOUNDARIES

    @classmethod
    def open(cls, address: str, shipped: Path) -> Snapshot:
        """The newest snapshot at an address.

        shipped: the data folder of this program, for a catalogue file that the snapshot lacks.
        Raises SnapshotMissing, SnapshotIncomplete, SnapshotDamaged, SnapshotNewer or
        SnapshotUnreachable.
        """
        shelf = shelf_at(address)
        pointer = read_pointer(shelf)
        for _ in range(_TRIES):
            try:
                return cls._load(shelf, pointer, shipped)
            except SnapshotIncomplete:
                before, pointer = pointer, read_pointer(shelf)
                if pointer == before:
                    raise
        raise SnapshotIncomplete(path=shelf.address, name=pointer.snapshot, file="…")

    @classmethod
    def _load(cls, shelf: Shelf, pointer: Pointer, shipped: Path) -> Snapshot:
        manifest = read_manifest(shelf, pointer)
        if manifest is None:
            raise SnapshotIncomplete(
                path=shelf.address, name=pointer.snapshot, file="manifest.json"
            )
        snapshot = cls(pointer.snapshot, manifest, shipped)
        try:
            schema.migrate(snapshot._connection, manifest.schema)
            for path in manifest.files:
                snapshot._take(path, _whole(shelf, pointer.snapshot, path, manifest), shelf)
            schema.migrate(snapshot._connection)
            snapshot._connection.execute(
                "INSERT INTO meta VALUES ('demo', ?)", ["true" if manifest.demo else "false"]
            )
        except BaseException:
            snapshot.close()
            raise
        return snapshot

    def _take(self, path: str, content: bytes, shelf: Shelf) -> None:
        """A file into the folder of this process: a table into its tables, an outline as it is."""
        kind, _, file = path.partition("/")
        try:
            if kind == BOUNDARIES:
                self.boundaries.mkdir(exist_ok=True)
                write_whole(self.boundaries / file, content)
                return
            self._take_table(file.removesuffix(".parquet"), content)
        except OSError as error:
            raise SnapshotUnreachable(path=self._folder.name, **reasons(error)) from error
        except duckdb.IOException as error:  # of its own tables: the content is in memory
            told = reasons(OSError(0, str(error)))
            raise SnapshotUnreachable(path=self._folder.name, **told) from error
        except (duckdb.Error, pyarrow.ArrowException, LookupError) as error:
            raise SnapshotDamaged(path=shelf.address, file=path) from error

    def _take_table(self, table: str, content: bytes) -> None:
        if not is_published(table):
            raise LookupError(table)
        rows = pq.ParquetFile(pyarrow.BufferReader(content))
        batches = rows.iter_batches(BATCH)
        self._connection.register(
            "published_rows", pyarrow.RecordBatchReader.from_batches(rows.schema_arrow, batches)
        )
        if table.startswith("catalogue_"):
            # The columns of a catalogue file are those that it had when it was published.
            self._connection.execute(f'CREATE TABLE "{table}" AS FROM published_rows')
        else:
            self._connection.execute(f'INSERT INTO "{table}" BY NAME FROM published_rows')
        self._connection.unregister("published_rows")

    def version(self) -> int:
        """The number of the newest event that was published."""
        return self.manifest.version

    def close(self) -> None:
        """Let go of the tables and the folder."""
        super().close()
        self._folder.cleanup()


def _whole(shelf: Shelf, name: str, path: str, manifest: Manifest) -> bytes:
    content = shelf.read(f"{VERSIONS}/{name}/{path}")
    if content is None:
        raise SnapshotIncomplete(path=shelf.address, name=name, file=path)
    if sha256(content) != manifest.files[path]:
        raise SnapshotDamaged(path=shelf.address, file=f"{VERSIONS}/{name}/{path}")
    return content


class Newest:
    """The newest snapshot at an address, looked for again every few seconds.

    While one thread takes up a new version the others go on with the one before. A new version
    that cannot be read leaves the one before in use; `fault` says why until it can.
    """

    def __init__(self, address: str, shipped: Path, every: float = LOOK_EVERY) -> None:
        self._address, self._shipped, self._every = address, shipped, every
        self._known: Snapshot | None = None
        self._looking = threading.Lock()
        self._next_look = 0.0
        self.fault: StoreError | None = None

    def snapshot(self) -> Snapshot:
        """Raises what Snapshot.open raises as long as there is none at all."""
        known = self._known
        if known is None:
            with self._looking:
                return self._known or self._first()
        if time.monotonic() >= self._next_look and self._looking.acquire(blocking=False):
            try:
                self._known = known = self._newer(known)
            finally:
                self._looking.release()
        return known

    def _first(self) -> Snapshot:
        if self.fault is None or time.monotonic() >= self._next_look:
            try:
                self._known, self.fault = Snapshot.open(self._address, self._shipped), None
            except StoreError as error:
                self.fault = error
            self._next_look = time.monotonic() + self._every
        if self._known is None:
            assert self.fault is not None
            raise self.fault
        return self._known

    def _newer(self, known: Snapshot) -> Snapshot:
        try:
            if read_pointer(shelf_at(self._address)).snapshot != known.name:
                known = Snapshot.open(self._address, self._shipped)
            self.fault = None
        except StoreError as error:
            if str(error) != str(self.fault):
                log("snapshot not read", level=logging.WARNING, said=error.text("vi"))
            self.fault = error
        self._next_look = time.monotonic() + self._every
        return known
