"""Single lines whose cells stand in another quotation mark than those of the rest of the file."""

from __future__ import annotations

from dataclasses import replace

from khdash.reading.table.celltype import NUMBER, cell_type
from khdash.reading.table.dialect import PAIRS, Dialect
from khdash.reading.table.parse import Parsed, Record
from khdash.reading.table.splitting import OK, split_line
from khdash.reading.table.table import Assumption


def read_other_quotes(parsed: Parsed, dialect: Dialect, width: int) -> None:
    """Take off the marks where all words of a record stand in the same ones."""
    if not dialect.delimiter:
        return
    for index, record in enumerate(parsed.records):
        quote = next((cell[0] for cell in record.cells if cell[:1] in PAIRS), None)
        if quote is None or quote == dialect.quote:
            continue
        cells = _unquoted(record, replace(dialect, quote=quote), width)
        if cells:
            parsed.records[index] = Record(cells, record.line)
            parsed.assumptions.append(
                Assumption("other-quote", {"line": record.line, "quote": quote})
            )


def _unquoted(record: Record, dialect: Dialect, width: int) -> list[str] | None:
    """The cells under another mark, where two cells or more and all words have it."""
    if record.raw is not None:
        cells, status = split_line(record.raw, dialect)
        return cells if status == OK and len(cells) == width and width > 1 else None
    around = [_is_enclosed(cell, dialect) for cell in record.cells]
    words = [cell for cell in record.cells if cell.strip() and cell_type(cell) != NUMBER]
    if sum(around) < 2 or not all(_is_enclosed(cell, dialect) for cell in words):
        return None
    close = dialect.close
    return [
        cell[1:-1].replace(close + close, close) if enclosed else cell
        for cell, enclosed in zip(record.cells, around, strict=True)
    ]


def _is_enclosed(cell: str, dialect: Dialect) -> bool:
    return len(cell) > 1 and cell.startswith(dialect.quote) and cell.endswith(dialect.close)
