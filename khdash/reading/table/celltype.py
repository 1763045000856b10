"""The kind of thing a cell's text looks like, for telling data from words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

EMPTY, NUMBER, DATE, TIME, ADDRESS, CODE, TEXT = range(7)

_MISSING = {"-", "–", "—", "x", "X", "…", "...", "n/a", "N/A", ".."}
_UNIT = r"(%|‰|₫|đ|đồng|vnđ|vnd|nghìn|ngàn|vạn|triệu|tr|tỷ|tỉ|usd|người|suất)"
_NUMBER = re.compile(
    r"(?:(?:hơn|trên|gần|khoảng|~|≈|≥|≤|>|<|\+|-|−|±|\()\s*)*[$€£¥₫]?\s*[-+−]?\d"
    rf"(?:[\d.,\u00a0\u202f ]*\d)?(?:\s*/\s*\d[\d.,]*)?\)?(?:[eE][-+]?\d+)?\s*(?:{_UNIT}\s*"
    r"(?:[\d.,]+\s*)?)*[.)*]*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|[^\s@,;]+@[^\s@,;]+\.\w+")
_CODE = re.compile(r"(?=[^\d]*\d)(?=[\d\W_]*[^\W\d_])[^\W_][\w./-]*")


@lru_cache(maxsize=100_000)
def cell_type(text: str) -> int:
    """One of EMPTY, NUMBER, DATE, TIME, ADDRESS, CODE (letters with digits, no space), TEXT."""
    text = text.strip()
    if not text or text in _MISSING:
        return EMPTY
    if len(text) > 200:
        return ADDRESS if _ADDRESS.fullmatch(text) else TEXT
    for kind, pattern in (
        (DATE, _DATE),
        (TIME, _TIME),
        (NUMBER, _NUMBER),
        (ADDRESS, _ADDRESS),
        (CODE, _CODE),
    ):
        if pattern.fullmatch(text):
            return kind
    return TEXT


def column_types(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The type that at least 70 % of a column's filled cells have, else TEXT; EMPTY if none is."""
    types = []
    for column in range(width):
        seen = Counter(cell_type(row[column]) for row in rows if column < len(row))
        seen.pop(EMPTY, None)
        total = sum(seen.values())
        kind, count = seen.most_common(1)[0] if seen else (EMPTY, 0)
        types.append(kind if count >= 0.7 * total else TEXT)
    return types


def agreement(cells: Sequence[str], types: Sequence[int]) -> tuple[int, int]:
    """In how many typed columns a row's filled cell has the column's type, and in how many not."""
    same = other = 0
    for cell, kind in zip(cells, types, strict=False):
        found = cell_type(cell)
        if kind in (EMPTY, TEXT) or found == EMPTY:
            continue
        if found == kind:
            same += 1
        else:
            other += 1
    return same, other
