"""What a number counts: the words after it, or before it, put together from terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khdash.ingest.recognise.heading_words import basis_of
from khdash.locale.spelling import tidy
from khdash.proof.grammar import words_that
from khdash.proof.items import Item
from khdash.proof.lexicon import Lexicon, Term


@dataclass(slots=True)
class Noun:
    """A name in a sentence: of an indicator, or of a thing with its title and its part.

    end: the item after it.
    """

    indicators: tuple[str, ...] = ()
    thing: str = ""
    titles: tuple[str, ...] = ()
    roles: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    words: str = ""

    @property
    def found(self) -> bool:
        return bool(self.indicators or self.thing or self.titles)


_BEARING = ("được công nhận", "công nhận", "đạt")
"""Words at the beginning of a title that tell that it is borne: "được công nhận danh hiệu …"."""


def noun_at(items: Sequence[Item], at: int) -> Noun:
    """The name that begins at an item; `found` is false where none does."""
    noun = Noun(start=at, end=at)
    while at < len(items):
        item = items[at]
        if isinstance(item.value, Term):
            if not _take(noun, item.value):
                break
            if item.value.kind == "title" and item.text.startswith(_BEARING):
                noun.roles.add("recognised")
            at += 1
            noun.end = at
            noun.words = f"{noun.words} {item.text}".strip()
            if noun.indicators:
                break
        elif item.kind == "word" and item.text in words_that("fill"):
            at += 1
        elif noun.thing and not noun.titles and (passed := _place_within(items, at)):
            at = passed
        else:
            break
    return noun


def _place_within(items: Sequence[Item], at: int) -> int:
    """The item after a place that stands in a name: "8.579 dòng họ ở Hà Nội được công nhận"; 0
    where none does."""
    if items[at].kind == "word" and items[at].text in words_that("opens"):
        at += 1
    return at + 1 if at < len(items) and items[at].kind == "place" else 0


def _take(noun: Noun, term: Term) -> bool:
    """Add a term to a name; whether it belongs there."""
    match term.kind:
        case "indicator" if not (noun.titles or noun.roles):
            noun.indicators = term.codes
        case "title" if not noun.titles:
            noun.titles = term.codes
        case "thing" if not noun.thing and not noun.titles:
            noun.thing = term.code
        case "thing" if noun.thing == term.code and not noun.titles:
            pass
        case "part" if term.code != "rate":
            noun.roles.add(term.code)
        case _:
            return False
    return True


def noun_before(items: Sequence[Item], at: int) -> tuple[Noun, str]:
    """The nearest name before an item, and the words between that may change its meaning.

    Words, times and places that change nothing are passed over; a number, a semicolon and any
    other word end the search, but the name beyond such words is still given, with them.
    """
    blocking: list[str] = []
    place = at - 1
    while place >= 0:
        item = items[place]
        if isinstance(item.value, Term) and item.value.kind != "part":
            noun = _around(items, place)
            return noun, " ".join(reversed(blocking))
        listed = not blocking and (_is_listed(items, place, at) or is_first_of_two(items, place))
        ends = item.kind == "number" or (item.kind == "stop" and item.text in ";.")
        changed = place > 0 and items[place - 1].text in words_that("changes")
        if ends and not listed and not (item.kind == "number" and changed and not blocking):
            break
        if item.kind == "word" and item.text not in words_that("link"):
            blocking.append(item.text)
        place -= 1
    return Noun(), ""


def is_first_of_two(items: Sequence[Item], at: int) -> bool:
    """Whether a number is the first of two: "tăng từ 303.679 lên 313.165 người"."""
    if at < 1 or at + 2 >= len(items) or items[at].kind != "number":
        return False
    after = [item for item in items[at + 1 : at + 4] if item.kind != "time"][:2]
    ends = len(after) == 2 and after[0].text in _ONWARD and after[1].kind == "number"
    return items[at - 1].text == "từ" and ends


_ONWARD = frozenset(("lên", "xuống", "đến", "tới", "còn"))


def in_turn(items: Sequence[Item], at: int) -> tuple[Noun, str]:
    """The name that a number takes of a list said to go in turn: "gia đình, dòng họ … lần lượt là
    65,6% và 61,2%"; the words that leave it open where names and numbers are not as many."""
    turns = [i for i in range(at) if f" {_pair(items, i)} " in " lần lượt tương ứng "]
    if not turns:
        return Noun(), ""
    turn = turns[-1]
    numbers = []
    for place in range(turn, len(items)):
        if items[place].kind == "number":
            numbers.append(place)
        elif items[place].kind == "stop" and items[place].text in ";.":
            break
    nouns, place = [], 0
    while place < turn:
        noun = noun_at(items, place)
        if noun.found:
            nouns.append(noun)
        place = max(noun.end, place + 1)
    if at not in numbers or len(numbers) < 2 or len(nouns) < 2:
        return Noun(), ""
    if len(nouns) != len(numbers):
        return Noun(), _pair(items, turn)
    return nouns[numbers.index(at)], ""


