"""Why something was not made or not handed over, kept so that either language can tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from khdash.locale import Words


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that is kept: a Vietnamese message and what stands in its places.

    A value that is told differently in the two languages is a pair.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, words: Words) -> str:
        """The sentence in a language."""
        values = {
            name: words.of(*value) if isinstance(value, list | tuple) else value
            for name, value in self.values.items()
        }
        return words(self.text, **values)


class NotDone(Exception):
    """A run that failed. again: whether it may succeed later without anybody doing anything."""

    def __init__(self, text: str, /, *, again: bool = False, **values: object) -> None:
        super().__init__(text)
        self.said, self.again = Said(text, values), again
