"""The group that a heading names after a colon: "Tỷ lệ công dân học tập: Doanh nghiệp"."""

from __future__ import annotations

import re

from khdash.ingest.recognise.vocabulary import Vocabulary

OF_GROUP = ":"
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def take_subgroup(levels: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], str]:
    """The levels of a heading without the subgroup that one of them names, and its code.

    Only a whole name counts; a unit of measure in brackets may follow it. '' where none does.
    """
    for at, level in enumerate(levels):
        head, colon, tail = " ".join(level.split()).partition(OF_GROUP)
        if not colon:
            continue
        unit = _UNIT.search(tail)
        found = vocabulary.subgroups.find(tail[: unit.start()] if unit else tail)
        if found is not None and found.code:
            rest = head + (unit.group() if unit else "")
            return (*levels[:at], rest, *levels[at + 1 :]), found.code
    return levels, ""
