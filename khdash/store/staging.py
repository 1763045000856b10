"""Figures on their way into the log: one temporary table, whatever they come from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from khdash.model.problem import Problem
from khdash.model.table_rows import unknown_code
from khdash.store.errors import RowsRefused

TEXT_DEFAULTS: dict[str, str | None] = {
    "unit": None,
    "indicator": None,
    "subgroup": "",
    "basis": "",
    "qualifier": "exact",
    "source_id": None,
    "confidence": "high",
    "sheet": "",
    "cell": "",
    "note_vi": "",
    "note_en": "",
}
"""Text columns of rows to commit and what a missing column means; None: it must be there."""

DAYS = ("period_start", "period_end", "as_of")
FLAGS = ("partial", "retracted")
COLUMN_TYPES: dict[str, str] = {
    "line": "INTEGER",
    **dict.fromkeys(TEXT_DEFAULTS, "VARCHAR"),
    "year": "INTEGER",
    **dict.fromkeys(DAYS, "DATE"),
    "value": "DOUBLE",
    **dict.fromkeys(FLAGS, "BOOLEAN"),
}
"""The columns of a journal's file of figures."""

MOST_PROBLEMS = 100

_INSERT = """
    INSERT INTO observation BY NAME
    SELECT ?::INTEGER AS batch_id,
           split_part(unit, '@', 1) AS unit_code,
           nullif(split_part(unit, '@', 2), '')::DATE AS unit_valid_from,
           *
    FROM staged
"""


def complete(rows: pd.DataFrame) -> pd.DataFrame:
    """A copy with every column of a figure to commit, in order and of one type each.

    Raises ValueError where a column that has no default is missing.
    """
    missing = [
        name
        for name in (*TEXT_DEFAULTS, "year", "value")
        if name not in rows.columns and TEXT_DEFAULTS.get(name) is None
    ]
    if missing:
        raise ValueError(f"rows lack the columns {', '.join(missing)}")
    whole = pd.DataFrame({"line": range(1, len(rows) + 1)}, index=rows.index)
    for name, default in TEXT_DEFAULTS.items():
        if name in rows.columns:
            whole[name] = rows[name].fillna("").astype("str")
        else:
            whole[name] = pd.Series(default or "", index=rows.index, dtype="str")
    whole["year"] = rows["year"].astype("Int64")
    for name in DAYS:
        days = rows[name] if name in rows.columns else pd.Series(pd.NaT, index=rows.index)
        whole[name] = pd.to_datetime(days).astype("datetime64[us]")
    whole["value"] = rows["value"].astype("float64")
    for name in FLAGS:
        whole[name] = rows[name].astype("bool") if name in rows.columns else False
    return whole


