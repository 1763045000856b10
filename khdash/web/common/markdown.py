"""Computed texts as Markdown that reads exactly like them."""

from __future__ import annotations

import re

from khdash.exhibit.core.exhibit import SourceLine

SHORT_CELL = 24
NO_BREAK = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    r"""A computed text as Markdown that reads exactly like it.

    >>> plain("Thu [1] 5*6 $")
    'Thu \\[1\\] 5\\*6 \\$'
    """
    return re.sub(r"([\\\[\]*_`$~<>#|])", r"\\\1", text)


def unbroken(text: str, most: int = SHORT_CELL) -> str:
    """The text breaking only after every `most` letters or so: on a phone a table then scrolls
    instead of folding every word.

    >>> unbroken("Hội viên") == "Hội\N{NO-BREAK SPACE}viên"
    True
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + len(word) < most:
            lines[-1] += NO_BREAK + word
        else:
            lines.append(word)
    return " ".join(lines)


def unmarked(text: str) -> str:
    r"""The bare text of a cell written as Markdown: what `plain` guards, badges and links of it.

    >>> unmarked(":green-badge[✓ đạt] **70 %** 5\\*6 [↗](<https://a.vn>)")
    '✓ đạt 70 % 5*6'
    """
    text = re.sub(r" ?\[↗\]\(<[^>]*>\)", "", text)
    for _ in range(2):
        text = re.sub(r":[a-z]+(?:-badge)?\[((?:\\.|[^\\\[\]])*)\]", r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", text)).replace(NO_BREAK, " ")


def source_link(source: SourceLine) -> str:
    """A source as Markdown: its title, linked where it has an address, and who said it first."""
    title = plain(source.title)
    text = f"[{title}](<{source.url}>)" if source.url else title
    return f"{text} ({plain(source.original_source)})" if source.original_source else text
