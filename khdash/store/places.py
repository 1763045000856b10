"""Where the database file and the data folder are."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """KHDASH_DATA, or the project's folder data."""
    return Path(os.environ.get("KHDASH_DATA") or PROJECT / "data")


def database_file() -> Path:
    """KHDASH_DB, or khdash.duckdb in the project's folder data."""
    return Path(os.environ.get("KHDASH_DB") or PROJECT / "data" / "khdash.duckdb")
