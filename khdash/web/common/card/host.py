"""Where a card is drawn, and so where its buttons lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from khdash.exhibit.topics.lookup.shown import Named


@dataclass(frozen=True, slots=True)
class Host:
    """go: a callback that puts another figure's card in the place of this one; again: draw the
    whole page once more after something was written, with the card still open.
    """

    go: Callable[[Named], None]
    again: Callable[[], None]
