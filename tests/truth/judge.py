"""Judges the sentences of one exhibit against the recomputation, one claim at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.truth import reader
from tests.truth.faults import Fault
from tests.truth.moving import change_faults, reason_faults
from tests.truth.spoken import Spoken
from tests.truth.standing import standing_faults
from tests.truth.together import partial_sum_faults, spread_faults

OF_ZERO = re.compile(r"(?:tăng|giảm|hơn) (?:ít nhất |không quá )?0(?:,0+)?(?![\d,])", re.IGNORECASE)


def sentence_faults(spoken: Spoken, lang: str = "vi") -> Iterator[Fault]:
    """Every fault of one text."""
    text = reader.plain(spoken.text)
    yield from empty_words(text)
    yield from standing_faults(spoken, text, lang)
    yield from change_faults(spoken, text, lang)
    yield from count_faults(spoken, text)
    yield from reason_faults(spoken, text)
    yield from partial_sum_faults(spoken, text, lang)
    yield from spread_faults(spoken, text, lang)


def empty_words(text: str) -> Iterator[Fault]:
    if reader.JUNK.search(text):
        yield Fault("not-a-number-printed", text)
    if OF_ZERO.search(text):
        yield Fault("change-of-zero", text)


def count_faults(spoken: Spoken, text: str) -> Iterator[Fault]:
    question = spoken.question
    n = len(question.units)
    for _, k, of in reader.fractions(text):
        if "chỉ số" in text and of != n:
            continue
        if of != n and of not in (len(question.book.members(question.year)),):
            yield Fault("count-of-wrong-whole", text, f"n is {n}")
        elif k > of:
            yield Fault("count-above-whole", text)
