"""A file on its way to being opened: of which version, of which folders, and which one it is."""

from __future__ import annotations

from pathlib import Path

import duckdb

from khdash.store import schema
from khdash.store.connection import connect, exists, naming, refused
from khdash.store.errors import DatabaseCorrupt, DatabaseNewer
from khdash.store.places import Places, normal


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring the tables of an older program up to date.

    Raises DatabaseCorrupt for a file of another program, DatabaseNewer or DatabaseReadOnly.
    """
    with naming(path):
        found = schema.applied(connection)
        if found == 0:
            raise DatabaseCorrupt(path=path)
        if found > schema.SCHEMA_VERSION:
            raise DatabaseNewer(path=path, found=f"schema {found} > {schema.SCHEMA_VERSION}")
        if found < schema.SCHEMA_VERSION:
            fault = refused(path)
            if fault is not None:
                raise fault
            schema.migrate(connection)


def recorded_places(path: Path) -> Places | None:
    """Where a database's inputs were at its build, kept relative to the file.

    None for no file, and for one of the first version, whose journal lay among the shipped data.
    """
    if not exists(path):
        return None
    with connect(path) as connection:
        check_schema(connection, path)
        data, home = (schema.read_meta(connection, key) for key in ("data_folder", "home_folder"))
    if not home:
        return None
    folder = path.resolve().parent
    return Places(normal(folder / data), normal(folder / home), path)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
