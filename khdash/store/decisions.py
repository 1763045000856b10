"""What people decided or said of figures, kept like figures: preferences, explanations, locks."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import duckdb
import pandas as pd

from khdash.model.frames import HAND_IN
from khdash.store.errors import ExplanationTooLong, FigureChanged, NoSuchFigure

ROUND_TABLES = (
    "collection_round",
    "round_cell",
    "round_state",
    "round_link",
    "round_link_end",
    "round_submission",
    "round_decision",
)
"""The tables of rounds of collection."""

TABLES = (
    "target",
    "preference",
    "task_status",
    "follow_up",
    "confirmation",
    "explanation",
    "year_lock",
    "correction",
    "header_choice",
    "forgotten_choice",
    *ROUND_TABLES,
)
"""The tables that Submission.records may name; their columns: tables.sql, upload.sql,
confirmation.sql, explanation.sql, forgotten.sql and rounds.sql."""

LONGEST_EXPLANATION = 300
"""Letters: what is read at a glance below a chart."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one source, as a preference names it: by its value, not by its batch."""

    unit: str
    indicator: str
    year: int
    source_id: str
    value: float
    subgroup: str = ""
    basis: str = ""
    point: str = "year_end"


def preference(cursor: duckdb.DuckDBPyConnection, figure: Figure, reason: str) -> dict[str, Any]:
    """The record that prefers a figure; raises NoSuchFigure where no source says so now."""
    record = asdict(figure)
    names = list(record)
    found = cursor.execute(
        "SELECT count(*) FROM statements_at(TIMESTAMP '9999-12-31', NULL, units := ?) WHERE "
        + " AND ".join(f"{name} = ?" for name in names),
        [[figure.unit], *(record[name] for name in names)],
    ).fetchall()
    if not found[0][0]:
        raise NoSuchFigure(source=figure.source_id, value=figure.value)
    return record | {"reason": reason}


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure as it stands: once its value is another one, what explained it says nothing."""

    unit: str
    indicator: str
    year: int
    value: float
    qualifier: str = "exact"
    subgroup: str = ""
    basis: str = ""
    point: str = "year_end"
    period: str = ""


def explanation(cursor: duckdb.DuckDBPyConnection, figure: Explained, text: str) -> dict[str, Any]:
    """The record by which a figure is explained, '' to take the explanation back.

    The text becomes one line. Raises ExplanationTooLong, and FigureChanged where no source says so
    now.
    """
    text = one_line(text)
    if len(text) > LONGEST_EXPLANATION:
        raise ExplanationTooLong(length=len(text), longest=LONGEST_EXPLANATION)
    record = asdict(figure)
    found = cursor.execute(
        "SELECT count(*) FROM statements_at(TIMESTAMP '9999-12-31', NULL, units := ?) WHERE "
        + " AND ".join(f"{name} = ?" for name in record),
        [[figure.unit], *record.values()],
    ).fetchall()
    if not found[0][0]:
        raise FigureChanged()
    return record | {"text": text}


def one_line(text: str) -> str:
    r"""A text as every door shows it: composed, without line breaks and signs that are not seen.

    >>> one_line(" Sáp nhập\n chi hội\u202e ")
    'Sáp nhập chi hội'
    """
    seen = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return " ".join(unicodedata.normalize("NFC", seen).split())


def read(cursor: duckdb.DuckDBPyConnection, table: str, when: datetime) -> pd.DataFrame:
    """The rows of a table whose batch is in force, with committed_at and committed_by."""
    if table not in TABLES:
        raise ValueError(f"no table of decisions: {table!r}")
    return cursor.execute(
        f"""SELECT {table}.*, batch.committed_at, batch.committed_by
            FROM {table}
            SEMI JOIN live_batches(?::TIMESTAMP, NULL) live USING (batch_id)
            JOIN batch ON batch.id = {table}.batch_id
            ORDER BY {table}.batch_id""",
        [when],
    ).df()


def read_hand_ins(cursor: duckdb.DuckDBPyConnection, when: datetime) -> pd.DataFrame:
    """HandInFrame of the rounds of which a row is in force, each as its newest row has it."""
    found = cursor.execute(
        """WITH live AS (FROM live_batches(?::TIMESTAMP, NULL)),
                asked AS (FROM collection_round SEMI JOIN live USING (batch_id)
                          QUALIFY row_number() OVER (PARTITION BY round ORDER BY batch_id DESC) = 1)
           SELECT asked.round, asked.due, cell.unit,
                  (SELECT min(batch.committed_at) FROM round_submission sent
                   SEMI JOIN live USING (batch_id) JOIN batch ON batch.id = sent.batch_id
                   WHERE sent.round = asked.round AND sent.unit = cell.unit) AS sent_at
           FROM asked JOIN round_cell cell USING (batch_id)
           GROUP BY ALL
           ORDER BY asked.round, min(cell.line)""",
        [when],
    ).df()
    return found[list(HAND_IN)].astype(HAND_IN)


def highest(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """The highest number that a column ever held, of undone batches too; 0 of none."""
    if table not in TABLES:
        raise ValueError(f"no table of decisions: {table!r}")
    found = cursor.execute(f'SELECT coalesce(max("{column}"), 0) FROM {table}').fetchall()
    return int(found[0][0])


def read_taught(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What the batches in force taught about forms and is not forgotten, the newest first.

    Columns: batch_id, committed_at, committed_by, fingerprint, choices (JSON), units (a list: of
    the figures that the batch wrote).
    """
    return cursor.execute(
        """WITH live AS (FROM live_batches(TIMESTAMP '9999-12-31', NULL))
           SELECT batch_id, committed_at, committed_by, fingerprint, choices,
                  coalesce((SELECT list(DISTINCT unit) FROM observation
                            WHERE observation.batch_id = taught.batch_id), []) AS units
           FROM header_choice taught
           SEMI JOIN live USING (batch_id)
           JOIN batch ON batch.id = taught.batch_id
           WHERE NOT EXISTS (FROM forgotten_choice gone SEMI JOIN live USING (batch_id)
                             WHERE gone.taught_in = taught.batch_id
                               AND gone.fingerprint = taught.fingerprint)
           ORDER BY batch_id DESC"""
    ).df()
