"""Lines that stand outside the running text: cells of tables, notes, boxes, heads of pages.

They are read with what holds around them and leave nothing behind. A number in a cell is read as
the sentence that its row and its column make: "Bắc Ninh, năm 2024, số hội viên: 542.467".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khdash.locale.spelling import tidy
from khdash.proof.items import Place, items_of
from khdash.proof.lexicon import Lexicon, Term
from khdash.proof.times import Time

_YEAR = re.compile(r"(?:năm\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_UNITS = (
    "%",
    "đồng/người",
    "đồng/người/năm",
    "nghìn tỷ đồng",
    "tỷ đồng",
    "triệu đồng",
    "trđ",
    "nghìn đồng",
    "ngàn đồng",
    "đồng",
    "vnđ",
    "nghìn người",
    "triệu người",
)
_MEASURE = re.compile(
    r"(?:^|[(,:]|\bđvt:?)\s*(?:đơn vị(?: tính)?:?\s*)?"
    rf"({'|'.join(map(re.escape, _UNITS))})\s*\)?\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:tổng|cộng|tổng cộng|tổng số|toàn tỉnh|toàn thành phố|chung)\b")


@dataclass(frozen=True, slots=True)
class Aside:
    """labels: the words of the row before a cell, heads: those above it, from the top."""

    labels: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def is_cell(self) -> bool:
        return bool(self.labels or self.heads)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cell as a sentence: the words before what stands in it, and its unit after."""

    before: str
    after: str


def spoken(aside: Aside, lexicon: Lexicon) -> Spoken | None:
    """The sentence of a cell; None where its row or its column is not understood."""
    labels = [label for label in aside.labels if not _measure(label)]
    if not all(_is_known(label, lexicon) for label in labels[:1]):
        return None
    parts = [*filter(None, map(_said, [*labels, *aside.heads]))]
    measures = [m for text in (*reversed(aside.heads), *aside.labels) if (m := _measure(text))]
    if not parts:
        return None
    return Spoken(f"{', '.join(parts)}: ", f" {measures[0]}" if measures else "")


def _said(text: str) -> str:
    """A label without its unit of measure; a bare year as a year."""
    text = _MEASURE.sub("", " ".join(text.split())).strip(" ,:(")
    year = _YEAR.fullmatch(text)
    return f"năm {year[1]}" if year else text


def _measure(text: str) -> str:
    found = _MEASURE.search(text.strip())
    return found[1].lower() if found else ""


def _is_known(label: str, lexicon: Lexicon) -> bool:
    """Whether a label names a place, a time or something of the catalogue, or is a total."""
    if _TOTAL.match(tidy(label)):
        return True
    return any(isinstance(item.value, (Place, Term, Time)) for item in items_of(label, lexicon))


def cells_of(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, Aside]]:
    """The cells of a table that are numbers, with what stands before and above them.

    rows: the texts of the cells, those that a merged one covers with its text. The rows above the
    first that holds a number are heads.
    """
    if sum(any(map(_is_number, row)) for row in rows) == 0 or max(map(len, rows)) < 2:
        return
    first = next(at for at, row in enumerate(rows) if any(_is_number(c) for c in row[1:]))
    for at in range(first, len(rows)):
        row = rows[at]
        if all(_is_column_number(text) for text in row if text.strip()):
            continue
        labels = tuple(t for t in row if t.strip() and not _is_number(t) and not _is_sign(t))
        for column, text in enumerate(row):
            if _is_number(text):
                above = [rows[i][column] for i in range(first) if column < len(rows[i])]
                heads = tuple(
                    dict.fromkeys(t for t in above if t.strip() and not _is_column_number(t))
                )
                yield at, column, Aside(labels, heads)


_NUMBER = re.compile(r"[≥≲≈<>~]?\s*(?:\w+\s+)?\d[\d.,  ]*\s*%?")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")


def _is_number(text: str) -> bool:
    text = text.strip()
    return _NUMBER.fullmatch(text) is not None and not _YEAR_ALONE.fullmatch(text)


def _is_column_number(text: str) -> bool:
    return re.fullmatch(r"\(?\d{1,2}\)?", text.strip()) is not None


def _is_sign(text: str) -> bool:
    return re.fullmatch(r"[-–…x.]+", text.strip()) is not None
