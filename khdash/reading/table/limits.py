"""The bounds that a file must keep before memory is spent on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Settings of the reader; exceeding one raises `UnusableFile` with a code of the same sense."""

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 400 * 1024 * 1024
    archive_members: int = 5_000
    cells: int = 2_000_000
    columns: int = 1_000
    cell_characters: int = 1_000_000
    name_bytes: int = 255
