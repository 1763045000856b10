"""Which rate a percentage is: by the words after it, "% dân số", else by the name before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khdash.proof.clause import Clause, Subject
from khdash.proof.counts import read_change
from khdash.proof.grammar import words_that
from khdash.proof.groups import group_right_after
from khdash.proof.items import Item
from khdash.proof.lexicon import Term
from khdash.proof.nouns import (
    Noun,
    basis_after,
    basis_between,
    in_turn,
    noun_at,
    noun_before,
    title_for,
)

_RATE = {"rate"}
_OPENING = frozenset(
    ("tổng", "số", "toàn", "bộ", "so", "với", "trên", "của", "các", "(", "trong", "tổng số")
)
_OF = frozenset(("so", "với", "trên"))
_BESIDE = frozenset(
    ("(", ",", "đạt", "chiếm", "bằng", "tỷ", "lệ", "tỷ lệ", "người", "tương", "đương")
)
_LONGEST = 8


def read_rate(clause: Clause, at: int) -> Subject | None:
    """The subject of a percentage; None where it is none of ours."""
    if clause.is_change(at):
        return read_change(clause, at)
    basis = basis_after(clause.items, at + 1)
    if part := _of_group(clause, at, basis):
        return part
    return _after(clause, at, basis) or _before(clause, at, basis)


def _of_group(clause: Clause, at: int, basis: str) -> Subject | None:
    """The rate of a part of those who may bear a title: "65 % cán bộ … đạt công dân học tập"."""
    found = group_right_after(clause.items, at)
    if found is None or found[1] not in clause.titles.named:
        return None
    codes = clause.titled((found[1],), _RATE)
    return Subject(codes, basis, end=at + 1) if codes else None


def _after(clause: Clause, at: int, basis: str) -> Subject | None:
    """The rate that the words after a percentage name: "% dân số", "% gia đình đạt …"."""
    start = at + 1
    while (item := clause.item(start)) is not None and item.text in _OPENING:
        start += 1
    if named := _by_name(clause, start):
        return named
    noun = noun_at(clause.items, start)
    population = clause.lexicon.catalogue.population
    if population in noun.indicators:
        codes = _over(clause, population)
        return Subject(codes, end=noun.end) if codes else None
    noun = _as_title(clause, noun)
    if noun.indicators or not (noun.titles or noun.thing):
        return None
    is_base = any(item.text in _OF for item in clause.items[at + 1 : start])
    if is_base and not noun.titles:
        return None  # only the denominator: the title stands before
    if covered := _covered(clause, noun):
        return covered
    is_titled = noun.titles or title_for(clause.lexicon, noun, clause.titles)
    if not is_titled and noun.roles <= {"registered"}:
        return None
    codes = clause.titled(clause.titles_of(noun), _RATE)
    if not codes:
        return None
    pledged = noun.roles == {"registered"} and noun.titles
    if "registered" in noun.roles and (basis != "registered" or pledged):
        return Subject(codes, basis, doubt="đăng ký", end=noun.end)
    return clause.with_tail(Subject(codes, basis, end=noun.end), noun)


def _covered(clause: Clause, noun: Noun) -> Subject | None:
    """The rate of those that have something: "100 % xã, phường của tỉnh có trung tâm …"."""
    at = noun.end
    while (item := clause.item(at)) is not None and item.text != "có":
        if item.kind != "place" and item.text not in words_that("opens"):
            return None
        at += 1
    has = clause.item(at + 1)
    if not noun.thing or has is None or not isinstance(has.value, Term):
        return None
    codes = clause.codes_of(f"tỷ lệ {noun.words.split()[0]} có {has.text}")
    return Subject(codes, end=at + 2) if codes else None


def _as_title(clause: Clause, noun: Noun) -> Noun:
    """A name of a titled indicator as the title and the part that it is made of."""
    entry = clause.indicators[noun.indicators[0]] if len(noun.indicators) == 1 else None
    if entry is None or not entry.title:
        return noun
    return replace(noun, indicators=(), titles=(entry.title,), roles={*noun.roles, entry.role})


def _by_name(clause: Clause, start: int) -> Subject | None:
    """A rate by its whole name: "% hội viên đóng hội phí"."""
    for size in range(min(_LONGEST, len(clause.items) - start), 0, -1):
        run = _without_places(clause.items[start : start + size])
        words = " ".join(item.text for item in run).removeprefix("tổng ").removeprefix("số ")
        alone = set(words.split()) <= words_that("population")
        if alone or any(item.kind not in ("word", "term") for item in run):
            continue
        for prefix in ("%", "tỷ lệ"):
            if codes := clause.of_family(clause.codes_of(f"{prefix} {words}"), "rate"):
                noun = Noun(indicators=codes, end=start + size)
                return clause.with_tail(Subject(codes, end=noun.end), noun)
    return None


def _without_places(run: Sequence[Item]) -> list[Item]:
    """The items of a name but for a place in it: "hội viên ở Ninh Bình được cấp thẻ"."""
    if run[0].kind == "place" or run[-1].kind == "place":
        return list(run)
    places = {i for i, item in enumerate(run) if item.kind == "place"}
    lead = {i - 1 for i in places if run[i - 1].text in ("ở", "tại", "của", "trong")}
    return [item for i, item in enumerate(run) if i not in places | lead]


def _before(clause: Clause, at: int, basis: str) -> Subject | None:
    """The rate that the name before a percentage leads to."""
    turn, unsettled = in_turn(clause.items, at)
    noun, between = (turn, "") if turn.found else noun_before(clause.items, _counted_at(clause, at))
    if not noun.found:
        return None
    basis = basis or basis_between(clause.items, noun.end, at)
    doubt = unsettled or clause.blocking(between) or ("" if turn.found else clause.beside(noun))
    population = clause.lexicon.catalogue.population
    if population in noun.indicators:
        codes, basis = _over(clause, population), ""
    elif rates := clause.of_family(noun.indicators, "rate"):
        codes = rates
    elif (noun := _as_title(clause, noun)).indicators:
        # "542.467 hội viên, đạt 98 %": of the population or of a plan, only a person can tell
        codes, doubt = _of_count(clause, noun.indicators[0]), doubt or "%"
    elif noun.titles or title_for(clause.lexicon, noun, clause.titles):
        codes = clause.titled(clause.titles_of(noun), _RATE)
    else:
        return None  # "đạt danh hiệu văn hóa": a thing with no title of ours
    return Subject(codes, basis, doubt=doubt, carried=True, end=at + 1) if codes else None


def _counted_at(clause: Clause, at: int) -> int:
    """The number that a percentage beside it belongs to: "Dòng họ: 4.581 (61,2 %)", "công dân học
    tập 322.726 người, đạt 26,8 %"."""
    place = at - 1
    while place > 0 and clause.items[place].text in _BESIDE:
        place -= 1
    passed = place < at - 1 and clause.items[place].kind == "number"
    return place if passed else at


def _over(clause: Clause, denominator: str) -> tuple[str, ...]:
    """The rates over a denominator whose numerator the sentence names."""
    return tuple(
        code
        for code, entry in clause.indicators.items()
        if entry.unit == "%"
        and entry.denominator == denominator
        and {entry.numerator, code} & clause.named
    )


def _of_count(clause: Clause, numerator: str) -> tuple[str, ...]:
    return tuple(
        code
        for code, entry in clause.indicators.items()
        if entry.unit == "%" and entry.numerator == numerator
    )
