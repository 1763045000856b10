"""What around a number limits what it counts, adds to it or only means it."""

from __future__ import annotations

from khdash.ingest.recognise.areas import is_body
from khdash.proof.clause import OWNS, Clause, Subject, first_of
from khdash.proof.grammar import words_that
from khdash.proof.items import Item, Place


def limited(clause: Clause, found: Subject, at: int) -> str:
    """The words that leave open what the number at an item counts; '' where none do."""
    return (
        _body(clause, at)
        or _scoped_to(clause, at)
        or _average(clause, found, at)
        or _pledged(clause, found, at)
        or _apart(clause, at)
        or _beyond_other(clause, at)
        or _giver(clause, found, at)
    )


def _body(clause: Clause, at: int) -> str:
    """The body that the words before a number name, where no place follows it."""
    start = 0
    for item in clause.items[:at]:
        ends = item.kind == "number" or (item.kind == "stop" and item.text in ";.")
        if ends or isinstance(item.value, Place):
            start = item.end
    window = clause.text[start : clause.items[at].start]
    inner = window.rpartition("khuyến học")[2]
    return inner.strip(" ,:") if is_body(inner) else ""


def _scoped_to(clause: Clause, at: int) -> str:
    """To what a sentence is limited before it counts: "Riêng khối trường học, Hà Nội có …".

    Only what stands before the first number, and after the last semicolon, limits; what is
    listed behind numbers does not.
    """
    start, counted = 0, False
    for place, item in enumerate(clause.items[:at]):
        if item.kind == "stop" and item.text in ";.":
            start, counted = place + 1, False
        counted = counted or item.kind == "number"
        if counted:
            continue
        if place == start and (words := _scope_of(clause, start, at)):
            return words
        if item.kind == "stop" and item.text in ",:":
            if words := _scope(clause, start, place):
                return words
            start = place + 1
    return ""


def _scope(clause: Clause, start: int, end: int) -> str:
    """The words of a whole phrase that limits: "Đối với các trường học, …"."""
    said = clause.items[start:end]
    words = " ".join(one.text for one in said)
    limits = any(f"{words} ".startswith(f"{one} ") for one in words_that("scopes"))
    all_words = all(one.kind in ("word", "term") for one in said)
    return words if limits and all_words and words != "ngoài ra" else ""


def _scope_of(clause: Clause, start: int, at: int) -> str:
    """The words of a phrase that limits and goes on with a place: "Khối trường học của …"."""
    run: list[str] = []
    for item in clause.items[start:at]:
        if item.kind not in ("word", "term") or item.text in OWNS:
            break
        run.append(item.text)
    words = " ".join(run)
    fits = (one for one in words_that("scope of") if f"{words} ".startswith(f"{one} "))
    scope = max(fits, key=len, default="")
    rest = words.removeprefix(scope).strip()
    named = rest and clause.lexicon.find(rest) is None and clause.lexicon.find(words) is None
    own = rest.startswith(("cấp hội", "hội khuyến học", "cấp", "tỉnh", "địa phương", "đơn vị"))
    return words if scope and named and not own else ""


def _average(clause: Clause, found: Subject, at: int) -> str:
    """The word that makes a number one of something smaller: "mỗi chi hội có …"."""
    if clause.of_family(found.indicators, "per_head"):
        return ""
    return first_of(words_that("average"), " ".join(clause.words_before(at)))


def _pledged(clause: Clause, found: Subject, at: int) -> str:
    """The word by which someone only undertakes what is counted, where it names no title."""
    said = "đăng ký" if "đăng ký" in " ".join(clause.words_before(at)) else ""
    return "" if clause.title_of(found.indicators) else said


def _apart(clause: Clause, at: int) -> str:
    """The words that add to what is counted or take from it: "…, không kể các trường"."""
    after = " ".join(item.text for item in _around(clause, at, 1))
    before = " ".join(item.text for item in _around(clause, at, -1))
    return first_of(words_that("apart"), before) or first_of(words_that("apart"), after)


def _around(clause: Clause, at: int, step: int) -> list[Item]:
    """The items from a number to the next one, or to a semicolon, on one side."""
    found: list[Item] = []
    place = at + step
    while 0 <= place < len(clause.items) and clause.items[place].kind != "number":
        if clause.items[place].kind == "stop" and clause.items[place].text in ";.":
            break
        found.append(clause.items[place])
        place += step
    return found[::step]


def _beyond_other(clause: Clause, at: int) -> str:
    """The words by which a number is how far one place is beyond another: "hơn Vĩnh Phúc 9"."""
    place, word = clause.item(at - 1), clause.item(at - 2)
    compared = place is not None and place.kind == "place" and word is not None
    return word.text if compared and word is not None and word.text in ("hơn", "kém") else ""


def _giver(clause: Clause, found: Subject, at: int) -> str:
    """Who gave what is counted, where that is not said to be the association."""
    if any(clause.indicators[code].kind != "flow" for code in found.indicators):
        return ""
    if any(clause.indicators[code].theme != "fund" for code in found.indicators):
        return ""
    before = " ".join(item.text for item in _around(clause, at, -1))
    return first_of(words_that("giver"), before)
