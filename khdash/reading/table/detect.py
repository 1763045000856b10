"""Which delimiter, quotation mark and escape a text has.

Candidates are scored, as van den Burg, Nazábal and Sutton (2019) propose, by how consistent the
row lengths are times how many cells have a known type.
"""

from __future__ import annotations

import re
from collections import Counter

from khdash.reading.table.celltype import CODE, EMPTY, NUMBER, TEXT, cell_type
from khdash.reading.table.dialect import ALIGNED, PAIRS, Dialect
from khdash.reading.table.repair import repair_line
from khdash.reading.table.splitting import IRREGULAR, OK, OPEN, split_line

_PRIOR = {
    ",": 1.0,
    ";": 1.0,
    "\t": 1.0,
    "|": 1.0,
    ALIGNED: 0.9,
    " ": 0.75,
    "^": 0.8,
    "~": 0.8,
    ":": 0.6,
}
_MENDED_LINES = 60
_MENDED_WITH_ESCAPE = 0.1
_WIDTH_LINES = 2_000
_LONG_LINE = 100_000
_SAMPLE_LINES = 300
_SAMPLE_CHARACTERS = 60_000
_DECIMAL = re.compile(r"\s*[-+]?\d{1,3}(?:\.?\d{3})*,\d+\s*%?\s*")
_FOREIGN = re.compile(r"[\t;|]|^\s*[\"'“”]|[\"“”]\s*$")


def detect_dialect(lines: list[str], delimiter: str | None = None) -> Dialect:
    """The dialect that makes the sample most regular; `delimiter` fixes that part."""
    sample = _sample(lines)
    text = "\n".join(sample)
    best, best_score = Dialect("", _likely_quote(text)), _single_column_score(sample)
    for mark in [delimiter] if delimiter else _candidates(text):
        for dialect in _variants(mark, text):
            rows, mended = _read_sample(sample, dialect)
            if dialect.escape and mended > _MENDED_WITH_ESCAPE:
                continue
            if _is_plain_words(rows, dialect, text) and not delimiter:
                continue
            prior = _PRIOR.get(mark, _PRIOR.get(mark[:1], 0.5))
            score = _score(rows, dialect) * prior * (1 - 0.2 * mended)
            if score > best_score + 1e-9 or (delimiter and not best.delimiter):
                best, best_score = dialect, score
    if not delimiter and _is_decimal_comma(sample, best):
        return Dialect("", best.quote)
    return _widen_delimiter(best, sample)


def _candidates(text: str) -> list[str]:
    """Delimiters that occur, and those followed by a space nearly wherever they occur."""
    found = [mark for mark in _PRIOR if mark in text]
    spaced = [
        mark + " " for mark in ",;|" if text.count(mark + " ") > max(1, 0.6 * text.count(mark))
    ]
    return spaced + found


def _read_sample(sample: list[str], dialect: Dialect) -> tuple[list[list[str]], float]:
    """Rows of the sample and which share of them had to be mended to be read."""
    read = _read_records(sample, dialect)
    rows = [cells for cells, _, _ in read]
    odd = [at for at, (_, status, _) in enumerate(read) if status != OK]
    lengths = Counter(len(cells) for cells, status, _ in read if status == OK)
    if not odd or not lengths or not dialect.delimiter:
        return rows, 0.0
    width = lengths.most_common(1)[0][0]
    for at in odd[:_MENDED_LINES]:
        rows[at] = repair_line(read[at][2], dialect, width).cells
    return rows, len(odd) / len(rows)


def _read_records(sample: list[str], dialect: Dialect) -> list[tuple[list[str], str, str]]:
    """Cells of each record, how it keeps the rules, and its first line."""
    read: list[tuple[list[str], str, str]] = []
    index = 0
    while index < len(sample):
        line = sample[index]
        cells, status = split_line(line, dialect)
        if status == OPEN:
            cells, status, index = _join_sample(sample, index, dialect, cells)
        read.append((cells, status, line))
        index += 1
    return read


def usual_width(lines: list[str], dialect: Dialect) -> int:
    """How many cells most records have, those that keep the rules before the others."""
    sample = [line for line in lines[:_WIDTH_LINES] if line and len(line) < _LONG_LINE]
    kept: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for cells, status, _ in _read_records(sample, dialect):
        (kept if status == OK else others)[len(cells)] += 1
    counts = kept or others
    return max(counts, key=lambda size: (counts[size], size)) if counts else 1


def _join_sample(
    sample: list[str], first: int, dialect: Dialect, cells: list[str]
) -> tuple[list[str], str, int]:
    """A quoted cell over several lines of the sample, where it ends within a few of them."""
    text = sample[first]
    for last in range(first + 1, min(first + 30, len(sample))):
        text += "\n" + sample[last]
        joined, status = split_line(text, dialect)
        if status == IRREGULAR:
            break
        if status != OPEN:
            return joined, status, last
    return cells, OPEN, first


def _sample(lines: list[str]) -> list[str]:
    sample, size = [], 0
    for line in lines[:_SAMPLE_LINES]:
        if line.strip():
            sample.append(line[:4_000])
            size += len(line)
        if size > _SAMPLE_CHARACTERS:
            break
    return sample


def _likely_quote(text: str) -> str:
    """The mark of a text of one column: apostrophes only where every line stands in them."""
    return "'" if all(re.fullmatch("'.*'", line) for line in text.split("\n")) else '"'


