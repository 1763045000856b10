"""The numbers of a paragraph, each with its subject, place and time; nothing is compared yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khdash.ingest.recognise.plans import find_plan, tells_results
from khdash.ingest.recognise.title import is_of_document
from khdash.proof.clause import Clause, Subject
from khdash.proof.context import Around, When, Where, is_other_kind, of_age, when_of, where_of
from khdash.proof.items import Item, items_of
from khdash.proof.lexicon import Lexicon
from khdash.proof.numbers import Number
from khdash.proof.subject import read_subject
from khdash.proof.text import Sentence, lowered, sentences_of
from khdash.proof.times import Time

_OUTLOOK = ("phương hướng", "nhiệm vụ", "kế hoạch", "mục tiêu")
_DOCUMENT_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with what it is about.

    basis_before: what a percentage before it in the sentence is of. instruments: the numbers of
    the documents that the sentence names.
    """

    number: Number
    subject: Subject
    where: Where
    when: When
    start: int
    base_year: int | None
    basis_before: str
    instruments: frozenset[str]


def read_paragraph(
    paragraph: str, start: int, lexicon: Lexicon, around: Around
) -> Iterator[Reading]:
    """The numbers of a paragraph; around: what stands before it, and keeps what it leaves."""
    around.begin_paragraph()
    readings: list[Reading] = []
    if is_of_document(paragraph) and len(paragraph.split()) < 25 and not _has_point(paragraph):
        return
    for sentence in sentences_of(paragraph, start):
        items = items_of(sentence.text, lexicon)
        readings += _read_sentence(sentence, items, lexicon, around)
        around.follow_sentence(items)
    if not readings and not _has_point(paragraph):
        head = items_of(_reported(paragraph), lexicon)
        around.follow_heading(paragraph.strip(), head, _is_of_plans(paragraph))
    yield from readings


def _has_point(paragraph: str) -> bool:
    return paragraph.rstrip().endswith((".", ";", "!", "?", ","))


def _reported(heading: str) -> str:
    """A heading up to the words that speak of what is still to be done."""
    small = lowered(heading)
    places = [at for words in _OUTLOOK if (at := small.find(words)) > 0]
    return heading[: min(places)] if places else heading


def _is_of_plans(heading: str) -> bool:
    small = lowered(heading)
    intended = find_plan(small) is not None or any(words in small for words in _OUTLOOK)
    return intended and not tells_results(small)


def _read_sentence(
    sentence: Sentence, items: Sequence[Item], lexicon: Lexicon, around: Around
) -> Iterator[Reading]:
    clause = Clause(lexicon, items, lowered(sentence.text))
    basis = ""
    instruments = _instruments(items)
    for at, item in enumerate(items):
        if not isinstance(item.value, Number):
            continue
        subject = read_subject(clause, at, around.planned)
        if subject is None:
            continue
        basis = subject.basis or basis
        where = where_of(items, at, subject.end, around)
        if where.said != "sentence" and _is_of_another_kind(where, clause.text, lexicon):
            where = Where()
        where = of_age(where, clause.text, lexicon.catalogue)
        when = when_of(items, at, subject.end, around)
        base = _base_year(items, when) if subject.change else None
        yield Reading(item.value, subject, where, when, sentence.start, base, basis, instruments)


def _instruments(items: Sequence[Item]) -> frozenset[str]:
    """The numbers of the documents that a sentence names: 387 of "Quyết định số 387/QĐ-TTg"."""
    found = (_DOCUMENT_NUMBER.search(item.text) for item in items if item.kind == "document")
    return frozenset(number[0] for number in found if number)


def _is_of_another_kind(where: Where, text: str, lexicon: Lexicon) -> bool:
    units = lexicon.catalogue.units
    return any(key in units and is_other_kind(text, units[key].full_name) for key in where.units)


def _base_year(items: Sequence[Item], when: When) -> int | None:
    """The year that a change is told against; None where the sentence does not settle it."""
    compared = [i.value for i in items if isinstance(i.value, Time) and i.value.compared]
    if len(compared) != 1:
        return None
    if compared[0].kind == "relative" and when.time is not None and when.time.year is not None:
        return when.time.year - 1
    return compared[0].year if compared[0].kind == "year" else None
