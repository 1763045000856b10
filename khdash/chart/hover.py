"""What marks say when pointed at, without saying the same again at each of them.

The texts of a trace become one template: what all of them say stands in it, what only one says is
in the customdata of its mark. A text that marks of many traces say, such as a source, is carried
once by the figure, in layout.meta.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

FIRST_STAND_IN = 0xE000
"""Signs for private use stand for the texts carried once, until the template refers to them."""
_STAND_IN = re.compile("[\ue000-\uf8ff]")
NO_NAME = "<extra></extra>"
"""Keeps plotly from adding a second box with the name of the trace: the first of those texts."""
FIELDS = 3
"""Fields of a mark before those of its text: unit, year and value."""
Mark = list[Any]


def stand_in(number: int) -> str:
    """The sign for a text that the figure carries once."""
    return chr(FIRST_STAND_IN + number)


def told(
    marks: Sequence[Mark], texts: Sequence[str], carried: Sequence[str] = ()
) -> dict[str, Any]:
    """customdata and hover of a trace; a mark without text is a gap in a line.

    carried: what the figure carries once, for a trace that can have one template only: where
    its marks differ in it, it is written out at each of them.

    >>> told([["01", 2023, 5], ["01", 2024, 6]], ["A · 2023<br>5", "A · 2024<br>6"])
    {'customdata': (['01', 2023, 5, '3', '5'], ['01', 2024, 6, '4', '6']),
     'hovertemplate': 'A · 202%{customdata[3]}<br>%{customdata[4]}<extra></extra>'}
    """
    spoken = [text for text in texts if text]
    template, words = _template(spoken)
    if carried:
        words = [[written_out(word, carried) for word in own] for own in words]
    if any(_STAND_IN.search(word) for own in words for word in own):
        # Plotly fills in a template once: what the figure carries must be named in the template.
        return {
            "customdata": tuple(marks),
            "hovertemplate": [_resolved(text + stand_in(0)) if text else "" for text in texts],
        }
    own = iter(words)
    filled = [
        _filled(mark, next(own)) if text else mark for mark, text in zip(marks, texts, strict=True)
    ]
    return {"customdata": tuple(filled), "hovertemplate": _resolved(template) + NO_NAME}


def _filled(mark: Mark, words: list[str]) -> Mark:
    return [*mark, *[None] * (FIELDS - len(mark)), *words] if words else mark


def _template(texts: Sequence[str]) -> tuple[str, list[list[str]]]:
    """The template of texts, and for each text the words that go into it; line by line."""
    if len(set(texts)) < 2:
        return "".join(texts[:1]), [[] for _ in texts]
    count = min(text.count("<br>") for text in texts)
    lines: list[str] = []
    words: list[list[str]] = []
    for column in zip(*(text.split("<br>", count) for text in texts), strict=True):
        if len(set(column)) == 1:
            lines.append(column[0])
            continue
        start = _common_start(column)
        rests = [line[len(start) :] for line in column]
        end = _common_start([rest[::-1] for rest in rests])[::-1]
        lines.append(f"{start}%{{customdata[{FIELDS + len(words)}]}}{end}")
        words.append([rest[: len(rest) - len(end)] for rest in rests])
    return "<br>".join(lines), [list(own) for own in zip(*words, strict=True)]


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    for place, letter in enumerate(first):
        if last[place] != letter:
            return first[:place]
    return first


def written_out(text: str, carried: Sequence[str]) -> str:
    """A text with what the figure carries once, for a place where no template is filled in."""
    return _STAND_IN.sub(lambda m: carried[ord(m[0]) - FIRST_STAND_IN], text)


def _resolved(text: str) -> str:
    return _STAND_IN.sub(lambda m: f"%{{layout.meta[{ord(m[0]) - FIRST_STAND_IN}]}}", text)
