"""What a number without a unit of its own counts: the name after it, else the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from khdash.proof.clause import Clause, Subject
from khdash.proof.grammar import words_that
from khdash.proof.lexicon import Term
from khdash.proof.nouns import (
    Noun,
    in_turn,
    is_first_of_two,
    noun_at,
    noun_before,
    title_for,
)
from khdash.proof.times import Time

_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_PARTS = {"registered", "recognised"}


def read_count(clause: Clause, at: int) -> Subject | None:
    """The subject of a count; None where it counts something that we do not."""
    turn, doubt = in_turn(clause.items, at)
    if (turn.found or doubt) and not noun_at(clause.items, at + 1).found:
        counted = _counted(clause, _as_recognised(clause, turn)) if turn.found else None
        counted = counted or _before(clause, at, at + 1)
        return counted and replace(counted, doubt=counted.doubt if turn.found else doubt)
    noun = noun_at(clause.items, at + 1)
    follower = clause.item(at + 1)
    bare = follower is not None and follower.text in words_that("counted")
    if not noun.found and bare:
        titled = noun_at(clause.items, at + 2)
        noun = titled if titled.titles else noun
    if noun.found:
        found = _of_flow(clause, noun, at) or _counted(clause, _with_part_of_list(clause, noun))
        return found and _governed(clause, clause.with_tail(found, noun), noun, at)
    if persons := _who_are(clause, at):
        return persons
    if bare and (rewarded := _rewarded(clause, at, at + 2)):
        return rewarded
    if follower is not None and follower.text in words_that("counter") and clause.is_change(at):
        return read_change(clause, at)
    named = follower is not None and follower.kind in ("word", "term") and not bare
    onward = is_first_of_two(clause.items, at)
    if named and not clause.leaves_whole(at + 1) and not onward:
        return _rewarded(clause, at, at + 1)
    if _YEAR_LIKE.fullmatch(clause.items[at].text):
        return None  # more likely a year than a count that stands alone
    if clause.is_change(at):
        return read_change(clause, at)
    return _before(clause, at, at + 1 + bare)


def _before(clause: Clause, at: int, end: int) -> Subject | None:
    """The count that the name before a number means, or that of the list that it stands in."""
    noun, between = noun_before(clause.items, at)
    if not noun.found:
        noun, between = _of_list(clause, at), ""
    found = _counted(clause, _as_recognised(clause, noun)) if noun.found else None
    if found is None or clause.of_family(found.indicators, "count") != found.indicators:
        return None
    if population := _of_share(clause, noun):
        found = replace(found, indicators=population)
        between = ""
    doubt = clause.blocking(between) or clause.beside(noun) or clause.said_to_be(end)
    return _governed(clause, replace(found, carried=True, doubt=doubt, end=end), noun, at)


def _of_flow(clause: Clause, noun: Noun, at: int) -> Subject | None:
    """A name right before the number that says more than the one after it: "kết nạp mới"."""
    item = clause.item(at - 1)
    before = item.value if item is not None else None
    if not isinstance(before, Term) or before.kind != "indicator" or len(before.codes) > 1:
        return None
    entry = clause.indicators[before.code]
    same = any(clause.indicators[code].unit == entry.unit for code in noun.indicators)
    is_flow = entry.kind == "flow" and same and before.codes != noun.indicators
    return Subject(before.codes, end=noun.end) if is_flow else None


def _counted(clause: Clause, noun: Noun) -> Subject | None:
    """The count that a name means."""
    if noun.indicators:
        codes = clause.of_family(noun.indicators, "count")
        titles = [clause.indicators[code].title for code in codes]
    elif noun.titles or noun.roles:
        titles = list(clause.titles_of(noun))
        codes = clause.titled(titles, _PARTS & noun.roles or {"recognised"})
    else:
        return None
    given = not noun.thing or noun.thing in {clause.lexicon.thing_of(title) for title in titles}
    doubt = "" if given else noun.words
    return Subject(codes, doubt=doubt, end=noun.end) if codes else None


def _with_part_of_list(clause: Clause, noun: Noun) -> Noun:
    """A thing with the part that ends its list: "4.581 dòng họ và 1.377 cộng đồng đạt …"."""
    if not noun.thing or noun.titles or noun.roles or noun.indicators:
        return noun
    at = noun.end
    while (joint := clause.item(at)) is not None and joint.text in (",", "và", "("):
        if joint.text == "(":
            at = next((i for i in range(at, at + 4) if _is(clause, i, ")")), at) + 1
            continue
        number = clause.item(at + 1)
        if number is None or number.kind != "number":
            break
        other = noun_at(clause.items, at + 2)
        if not other.thing or other.indicators:
            break
        if other.roles or other.titles:
            return replace(noun, roles=other.roles or {"recognised"})
        at = other.end
    tail = noun_at(clause.items, at) if at > noun.end else Noun()
    return replace(noun, roles=tail.roles or {"recognised"}) if _ends(tail) else noun


def _ends(tail: Noun) -> bool:
    """Whether a name is only what a list before it bears: "… được công nhận danh hiệu học tập"."""
    return bool((tail.roles or tail.titles) and not tail.thing and not tail.indicators)


def _who_are(clause: Clause, at: int) -> Subject | None:
    """People told to be something: "268.230 người dân Ninh Bình là hội viên"."""
    for place in range(at + 1, min(at + 8, len(clause.items) - 1)):
        item = clause.items[place]
        if item.text == "là" and place > at + 1:
            noun = noun_at(clause.items, place + 1)
            codes = tuple(c for c in noun.indicators if clause.indicators[c].unit == "persons")
            return clause.with_tail(Subject(codes, end=noun.end), noun) if codes else None
        if isinstance(item.value, Term) and item.value.kind in ("part", "title"):
            borne = noun_at(clause.items, place)
            codes = clause.titled(borne.titles, {"recognised"}) if len(borne.titles) == 1 else ()
            persons = bool(codes) and clause.indicators[codes[0]].unit == "citizens"
            return clause.with_tail(Subject(codes, end=borne.end), borne) if persons else None
        if item.kind != "place" and item.text not in _PEOPLE:
            break
    return None


_PEOPLE = frozenset(
    ("người", "dân", "ở", "tại", "của", "tỉnh", "trên", "địa", "bàn", "thành", "phố")
)


def _of_share(clause: Clause, noun: Noun) -> tuple[str, ...]:
    """Those whom a share of the population counts: "33,7 % dân số, tương đương 470.288 người"."""
    share = clause.item(noun.start - 1)
    population = clause.lexicon.catalogue.population
    if share is None or share.kind != "number" or population not in noun.indicators:
        return ()
    rates = [e for e in clause.indicators.values() if e.denominator == population and e.unit == "%"]
    return tuple(e.numerator for e in rates if e.numerator in clause.named)


def _as_recognised(clause: Clause, noun: Noun) -> Noun:
    """A thing whose title the sentence names elsewhere, as those that bear it."""
    bare = noun.thing and not (noun.titles or noun.roles or noun.indicators)
    if not bare or not title_for(clause.lexicon, noun, clause.titles):
        return noun
    return replace(noun, roles={"recognised"})


def _is(clause: Clause, at: int, text: str) -> bool:
    item = clause.item(at)
    return item is not None and item.text == text


def _rewarded(clause: Clause, at: int, start: int) -> Subject | None:
    """Those who were rewarded: "khen thưởng 130.000 học sinh, 8.000 giáo viên"."""
    if clause.verb(at) not in words_that("rewards"):
        return None
    words = [item.text for item in clause.items[start : start + 3] if item.kind == "word"]
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        if codes := clause.codes_of(f"khen thưởng {name}"):
            noun = Noun(indicators=codes, end=start + size, words=name)
            return clause.with_tail(Subject(codes, end=noun.end), noun)
    return None


def _of_list(clause: Clause, at: int) -> Noun:
    """The name after a later number of the same list: "Hà Nội 1,9, Bắc Ninh 0,5 triệu …"."""
    for place, item in enumerate(clause.items[at + 1 :], start=at + 1):
        if item.kind == "number":
            if (noun := noun_at(clause.items, place + 1)).found:
                return noun
            continue
        word = item.kind == "word" and item.text not in words_that("link")
        if word or item.kind in ("term", "document") or item.text in ";.":
            break
    return Noun()


def _governed(clause: Clause, found: Subject, noun: Noun, at: int) -> Subject:
    """What the verb before the number makes of a stock: members that joined, that were trained."""
    if len(found.indicators) != 1 or clause.indicators[found.indicators[0]].kind != "stock":
        return found
    verb = clause.verb(at)
    if verb in words_that("begins") | words_that("changes"):
        new = next(iter(_new_of(clause, noun)), "")
        against = any(isinstance(i.value, Time) and i.value.compared for i in clause.items)
        if verb in words_that("begins") and new and not against:
            return replace(found, indicators=(new,))
        fell = verb in words_that("falls")
        return replace(found, change=True, fell=fell, new="" if fell else new)
    unknown = verb if verb in words_that("other act") else ""
    if not found.carried:
        unknown = unknown or clause.unknown_act(at)
    return replace(found, doubt=found.doubt or unknown)


def _new_of(clause: Clause, noun: Noun) -> Sequence[str]:
    """The indicator of the new ones of what a name counts."""
    return clause.codes_of(f"{noun.words} mới") or clause.codes_of(f"{noun.words} mới thành lập")


def read_change(clause: Clause, at: int) -> Subject | None:
    """A number that tells how far something rose or fell: what the nearest name before counts."""
    noun, between = noun_before(clause.items, at)
    place = at
    while not noun.found and place > 0:
        place -= 1
        if clause.items[place].kind == "number":
            own = noun_at(clause.items, place + 1)
            noun, between = (own, "") if own.found else noun_before(clause.items, place)
    codes = noun.indicators
    if not codes and noun.found:
        title = title_for(clause.lexicon, noun, clause.titles)
        codes = clause.titled((title,), _PARTS & noun.roles or {"recognised"})
    if not codes:
        return None
    doubt, fell = clause.blocking(between), clause.falls(at)
    return Subject(codes, doubt=doubt, change=True, fell=fell, carried=True, end=at + 1)