def _variants(mark: str, text: str) -> list[Dialect]:
    """Dialects with this delimiter; a rarer mark only encloses cells where they show that."""
    quotes = ['"', *(quote for quote in PAIRS if quote != '"' and _encloses(quote, mark, text))]
    found = []
    for quote in quotes:
        found.append(Dialect(mark, quote))
        if "\\" + PAIRS[quote] in text:
            found.append(Dialect(mark, quote, "\\"))
    return found


def _encloses(quote: str, mark: str, text: str) -> bool:
    """Whether a mark other than `"` encloses cells and does not just stand in their words.

    A cell needs it for a delimiter, a line end or a doubled mark within, or every cell of words
    of a column has it.
    """
    opening, close = re.escape(quote), re.escape(PAIRS[quote])
    if quote not in text or PAIRS[quote] not in text:
        return False
    edge = re.escape(mark)
    start, end = rf"(?:^|(?<={edge}))", rf"(?=$|{edge})"
    inner = rf"{start}{opening}((?:[^{close}]|{close}{close})*){close}{end}"
    enclosed = re.findall(inner, text, re.MULTILINE)
    bare = re.findall(rf"{start}{opening}(.*?){close}{end}", text, re.MULTILINE)
    needed = (mark, "\n", PAIRS[quote] * 2)
    if any(sign in cell for cell in enclosed for sign in needed if sign):
        return True
    return any(mark in cell for cell in bare) or _fills_column(quote, mark, text)


def _fills_column(quote: str, mark: str, text: str) -> bool:
    """Whether a column of two lines or more has the mark around every cell that is no figure."""
    if not mark:
        return False
    rows = [line.split(mark) for line in text.split("\n")]
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        words = [cell for cell in cells if cell_type(cell) != NUMBER]
        around = [c for c in words if len(c) > 1 and c[0] == quote and c[-1] == PAIRS[quote]]
        if len(around) > 1 and len(around) == len(words):
            return True
    return False


def _score(rows: list[list[str]], dialect: Dialect) -> float:
    lengths = Counter(map(len, rows))
    total = len(rows) or 1
    pattern = sum((n / total) ** 2 * (length - 1) / length for length, n in lengths.items())
    cells = known = 0.0
    for row in rows:
        for cell in row:
            cells += 1
            known += _known(cell, dialect)
    return pattern * known / max(cells, 1)


def _known(cell: str, dialect: Dialect) -> float:
    if not cell:
        return 1.0
    kind = cell_type(cell)
    if kind == EMPTY or kind not in (TEXT, CODE):
        return 1.0
    if _FOREIGN.search(cell):
        return 0.2
    if len(cell) > 300 or (cell[0] in "'" and dialect.quote != "'"):
        return 0.8
    return 0.95


def _single_column_score(sample: list[str]) -> float:
    """A text of one column has no regularity to show; anything clearly better wins over it."""
    return 0.12 if sample else 0.0


def _is_plain_words(rows: list[list[str]], dialect: Dialect, text: str) -> bool:
    """Words between spaces or colons are a table only where figures or quotes make columns."""
    if dialect.delimiter not in (" ", ":"):
        return False
    quote = dialect.quote
    quoted = rf"(?:^|\s){quote}[^{quote}]+{dialect.close}(?:\s|$)"
    if quote and re.search(quoted, text, re.MULTILINE):
        return False
    width = Counter(map(len, rows)).most_common(1)[0][0]
    typed = 0
    for column in range(width):
        kinds = Counter(cell_type(row[column]) for row in rows[1:] if column < len(row))
        kind = kinds.most_common(1)[0][0] if kinds else TEXT
        typed += kind not in (TEXT, EMPTY)
    return typed < (1 if dialect.delimiter == " " and width == 2 else 2)


def _is_decimal_comma(sample: list[str], dialect: Dialect) -> bool:
    """One column of figures such as 86,2 is not a table of two columns."""
    if dialect.delimiter != "," or len(sample) < 2:
        return False
    figures = [line for line in sample[1:] if _DECIMAL.fullmatch(line)]
    return "," not in sample[0].strip('"') and len(figures) >= 0.8 * (len(sample) - 1)


def _widen_delimiter(dialect: Dialect, sample: list[str]) -> Dialect:
    """A delimiter doubled or followed by a space all over the file is that longer delimiter."""
    mark = dialect.delimiter
    if mark not in (",", ";", "|", "\t"):
        return dialect
    text = "\n".join(sample)
    for longer in (mark + " ", mark * 2):
        if text.count(longer) < len(sample):
            continue
        wide = Dialect(longer, dialect.quote, dialect.escape)
        cells = [cell for line in sample for cell in split_line(line, dialect)[0][1:]]
        if longer.endswith(" "):
            spaced = sum(cell.startswith(" ") or not cell for cell in cells)
            filled = sum(cell.startswith(" ") for cell in cells)
            if filled and spaced >= 0.98 * len(cells) and filled >= 0.5 * len(cells):
                return wide
        elif _is_doubled([split_line(line, dialect)[0] for line in sample]):
            return wide
    return dialect


def _is_doubled(rows: list[list[str]]) -> bool:
    """Whether every second cell of every row is empty and the others are not."""
    return not any(cell for row in rows for cell in row[1::2]) and all(
        sum(map(bool, row[0::2])) >= 2 for row in rows
    )
