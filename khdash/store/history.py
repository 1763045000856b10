"""Reading the log itself: batches, events, every row of one figure, and what an undo would do."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pandas as pd

from khdash.store import moment
from khdash.store.errors import NoSuchBatch


def last_event(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest event; 0 before the published figures are in."""
    found = cursor.execute("SELECT coalesce(max(id), 0) FROM batch_event").fetchall()
    return int(found[0][0])


def newest_event(cursor: duckdb.DuckDBPyConnection) -> tuple[int, datetime]:
    """The number of the newest event and its moment."""
    found = cursor.execute(
        "SELECT id, occurred_at FROM batch_event ORDER BY id DESC LIMIT 1"
    ).fetchall()
    return (int(found[0][0]), found[0][1]) if found else (0, moment.BEGINNING)


def version(cursor: duckdb.DuckDBPyConnection, when: datetime) -> tuple[int, datetime]:
    """The newest event up to a moment and when the data changed last.

    The published figures count as known at every moment; their date is what their sources state.
    """
    found = cursor.execute(
        """SELECT batch_event.id, greatest(occurred_at, committed_at)
           FROM batch_event JOIN batch ON batch.id = batch_id
           WHERE occurred_at <= ?::TIMESTAMP
           ORDER BY batch_event.id DESC LIMIT 1""",
        [when],
    ).fetchall()
    return (int(found[0][0]), found[0][1]) if found else (0, moment.BEGINNING)


def state(cursor: duckdb.DuckDBPyConnection, batch: int) -> str | None:
    """The newest event of a batch: committed, undone or redone; None where there is no batch."""
    found = cursor.execute(
        "SELECT arg_max(event, id) FROM batch_event WHERE batch_id = ?", [batch]
    ).fetchall()
    return str(found[0][0]) if found[0][0] is not None else None


def read_batches(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every batch, newest first.

    Columns: batch_id, committed_at, committed_by, channel, file_name, file_sha256, note, figures
    (rows written), live, changed_at, changed_by, reason (of its newest event).
    """
    return cursor.execute(
        """WITH newest AS (
               FROM batch_event QUALIFY id = max(id) OVER (PARTITION BY batch_id)
           ),
           counted AS (SELECT batch_id, count(*) AS figures FROM observation GROUP BY batch_id)
           SELECT batch.id AS batch_id, committed_at, committed_by, channel, file_name,
                  file_sha256, note, coalesce(figures, 0) AS figures,
                  event <> 'undone' AS live, occurred_at AS changed_at, actor AS changed_by, reason
           FROM batch
           JOIN newest ON newest.batch_id = batch.id
           LEFT JOIN counted ON counted.batch_id = batch.id
           ORDER BY batch.id DESC"""
    ).df()


def read_rows(
    cursor: duckdb.DuckDBPyConnection, batch: int, most: int | None = None
) -> pd.DataFrame:
    """The figures that a batch wrote, in the order of its file: the columns of the log.

    most: only so many of the first.
    """
    return cursor.execute(
        """SELECT * EXCLUDE (unit_code, unit_valid_from, batch_id)
           FROM observation WHERE batch_id = ? ORDER BY line LIMIT ?""",
        [batch, most],
    ).df()


def read_figure(
    cursor: duckdb.DuckDBPyConnection, key: tuple[str, str, str, int, str]
) -> pd.DataFrame:
    """Every row ever written for (unit, indicator, subgroup, year, basis), oldest first.

    Columns: those of the log, who and when, `live` (the batch is in force) and `standing`
    (current, rival, other_time; 'superseded' where a later batch or an undo took its place,
    'retraction' for the mark by which a source takes its figure back).
    """
    return cursor.execute(
        """SELECT written.* EXCLUDE (unit_code, unit_valid_from),
                  batch.committed_at, batch.committed_by, batch.channel, batch.file_name,
                  batch.file_sha256, live.batch_id IS NOT NULL AS live,
                  CASE WHEN written.retracted THEN 'retraction'
                       ELSE coalesce(now.standing, 'superseded') END AS standing
           FROM observation written
           JOIN batch ON batch.id = written.batch_id
           LEFT JOIN live_batches(TIMESTAMP '9999-12-31', NULL) live
                  ON live.batch_id = written.batch_id
           LEFT JOIN observations_at(TIMESTAMP '9999-12-31', NULL, units := [$unit]) now
                  ON now.batch_id = written.batch_id AND now.line = written.line
           WHERE written.unit = $unit AND written.indicator = $indicator
             AND written.subgroup = $subgroup AND written.year = $year AND written.basis = $basis
           ORDER BY written.batch_id, written.line""",
        dict(zip(("unit", "indicator", "subgroup", "year", "basis"), key, strict=True)),
    ).df()


def preview(cursor: duckdb.DuckDBPyConnection, batch: int) -> pd.DataFrame:
    """What reversing the state of a batch (undo, or redo where it is undone) would change.

    One row a figure that the batch wrote: value, qualifier, source and batch shown now and after;
    `outcome`: 'returns' (an earlier figure shows again), 'disappears', 'appears', 'replaced' (by
    this batch, on redo), 'kept' (what is shown stays: a later batch or a preferred source covers
    it).
    """
    if state(cursor, batch) is None:
        raise NoSuchBatch(batch=batch)
    units = cursor.execute(
        "SELECT DISTINCT unit FROM observation WHERE batch_id = ?", [batch]
    ).fetchall()
    return cursor.execute(
        """WITH
           touched AS (
               SELECT DISTINCT unit, indicator, subgroup, basis, year, point, period
               FROM observation WHERE batch_id = $batch
           ),
           before AS (
               SELECT unit, indicator, subgroup, basis, year, point, period,
                      value AS value_now, qualifier AS qualifier_now,
                      source_id AS source_now, batch_id AS batch_now
               FROM observations_at(TIMESTAMP '9999-12-31', NULL, units := $units) WHERE leads
           ),
           after AS (
               SELECT unit, indicator, subgroup, basis, year, point, period,
                      value AS value_after, qualifier AS qualifier_after,
                      source_id AS source_after, batch_id AS batch_after
               FROM observations_at(TIMESTAMP '9999-12-31', $batch::INTEGER, units := $units)
               WHERE leads
           )
           SELECT touched.*, value_now, qualifier_now, source_now, batch_now,
                  value_after, qualifier_after, source_after, batch_after,
                  CASE WHEN batch_now IS NOT DISTINCT FROM batch_after THEN 'kept'
                       WHEN batch_after IS NULL THEN 'disappears'
                       WHEN batch_now IS NULL THEN 'appears'
                       WHEN batch_after = $batch THEN 'replaced'
                       ELSE 'returns' END AS outcome
           FROM touched
           LEFT JOIN before USING (unit, indicator, subgroup, basis, year, point, period)
           LEFT JOIN after USING (unit, indicator, subgroup, basis, year, point, period)
           ORDER BY indicator, unit, subgroup, basis, year, point""",
        {"batch": batch, "units": [unit for (unit,) in units]},
    ).df()
