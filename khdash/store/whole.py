"""Whether a database is whole: noise in a block of the file is noticed when it is opened.

DuckDB compares a block with its checksum when it first reads it, which may be in the middle of a
commit. So all blocks are looked through before; only where one is not as it was written does DuckDB
read every row and every index, since a block may lie fallow, or have been cut off by a crash.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from khdash.store.connection import naming
from khdash.store.content import content
from khdash.store.errors import DatabaseCorrupt

HEADERS = 3 * 4096
"""Bytes before the first block."""
BLOCK = 262_144
_FACTOR, _START = np.uint64(0xBF58476D1CE4E5B9), np.uint64(5381)
"""DuckDB's checksum of a block: its words times the factor, one xor the other."""
_AT_ONCE = 16


def damaged_blocks(path: Path) -> int:
    """How many blocks of the file have not the checksum that stands before them.

    Only while nobody in this process has the file open: closing it would end DuckDB's lock.
    """
    with path.open("rb") as file:
        file.seek(HEADERS)
        damaged = 0
        while read := file.read(_AT_ONCE * BLOCK):
            whole = len(read) - len(read) % BLOCK
            words = np.frombuffer(read[:whole], dtype="<u8").reshape(-1, BLOCK // 8)
            sums = np.bitwise_xor.reduce(words[:, 1:] * _FACTOR, axis=1) ^ _START
            # A block that was never written to is empty, its checksum too.
            damaged += int(np.sum((sums != words[:, 0]) & words.any(axis=1)))
            damaged += whole != len(read)
    return damaged


def check_whole(connection: duckdb.DuckDBPyConnection, path: Path, damaged: int) -> None:
    """Raise DatabaseCorrupt where a part of the file is not as it was written.

    damaged: what `damaged_blocks` said of the file.
    """
    with naming(path):
        told = connection.execute(
            """SELECT total_blocks, block_size, free_blocks FROM pragma_database_size()
               WHERE database_name = current_database()"""
        ).fetchall()
        total, size, free = (int(number) for number in told[0])
        if not damaged and path.stat().st_size >= HEADERS + total * size:
            return
        if damaged > free:
            raise DatabaseCorrupt(path=path)
        with connection.cursor() as cursor:
            content(cursor)
            _read_indexes(cursor)


def _read_indexes(cursor: duckdb.DuckDBPyConnection) -> None:
    """Look every key up in its index, by writing what is there already; nothing is changed."""
    keyed = cursor.execute(
        """SELECT table_name, constraint_column_names[1] FROM duckdb_constraints()
           WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE')
             AND database_name = current_database()"""
    ).fetchall()
    read_only = cursor.execute(
        "SELECT readonly FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()
    if read_only[0][0]:
        return
    cursor.begin()
    try:
        for table, key in keyed:
            cursor.execute(f'UPDATE "{table}" SET "{key}" = "{key}"')
    finally:
        cursor.rollback()
