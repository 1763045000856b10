"""What a database holds, table by table, in a form that two databases can be compared by."""

from __future__ import annotations

import duckdb

_TIME_OF_BUILD = ("schema_migration", "meta")


def content(cursor: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """The number of rows of each table and a hash of them that does not depend on their order."""
    names = cursor.execute(
        """SELECT table_name FROM duckdb_tables()
           WHERE NOT internal AND NOT temporary AND database_name = current_database()"""
    ).fetchall()
    found = {}
    for (name,) in names:
        if name in _TIME_OF_BUILD:
            continue
        columns = cursor.execute(
            """SELECT column_name FROM duckdb_columns()
               WHERE table_name = ? AND database_name = current_database() ORDER BY 1""",
            [name],
        ).fetchall()
        listed = ", ".join(f'"{column}"' for (column,) in columns)
        rows = cursor.execute(
            f'SELECT count(*), coalesce(sum(hash({listed})::HUGEINT), 0) FROM "{name}"'
        ).fetchall()
        found[name] = (int(rows[0][0]), int(rows[0][1]))
    return found
