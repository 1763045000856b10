"""Computed texts as Markdown that reads exactly like them."""

from __future__ import annotations

import re

from khdash.exhibit.core.exhibit import SourceLine
from khdash.model.web_address import is_web_address

SHORT_CELL = 24
NO_BREAK = "\N{NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"
_LIVE = re.compile(r"(https?:(?=//)|www(?=\.)|:(?=[\w/+-]*[a-z][\w/+-]*:))", re.IGNORECASE)
"""What the browser's reader of Markdown makes a link or a picture of without any mark: an address,
`:name:`. A backslash does not keep it from that, only a sign in between, which is not seen."""


def plain(text: str) -> str:
    r"""A computed text as Markdown that reads exactly like it.

    >>> plain("Thu [1] 5*6 $")
    'Thu \\[1\\] 5\\*6 \\$'
    >>> plain("https://a.vn :heart:").replace(JOINER, "|")
    'https:|//a.vn :|heart:'
    """
    if ":" in text or "." in text:
        text = _LIVE.sub(rf"\1{JOINER}", text)
    escaped = re.sub(r"([\\\[\]*_`$~<>#|]|&(?=#?\w+;))", r"\\\1", text)
    # A later line may begin nothing of its own: no list, no heading, no block of code.
    return re.sub(r"(\n)[ \t]*(?:([-+=])|(\d+)([.)]))?", _inert, escaped)


def _inert(start: re.Match[str]) -> str:
    newline, sign, number, mark = start.groups(default="")
    return newline + (f"\\{sign}" if sign else f"{number}\\{mark}" if mark else "")


def link(title: str, address: str) -> str:
    """A text as a link to an address on the web; the bare text where the address is none.

    >>> link("Báo [1]", "https://a.vn/b"), link("Báo", "https://a.vn/>) ![x](https://b.vn")
    ('[Báo \\\\[1\\\\]](<https://a.vn/b>)', 'Báo')
    """
    return f"[{plain(title)}](<{address}>)" if is_web_address(address) else plain(title)


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
    text = re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", text))
    return text.replace(NO_BREAK, " ").replace(JOINER, "")


def source_link(source: SourceLine) -> str:
    """A source as Markdown: its title, linked where it has an address, and who said it first."""
    text = link(source.title, source.url)
    return f"{text} ({plain(source.original_source)})" if source.original_source else text
