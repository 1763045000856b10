"""A DuckDB file opened, or the one reason why not."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb

from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseReadOnly,
    StoreError,
)
from khdash.store.refusal import reasons


def exists(path: Path) -> bool:
    """Whether there is a file; raises DatabaseReadOnly where the folder cannot be entered."""
    try:
        return path.exists()
    except OSError as error:
        raise DatabaseReadOnly(path=path, **reasons(error)) from error


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the file. Raises DatabaseLocked, DatabaseNewer, DatabaseReadOnly or DatabaseCorrupt."""
    try:
        if exists(path):
            with path.open("r+b"):
                pass
    except OSError as error:
        raise DatabaseReadOnly(path=path, **reasons(error)) from error
    try:
        return duckdb.connect(str(path))
    except duckdb.Error as error:
        raise named(error, path) from error


def named(error: duckdb.Error, path: Path) -> StoreError:
    """DuckDB's message as the decision that it asks of a person."""
    text = str(error)
    if ("lock" in text and "PID" in text) or "being used by another process" in text:
        return DatabaseLocked(path=path)
    if "newer version" in text or "version number" in text:
        return DatabaseNewer(path=path, found=text.splitlines()[0][:120])
    if any(word in text for word in ("Read-only", "read-only", "No space", "Permission denied")):
        return DatabaseReadOnly(path=path, **reasons(OSError(_error_number(text), text)))
    return DatabaseCorrupt(path=path)


def _error_number(text: str) -> int:
    if "No space" in text:
        return errno.ENOSPC
    return errno.EACCES if "Permission" in text else errno.EROFS
