"""What this program wrote into a file for itself: marked lines of a text, or a hidden sheet.

They travel with a form through Excel and LibreOffice and are no part of any table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from khdash.reading.table.book import Book
from khdash.reading.table.table import UnusableFile

MARK = "#khdash:"
SHEET = "khdash"
WORKING = "#khdash-working:"
"""Marks the name of a sheet on which a form only adds up what another sheet of it says."""
_LONGEST = 8_000  # characters a line; a spreadsheet cuts a cell off at 32,767
_LINE = re.compile(rf'^[ \t"]*{MARK}(\d+):([\w=-]+)[^\r\n]*', re.MULTILINE | re.ASCII)


def memo_lines(text: str) -> list[str]:
    """The lines to write for a text of letters, digits, `_`, `-` and `=`; each fits into a cell.

    >>> memo_lines("abc")
    ['#khdash:0:abc']
    """
    parts = [text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST)]
    return [f"{MARK}{number}:{part}" for number, part in enumerate(parts)]


def take_memo(text: str) -> tuple[str, str]:
    """A text without its marked lines, and what they say; in whatever order they stand now.

    The other lines keep their numbers. '' where there is none.

    >>> take_memo("a;b\\n1;2\\n#khdash:1:cd;\\n#khdash:0:ab;\\n")
    ('a;b\\n1;2\\n', 'abcd')
    """
    if MARK not in text:
        return text, ""
    found = [(int(number), part) for number, part in _LINE.findall(text)]
    rest = _LINE.sub("", text)
    return rest.rstrip("\r\n") + "\n", "".join(part for _, part in sorted(found))


def working_line(sheet: str) -> str:
    """The line to write for a sheet that is no part of what a form says."""
    return WORKING + sheet


def take_memo_sheet(book: Book) -> tuple[Book, str]:
    """A workbook without the hidden sheet of this program, and what stands there.

    The sheets that it calls working sheets are left out too.
    """
    own = [at for at, sheet in enumerate(book.sheets) if sheet.hidden and sheet.name == SHEET]
    lines = _written_on(book, own)
    memo = take_memo("\n".join(lines))[1]
    if not memo:
        return book, ""
    working = {line.removeprefix(WORKING) for line in lines if line.startswith(WORKING)}
    kept = [
        at for at, sheet in enumerate(book.sheets) if at not in own and sheet.name not in working
    ]
    sheets = [book.sheets[at] for at in kept]
    return replace(book, sheets=sheets, read=lambda index: book.read(kept[index])), memo


def _written_on(book: Book, sheets: Sequence[int]) -> list[str]:
    try:
        return [cell for at in sheets for row in book.read(at).rows for cell in row]
    except UnusableFile:
        return []
