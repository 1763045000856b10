"""Text that a spreadsheet would run as a formula: guarded in every file, unguarded when read."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[\d.,\s]*%?")


def guarded(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would take it for a formula.

    >>> guarded("=1+1"), guarded("Hà Nội")
    ("'=1+1", 'Hà Nội')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def guarded_but_numbers(text: str) -> str:
    """The same for cells of a file that goes back: what was a number there stays one.

    >>> guarded_but_numbers("=1+1"), guarded_but_numbers("-12,5"), guarded_but_numbers("-")
    ("'=1+1", '-12,5', '-')
    """
    return text if _NUMBER.fullmatch(text) else guarded(text)


def unguarded(text: str) -> str:
    """The text that was guarded.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
