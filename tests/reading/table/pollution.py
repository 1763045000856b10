"""One clean table and the ways in which people and programs spoil a text file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

HEADER = ["LOANED", "HOUR", "Copies", "BOOKCODE", "Fee", "Shelf", "Summary", "Link", "Remarks"]
_SHELVES = [
    "Farmer's Almanacs",
    'Maps, 24" folded',
    "Ocean  Charts",
    "Children's Songs",
    "Atlases",
    "Novels, second-hand",
    "Teachers' Guides",
    "Kites and Boats",
]
_SUMMARIES = [
    "A practical guide to sowing, weeding and harvest for those who keep a small plot.",
    'Printed on 11" sheets, the set shows every river; legends are in two languages.',
    "Soundings of the northern gulf, drawn so the coast doesn't vanish in fog.",
    "Forty songs with notes. From lullabies, rounds and counting rhymes there's plenty here.",
    "The lecturers', pupils' and parents' favourite: clear maps, no jargon.",
    "Some pages carry a reader's pencil marks, which we won't rub out",
    "Lesson plans for a year, week by week, tested in villages, towns and cities.",
    'How to build a kite that flies 30" above the roof, in five steps.',
    'The caption reads \\\'4" scale" in the margin, as the printer left it.',
]


@dataclass(frozen=True)
class Style:
    """How a table is written down."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    end: str = "\r\n"
    last_end: str | None = None
    quoted: frozenset[int] = frozenset({6, 7})
    encoding: str = "utf-8"


@dataclass
class Case:
    """A spoilt file, and the header and rows that it means."""

    name: str
    data: bytes
    header: list[str]
    rows: list[list[str]]
    reported: tuple[str, ...] = ()


def clean_rows(count: int = 83) -> list[list[str]]:
    """The data rows of the clean table."""
    rows = []
    for index in range(count):
        code = f"{'AKMTR'[index % 5]}{'BDGN'[index % 4]}-{1000 + index * 37}"
        rows.append(
            [
                f"{index % 28 + 1:02d}/{index % 12 + 1:02d}/2018",
                f"{index % 24:02d}:{index * 15 % 60:02d}",
                str(index % 7),
                code,
                f"${20 + index * 1.37:.2f}",
                _SHELVES[index % len(_SHELVES)],
                _SUMMARIES[index % len(_SUMMARIES)],
                f"https://www.example.com/book/{code.replace('-', '_')}.html",
                "worn, but complete" if index % 29 == 28 else "",
            ]
        )
    return rows


def write_cell(cell: str, column: int, style: Style, force: bool = False) -> str:
    """One cell, quoted where the column is or the text needs it."""
    needs = any(mark and mark in cell for mark in (style.delimiter, style.quote, "\n", "\r"))
    if not style.quote or not (force or needs or column in style.quoted):
        return cell
    return style.quote + cell.replace(style.quote, style.escape + style.quote) + style.quote


def write_row(cells: list[str], style: Style) -> str:
    """One record without its end."""
    return style.delimiter.join(write_cell(cell, i, style) for i, cell in enumerate(cells))


def write(lines: list[str], style: Style) -> bytes:
    """Records to bytes."""
    last = style.end if style.last_end is None else style.last_end
    return (style.end.join(lines) + last).encode(style.encoding)


