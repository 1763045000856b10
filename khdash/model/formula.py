"""Text that a spreadsheet would run as a formula: guarded in every file, unguarded when read."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would take it for a formula.

    >>> guarded("=1+1"), guarded("Hà Nội")
    ("'=1+1", 'Hà Nội')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text that was guarded.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
