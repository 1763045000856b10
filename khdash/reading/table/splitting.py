"""One line to cells by the strict rules of a dialect, and whether it keeps them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from khdash.reading.table.dialect import ALIGNED, Dialect

OK, ODD, OPEN, IRREGULAR = "ok", "odd", "open", "irregular"
_UNIT_SEPARATOR = "\x1f"


@lru_cache(maxsize=64)
def _quoted_pattern(dialect: Dialect) -> re.Pattern[str]:
    opening, close = re.escape(dialect.quote), re.escape(dialect.close)
    inner = rf"[^{close}\\]*(?:(?:{close}{close}|\\.|\\$)[^{close}\\]*)*"
    if not dialect.escape:
        inner = rf"[^{close}]*(?:{close}{close}[^{close}]*)*"
    return re.compile(rf"{opening}({inner})({close}?)", re.DOTALL)


def unescape(text: str, dialect: Dialect) -> str:
    """Content of a quoted cell with its escapes undone."""
    close = dialect.close
    if dialect.escape:
        text = text.replace("\\" + close, close).replace("\\\\", "\\")
    return text.replace(close + close, close)


def split_line(line: str, dialect: Dialect) -> tuple[list[str], str]:
    """Cells of one line and how it keeps the rules.

    OK; ODD: a mark within a plain cell that is no inch mark; OPEN: a quoted cell does not end;
    IRREGULAR: text between the end of a quoted cell and the delimiter.
    """
    mark, quote = dialect.delimiter, dialect.quote
    if mark == ALIGNED:
        line = re.sub(" {2,}", _UNIT_SEPARATOR, line.strip())
        return split_line(line, replace(dialect, delimiter=_UNIT_SEPARATOR))
    if not quote or quote not in line:
        return (_split_plain(line, dialect), OK) if mark else ([line], OK)
    cells, at, size, status = [], 0, len(line), OK
    pattern = _quoted_pattern(dialect)
    while True:
        if line.startswith(quote, at):
            found = pattern.match(line, at)
            if not found or not found.group(2):
                return line.split(mark) if mark else [line], OPEN
            cells.append(unescape(found.group(1), dialect))
            end = found.end()
            if mark.strip() and line.startswith(" ", end):
                end += len(line[end:]) - len(line[end:].lstrip(" "))
            if end == size:
                return cells, status
            if not mark or not line.startswith(mark, end):
                if not line[end:].strip():
                    return cells, status
                return line.split(mark) if mark else [line], IRREGULAR
        else:
            end = line.find(mark, at) if mark else -1
            cell = line[at:end] if end >= 0 else line[at:]
            if dialect.escape and "\\" in cell:
                cell = cell.replace("\\" + quote, "\0").replace("\\\\", "\\")
            if quote in cell and status == OK and _is_odd(cell, quote):
                status = ODD
            cells.append(cell.replace("\0", quote) if dialect.escape else cell)
            if end < 0:
                return cells, status
        at = end + len(mark)


def _is_odd(cell: str, quote: str) -> bool:
    """A mark that looks like the start or end of a quoted cell, not like inches or elision."""
    if quote == "'":
        return bool(re.search(r"'\W|'$|\W'", cell))
    return any(
        not cell[found.start() - 1].isdigit() or cell[found.end() : found.end() + 1].isalnum()
        for found in re.finditer(quote, cell)
    )


def _split_plain(line: str, dialect: Dialect) -> list[str]:
    mark = dialect.delimiter
    if "\\" + mark not in line or not dialect.escape:
        return line.split(mark)
    cells = re.split(rf"(?<!\\){re.escape(mark)}", line)
    return [cell.replace("\\" + mark, mark) for cell in cells]
