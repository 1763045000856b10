"""The entries of the journal as the database keeps them."""

from __future__ import annotations

import duckdb


def hashes(cursor: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """The SHA-256 of the file of every entry that the database holds, by number."""
    found = cursor.execute("SELECT event_id, sha256 FROM journal_entry ORDER BY 1").fetchall()
    return {int(number): str(sha256) for number, sha256 in found}


def text(cursor: duckdb.DuckDBPyConnection, number: int) -> str | None:
    """The file of an entry; None where the database does not hold it."""
    found = cursor.execute(
        "SELECT content FROM journal_entry WHERE event_id = ?", [number]
    ).fetchall()
    return str(found[0][0]) if found else None
