"""The text on methods, from docs/methods.md, in the reader's language."""

from __future__ import annotations

import re
from functools import cache

from khdash.web.common.page_registry import PROJECT

FILE = PROJECT / "docs" / "methods.md"


@cache
def method_text(lang: str) -> str:
    """The part of the document in one language, its headings two levels down; '' if absent."""
    if not FILE.exists():
        return ""
    return section_of(FILE.read_text(encoding="utf-8"), lang)


def section_of(document: str, lang: str) -> str:
    """The text between `<!-- lang: xx -->` and the next such mark.

    >>> section_of("<!-- lang: vi -->\\n# Một\\n<!-- lang: en -->\\n# One", "en")
    '### One'
    """
    parts = re.split(r"<!--\s*lang:\s*(\w+)\s*-->", document)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    text = found.get(lang, parts[0])
    return re.sub(r"^(#{1,3})(?=\s)", r"##\1", text, flags=re.MULTILINE).strip()
