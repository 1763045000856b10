"""What stands about the words of a header or a label: numbering, footnote marks, blanks."""

from __future__ import annotations

import re

from khdash.locale.spelling import CUT, LONGEST_LINE

_BLANKS = re.compile(r"\s{3,}")
_NUMBERING = re.compile(
    r"^\s*(?:(?P<dash>[-–+•*])\s+|\(?(?P<mark>[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-Za-zđĐ])"
    r"\s*(?:[.)]|\s[-–]\s|\.\))\s*)(?=\D)"
)
_FOOTNOTE = re.compile(r"\s*(?:\*+|[¹²³⁰⁴-⁹⁽⁾]+|\(\s*\*+\s*\)|\(\s*\d{1,2}\s*(?:=[^()]*)?\))\s*$")
LONGEST = 120
"""Letters of a heading, a label or a name; what is longer is none."""


class Shortened(str):
    """The beginning of a text that is longer than any line, and the `whole` of it."""

    whole: str


def shortened(text: str) -> str:
    """The text with at most two blanks in a row, cut where no line of a title reaches.

    >>> shortened("Số" + " " * 500 + "quỹ"), len(shortened("1." * 1000))
    ('Số  quỹ', 301)
    """
    if len(text) <= LONGEST:
        return text
    brief = _BLANKS.sub("  ", text.strip())
    cut = Shortened(brief if len(brief) <= LONGEST_LINE else brief[:LONGEST_LINE] + CUT)
    cut.whole = text
    return cut


def whole(text: str) -> str:
    """The text as it stood before it was shortened."""
    return text.whole if isinstance(text, Shortened) else text


def split_numbering(text: str) -> tuple[str, str]:
    """The number or bullet before a label, and the label; ('', text) where there is none.

    >>> split_numbering("II. Quỹ khuyến học"), split_numbering("1.234 người")
    (('II', 'Quỹ khuyến học'), ('', '1.234 người'))
    """
    match = _NUMBERING.match(text)
    if not match:
        return "", text.strip()
    return match["dash"] or match["mark"], text[match.end() :].strip()


def without_footnote(text: str) -> str:
    """The text without a footnote mark or a column number such as (3=2/1) at its end."""
    return _FOOTNOTE.sub("", text) if text.strip("*() ") else text


RANKS = {"": 5.0, "-": 4.0, "–": 4.0, "+": 4.5, "•": 4.0, "*": 4.0}


def numbering_rank(mark: str) -> float:
    """How deep a numbering stands: I before 1 before 1.1 before a before a dash; '' deepest.

    >>> numbering_rank("II") < numbering_rank("1") < numbering_rank("1.2") < numbering_rank("a")
    True
    """
    if mark in RANKS:
        return RANKS[mark]
    if re.fullmatch("[IVXLC]+", mark) or (len(mark) == 1 and mark.isupper()):
        return 0.0 if mark in ("A", "B", "D", "E") else 1.0
    if mark.replace(".", "").isdigit():
        return 2.0 + 0.1 * mark.strip(".").count(".")
    return 3.0
