"""A DuckDB file opened, or the one reason why not."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseNewer,
    DatabaseReadOnly,
    StoreError,
)
from khdash.store.keeping_errors import DatabaseClosed
from khdash.store.refusal import reasons

WITHIN = (
    duckdb.ProgrammingError,
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.NotSupportedError,
)
"""Faults of what was asked; every other error of DuckDB is of the file or the machine."""


def exists(path: Path) -> bool:
    """Whether there is a file; raises DatabaseReadOnly where the folder cannot be entered."""
    try:
        return path.exists()
    except OSError as error:
        raise DatabaseReadOnly(path=path, **reasons(error)) from error


def refused(path: Path) -> DatabaseReadOnly | None:
    """Why a file that is there cannot be written; None where it can.

    It is not opened for that: closing it again would end DuckDB's own lock on it.
    """
    effective = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    if os.access(path, os.W_OK, **effective):
        return None
    number = errno.EROFS if _on_read_only_disk(path) else errno.EACCES
    return DatabaseReadOnly(path=path, **reasons(OSError(number, os.strerror(number))))


def _on_read_only_disk(path: Path) -> bool:
    with suppress(OSError, AttributeError):
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return False


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the file, for reading only where it cannot be written.

    Raises DatabaseLocked, DatabaseNewer, DatabaseReadOnly or DatabaseCorrupt.
    """
    read_only = exists(path) and refused(path) is not None
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except (duckdb.Error, RuntimeError, ValueError) as error:
        raise named(error, path) from error


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Raise a StoreError where DuckDB tells of the file or the machine."""
    try:
        yield
    except WITHIN:
        raise
    except duckdb.Error as error:
        raise named(error, path) from error


def named(error: Exception, path: Path) -> StoreError:
    """DuckDB's message as the decision that it asks of a person."""
    text = str(error)
    if ("lock" in text and "PID" in text) or "being used by another process" in text:
        return DatabaseLocked(path=path)
    if "newer version" in text or "version number" in text:
        return DatabaseNewer(path=path, found=text.splitlines()[0][:120])
    if "already closed" in text or "has been closed" in text:
        return DatabaseClosed(path=path)
    number = _error_number(text)
    if number is not None:
        return DatabaseReadOnly(path=path, **reasons(OSError(number, text)))
    return DatabaseCorrupt(path=path)


_SIGNS = (
    ("No space", errno.ENOSPC),
    ("File too large", errno.EFBIG),
    ("quota", errno.EDQUOT),
    ("Permission denied", errno.EACCES),
    ("ead-only", errno.EROFS),
    ("Out of Memory", errno.ENOMEM),
)
"""What stands in a message where the machine refuses and the file is whole."""


def _error_number(text: str) -> int | None:
    return next((number for sign, number in _SIGNS if sign in text), None)
