"""Letters set above the line: a footnote mark beside a number is no digit of it."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def raised(text: str) -> str:
    """The text with its digits as superscripts; other letters stay, set apart by brackets.

    >>> raised("1"), raised("a"), raised("(2)"), raised("*")
    ('¹', '(a)', '⁽²⁾', '*')
    """
    marked = text.translate(_RAISED)
    return f"({marked})" if marked.isalpha() and marked.isascii() and len(marked) == 1 else marked
