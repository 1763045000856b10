"""A text typed without accents, with those that the words of such texts have: "hoi vien".

Only words that the catalogue, the grammar and accents.csv hold are restored, the longest name
first; every other word stays as it stands, so that it leaves a name before it open. No letter
moves: an accented word is as long as its plain one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.proof.grammar import Role, words_that
from khdash.proof.lexicon import Lexicon, lexicon_of

_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile(r"[À-ỹ]")
_GAP = re.compile(r"[ \t\xa0]+|\s*[,/]\s*")
_YEAR = re.compile(r"\bnam(?=\s+(?:19|20)\d\d)", re.IGNORECASE)
_MOST = 9

Vocabulary = Mapping[tuple[str, ...], tuple[str, ...]]


def is_plain(text: str) -> bool:
    """Whether a text has letters, and none that only Vietnamese writes.

    >>> is_plain("Hoi Khuyen hoc"), is_plain("Hội Khuyến học"), is_plain("12")
    (True, False, False)
    """
    return _WORD.search(text) is not None and _ACCENTED.search(text) is None


def with_accents(text: str, vocabulary: Vocabulary) -> str:
    """The text with the accents of the words that the vocabulary knows, each letter in its place.

    >>> known = {("hoi", "vien"): ("hội", "viên"), ("nu",): ("nữ",)}
    >>> with_accents("HOI VIEN, nu la ai", known)
    'HỘI VIÊN, nữ la ai'
    """
    words = list(_WORD.finditer(text))
    letters = list(text)
    for year in _YEAR.finditer(text):
        letters[year.start() + 1] = "Ă" if text[year.start() + 1].isupper() else "ă"
    at = 0
    while at < len(words):
        size = _longest(text, words, at, vocabulary)
        for word, accented in zip(
            words[at : at + size],
            vocabulary[tuple(m[0].lower() for m in words[at : at + size])] if size else (),
            strict=False,
        ):
            letters[word.start() : word.end()] = [
                new.upper() if old.isupper() else new
                for old, new in zip(word[0], accented, strict=True)
            ]
        at += max(size, 1)
    return "".join(letters)


def _longest(text: str, words: list[re.Match[str]], at: int, vocabulary: Vocabulary) -> int:
    """How many words from one on make the longest name that is known; 0 for none."""
    most = 1
    while (
        most < _MOST
        and at + most < len(words)
        and _GAP.fullmatch(text, words[at + most - 1].end(), words[at + most].start())
    ):
        most += 1
    for size in range(most, 0, -1):
        if tuple(m[0].lower() for m in words[at : at + size]) in vocabulary:
            return size
    return 0


@kept(1)
def vocabulary_of(dataset: Dataset) -> Vocabulary:
    """The names of the catalogue and the words of reports by their plain letters.

    Of two that have the same plain letters the one of accents.csv counts, then a word that limits a
    count, then the catalogue's: what may limit is rather asked about.
    """
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for words in (*_common(), *_limiting(), *_names(lexicon_of(dataset))):
        plain = tuple(map(_plain, words))
        if all(len(one) == len(other) for one, other in zip(plain, words, strict=True)):
            found.setdefault(plain, words)
    return found


def _names(lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Names of more than one word: a single one is too often another word."""
    for words in lexicon.names:
        if len(words) > 1 and all(_WORD.fullmatch(word) for word in words):
            yield words


def _limiting() -> Iterator[tuple[str, ...]]:
    """The words of the grammar by which a count is of a part, of others, or only meant."""
    for role in _LIMITING:
        for words in sorted(words_that(role)):
            yield tuple(words.split())


_LIMITING: tuple[Role, ...] = (
    "average",
    "portion",
    "apart",
    "scopes",
    "scope of",
    "people",
    "giver",
    "gives",
    "other act",
    "changes",
)


@lru_cache(maxsize=1)
def _common() -> tuple[tuple[str, ...], ...]:
    text = files("khdash.proof").joinpath("accents.csv").read_text(encoding="utf-8")
    return tuple(tuple(row["words"].split()) for row in csv.DictReader(text.splitlines()))


def _plain(word: str) -> str:
    parted = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
