"""Publishing: an immutable copy of what readers need, put beside the earlier ones."""

from __future__ import annotations

import io
import logging
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from khdash.model.catalogue import Catalogue
from khdash.model.log import log
from khdash.store import history, moment, observations
from khdash.store.database import Database
from khdash.store.errors import SnapshotDamaged, StoreError
from khdash.store.keeping_errors import DatabaseClosed
from khdash.store.manifest import (
    Manifest,
    Pointer,
    manifest_path,
    published_at,
    read_manifest,
    read_pointer,
    sha256,
)
from khdash.store.publication import Undeclared, is_published
from khdash.store.schema import SCHEMA_VERSION
from khdash.store.shelf import Shelf, shelf_at

KEPT = 5
"""How many snapshots the application keeps when it publishes by itself."""

ROW_GROUP = 200_000
"""Rows of a table that are read and written together."""

PUBLISH_EVERY = 5.0
"""Seconds between two looks whether something was committed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of it. moved: the pointer names another snapshot than before."""

    name: str
    version: int
    moved: bool
    size: int
    removed: int


def publish(
    database: Database, address: str, *, keep: int | None = None, uploads_at: str = ""
) -> Publication:
    """Publish the present content of a database at an address.

    The snapshot is written, read back and compared by SHA-256; only then does the pointer name
    it. What is published already stays as it is. keep: remove all but so many of the newest.
    Raises SnapshotUnreachable, SnapshotDamaged or Undeclared.
    """
    shelf = shelf_at(address)
    manifest, files = extract(database, uploads_at)
    moved = not _is_newest(shelf, manifest)
    if moved:
        written = manifest.to_bytes()
        shelf.place(manifest.name, {**files, "manifest.json": written})
        _check(shelf, manifest)
        shelf.point(Pointer(manifest.name, sha256(written)).to_bytes())
    removed = _prune(shelf, manifest.name, keep) if keep else 0
    size = sum(map(len, files.values()))
    return Publication(manifest.name, manifest.version, moved, size, removed)


def keep_published(
    database: Database, address: str, uploads_at: str = "", every: float = PUBLISH_EVERY
) -> threading.Thread:
    """Publish now and after every change, in a thread that ends when nobody has the database.

    A place that cannot be written is told in the log, once, and tried again.
    """
    reference = weakref.ref(database)
    stop = threading.Event()
    weakref.finalize(database, stop.set)

    def publish_changes() -> None:
        published, told = 0, ""
        while (store := reference()) is not None:
            try:
                if store.version() != published:
                    done = publish(store, address, keep=KEPT, uploads_at=uploads_at)
                    published, told = done.version, ""
            except DatabaseClosed:
                return
            except (StoreError, Undeclared) as error:
                if str(error) != told:
                    log("not published", level=logging.WARNING, said=(told := str(error)))
            del store
            stop.wait(every)

    thread = threading.Thread(target=publish_changes, name="khdash-publish", daemon=True)
    thread.start()
    return thread


def extract(database: Database, uploads_at: str = "") -> tuple[Manifest, dict[str, bytes]]:
    """The files of a snapshot, all of one moment, and what lists them."""
    with database.cursor() as cursor:
        cursor.begin()
        version, demo = history.last_event(cursor), observations.is_demo(cursor)
        files = {
            f"tables/{table}.parquet": _parquet(cursor, table)
            for table in tables(cursor)
            if is_published(table)
        }
    for path in outlines(database.catalogue(), database.boundaries):
        files[f"boundaries/{path.name}"] = path.read_bytes()
    hashes = {path: sha256(content) for path, content in sorted(files.items())}
    now = moment.to_text(moment.now())
    return Manifest(version, SCHEMA_VERSION, demo, uploads_at, hashes, now), files


def tables(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of a database by name."""
    found = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY 1"
    ).fetchall()
    return [str(name) for (name,) in found]


def _parquet(cursor: duckdb.DuckDBPyConnection, table: str) -> bytes:
    """A table in the order in which it was written: a reader meets the rows as they stand here.

    Written a group of rows at a time, so that millions of them are never in memory together.
    """
    ends = cursor.execute(f'SELECT coalesce(max(rowid), -1) FROM "{table}"').fetchall()
    buffer = io.BytesIO()
    schema = cursor.sql(f'SELECT * FROM "{table}" LIMIT 0').to_arrow_table().schema
    with pq.ParquetWriter(buffer, schema, compression="zstd") as file:
        for start in range(0, int(ends[0][0]) + 1, ROW_GROUP):
            rows = cursor.sql(
                f'SELECT * FROM "{table}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid',
                params=[start, start + ROW_GROUP - 1],
            )
            file.write_table(rows.to_arrow_table())
    return buffer.getvalue()


def outlines(catalogue: Catalogue, folder: Path) -> list[Path]:
    """The boundary files that the catalogue names and that are there."""
    named = {
        file for one in catalogue.boundary_sets for file in (one.areas, one.neighbours) if file
    }
    return [folder / file for file in sorted(named) if (folder / file).is_file()]


def _is_newest(shelf: Shelf, manifest: Manifest) -> bool:
    """Whether the pointer names this snapshot and all of it is there and whole."""
    try:
        pointer = read_pointer(shelf)
        known = read_manifest(shelf, pointer) if pointer.snapshot == manifest.name else None
        if known is None or known.name != manifest.name:
            return False
        _check(shelf, known)
    except StoreError:
        return False
    return True


def _check(shelf: Shelf, manifest: Manifest) -> None:
    """Raise SnapshotDamaged where a file is not what the manifest says."""
    folder = manifest_path(manifest.name).rpartition("/")[0]
    for path, digest in manifest.files.items():
        content = shelf.read(f"{folder}/{path}")
        if content is None or sha256(content) != digest:
            raise SnapshotDamaged(path=shelf.address, file=f"{folder}/{path}")


def _prune(shelf: Shelf, newest: str, keep: int) -> int:
    """Remove older snapshots, and what interrupted publications left; how many went.

    A reader has all of a snapshot in memory from the moment it takes it up, and one that is just
    reading it looks at the pointer again.
    """
    left = set(shelf.abandoned())
    whole = [name for name in shelf.names() if name not in left and not name.startswith(".")]
    whole.sort(key=lambda name: (name == newest, published_at(shelf, name), name), reverse=True)
    gone = [*whole[keep:], *left]
    for name in gone:
        shelf.remove(name)
    return len(gone)
