"""Text as Office files can hold it: nothing that XML refuses, nothing that a sheet would run."""

from __future__ import annotations

import re

from khdash.model.formula import guarded

_REFUSED = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def clean(text: str) -> str:
    """The text without the characters that XML does not allow.

    >>> clean("Hà\\x00 Nội\\x0b")
    'Hà Nội'
    """
    return _REFUSED.sub("", text)


def cell_text(text: str) -> str:
    """A text for a cell of a sheet: clean, and guarded against being run as a formula."""
    return guarded(clean(text))
