"""A sentence around one of its numbers: its verbs, its bodies, and the subject they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khdash.model.indicators import Indicator
from khdash.proof.grammar import words_that
from khdash.proof.items import Item
from khdash.proof.lexicon import Lexicon, Term
from khdash.proof.nouns import Noun, Titles, group_of, noun_at, title_for
from khdash.proof.numbers import Family
from khdash.reading.numbers.words import COUNT_NOUNS, PERSON_NOUNS

_OTHER_FUND = re.compile(r"\bquỹ\s+(\w+)(?:\s+(\w+))?")
_OTHERS = frozenset((*PERSON_NOUNS, *COUNT_NOUNS))
OWNS = frozenset(("của", "trong", "từ", "thuộc", "vào"))
_OF_PLACE = frozenset(("địa", "bàn", "tỉnh", "thành", "phố", "quốc", "cụm", "toàn", "cả", "năm"))
_IN = frozenset(("ở", "tại", "trong", "thuộc"))
_ENDS = frozenset(("theo", "với", "cùng", "tính"))
COUNTED_PLACES = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8}
_KINDS_OF_PLACE = frozenset(("tỉnh", ",", "thành", "phố", "địa", "phương", "đơn", "vị"))
_COUNTS_PROVINCES = re.compile(rf"\b({'|'.join(COUNTED_PLACES)}) (?:tỉnh|thành phố|địa phương)\b")
_REACHES = 3
"""How many items before a number a word of change may stand."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number speaks of. indicators: one where it is clear, more where a person must choose.

    doubt: the words that leave open whether it is the indicator or a part of it, '' if none.
    change: it tells how far the indicator rose, or fell (`fell`); new: the indicator of new ones,
    which a rise may mean too. planned: it is intended, not reached. group: the subgroup of those
    who may bear a title that the words name.
    carried: the name stands before, in the list that the number belongs to. end: the item after
    the number and its name.
    """

    indicators: tuple[str, ...]
    basis: str = ""
    doubt: str = ""
    change: bool = False
    fell: bool = False
    new: str = ""
    planned: bool = False
    group: str = ""
    carried: bool = False
    end: int = 0


def family_of(entry: Indicator) -> Family:
    """What kind of number an indicator is, as numbers in sentences are told apart."""
    families: dict[str, Family] = {
        "%": "rate",
        "million VND": "money",
        "VND per person": "per_head",
    }
    return families.get(entry.unit, "count")


class Clause:
    """The items of a sentence with the words of the catalogue."""

    def __init__(self, lexicon: Lexicon, items: Sequence[Item], text: str) -> None:
        """text: the sentence in small letters."""
        self.lexicon, self.items, self.text = lexicon, items, text
        self.indicators = lexicon.catalogue.indicators
        terms = [item.value for item in items if isinstance(item.value, Term)]
        self.named = {code for t in terms if t.kind == "indicator" for code in t.codes}
        given = [title for code in self.named if (title := self.indicators[code].title)]
        titles = [code for t in terms if t.kind == "title" for code in t.codes]
        alone = [t.code for t in terms if t.kind == "title" and len(t.codes) == 1]
        self.titles = Titles(
            tuple(dict.fromkeys([*alone, *given])),
            frozenset(group_of(lexicon, code) for code in [*titles, *given]),
        )

    def item(self, at: int) -> Item | None:
        return self.items[at] if 0 <= at < len(self.items) else None

    def of_family(self, codes: Sequence[str], *families: Family) -> tuple[str, ...]:
        """Those of some indicators that are of a kind of number."""
        return tuple(c for c in codes if family_of(self.indicators[c]) in families)

    def titled(self, titles: Sequence[str], roles: set[str]) -> tuple[str, ...]:
        """The indicators of titles in their roles."""
        known = self.lexicon.catalogue.titled.items()
        return tuple(i.code for (title, role), i in known if title in titles and role in roles)

    def titles_of(self, noun: Noun) -> tuple[str, ...]:
        """The one title that a name means in this sentence, else all that it may mean."""
        title = title_for(self.lexicon, noun, self.titles)
        if title:
            return (title,)
        return noun.titles or self.lexicon.titles_of_thing.get(noun.thing, ())

    def codes_of(self, words: str) -> tuple[str, ...]:
        """The indicators that a whole name means."""
        term = self.lexicon.find(words)
        return term.codes if term is not None and term.kind == "indicator" else ()

    def title_of(self, codes: Sequence[str]) -> str:
        """The title that the first of some indicators counts; '' where it counts none."""
        return self.indicators[codes[0]].title if codes else ""

    # What words do -------------------------------------------------------------------------

    def words_before(self, at: int) -> list[str]:
        """The words before a number, from the clause's beginning; | where a name parts two."""
        words: list[str] = []
        for item in reversed(self.items[:at]):
            if item.kind == "stop" and item.text in ";.":
                break
            part = isinstance(item.value, Term) and item.value.kind == "part"
            acts = item.kind == "term" and item.text.startswith(tuple(words_that("other act")))
            if item.kind == "word" or part or acts:
                words = [*item.text.split(), *words]
            else:
                words = ["|", *words]
        return words

    def verb(self, at: int) -> str:
        """The last word before a number that says what is done with what it counts."""
        words = self.words_before(at)
        known = words_that("begins") | words_that("changes") | words_that("other act")
        for end in range(len(words), 0, -1):
            for size in (2, 1):
                phrase = " ".join(words[max(0, end - size) : end])
                if phrase in known | words_that("says"):
                    return phrase
        return ""

    def unknown_act(self, at: int) -> str:
        """The word right before a number that tells neither what there is nor where or when."""
        before = self.item(at - 1)
        if before is None or before.kind not in ("word", "term"):
            return ""
        if isinstance(before.value, Term) and before.value.kind != "indicator":
            return ""
        known = words_that("says") | words_that("link") | words_that("opens") | words_that("fill")
        acts = words_that("begins") | words_that("changes") | words_that("other act")
        last = before.text.split()[-1]
        two = " ".join(item.text for item in self.items[max(0, at - 2) : at])
        return "" if {before.text, last, two} & (known | acts) else before.text

    def is_change(self, at: int) -> bool:
        """Whether the number tells how far something rose or fell."""
        for item in reversed(self.items[max(0, at - _REACHES) : at]):
            if item.kind in ("number", "time", "place", "stop"):
                return False
            if item.text in words_that("changes"):
                return True
            if item.text in words_that("says"):
                return False
        return False

    def falls(self, at: int) -> bool:
        near = self.items[max(0, at - _REACHES) : at]
        return any(item.text in words_that("falls") for item in near)

    # What makes it something else ----------------------------------------------------------

    def with_tail(self, found: Subject, noun: Noun) -> Subject:
        """Doubtful where the words after the name may limit it or add to it: "hội viên nữ"."""
        after = self.item(noun.end)
        if joined := self._joined(noun.end):
            return replace(found, doubt=found.doubt or joined)
        if after is not None and after.kind == "number":
            return replace(found, doubt=found.doubt or after.text)  # hội viên trên 60 tuổi
        if after is None or self._is_whole_through(noun):
            return found
        if isinstance(after.value, Term) and after.value.kind == "part" and noun.titles:
            return found
        if self._only_join(noun.end):
            return found
        words = [i.text for i in self.items[noun.end : noun.end + 4] if i.kind in ("word", "term")]
        said = [word for word in words if word not in ("được", "đã")]
        for size in range(len(said), 0, -1):
            if longer := self.codes_of(f"{noun.words} {' '.join(said[:size])}"):
                return replace(found, indicators=longer)
        return replace(found, doubt=found.doubt or " ".join(words))

    def _is_whole_through(self, noun: Noun) -> bool:
        """Whether nothing limits a name up to the stop after it: no act follows its place."""
        at = noun.end
        while (item := self.item(at)) is not None:
            part = isinstance(item.value, Term) and item.value.kind == "part"
            if item.kind not in ("word", "term") or (part and (noun.titles or noun.thing)):
                if item.kind not in ("place", "time", "document"):
                    return True
            elif at > noun.end and item.text in _OF_PLACE:
                pass
            elif not self.leaves_whole(at):
                return False
            elif item.text not in words_that("opens") or item.text in _ENDS or self._of_all(at):
                return True
            at += 1
        return True

    def _of_all(self, at: int) -> bool:
        """Whether the words from an item on name a base: "trên tổng số gia đình"."""
        following = self.item(at + 1)
        return following is not None and following.text.startswith("tổng")

    def leaves_whole(self, at: int) -> bool:
        """Whether the words from an item on leave a name before them what it is."""
        first, following = self.item(at), self.item(at + 1)
        if first is None or isinstance(first.value, Term):
            return False
        two = f"{first.text} {following.text}" if following is not None else first.text
        if " ".join(two.split()[:2]) in words_that("after phrase"):
            return True
        if first.text in words_that("after") or first.text == "và":
            return True
        kind = following.kind if following is not None else "stop"
        if first.text in words_that("reaches"):
            word = following.text.split()[0] if following is not None else ""
            return kind in ("number", "time", "place") or word in words_that("reached")
        counts = kind == "number" and (
            first.text in ("với", "cùng") or (first.text in _IN and self._counts_bodies(at + 1))
        )
        return first.text in words_that("opens") and (
            counts or kind in ("place", "time", "document", "stop") or self._counts_places(at + 1)
        )

    def _counts_places(self, at: int) -> bool:
        """Whether a word counts the places that follow: "của hai tỉnh Bắc Ninh và Vĩnh Phúc"."""
        first = self.item(at)
        if first is None or first.text not in COUNTED_PLACES:
            return False
        for item in self.items[at + 1 : at + 6]:
            if item.kind == "place":
                return True
            if not set(item.text.split()) <= _KINDS_OF_PLACE:
                return False
        return False

    def _counts_bodies(self, at: int) -> bool:
        """Whether a number counts bodies of the association: members are in all of them."""
        codes = noun_at(self.items, at + 1).indicators
        return any(self.indicators[code].unit in ("chapters", "committees") for code in codes)

    def _joined(self, at: int) -> str:
        """Who or what a comma or "và" adds to the name without a number of its own."""
        joint = self.item(at)
        if joint is None or joint.text not in (",", "và", "hay", "hoặc", "cùng"):
            return ""
        words = " ".join(item.text for item in self.items[at + 1 : at + 4])
        for size in (3, 2, 1):
            name = " ".join(words.split()[:size])
            known = name in _OTHERS or name in words_that("people") or name.endswith(" viên")
            if known and not self._is_new_clause(at + 1):
                return name
        return ""

    def _is_new_clause(self, at: int) -> bool:
        """Whether an item begins a statement of its own: "…, quỹ khuyến học đạt 185,6 tỷ đồng"."""
        for item in self.items[at : at + 8]:
            if item.kind == "number":
                return True
            if item.kind == "stop":
                return False
        return False

    def _only_join(self, at: int) -> bool:
        """Whether the clause ends with "tham gia": members are all who joined."""
        words = [item.text for item in self.items[at : at + 2]]
        last = self.item(at + 2)
        return words == ["tham", "gia"] and (last is None or last.kind == "stop")

    def blocking(self, words: str) -> str:
        """The words between a name and its number that may change what it counts."""
        for aim in sorted(words_that("aims"), key=len, reverse=True):
            words = f" {words} ".replace(f" {aim} ", " ")
        harmless = words_that("changes") | set(_COUNTS_PROVINCES.findall(self.text))
        return " ".join(word for word in words.split() if word not in harmless)

    def beside(self, noun: Noun) -> str:
        """What else stands before a name: "cán bộ, hội viên", "ủng hộ Quỹ khuyến học"."""
        before = self.items[max(0, noun.start - 4) : noun.start]
        words = " ".join(item.text for item in before if item.kind in ("word", "term"))
        if gives := first_of(words_that("gives"), words):
            return gives
        if portion := first_of(words_that("portion"), words):
            return portion
        if before and before[-1].text in OWNS:
            return before[-1].text  # the savings of the fund are not the fund
        joined = len(before) > 1 and before[-1].text in (",", "và")
        if not joined or noun.words.startswith(("số", "tổng")):
            return ""
        other = before[-2]
        is_link = other.kind != "word" or other.text in words_that("link")
        return "" if is_link else other.text

    def said_to_be(self, at: int) -> str:
        """What those counted are said to be after a number: "…, tức 542.467 người, là phụ nữ"."""
        while (item := self.item(at)) is not None:
            if item.kind not in ("place", "time") and item.text != ",":
                following = self.item(at + 1)
                counts = following is not None and following.kind == "number"
                return item.text if item.text == "là" and not counts else ""
            at += 1
        return ""

    def other_fund(self, at: int) -> str:
        """The name of another fund before a number: "Quỹ Vì người nghèo"."""
        before = self.text[: self.items[at].start].rpartition(";")[2]
        own = words_that("own fund") | words_that("link")
        return next((m[0] for m in _OTHER_FUND.finditer(before) if m[1] not in own), "")


def first_of(phrases: frozenset[str], words: str) -> str:
    """The first of some phrases, by its letters, that stands in words as a whole."""
    return next((one for one in sorted(phrases) if f" {one} " in f" {words} "), "")
