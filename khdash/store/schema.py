"""The tables, and the steps by which an older database becomes a present one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from khdash.store import moment

Step = Callable[[duckdb.DuckDBPyConnection], None]


def _create_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("tables.sql"))


def _create_standing(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("standing.sql"))


def _create_upload_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("upload.sql"))


def _count_tasks(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("task_counts.sql"))


def _create_confirmations(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("confirmation.sql"))


def _create_explanations(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("explanation.sql"))


def _create_forgotten(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("forgotten.sql"))


def _create_entries(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("entries.sql"))


def _create_rounds(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("rounds.sql"))


def _create_own_rows(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(sql("own_row.sql"))


MIGRATIONS: tuple[tuple[str, Step], ...] = (
    ("tables", _create_tables),
    ("standing", _create_standing),
    ("upload tables", _create_upload_tables),
    ("standing of single figures without ranking", _create_standing),
    ("confirmations", _create_confirmations),
    ("standing of the figures of some units", _create_standing),
    ("how much of a task is done, of how much", _count_tasks),
    ("explanations of figures", _create_explanations),
    ("forgotten choices", _create_forgotten),
    ("entries of the journal", _create_entries),
    ("rounds of collection", _create_rounds),
    ("own rows of the catalogue", _create_own_rows),
)
"""In order; a step is never changed once a release has used it, a new one is added below."""

SCHEMA_VERSION = len(MIGRATIONS)


def applied(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many migrations a database has had; 0 for an empty file or a foreign database."""
    found = cursor.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_migration'"
    ).fetchall()
    if not found[0][0]:
        return 0
    return int(cursor.execute("SELECT count(*) FROM schema_migration").fetchall()[0][0])


def migrate(cursor: duckdb.DuckDBPyConnection, up_to: int | None = None) -> None:
    """Apply what is pending, each step in one transaction with the record that it was applied.

    up_to: the number of the last step, where tables as an older program had them are wanted.
    """
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS schema_migration "
        "(version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    for version in range(applied(cursor) + 1, (up_to or SCHEMA_VERSION) + 1):
        name, step = MIGRATIONS[version - 1]
        cursor.begin()
        try:
            step(cursor)
            cursor.execute(
                "INSERT INTO schema_migration VALUES (?, ?, ?)", [version, name, moment.now()]
            )
            cursor.commit()
        except BaseException:
            cursor.rollback()
            raise


def sql(name: str) -> str:
    """The text of an SQL file of this package."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def read_meta(connection: duckdb.DuckDBPyConnection, key: str) -> str:
    """What the build wrote down about itself; '' for a key that it did not know."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
    return str(found[0][0]) if found else ""
