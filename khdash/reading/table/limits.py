"""The bounds that a file must keep before memory is spent on it."""

from __future__ import annotations

from dataclasses import dataclass

from khdash.reading.table.table import UnusableFile


@dataclass(frozen=True)
class Limits:
    """Settings of the reader; exceeding one raises `UnusableFile` with a code of the same sense.

    copied_cells: of a sheet, those that the file does not write out, because a row or cell is
    repeated or a text stands for a whole merged range. sheets: those with anything on them; each
    costs its own time, however little it holds.
    """

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 400 * 1024 * 1024
    archive_members: int = 5_000
    cells: int = 2_000_000
    columns: int = 1_000
    copied_cells: int = 200_000
    sheets: int = 300
    cell_characters: int = 1_000_000
    name_bytes: int = 255


def check_file_name(name: str, limits: Limits | None = None) -> None:
    """Refuse a name with parts of a path, control characters, or too long for a file system.

    Raises UnusableFile: unsafe-name with the reason path, characters, length or empty.
    """
    bounds = limits or Limits()
    reason = ""
    if not name.strip("."):
        reason = "empty"
    elif "/" in name or "\\" in name:
        reason = "path"
    elif any(ord(character) < 32 or ord(character) == 127 for character in name):
        reason = "characters"
    elif len(name.encode("utf-8", "replace")) > bounds.name_bytes:
        reason = "length"
    if reason:
        raise UnusableFile("unsafe-name", reason=reason, file=name[:80])
