"""Single lines that are divided by another delimiter than the rest of the file."""

from __future__ import annotations

from dataclasses import replace

from khdash.reading.table import wording
from khdash.reading.table.celltype import EMPTY, TEXT, agreement, column_types
from khdash.reading.table.dialect import Dialect
from khdash.reading.table.parse import Parsed, Record
from khdash.reading.table.splitting import OK, split_line
from khdash.reading.table.table import Assumption

_OTHERS = (";", "\t", "|", ",", " ")


def read_other_delimiters(parsed: Parsed, dialect: Dialect, width: int) -> None:
    """Divide anew the records whose cells fit the table under another delimiter."""
    odd = [index for index, record in enumerate(parsed.records) if record.raw is not None]
    if width < 2 or not odd:
        return
    regular = [record.cells for record in parsed.records if len(record.cells) == width]
    below = regular[1:400] if len(regular) > 2 else regular
    types = column_types(below, width)
    for index in odd:
        record = parsed.records[index]
        mark = _fitting(record, dialect, types)
        if mark == " " and index == 0 and not _is_header(parsed, types):
            continue
        if mark:
            cells = split_line(record.raw or "", replace(dialect, delimiter=mark))[0]
            parsed.records[index] = Record(cells, record.line)
            parsed.assumptions.append(
                Assumption("other-delimiter", {"line": record.line, "delimiter": mark})
            )


def _fitting(record: Record, dialect: Dialect, types: list[int]) -> str | None:
    raw = record.raw or ""
    if wording.is_title(raw):
        return None
    typed = [kind for kind in types if kind not in (TEXT, EMPTY)]
    for mark in _OTHERS:
        if mark == dialect.delimiter or mark not in raw:
            continue
        cells, status = split_line(raw, replace(dialect, delimiter=mark))
        if status != OK or len(cells) != len(types):
            continue
        same, other = agreement(cells, types)
        if same > other or (not typed and mark not in " ,"):
            return mark
        is_words = mark == " " and '"' not in raw and len(types) == 2
        if not same and len(record.cells) == 1 and record.line == 1 and not is_words:
            return mark
    return None


def _is_header(parsed: Parsed, types: list[int]) -> bool:
    """Whether the first line may be the header: the second must not be one itself."""
    if len(parsed.records) < 2:
        return False
    same, other = agreement(parsed.records[1].cells, types)
    return same > other
