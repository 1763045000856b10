"""`read_table`: from a file to one table of text, whatever the file is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from khdash.reading.table import encoding as encodings
from khdash.reading.table.assemble import assemble
from khdash.reading.table.detect import detect_dialect
from khdash.reading.table.dialect import Dialect
from khdash.reading.table.grid import Grid, trim_left
from khdash.reading.table.html import read_html
from khdash.reading.table.kind import kind_of
from khdash.reading.table.limits import Limits
from khdash.reading.table.mhtml import page_of
from khdash.reading.table.ods import read_ods
from khdash.reading.table.otherdelimiter import read_other_delimiters
from khdash.reading.table.otherquote import read_other_quotes
from khdash.reading.table.package import FlatFile, open_package
from khdash.reading.table.parse import Parsed, parse, split_lines, trim_padding
from khdash.reading.table.parts import split_parts
from khdash.reading.table.regions import find_regions
from khdash.reading.table.spreadsheetml import read_spreadsheet_xml
from khdash.reading.table.table import (
    Assumption,
    PartInfo,
    SheetInfo,
    Table,
    UnusableFile,
)
from khdash.reading.table.tcvn3 import restore_capitals
from khdash.reading.table.xls import read_xls
from khdash.reading.table.xlsx import read_xlsx


@dataclass(frozen=True)
class Request:
    """What the caller fixed, instead of leaving it to detection."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    part: int = 1
    limits: Limits = field(default_factory=Limits)


@dataclass
class Source:
    """One sheet or text as a grid, with what the file says about itself."""

    grid: Grid
    is_text: bool = False
    encoding: str | None = None
    dialect: Dialect | None = None
    sheet: str | None = None
    sheets: list[SheetInfo] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)


def read_table(
    path: str | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    part: int = 1,
    limits: Limits | None = None,
) -> Table:
    """Read one table of a csv, tsv, txt, xlsx, xlsm, xls, ods or HTML file as text.

    What the arguments leave open is detected by content and reported in `assumptions`. `part`
    chooses among several tables one below the other; the default is the first.
    Raises UnusableFile, never an exception of a library; its codes are in the handbook.
    """
    bounds = limits or Limits()
    path = Path(path)
    check_file_name(path.name, bounds)
    try:
        size = path.stat().st_size
        if size > bounds.file_bytes:
            raise UnusableFile("too-large", bytes=size, limit=bounds.file_bytes)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnusableFile("unreadable-file", file=path.name[:80]) from error
    return read_bytes(data, path.name, Request(sheet, encoding, delimiter, part, bounds))


def read_tables(
    path: str | Path, *, hidden: bool = False, limits: Limits | None = None
) -> tuple[Table, ...]:
    """Read every table of a file: all sheets with data in their order, all tables of a sheet.

    Hidden sheets are left out unless `hidden` is true; the first table names them either way.
    Raises UnusableFile as `read_table` does, for any of the sheets.
    """
    first = read_table(path, limits=limits)
    names: list[str | None] = [
        info.name for info in first.sheets if info.has_data and (hidden or not info.hidden)
    ]
    sheets = [
        first if name == first.sheet else read_table(path, sheet=name, limits=limits)
        for name in names or [first.sheet]
    ]
    return tuple(
        table if part == 1 else read_table(path, sheet=table.sheet, part=part, limits=limits)
        for table in sheets
        for part in range(1, max(1, len(table.parts)) + 1)
    )


def read_bytes(data: bytes, file_name: str, request: Request | None = None) -> Table:
    """Read one table of an uploaded file; see `read_table`."""
    request = request or Request()
    check_file_name(file_name, request.limits)
    if len(data) > request.limits.file_bytes:
        raise UnusableFile("too-large", bytes=len(data), limit=request.limits.file_bytes)
    source = _open(data, request)
    if not source.grid.rows:
        raise UnusableFile("no-data", **({"sheet": source.sheet} if source.sheet else {}))
    return _build(source, request, file_name, hashlib.sha256(data).hexdigest())


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


def _open(data: bytes, request: Request) -> Source:
    kind = kind_of(data)
    if kind == "text":
        return _open_text(data, request)
    limits = request.limits
    if kind == "zip":
        package = open_package(data, limits)
        reader = read_xlsx if package.is_ooxml else read_ods
        book = reader(package, request.sheet, limits)
    elif kind in ("ole", "biff"):
        book = read_xls(data, request.sheet, limits)
    elif kind == "fods":
        book = read_ods(FlatFile(data), request.sheet, limits)
    elif kind in ("html", "mhtml"):
        page = page_of(data) if kind == "mhtml" else data
        decoded = encodings.decode(page, request.encoding)
        book = read_html(decoded.text, request.sheet, limits)
        book.assumptions[:0] = decoded.assumptions
    else:
        book = read_spreadsheet_xml(data, request.sheet, limits)
    _convert_legacy(book.grid)
    return Source(
        trim_left(book.grid),
        sheet=book.sheet,
        sheets=book.sheets,
        assumptions=book.assumptions + book.grid.assumptions,
    )


