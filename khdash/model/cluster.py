"""The cluster itself: its names, its boundary sets, and the colour and marks of each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal

MEMBER_SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "cross",
    "star",
    "x",
    "triangle-left",
    "triangle-right",
    "star-diamond",
    "bowtie",
)
OTHER_SYMBOLS = ("hexagon", "hexagon2", "hourglass")
SYMBOLS = (*MEMBER_SYMBOLS, *OTHER_SYMBOLS, "pentagon")
"""The markers that can be drawn, told apart at the size of a point on a line."""
DASHES = ("solid", "dash", "dashdot", "longdash", "longdashdot", "dot")
OTHER_DASHES = ("dash", "dashdot", "longdashdot")


@dataclass(frozen=True, slots=True)
class Cluster:
    """What the group of associations is called; `first_year` is where the years shown begin.

    short: its name inside a sentence. title: the name of the application in its header.
    default_unit: the code of the province that opens where the reader names none.
    """

    code: str = ""
    name_vi: str = ""
    name_en: str = ""
    short_vi: str = ""
    short_en: str = ""
    region_vi: str = ""
    region_en: str = ""
    title_vi: str = ""
    title_en: str = ""
    default_unit: str = ""
    first_year: int = 2010


@dataclass(frozen=True, slots=True)
class BoundarySet:
    """Boundaries on which figures are shown; `code` is what links say.

    day: a day on which they hold; of every set but the oldest, the first such day.
    areas, neighbours: files of data/boundaries; note: what a reader must know of the members.
    """

    code: str
    day: date
    label_vi: str
    label_en: str
    areas: str
    neighbours: str
    default: bool
    note_vi: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class UnitStyle:
    """How a unit is drawn everywhere: its colour in each mode, its marker, its dash."""

    light: str
    dark: str
    symbol: str
    dash: str = "solid"

    def colour(self, mode: Literal["light", "dark"]) -> str:
        return self.dark if mode == "dark" else self.light


PALETTE = (
    ("#852838", "#CD8A87"),
    ("#7159B8", "#8561BA"),
    ("#084E73", "#419CFF"),
    ("#B97D22", "#DBB64B"),
    ("#008261", "#108453"),
    ("#7E5511", "#A17B19"),
    ("#4B7376", "#00AAB2"),
    ("#BC6DA0", "#BC5E80"),
    ("#000066", "#ADFFF1"),
    ("#4F1733", "#FFFFAD"),
    ("#986CEF", "#5CE4FF"),
    ("#1F00B8", "#FFFF0A"),
)
"""Colours in light and dark: told apart by readers who do not see red or green, and 3:1 against
the ground and the panel; the marker is the second sign. After the last a dash is the third."""
GREYS = (("#6D6B63", "#A8A69C"), ("#8A887F", "#8B897F"), ("#55534C", "#C2C0B6"))
"""Of units outside the cluster, told apart by their dash."""
COUNTRY_STYLE = UnitStyle("#1F2A33", "#E8ECEF", "pentagon", "longdash")


def complete_styles(
    given: Mapping[str, UnitStyle], members: Mapping[str, Sequence[str]], others: Iterable[str]
) -> dict[str, UnitStyle]:
    """The given styles, and one for every member and other unit without: the same each time.

    members: each member's key, those of older boundaries first, with the members that were merged
    into it, its namesake first. It goes on with the look of the first; all others differ.
    """
    styles = dict(given)
    free = _member_styles(tuple(given.values()))
    for key, parts in members.items():
        if key not in styles:
            known = [styles[part] for part in parts if part in styles]
            styles[key] = known[0] if known else next(free)
    grey = _other_styles(tuple(given.values()))
    for key in others:
        if key not in styles:
            styles[key] = next(grey)
    return styles


def _member_styles(taken: Sequence[UnitStyle]) -> Iterator[UnitStyle]:
    """Colours and markers that no taken style has; then all again with another dash."""
    for turn in count():
        for place, colours in enumerate(PALETTE):
            symbol = MEMBER_SYMBOLS[(place + turn) % len(MEMBER_SYMBOLS)]
            style = UnitStyle(*colours, symbol, DASHES[turn % len(DASHES)])
            shared = [{t.light, t.symbol} & {style.light, symbol} for t in taken]
            looks = [(t.light, t.symbol, t.dash) for t in taken]
            if not ((style.light, symbol, style.dash) in looks if turn else any(shared)):
                yield style


def _other_styles(taken: Sequence[UnitStyle]) -> Iterator[UnitStyle]:
    """Greys by dash; then again, each dash in the next grey."""
    for turn in count():
        for place, (symbol, dash) in enumerate(zip(OTHER_SYMBOLS, OTHER_DASHES, strict=True)):
            style = UnitStyle(*GREYS[(place + turn) % len(GREYS)], symbol, dash)
            if turn >= len(GREYS) or style not in taken:
                yield style