def _pair(items: Sequence[Item], at: int) -> str:
    return " ".join(item.text for item in items[at : at + 2])


def _is_listed(items: Sequence[Item], end: int, at: int) -> bool:
    """Whether a number goes on with a list beyond a semicolon or a number without a name of its
    own: "Hà Nội 1.953.233 hội viên; Bắc Ninh 542.467 và Vĩnh Phúc 373.000".
    """
    member = items[end + 1 : at]
    if items[end].kind == "number" and member and isinstance(member[0].value, Term):
        return False
    return any(item.kind in ("place", "time") for item in member)


def _around(items: Sequence[Item], last: int) -> Noun:
    """The whole name whose last term stands at an item: the parts before it belong to it."""
    first = last
    while first > 0:
        before = items[first - 1]
        is_term = isinstance(before.value, Term) and before.value.kind in ("part", "thing", "title")
        if not is_term and not (before.kind == "word" and before.text in words_that("fill")):
            break
        first -= 1
    while first < last and not isinstance(items[first].value, Term):
        first += 1
    noun = noun_at(items, first)
    return noun if noun.end > last else noun_at(items, last)


def basis_between(items: Sequence[Item], start: int, end: int) -> str:
    """The denominator that the words between a name and its percentage name."""
    words = [item.text for item in items[max(start - 4, 0) : end] if item.kind in ("word", "term")]
    return basis_of(tidy(" ".join(words)))


def basis_after(items: Sequence[Item], at: int) -> str:
    """The denominator that the words right after a percentage name."""
    words: list[str] = []
    for item in items[at:]:
        if item.kind in ("number", "document") or (item.kind == "stop" and item.text != ","):
            if item.kind == "stop" and item.text == "(" and not words:
                continue
            break
        if item.kind == "stop" and words:
            break
        words.append(item.text)
    text = tidy(" ".join(words))
    return basis_of(text) or basis_of(f"trên {text}")


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that a sentence names, and the families of titles that it speaks of."""

    named: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()


def title_for(lexicon: Lexicon, noun: Noun, mentioned: Titles) -> str:
    """The title that a name means: its own, else the one of its thing that the sentence names,
    or that belongs to the same family of titles as those it names; '' where none does."""
    if len(noun.titles) == 1:
        return noun.titles[0]
    options = lexicon.titles_of_thing.get(noun.thing, ())
    named = [title for title in options if title in mentioned.named]
    if len(set(named)) == 1:
        return named[0]
    like = [title for title in options if group_of(lexicon, title) in mentioned.groups]
    return like[0] if len(like) == 1 else ""


def group_of(lexicon: Lexicon, title: str) -> str:
    """Titles of one family share the group of their breaks: the learning ones, the studious."""
    entry = lexicon.catalogue.titled.get((title, "rate"))
    return entry.break_group if entry is not None else ""
