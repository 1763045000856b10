"""Letters with their marks joined (Unicode NFC), in time that grows with the text alone."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 30
"""Marks on one letter, as in Unicode's form that is safe for streams; no writing has as many."""
_MANY = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")


def composed(text: str) -> str:
    """The text in NFC; of more than MOST_MARKS marks on a letter the rest is left out.

    Sorting the marks of one letter takes the square of their number.

    >>> composed("Hà Nội") == "Hà Nội", len(composed("a" + "\\u0323\\u0301" * 50_000)) < 40
    (True, True)
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _MANY.sub(_fewer, text))
    return text


def _fewer(match: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in match[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