def stage_frame(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> None:
    """Put rows (see `complete`) into the temporary table `staged`.

    NUL, which no CSV carries, becomes its visible symbol.
    """
    # By way of Arrow: DuckDB's own reading of a frame takes longer.
    incoming = pa.Table.from_pandas(complete(rows), preserve_index=False)
    for place, name in enumerate(incoming.column_names):
        if name in TEXT_DEFAULTS:
            shown = pc.replace_substring(incoming.column(name), "\0", "␀")
            incoming = incoming.set_column(place, name, shown)
    cursor.register("incoming", incoming)
    try:
        _stage(cursor, "SELECT * FROM incoming")
    finally:
        cursor.unregister("incoming")


def stage_file(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Put the figures of a journal's file into the temporary table `staged`."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMN_TYPES.items())
    texts = ", ".join(f"'{name}'" for name in TEXT_DEFAULTS)
    _stage(
        cursor,
        f"""SELECT * FROM read_csv({_literal(path)}, header = true, auto_detect = false,
            delim = ',', quote = '"', escape = '"', columns = {{{columns}}},
            force_not_null = [{texts}], max_line_size = 16000000, parallel = false)""",
    )


# A figure of the last quarter, or without a date, describes the end of its year.
_POINT = """
    CASE WHEN as_of IS NULL OR as_of >= make_date(year, 10, 1) THEN 'year_end'
         ELSE strftime(as_of, '%Y-%m') END"""

# '' for a yearly figure: it covers the calendar year or a moment in it (methods.md rule 13).
_PERIOD = """
    CASE WHEN NOT partial AND (
             period_start IS NULL AND period_end IS NULL
             OR period_start = make_date(year, 1, 1) AND period_end = make_date(year, 12, 31)
         ) IS TRUE THEN ''
         ELSE coalesce(period_start::VARCHAR, '') || '/' || coalesce(period_end::VARCHAR, '')
    END"""


def _stage(cursor: duckdb.DuckDBPyConnection, query: str) -> None:
    """Keep the order of the rows; NaN becomes NULL."""
    texts = ", ".join(TEXT_DEFAULTS)
    days = ", ".join(f"{name}::DATE AS {name}" for name in DAYS)
    cursor.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged AS
            WITH typed AS (
                SELECT line::INTEGER AS line, {texts}, year::INTEGER AS year, {days},
                       CASE WHEN isnan(value) OR retracted THEN NULL ELSE value END AS value,
                       partial, retracted
                FROM ({query})
            )
            SELECT *, {_POINT} AS point, {_PERIOD} AS period FROM typed"""
    )


def write_file(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the figures of `staged` as a journal's file."""
    cursor.execute(
        f"""COPY (SELECT {", ".join(COLUMN_TYPES)} FROM staged ORDER BY line)
            TO {_literal(path)} (FORMAT csv, HEADER true)"""
    )


def write_batch(cursor: duckdb.DuckDBPyConnection, batch: int, path: Path) -> None:
    """Write the figures of a batch in the log as a journal's file, byte for byte as before."""
    cursor.execute(
        f"""COPY (SELECT {", ".join(COLUMN_TYPES)} FROM observation
                  WHERE batch_id = {batch:d} ORDER BY line)
            TO {_literal(path)} (FORMAT csv, HEADER true)"""
    )


def insert(cursor: duckdb.DuckDBPyConnection, batch: int) -> None:
    """Append the figures of `staged` to the log."""
    cursor.execute(_INSERT, [batch])


def count(cursor: duckdb.DuckDBPyConnection) -> int:
    return int(cursor.execute("SELECT count(*) FROM staged").fetchall()[0][0])


_CODES: Mapping[str, tuple[str, str]] = {
    "unit": (
        "SELECT code || coalesce('@' || nullif(valid_from, ''), '') FROM catalogue_units",
        "units.csv",
    ),
    "indicator": ("SELECT code FROM catalogue_indicators", "indicators.csv"),
    "subgroup": ("SELECT code FROM catalogue_subgroups UNION ALL SELECT ''", "subgroups.csv"),
    "source_id": ("SELECT source_id FROM source", "sources.csv"),
}

_FAULTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "value",
        "NOT retracted AND (value IS NULL OR NOT isfinite(value))",
        "Ghi một số; ô trống thì bỏ dòng.",
        "Write a number; leave the row out where there is none.",
    ),
    (
        "year",
        "year IS NULL OR year NOT BETWEEN 1900 AND 2100",
        "Ghi năm bằng bốn chữ số.",
        "Write a year of four digits.",
    ),
    (
        "qualifier",
        "qualifier NOT IN ('exact', 'at_least', 'nearly', 'about')",
        "Chọn một trong: exact, at_least, nearly, about.",
        "Use one of: exact, at_least, nearly, about.",
    ),
    (
        "confidence",
        "confidence NOT IN ('high', 'medium', 'low')",
        "Chọn một trong: high, medium, low.",
        "Use one of: high, medium, low.",
    ),
    (
        "basis",
        """NOT CASE WHEN indicator IN (
            SELECT code FROM catalogue_indicators WHERE basis_matters = 'yes')
        THEN basis IN ('all', 'registered', 'unstated') ELSE basis = '' END""",
        "Tỷ lệ mô hình học tập cần basis all, registered hoặc unstated; chỉ số khác để trống.",
        "A learning-model rate needs the basis all, registered or unstated; others leave it empty.",
    ),
    (
        "period_end",
        "period_end < period_start",
        "Phải không sớm hơn period_start.",
        "Must not be earlier than period_start.",
    ),
)


def check(cursor: duckdb.DuckDBPyConnection, file_name: str) -> None:
    """Raise RowsRefused where the staged figures do not fit the catalogue."""
    problems: list[Problem] = []
    for column, (codes, file) in _CODES.items():
        names = [str(name) for (name,) in cursor.execute(codes).fetchall()]
        wrong = cursor.execute(
            f"""SELECT line, {column} FROM staged WHERE {column} NOT IN ({codes})
                ORDER BY line LIMIT {MOST_PROBLEMS}"""
        ).fetchall()
        problems += [
            Problem(file_name, line, column, value, *unknown_code(value, names, file))
            for line, value in wrong
        ]
    for column, fault, repair_vi, repair_en in _FAULTS:
        wrong = cursor.execute(
            f"SELECT line, {column}::VARCHAR FROM staged WHERE {fault} "
            f"ORDER BY line LIMIT {MOST_PROBLEMS}"
        ).fetchall()
        problems += [
            Problem(file_name, line, column, value or "", repair_vi, repair_en)
            for line, value in wrong
        ]
    if problems:
        raise RowsRefused(problems)


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
