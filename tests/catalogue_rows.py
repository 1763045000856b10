"""Rows added to a CSV file by the names of their columns."""

from __future__ import annotations

import csv
from pathlib import Path


def add_rows(path: Path, *rows: dict[str, str]) -> None:
    """Append rows to a CSV file; columns that a row does not name stay empty."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, restval="", lineterminator="\n").writerows(rows)
