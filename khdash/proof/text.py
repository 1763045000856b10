"""A text taken apart: paragraphs and sentences, each with its place, and its letters composed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_END = re.compile(r"[.!?…]+[)\"”’»]?\s+(?=[\W_]*[^\W_])")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:tp|tx|tt|p|q|h|x|ts|pgs|gs|ths|ths|tr|st|\d{1,2}|[ivx]+|[a-zđ])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text, composed and with its capitals, and its place in the whole text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with its marks joined (NFC), and where each of its letters stood before."""

    text: str
    places: tuple[int, ...] | None = None

    @classmethod
    def of(cls, text: str) -> Composed:
        """The composed text; letter by letter only where something has to be joined.

        >>> made = Composed.of("Ha\\u0300 Nam")
        >>> made.text == "Hà Nam", made.place(3)
        (True, 4)
        """
        if unicodedata.is_normalized("NFC", text):
            return cls(text)
        letters: list[str] = []
        places: list[int] = []
        for at, sign in enumerate(text):
            joined = unicodedata.normalize("NFC", letters[-1] + sign) if letters else ""
            if unicodedata.combining(sign) and len(joined) == 1:
                letters[-1] = joined
            else:
                letters.append(sign)
                places.append(at)
        return cls("".join(letters), (*places, len(text)))

    def place(self, at: int) -> int:
        """Where a letter of the composed text stands in the text as given."""
        return at if self.places is None else self.places[at]


def paragraphs_of(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text that hold anything, with their places."""
    for match in _PARAGRAPH.finditer(text):
        if match[0].strip():
            yield match[0], match.start()


def sentences_of(paragraph: str, start: int = 0) -> list[Sentence]:
    """The sentences of a paragraph; no point within a number or after "TP" ends one.

    >>> [s.text for s in sentences_of("TP. Hà Nội có 1.953.233 hội viên. Quỹ tăng.")]
    ['TP. Hà Nội có 1.953.233 hội viên. ', 'Quỹ tăng.']
    """
    found: list[Sentence] = []
    begun = 0
    for match in _END.finditer(paragraph):
        before = paragraph[begun : match.start() + 1].lower()
        if _SHORT.search(before):
            continue
        found.append(Sentence(paragraph[begun : match.end()], start + begun))
        begun = match.end()
    if paragraph[begun:].strip():
        found.append(Sentence(paragraph[begun:], start + begun))
    return found


def lowered(text: str) -> str:
    """In small letters, each at its place: 'İ' is left as it is.

    >>> lowered("HỘI VIÊN")
    'hội viên'
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(s if len(s := letter.lower()) == 1 else letter for letter in text)
