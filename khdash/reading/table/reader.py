"""From a file to its tables of text, whatever the file is: `read_table` and `read_tables`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from khdash.reading.table.limits import Limits, check_file_name
from khdash.reading.table.opened import OpenedFile
from khdash.reading.table.table import Table, UnusableFile


@dataclass(frozen=True)
class Request:
    """What the caller fixed, instead of leaving it to detection."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    part: int = 1
    limits: Limits = field(default_factory=Limits)


def read_table(
    path: str | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    part: int = 1,
    limits: Limits | None = None,
) -> Table:
    """Read one table of a csv, tsv, txt, xlsx, xlsm, xls, ods, docx or HTML file as text.

    What the arguments leave open is detected by content and reported in `assumptions`. `part`
    chooses among several tables one below the other; the default is the first.
    Raises UnusableFile, never an exception of a library; its codes are in the handbook.
    """
    opened = open_file(path, encoding=encoding, delimiter=delimiter, limits=limits)
    return opened.table(sheet, part)


def read_tables(
    path: str | Path, *, hidden: bool = False, limits: Limits | None = None
) -> tuple[Table, ...]:
    """Read every table of a file: all sheets with data in their order, all tables of a sheet.

    Hidden sheets are left out unless `hidden` is true; the first table names them either way.
    Raises UnusableFile as `read_table` does, for any of the sheets.
    """
    opened = open_file(path, limits=limits)
    main = opened.tables()
    names: list[str | None] = [
        info.name for info in main[0].sheets if info.has_data and (hidden or not info.hidden)
    ]
    return tuple(
        table
        for name in names or [main[0].sheet]
        for table in (main if name == main[0].sheet else opened.tables(name))
    )


def read_bytes(data: bytes, file_name: str, request: Request | None = None) -> Table:
    """Read one table of an uploaded file; see `read_table`."""
    told = request or Request()
    opened = OpenedFile(
        data, file_name, encoding=told.encoding, delimiter=told.delimiter, limits=told.limits
    )
    return opened.table(told.sheet, told.part)


def open_file(
    path: str | Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: Limits | None = None,
) -> OpenedFile:
    """Read a file from disk, once, and open it. Raises UnusableFile."""
    path, bounds = Path(path), limits or Limits()
    check_file_name(path.name, bounds)
    data = file_bytes(path, bounds)
    return OpenedFile(data, path.name, encoding=encoding, delimiter=delimiter, limits=bounds)


def file_bytes(path: Path, limits: Limits) -> bytes:
    """What stands in a file now. Raises UnusableFile: too-large, unreadable-file."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise UnusableFile("too-large", bytes=size, limit=limits.file_bytes)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnusableFile("unreadable-file", file=path.name[:80]) from error