def _convert_legacy(grid: Grid) -> None:
    legacy = encodings.legacy_of(cell for row in grid.rows for cell in row)
    if legacy:
        for row in grid.rows:
            row[:] = [encodings.convert_legacy(cell, legacy) for cell in row]
        grid.assumptions.append(Assumption("legacy-font-converted", {"encoding": legacy}))


def _open_text(data: bytes, request: Request) -> Source:
    decoded = encodings.decode(data, request.encoding)
    text, forced = _separator_line(decoded.text)
    if not text or text.isspace():
        raise UnusableFile("empty-file")
    if max(text.count("\n"), text.count("\r")) > request.limits.cells:
        raise UnusableFile("too-many-cells", limit=request.limits.cells)
    lines = split_lines(text)
    longest = max(map(len, lines.lines))
    if longest > request.limits.cell_characters and longest == len(text):
        raise UnusableFile("cell-too-long", limit=request.limits.cell_characters, line=1)
    dialect = detect_dialect(lines.lines, request.delimiter or forced)
    parsed = parse(lines, dialect, request.limits)
    width = _usual_width(parsed)
    read_other_quotes(parsed, dialect, width)
    read_other_delimiters(parsed, dialect, width)
    trim_padding(parsed, dialect)
    if forced:
        for record in parsed.records:
            record.line += 1
    grid = _text_grid(parsed)
    if decoded.legacy == "tcvn3":
        grid.rows = [[restore_capitals(cell) for cell in row] for row in grid.rows]
    assumptions = decoded.assumptions + parsed.assumptions
    if parsed.blank_lines:
        assumptions.append(Assumption("blank-lines-skipped", {"count": parsed.blank_lines}))
    return Source(grid, True, decoded.encoding, dialect, assumptions=assumptions)


def _separator_line(text: str) -> tuple[str, str | None]:
    """A first line such as `sep=;`, which spreadsheets write to name the delimiter."""
    first, _, rest = text.partition("\n")
    name = first.rstrip("\r")
    if name.lower().startswith("sep=") and len(name) == 5:
        return rest, name[4]
    return text, None


def _usual_width(parsed: Parsed) -> int:
    counts: dict[int, int] = {}
    for record in parsed.records:
        counts[len(record.cells)] = counts.get(len(record.cells), 0) + 1
    return max(counts, key=lambda size: counts[size]) if counts else 0


def _text_grid(parsed: Parsed) -> Grid:
    gaps = parsed.gaps
    if len(gaps) > len(parsed.records) / 2:
        gaps = set()
    return Grid(
        [record.cells for record in parsed.records],
        [record.line for record in parsed.records],
        gaps=gaps,
    )


def _build(source: Source, request: Request, file_name: str, sha256: str) -> Table:
    grid = source.grid
    ranges = split_parts(grid)
    if not 1 <= request.part <= len(ranges):
        raise UnusableFile("unknown-part", part=request.part, parts=len(ranges))
    first, last = ranges[request.part - 1]
    regions = find_regions(grid, first, last)
    built = assemble(grid, regions, source.is_text)
    parts = _describe_parts(grid, ranges) if len(ranges) > 1 else []
    dialect = source.dialect
    assumptions = source.assumptions + built.assumptions
    assumptions += [
        Assumption(
            "another-table",
            {
                "part": info.number,
                "from": info.first_line,
                "to": info.last_line,
            },
        )
        for info in parts
        if info.number != request.part
    ]
    if built.header and not built.rows:
        assumptions.append(Assumption("header-only"))
    table = Table(
        file_name=file_name,
        sha256=sha256,
        header=built.header,
        rows=built.rows,
        header_rows=built.header_rows,
        preamble=built.preamble,
        totals=built.totals,
        totals_after=regions.totals_after,
        trailer=built.trailer,
        skipped=built.skipped,
        sections=built.sections,
        ragged=built.ragged,
        first_column=grid.first_column,
        merges=grid.merges,
        encoding=source.encoding,
        sheet=source.sheet,
        sheets=source.sheets,
        part=request.part,
        parts=parts,
        assumptions=assumptions,
    )
    if dialect is None:
        return table
    return replace(
        table,
        delimiter=dialect.delimiter or None,
        quote=dialect.quote or None,
        escape=dialect.escape or None,
    )


def _describe_parts(grid: Grid, ranges: list[tuple[int, int]]) -> list[PartInfo]:
    found = []
    for number, (first, last) in enumerate(ranges, start=1):
        built = assemble(grid, find_regions(grid, first, last), not grid.marks)
        found.append(PartInfo(number, grid.numbers[first], grid.numbers[last - 1], built.header))
    return found
