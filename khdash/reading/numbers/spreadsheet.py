"""Numbers that the spreadsheet itself holds, with the words of their format."""

from __future__ import annotations

import re
from math import isfinite

from khdash.reading.numbers.expectation import Expectation, find_target, finish
from khdash.reading.numbers.literal import tidy_text
from khdash.reading.numbers.measure import Measure, find_measure
from khdash.reading.numbers.outcome import Missing, NotANumber, Outcome
from khdash.reading.numbers.words import DOUBTFUL_SCALES


def understand_spreadsheet_number(text: str, expected: Expectation) -> Outcome:
    """A number that the spreadsheet itself holds: never ambiguous."""
    body = text.strip()
    percent = body.endswith("%")
    if not body:
        return Missing("blank")
    target = find_target(expected, "%" if percent else None)
    if target is None:
        return NotANumber("unit_conflict")
    try:
        value = float(body.rstrip("% "))
    except ValueError:
        return _understand_worded(body, expected)
    if not isfinite(value) or "_" in body:
        return NotANumber("words")
    finished = finish(value, target)
    return finished if finished is not None else NotANumber("fraction_in_count")


_WORDED = re.compile(r"(?P<before>[^\d-]*)(?P<number>-?\d+(?:\.\d+)?)\s*(?P<after>[^\d]*)")


def _understand_worded(text: str, expected: Expectation) -> Outcome:
    """A number of the spreadsheet in a format that adds words: 185600.5 tr.đ."""
    match = _WORDED.fullmatch(text)
    if match is None:
        return NotANumber("words")
    words = f"{match['before']} {match['after']}".strip()
    measure = find_measure(words, unit_column=True)
    if measure is None:
        return NotANumber("unknown_unit")
    if measure.unit is None and tidy_text(words).strip(" .") in DOUBTFUL_SCALES:
        return NotANumber("two_meanings")
    scaled = measure.scale != 1
    told = expected.measure
    if told is not None and (told.unit, told.scale) == (measure.unit, measure.scale):
        return understand_spreadsheet_number(match["number"], expected)
    if find_target(expected, measure.unit, scaled) is None:
        return NotANumber("unit_conflict")
    unit = measure.unit or (told.unit if told else None)
    own = Expectation(expected.kind, Measure(unit, measure.scale))
    return understand_spreadsheet_number(match["number"], own)
