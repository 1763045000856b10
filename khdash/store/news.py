"""What became of the figures between two versions of the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb
import pandas as pd

from khdash.store import schema


def moment_of(cursor: duckdb.DuckDBPyConnection, version: int) -> datetime | None:
    """When the data came to a version; None for one that these tables do not know.

    For the published figures it is the date that their sources state.
    """
    found = cursor.execute(
        """SELECT greatest(occurred_at, committed_at)
           FROM batch_event JOIN batch ON batch.id = batch_id WHERE batch_event.id = ?""",
        [version],
    ).fetchall()
    return found[0][0] if found else None


def sign_of(cursor: duckdb.DuckDBPyConnection, version: int) -> str:
    """What tells a version apart from the same number of other tables: of another home, or after
    the published figures, which have no versions, were replaced."""
    found = cursor.execute(
        """SELECT md5(concat_ws(' ',
               (SELECT string_agg(id || '@' || occurred_at, ' ' ORDER BY id)
                FROM batch_event WHERE id <= $version),
               (SELECT sum(hash(unit, indicator, subgroup, basis, year, point, value)::HUGEINT)
                FROM observation WHERE batch_id = 1)))""",
        {"version": version},
    ).fetchall()
    return str(found[0][0])[:16]


def read_changes(
    cursor: duckdb.DuckDBPyConnection, since: int, until: int, above: Sequence[str] | None
) -> pd.DataFrame:
    """One row a figure in use that another version has not, or has with another value.

    above: the units that are asked for; None for all. Columns: unit, indicator, subgroup, basis,
    year, period, moment (of a figure of a period), before_value, before_qualifier and
    before_source_id (NaN and '' where there was none), value, qualifier and source_id (where there
    is none), and of the event that made the difference: event (committed, undone, redone),
    event_batch, occurred_at, actor, reason, file_name and note of its batch.
    """
    touched = [
        unit
        for (unit,) in cursor.execute(
            """SELECT DISTINCT unit
               FROM (SELECT unit, batch_id FROM observation
                     UNION ALL SELECT unit, batch_id FROM preference)
               SEMI JOIN (FROM batch_event WHERE id > ? AND id <= ?) AS e USING (batch_id)""",
            [since, until],
        ).fetchall()
    ]
    wanted = touched if above is None else sorted(set(touched) & set(above))
    return cursor.execute(
        schema.sql("news.sql"),
        {
            "first": since,
            "last": until,
            "since": _event_at(cursor, since),
            "until": _event_at(cursor, until),
            "units": wanted,
        },
    ).df()


def _event_at(cursor: duckdb.DuckDBPyConnection, version: int) -> datetime:
    found = cursor.execute("SELECT occurred_at FROM batch_event WHERE id = ?", [version])
    moment: datetime = found.fetchall()[0][0]
    return moment
