"""Writing: what a set of figures would change, committing it as a batch, undo and redo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import duckdb
import pandas as pd

from khdash.model.actor import Actor
from khdash.model.entries import Source
from khdash.store import history, moment, schema, staging
from khdash.store.errors import AlreadyUndone, NoSuchBatch, NotUndone, PublishedBatch, YearLocked
from khdash.store.journal import Entry, Event, Journal

PUBLISHED = 1
"""The batch of the published figures."""
SENDING = "submission"
"""How a file came that a province sent and nobody has accepted yet."""


@dataclass(frozen=True, eq=False)
class Submission:
    """What to write as one batch.

    rows: a frame of figures (columns: see khdash.store.staging; `retracted` marks a row by which
    a source takes its figure back). sources: those that the rows name and the store may not know.
    records: rows of other tables (khdash.store.decisions.TABLES).
    note: free text of the person; it is also the reason that a locked year asks for.
    """

    rows: pd.DataFrame | None = None
    sources: Sequence[Source] = ()
    records: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    channel: str = "upload"
    file_name: str = ""
    file_bytes: bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a commit did; `batch_id` is None where everything was known already."""

    batch_id: int | None
    new: int = 0
    changed: int = 0
    same: int = 0
    written: int = 0


def classify(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> pd.DataFrame:
    """For each row `action` new, changed or same, the old figure, and whether a commit `writes`.

    old_value, old_qualifier, old_source_id: what the source itself said before, or else the
    leading figure of the other sources. Only a row that the same source already gave is not
    written; `restates`: it gives the value of another source once more. The frame
    has these columns and the index of the input.
    """
    staging.stage_frame(cursor, rows)
    cursor.execute(schema.sql("review.sql"))
    reviewed = cursor.sql("SELECT * EXCLUDE (line) FROM reviewed ORDER BY line")
    # By way of Arrow: DuckDB's own conversion of text takes ten times as long.
    return reviewed.to_arrow_table().to_pandas().set_index(rows.index)


def commit(
    cursor: duckdb.DuckDBPyConnection, journal: Journal, actor: Actor, submission: Submission
) -> Receipt:
    """Write a batch inside the caller's transaction, the journal's entry last.

    Raises RowsRefused or YearLocked; nothing is written then.
    """
    batch = max(history.last_event(cursor), journal.last()) + 1
    insert_records(cursor, batch, "source", [asdict(source) for source in submission.sources])
    counts = _review(cursor, submission)
    if not counts["written"] and not submission.records:
        cursor.execute("DELETE FROM source WHERE batch_id = ?", [batch])
        return Receipt(None, **counts)
    entry = Entry(
        sequence=batch,
        event="committed",
        batch_id=batch,
        at=_next_moment(cursor),
        by=actor.name,
        door=actor.door,
        channel=submission.channel,
        file_name=submission.file_name,
        file_sha256=journal.keep_file(submission.file_bytes) if submission.file_bytes else "",
        note=submission.note,
        sources=tuple(asdict(source) for source in submission.sources),
        records=_plain(submission.records),
        rows_sha256=(
            journal.write_rows(batch, lambda path: staging.write_file(cursor, path))
            if counts["written"]
            else ""
        ),
        previous=journal.hash_before(batch),
    )
    _apply(cursor, entry)
    keep_entry(cursor, batch, entry.text())
    journal.append(entry)
    return Receipt(batch, **counts)


def change_state(
    cursor: duckdb.DuckDBPyConnection,
    journal: Journal,
    actor: Actor,
    change: tuple[int, Event, str],
) -> None:
    """Undo or redo a batch inside the caller's transaction: (batch, event, reason)."""
    batch, event, reason = change
    state = history.state(cursor, batch)
    if state is None:
        raise NoSuchBatch(batch=batch)
    if batch == PUBLISHED:
        raise PublishedBatch()
    if event == "undone" and state == "undone":
        raise AlreadyUndone(batch=batch)
    if event == "redone" and state != "undone":
        raise NotUndone(batch=batch)
    _refuse_locked(cursor, f"SELECT year, unit FROM observation WHERE batch_id = {batch}", reason)
    number = max(history.last_event(cursor), journal.last()) + 1
    entry = Entry(
        sequence=number,
        event=event,
        batch_id=batch,
        at=_next_moment(cursor),
        by=actor.name,
        door=actor.door,
        reason=reason,
        previous=journal.hash_before(number),
    )
    _apply_event(cursor, entry)
    keep_entry(cursor, number, entry.text())
    journal.append(entry)


def replay(cursor: duckdb.DuckDBPyConnection, entry: Entry, journal: Journal) -> None:
    """Apply an entry of the journal inside the caller's transaction."""
    keep_entry(cursor, entry.sequence, journal.text(entry.sequence))
    if entry.event != "committed":
        _apply_event(cursor, entry)
        return
    insert_records(cursor, entry.batch_id, "source", entry.sources)
    if entry.rows_sha256:
        staging.stage_file(cursor, journal.rows_file(entry.sequence))
    else:
        cursor.execute("DROP TABLE IF EXISTS staged")
    _apply(cursor, entry)


def keep_entry(cursor: duckdb.DuckDBPyConnection, sequence: int, text: str) -> None:
    """Keep an entry of the journal in the database too."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    cursor.execute("INSERT INTO journal_entry VALUES (?, ?, ?)", [sequence, sha256, text])


def insert_records(
    cursor: duckdb.DuckDBPyConnection,
    batch: int,
    table: str,
    records: Sequence[Mapping[str, Any]],
) -> None:
    """Append rows to a table, with the number of their batch; every column must be given."""
    if not records:
        return
    columns = list(records[0])
    names = ", ".join(f'"{name}"' for name in ("batch_id", *columns))
    marks = ", ".join("?" * (len(columns) + 1))
    cursor.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
        [[batch, *(record[name] for name in columns)] for record in records],
    )


def _plain(
    records: Mapping[str, Sequence[Mapping[str, Any]]],
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The records as the journal keeps them, so that commit and replay insert the same."""
    plain: Mapping[str, Sequence[Mapping[str, Any]]] = json.loads(json.dumps(records, default=str))
    return plain


def _review(cursor: duckdb.DuckDBPyConnection, submission: Submission) -> dict[str, int]:
    """Check and classify the rows; `staged` then holds exactly what is to be written."""
    if submission.rows is None or submission.rows.empty:
        cursor.execute("DROP TABLE IF EXISTS staged")
        return {"new": 0, "changed": 0, "same": 0, "written": 0}
    staging.stage_frame(cursor, submission.rows)
    staging.check(cursor, submission.file_name)
    cursor.execute(schema.sql("review.sql"))
    cursor.execute("DELETE FROM staged WHERE line IN (SELECT line FROM reviewed WHERE NOT writes)")
    _refuse_locked(cursor, "SELECT year, unit FROM staged", submission.note)
    actions = dict(
        cursor.execute("SELECT action, count(*) FROM reviewed GROUP BY action").fetchall()
    )
    return {
        **{name: int(actions.get(name, 0)) for name in ("new", "changed", "same")},
        "written": staging.count(cursor),
    }


def _apply(cursor: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    """The rows of a committed entry but its sources, which the check of the rows needs first."""
    cursor.execute(
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            entry.batch_id,
            entry.at,
            entry.by,
            entry.channel,
            entry.file_name,
            entry.file_sha256,
            entry.note,
        ],
    )
    if entry.rows_sha256:
        staging.insert(cursor, entry.batch_id)
    for table, records in entry.records.items():
        insert_records(cursor, entry.batch_id, table, records)
    _apply_event(cursor, entry)


def _apply_event(cursor: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    cursor.execute(
        "INSERT INTO batch_event VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            entry.sequence,
            entry.batch_id,
            entry.event,
            entry.at,
            entry.by,
            entry.door,
            entry.reason,
        ],
    )


def _next_moment(cursor: duckdb.DuckDBPyConnection) -> datetime:
    """Now, but always after the newest event, so that moments order events as numbers do."""
    newest = cursor.execute("SELECT max(occurred_at) FROM batch_event").fetchall()[0][0]
    return max(moment.now(), newest + timedelta(microseconds=1))


def _refuse_locked(cursor: duckdb.DuckDBPyConnection, years: str, reason: str) -> None:
    """Raise YearLocked where the query (year, unit) meets a lock and no reason is given."""
    if reason.strip():
        return
    locked = cursor.execute(
        f"""SELECT DISTINCT touched.year
            FROM ({years}) touched
            JOIN locked_years(TIMESTAMP '9999-12-31') AS locked
              ON locked.year = touched.year AND locked.unit IN ('', touched.unit)
            ORDER BY 1"""
    ).fetchall()
    if locked:
        raise YearLocked(years=", ".join(str(year) for (year,) in locked))
