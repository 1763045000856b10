"""The numbers of the cells, understood in groups of one meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from khdash.ingest.recognise.meaning import family_of
from khdash.model.indicators import Indicator
from khdash.reading.numbers import (
    VND_PER_PERSON,
    Agreement,
    Ambiguous,
    ColumnNumbers,
    ColumnReading,
    Convention,
    Expectation,
    Kind,
    Measure,
    Missing,
    NotANumber,
    Outcome,
    Understood,
    agree_convention,
    understand_column,
    understand_plain,
)

NAN = float("nan")
FEW = 1000
_GROUPED_TWICE = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")
TENS = 20.0
"""Beside rates of at least this many per cent 0,862 is rather 86,2 % than 0,862 %."""
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Group:
    """Cells of one column, or of one indicator, that are read together.

    members: positions in the list of all cells. entry None: the indicator is not known.
    """

    column: int
    entry: Indicator | None
    measure: Measure | None
    members: np.ndarray
    texts: list[str]
    is_number: list[bool] | None
    answer: Convention | None = None
    dash_is_zero: bool = False
    scale_percent: bool | None = None

    @property
    def expected(self) -> Expectation:
        if self.entry is None:
            return Expectation("unknown", self.measure)
        family = family_of(self.entry)
        if family == "per-head":
            return Expectation("money", self.measure or VND_PER_PERSON)
        kind: Kind = family
        return Expectation(kind, self.measure)


@dataclass
class Figures:
    """One entry a cell; `fault` is '' where the value stands, 'missing' where there is none."""

    value: np.ndarray
    qualifier: np.ndarray
    fault: np.ndarray
    denominator: np.ndarray
    percent: np.ndarray
    note: np.ndarray
    ambiguous: dict[int, Ambiguous] = field(default_factory=dict)
    readings: list[tuple[Group, ColumnReading]] = field(default_factory=list)
    agreement: Agreement | None = None

    @classmethod
    def empty(cls, count: int) -> Figures:
        def texts(fill: str) -> np.ndarray:
            array = np.empty(count, object)
            array.fill(fill)  # np.full makes one object for each
            return array

        def numbers() -> np.ndarray:
            return np.full(count, NAN)

        return cls(numbers(), texts("exact"), texts(""), numbers(), numbers(), texts(""))


def read_figures(groups: Sequence[Group], count: int) -> Figures:
    """Understand every group; columns that leave their separators open follow the others."""
    figures = Figures.empty(count)
    worded = [group for group in groups if not _take_plain(figures, group)]
    first = [_understand(group, None) for group in worded]
    figures.agreement = agree_convention(numbers.reading for numbers in first)
    agreed = figures.agreement.convention if figures.agreement else None
    for group, numbers in zip(worded, first, strict=True):
        if numbers.reading.status == "ambiguous" and agreed:
            numbers = _understand(group, agreed)
        figures.readings.append((group, numbers.reading))
        _take(figures, group, numbers.outcomes)
        _reject_damaged(figures, group)
        _scale_fractions(figures, group)
    return figures


def _understand(group: Group, agreed: Convention | None) -> ColumnNumbers:
    return understand_column(
        group.texts, group.expected, is_number=group.is_number, agreed=agreed, answer=group.answer
    )


def _take_plain(figures: Figures, group: Group) -> bool:
    """Write a group of counts that are digits alone; False, and nothing written, for another."""
    if group.entry is None or family_of(group.entry) != "count" or group.answer is not None:
        return False
    values = understand_plain(group.texts, group.expected)
    if values is None:
        return False
    figures.value[group.members] = values
    return True


def _take(figures: Figures, group: Group, outcomes: Sequence[Outcome]) -> None:
    """Write the outcomes of a group at the places of its cells."""
    needs_measure = group.entry is not None and family_of(group.entry) == "money"
    per_head = group.entry is not None and family_of(group.entry) == "per-head"
    values, faults, qualifiers = figures.value, figures.fault, figures.qualifier
    for at, text, outcome in zip(group.members.tolist(), group.texts, outcomes, strict=True):
        if type(outcome) is Understood:
            values[at] = outcome.value
            if outcome.qualifier != "exact":
                qualifiers[at] = outcome.qualifier
            if outcome.denominator is not None:
                figures.denominator[at] = outcome.denominator
            if outcome.percent is not None:
                figures.percent[at] = outcome.percent
            if outcome.note:
                figures.note[at] = outcome.note
            if outcome.value < 0 and group.entry is not None and group.entry.floor == 0:
                faults[at] = "number-negative"
            bare = per_head and group.measure is None and not _LETTERS.search(text)
            if bare or (needs_measure and outcome.measure != "million VND"):
                faults[at] = "measure-missing"
        elif isinstance(outcome, Missing):
            _take_missing(figures, group, at, outcome)
        elif isinstance(outcome, Ambiguous):
            faults[at] = "ambiguous-number-column"
            figures.ambiguous[at] = outcome
        elif isinstance(outcome, NotANumber):
            faults[at] = f"number-{outcome.reason.replace('_', '-')}"


def _take_missing(figures: Figures, group: Group, at: int, outcome: Missing) -> None:
    if outcome.kind == "dash" and group.dash_is_zero:
        figures.value[at] = 0.0
        return
    figures.fault[at] = "missing"
    figures.note[at] = outcome.kind


def _reject_damaged(figures: Figures, group: Group) -> None:
    """Where 12,65 members show that 12.650 was damaged on the way, 12 may have been 12.000."""
    faults = figures.fault[group.members]
    values = figures.value[group.members]
    if not ((faults == "number-fraction-in-count").any() or _lost_thousands(group, values)):
        return
    suspect = (faults == "") & (np.abs(values) < FEW) & (values != 0)
    figures.fault[group.members[suspect]] = "number-maybe-damaged"


def _lost_thousands(group: Group, values: np.ndarray) -> bool:
    """Whether a spreadsheet took 303.000 for 303, and 1.953.233, which has two dots, as text."""
    if group.is_number is None or group.entry is None or family_of(group.entry) != "count":
        return False
    number = np.array(group.is_number)
    kept = [text for text, is_own in zip(group.texts, number, strict=True) if not is_own]
    return bool(
        number.any()
        and (np.abs(values[number]) < FEW).all()
        and any(_GROUPED_TWICE.fullmatch(text) for text in kept)
    )


def _scale_fractions(figures: Figures, group: Group) -> None:
    """Rates up to 1 where none is above 1, or the others are in the tens: 0,86 % or 86 %?"""
    if group.entry is None or family_of(group.entry) != "rate":
        return
    stated = np.array(["%" in text for text in group.texts])
    faults = figures.fault[group.members]
    values = figures.value[group.members]
    sound = faults == ""
    usable = sound & ~stated & (values != 0) & (np.abs(values) <= 1)
    others = np.abs(values[sound & (np.abs(values) > 1)])
    if not usable.any() or (len(others) and np.median(others) < TENS):
        return
    at = group.members[usable]
    if group.scale_percent is None:
        figures.fault[at] = "rate-maybe-fraction"
    elif group.scale_percent:
        figures.value[at] = np.round(figures.value[at] * 100, 10)
