"""What a line's end never parts in running text: a name (Hà Nam), a figure and its year."""

from __future__ import annotations

import re
from functools import cache

from khdash.locale.words import NO_BREAK
from khdash.model.catalogue import Catalogue

_YEAR = re.compile(r" (?=\(\d{4}\))")


def unparted(text: str, catalogue: Catalogue | None) -> str:
    """The text with each name of the cluster and of its units, and each year with its figure, kept
    in one line.
    """
    text = _YEAR.sub(NO_BREAK, text)
    if catalogue is None:
        return text
    units = [catalogue.units[key] for key in catalogue.above_communes]
    names = [name for unit in units for name in (unit.name, unit.name_en)]
    cluster = catalogue.cluster
    return kept_whole(text, (*names, cluster.short_vi, cluster.short_en))


def kept_whole(text: str, names: tuple[str, ...]) -> str:
    """The text with these names, as whole words, kept in one line.

    >>> kept_whole("Hà Nam và Hà Nội", ("Hà Nam", "Nam")).replace(NO_BREAK, "_")
    'Hà_Nam và Hà Nội'
    """
    return _pattern(names).sub(lambda found: found[0].replace(" ", NO_BREAK), text)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    several = sorted({name for name in names if " " in name}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, several)) or '(?!)'})\b")
