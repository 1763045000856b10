"""The texts on methods, from docs/, in the reader's language."""

from __future__ import annotations

import re
from functools import cache

from khdash.model.languages import ORIGINAL
from khdash.web.common.page_registry import PROJECT

DOCS = PROJECT / "docs"
_ELSEWHERE = re.compile(r"(?<!!)\[([^]]+)\]\((?!https?://)[^)]+\)")
"""A link to another document, which the application does not show; a picture is none."""


@cache
def method_text(lang: str) -> str:
    """How figures are chosen and computed, in one language; '' if the document is absent."""
    return text_of("methods.md", lang)


def text_of(name: str, lang: str, *, down: int = 2) -> str:
    """The part of a document in one language, its headings so many levels down, of links to other
    documents the words.
    """
    file = DOCS / name
    if not file.exists():
        return ""
    text = section_of(file.read_text(encoding="utf-8"), lang, down=down)
    return _ELSEWHERE.sub(r"\1", text)


def section_of(document: str, lang: str, *, down: int = 2) -> str:
    """The text between `<!-- lang: xx -->` and the next such mark.

    >>> section_of("<!-- lang: vi -->\\n# Một\\n<!-- lang: en -->\\n# One", "en")
    '### One'
    """
    parts = re.split(r"<!--\s*lang:\s*(\w+)\s*-->", document)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    text = found.get(lang) or found.get(ORIGINAL, parts[0])
    # What stands between fences is a program's, and a comment there no heading.
    lines = re.split(r"(^```.*?^```)", text, flags=re.MULTILINE | re.DOTALL)
    lines[::2] = [
        re.sub(r"^(#{1,3})(?=\s)", "#" * down + r"\1", one, flags=re.MULTILINE)
        for one in lines[::2]
    ]
    return "".join(lines).strip()
