"""Reading: the figures and the vocabulary as known at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS, parse_catalogue
from khdash.model.entries import Source, Target
from khdash.model.frames import OBSERVATION
from khdash.model.own_rows import OwnRow
from khdash.store import schema
from khdash.store.catalogue_files import read_table, table_of

_SQL_COLUMNS = ", ".join(
    f"{name}::TIMESTAMP AS {name}" if dtype.startswith("datetime") else name
    for name, dtype in OBSERVATION.items()
    if name not in ("lower", "upper", "origin")
)


def read_observations(
    cursor: duckdb.DuckDBPyConnection, when: datetime, units: Sequence[str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The yearly figures and those of other periods, both as ObservationFrame.

    units: the keys of those that are asked for; None for all.
    """
    query = f"""SELECT {_SQL_COLUMNS}, period
                FROM observations_at(?::TIMESTAMP, NULL, units := ?)
                ORDER BY indicator, unit, subgroup, basis, year, point, period, place"""
    asked = None if units is None else list(units)
    found = _frame(cursor.sql(query, params=[when, asked]).to_arrow_table())
    yearly = (found["period"] == "").to_numpy()
    frame = _with_bounds(found)
    return (
        frame[yearly].reset_index(drop=True),
        frame[~yearly].reset_index(drop=True),
    )


def indicators_of(
    cursor: duckdb.DuckDBPyConnection, when: datetime, units: Sequence[str]
) -> frozenset[str]:
    """The indicators of which some of the units have a yearly figure."""
    found = cursor.execute(
        """SELECT DISTINCT indicator FROM observations_at(?::TIMESTAMP, NULL, units := ?)
           WHERE period = ''""",
        [when, list(units)],
    ).fetchall()
    return frozenset(str(code) for (code,) in found)


def _frame(table: pa.Table) -> pd.DataFrame:
    """A table as a frame; rows with the same text share one object, which saves memory."""
    return pd.DataFrame(
        {
            name: _shared_text(column) if pa.types.is_string(column.type) else column.to_pandas()
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def _shared_text(column: pa.ChunkedArray) -> pd.Series:
    """A column of text without gaps whose equal cells are one object."""
    texts = column.combine_chunks().dictionary_encode()
    different = np.array(texts.dictionary.to_pylist(), dtype=object)
    return pd.Series(different[texts.indices.to_numpy()], dtype="str")


def _with_bounds(found: pd.DataFrame) -> pd.DataFrame:
    """The contract's columns; the bounds are those of khdash.model.value.bounds."""
    value = found["value"].to_numpy("float64")
    qualifier = found["qualifier"]
    open_below = qualifier.isin(["nearly", "about"]).to_numpy()
    open_above = qualifier.isin(["at_least", "about"]).to_numpy()
    whole = found.assign(
        lower=np.where(open_below, -np.inf, value),
        upper=np.where(open_above, np.inf, value),
        origin="published",
    )
    return whole[list(OBSERVATION)].astype(OBSERVATION)


def read_reference(cursor: duckdb.DuckDBPyConnection, data: Path) -> Catalogue:
    """The catalogue from the copies of its files, read as the build read them.

    A database built before a file was introduced lacks its copy: the file itself is read.
    """
    tables = {}
    found = cursor.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
    for name, columns in CATALOGUE_COLUMNS.items():
        kept = {column for table, column in found if table == table_name(name)}
        if not kept:
            tables[name] = read_table(data / "catalogue" / name)
            continue
        # A database built before a column was introduced lacks it.
        read = [column if column in kept else f"'' AS {column}" for column in columns]
        lines = cursor.execute(
            f"SELECT line, {', '.join(read)} FROM {table_name(name)} ORDER BY line"
        ).fetchall()
        tables[name] = table_of(name, columns, lines)
    return parse_catalogue(tables)


def read_own_rows(cursor: duckdb.DuckDBPyConnection) -> tuple[OwnRow, ...]:
    """The rows of the catalogue that are the office's own, by file and line."""
    found = cursor.execute(
        "SELECT file, line, key, outcome, columns FROM own_row ORDER BY file, line"
    ).fetchall()
    return tuple(
        OwnRow(file, line, key, outcome, tuple(columns.split()))
        for file, line, key, outcome, columns in found
    )


def table_name(file: str) -> str:
    """The table that holds the text of a catalogue file."""
    return f"catalogue_{file.removesuffix('.csv')}"


def read_targets(cursor: duckdb.DuckDBPyConnection, when: datetime) -> tuple[Target, ...]:
    """The targets in force."""
    found = cursor.execute(
        """SELECT indicator, subgroup, basis, unit, from_year, year, rule, value, measure, set_by,
                  instrument_vi, instrument_en, confidence, source_url, note_vi, note_en
           FROM targets_at(?::TIMESTAMP)""",
        [when],
    ).fetchall()
    return tuple(Target(*row) for row in found)


def read_sources(cursor: duckdb.DuckDBPyConnection, when: datetime) -> dict[str, Source]:
    """Every source known, by its id."""
    found = cursor.execute(
        """SELECT source_id, kind, publisher, original_source, url, latest_as_of, title_vi, title_en
           FROM sources_at(?::TIMESTAMP) ORDER BY source_id""",
        [when],
    ).fetchall()
    return {row[0]: Source(*row) for row in found}


def is_demo(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether the figures are generated."""
    return schema.read_meta(cursor, "demo") == "true"
