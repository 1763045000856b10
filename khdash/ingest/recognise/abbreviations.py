"""Abbreviations of provinces that are words of tables too: TB is an average, VP an office."""

from __future__ import annotations

from collections.abc import Iterable

from khdash.ingest.recognise.areas import abbreviations
from khdash.ingest.recognise.text import split_numbering, without_footnote
from khdash.ingest.recognise.units import UnitNames
from khdash.locale.spelling import tidy

FEWEST = 3


def is_asked(text: str, abbreviated: bool) -> bool:
    """Whether a text is such a word and only a person can tell what it means.

    abbreviated: whether the names beside it are abbreviations of provinces.

    >>> is_asked("TB", True), is_asked("VP", True), is_asked("VP", False)
    (True, False, True)
    """
    kind = abbreviations().get(tidy(without_footnote(split_numbering(text)[1])).upper())
    return kind == "unit-never" or (kind is not None and not abbreviated)


def abbreviates(texts: Iterable[str], names: UnitNames) -> bool:
    """Whether at least half of these names, and three of them, are abbreviated provinces."""
    different = {text.strip() for text in texts if text.strip()}
    short = [t for t in different if len(t) <= 4 and t.isupper() and names.candidates(t)]
    return len(short) >= FEWEST and 2 * len(short) >= len(different)
