"""Reading delimited text: its encoding, its delimiter, its lines as a grid."""

from __future__ import annotations

from khdash.reading.table import encoding as encodings
from khdash.reading.table.detect import detect_dialect
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.memo import take_memo
from khdash.reading.table.otherdelimiter import read_other_delimiters
from khdash.reading.table.otherquote import read_other_quotes
from khdash.reading.table.parse import Parsed, parse, split_lines, trim_padding
from khdash.reading.table.sections import Source
from khdash.reading.table.table import Assumption, UnusableFile
from khdash.reading.table.tcvn3 import restore_capitals


def open_text(data: bytes, encoding: str | None, delimiter: str | None, limits: Limits) -> Source:
    """Decode and split a text; what is not told is detected.

    Raises UnusableFile: empty-file, not-a-table, unknown-encoding and those of the limits.
    """
    decoded = encodings.decode(data, encoding)
    text, memo = take_memo(decoded.text)
    text, forced = _separator_line(text)
    if not text or text.isspace():
        raise UnusableFile("empty-file")
    if max(text.count("\n"), text.count("\r")) > limits.cells:
        raise UnusableFile("too-many-cells", limit=limits.cells)
    lines = split_lines(text)
    longest = max(map(len, lines.lines))
    if longest > limits.cell_characters and longest == len(text):
        raise UnusableFile("cell-too-long", limit=limits.cell_characters, line=1)
    dialect = detect_dialect(lines.lines, delimiter or forced)
    parsed = parse(lines, dialect, limits)
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
    return Source(grid, decoded.encoding, dialect, assumptions=assumptions, memo=memo)


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