def whole_file_cases() -> Iterator[Case]:
    """Pollutions of the whole file."""
    rows, plain = clean_rows(), Style()

    def case(name: str, style: Style, header: list[str] | None = None) -> Case:
        lines = [write_row(header or HEADER, style), *(write_row(row, style) for row in rows)]
        return Case(name, write(lines, style), HEADER, rows)

    yield case("clean", plain)
    yield case("no_trailing_newline", replace(plain, last_end=""))
    yield case("double_trailing_newline", replace(plain, last_end="\r\n\r\n"))
    for end in ("\n", "\r", "\u2029"):
        yield case(f"record_delimiter_{ord(end):x}", replace(plain, end=end))
    for mark in (";", "\t", "|", ", ", " ", "\t\t", "^"):
        name = "delimiter_" + "_".join(f"{ord(character):x}" for character in mark)
        yield case(name, replace(plain, delimiter=mark))
    yield case("escape_backslash", replace(plain, escape="\\"))
    yield case("escape_none", replace(plain, escape=""))
    yield case("quote_apostrophe", replace(plain, quote="'", escape=""))
    yield case("quote_apostrophe_doubled", replace(plain, quote="'", escape="'"))
    yield case("quote_all", replace(plain, quoted=frozenset(range(9))))
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "ascii"):
        yield case(f"encoding_{encoding}", replace(plain, encoding=encoding))
    lines = [write_row(row, plain) for row in rows]
    head = write_row(HEADER, plain)
    yield Case("no_header", write(lines, plain), [], rows)
    yield Case("header_only", write([head], plain), HEADER, [])
    yield Case("one_data_row", write([head, lines[0]], plain), HEADER, rows[:1])
    yield Case("header_twice", write([head, head, *lines], plain), HEADER, rows)
    yield Case("header_thrice", write([head] * 3 + lines, plain), HEADER, rows)
    empty = "," * 8
    around = {
        "preamble": (["PREAMBLE" + empty, empty], []),
        "preamble_bare": (["PREAMBLE", ""], []),
        "preamble_bare_no_gap": (["PREAMBLE"], []),
        "footnote": ([], ["", "FOOTNOTE"]),
        "footnote_delimited": ([], [empty, "FOOTNOTE" + empty]),
    }
    for name, (above, below) in around.items():
        yield Case(name, write([*above, head, *lines, *below], plain), HEADER, rows)


def second_tables() -> Iterator[Case]:
    """A second table below the first, with fewer, as many, and more columns."""
    rows, plain = clean_rows(), Style()
    first = [write_row(HEADER, plain), *(write_row(row, plain) for row in rows)]
    fewer = [write_row(HEADER[:8], plain), *(write_row(row[:8], plain) for row in rows)]
    more = [write_row([*HEADER, "col1"], plain), *(write_row([*row, "x1"], plain) for row in rows)]
    yield Case("multitable_less", write(first + fewer, plain), HEADER, rows, ("another-table",))
    yield Case("multitable_more", write(first + more, plain), HEADER, rows, ("another-table",))


def row_cases(
    spoil: Callable[[list[str], int, Style], str], rows_hit: Sequence[int]
) -> Iterator[tuple[int, int, Case]]:
    """One pollution of one cell, for every column of some rows (0 is the header)."""
    rows, plain = clean_rows(), Style()
    table = [HEADER, *rows]
    lines = [write_row(row, plain) for row in table]
    for index in rows_hit:
        for column in range(len(HEADER)):
            spoilt = list(lines)
            spoilt[index] = spoil(table[index], column, plain)
            name = f"{spoil.__name__}_{index}_{column}"
            yield index, column, Case(name, write(spoilt, plain), HEADER, rows)


def more_delimiters(row: list[str], column: int, style: Style) -> str:
    """An empty cell too many before a column."""
    return write_row([*row[:column], "", *row[column:]], style)


def fewer_delimiters(row: list[str], column: int, style: Style) -> str:
    """The delimiter before a column left out."""
    cells = [write_cell(cell, i, style) for i, cell in enumerate(row)]
    if column == 0:
        return style.delimiter.join(cells)
    cells[column - 1 : column + 1] = [cells[column - 1] + cells[column]]
    return style.delimiter.join(cells)


def stray_quote(row: list[str], column: int, style: Style) -> str:
    """A quotation mark too many at the start of a cell's text."""
    cells = [write_cell(cell, i, style) for i, cell in enumerate(row)]
    at = 1 if cells[column].startswith(style.quote) else 0
    cells[column] = cells[column][:at] + style.quote + cells[column][at:]
    return style.delimiter.join(cells)


def other_delimiter(row: list[str], column: int, style: Style) -> str:
    """The whole row divided by another delimiter, one for each column number."""
    mark = " ;\t|"[column % 4]
    return write_row(row, replace(style, delimiter=mark))
