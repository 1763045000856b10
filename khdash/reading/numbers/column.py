"""A column: all its cells decide together which separator groups and which is decimal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from khdash.reading.numbers.cell import (
    ANYTHING,
    Candidates,
    ask,
    settle,
    weigh_cells,
)
from khdash.reading.numbers.expectation import Expectation
from khdash.reading.numbers.outcome import Ambiguous, Convention, NotANumber, Outcome, Understood
from khdash.reading.numbers.spreadsheet import understand_spreadsheet_number

Status = Literal[
    "decided",  # by cells of the column
    "agreed",  # by other columns of the file: an assumption to show
    "answered",  # by a person
    "unneeded",  # every cell reads the same in both conventions
    "ambiguous",  # to be asked
    "mixed",  # cells contradict one another
]
Weighed = Candidates | Outcome
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cell that can be read in one convention only."""

    index: int
    text: str
    convention: Convention


@dataclass(frozen=True, slots=True)
class Example:
    """A cell that reads differently in the two conventions; None: not at all in that one."""

    index: int
    text: str
    vi: float | None
    en: float | None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What was decided about a column and by which cells, at most three of each kind.

    `strong`: the decision may speak for other columns of the file; dots with one or two digits
    behind them (1.5) do not, since Vietnamese offices write them too. `conflicts` holds cells of
    both conventions when the column is mixed.
    """

    status: Status
    convention: Convention | None = None
    strong: bool = False
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnNumbers:
    """The outcome of every cell, in order, and how the column was read."""

    outcomes: list[Outcome]
    reading: ColumnReading


@dataclass(frozen=True, slots=True)
class Agreement:
    """The convention on which the decided columns of a file agree, and a cell that shows it."""

    convention: Convention
    column: int
    evidence: Evidence


def decide_column(
    texts: Sequence[str],
    *,
    is_number: Sequence[bool] | None = None,
    expected: Expectation = ANYTHING,
) -> ColumnReading:
    """The convention of a column, from all its cells. Spreadsheet numbers take no part.

    >>> decide_column(["12.650", "1.234,5"]).convention
    'vi'
    >>> decide_column(["12.650", "9.001"]).status
    'ambiguous'
    """
    first = _first_cells(texts, is_number)
    return _decide(first, weigh_cells(first, expected))


def understand_column(
    texts: Sequence[str],
    expected: Expectation = ANYTHING,
    *,
    is_number: Sequence[bool] | None = None,
    agreed: Convention | None = None,
    answer: Convention | None = None,
) -> ColumnNumbers:
    """Understand every cell of a column, in the catalogue's units.

    `answer` is a person's word and rules; `agreed`, from `agree_convention`, settles only what
    the column itself leaves open. Cells that nothing settles come back Ambiguous.
    """
    first = _first_cells(texts, is_number)
    weighed = weigh_cells(first, expected)
    reading = _decide(first, weighed)
    if answer is not None:
        reading = ColumnReading("answered", answer, True, reading.evidence, reading.conflicts)
    elif agreed is not None and _leaves_open(reading, agreed):
        reading = ColumnReading("agreed", agreed, False, reading.evidence, (), reading.examples)
    fractions = any(_is_clear_fraction(found) for found in weighed.values())
    settled = {text: _settle(found, reading, fractions) for text, found in weighed.items()}
    if is_number is None:
        return ColumnNumbers([settled[text] for text in texts], reading)
    return ColumnNumbers(
        [
            understand_spreadsheet_number(text, expected) if number else settled[text]
            for text, number in zip(texts, is_number, strict=True)
        ],
        reading,
    )


def agree_convention(readings: Iterable[ColumnReading]) -> Agreement | None:
    """What the decided columns of a file say about the undecided ones.

    None unless one of them is strong and none says otherwise.
    """
    agreement: Agreement | None = None
    conventions: set[Convention] = set()
    for column, reading in enumerate(readings):
        if reading.status == "mixed":
            return None
        conventions.update(cell.convention for cell in reading.evidence)
        if reading.status == "decided" and reading.strong and agreement is None:
            agreement = Agreement(reading.evidence[0].convention, column, reading.evidence[0])
    return agreement if len(conventions) == 1 else None


def _leaves_open(reading: ColumnReading, agreed: Convention) -> bool:
    against = any(cell.convention != agreed for cell in reading.evidence)
    return reading.status == "ambiguous" and not against


def _first_cells(texts: Sequence[str], is_number: Sequence[bool] | None) -> dict[str, int]:
    """Every different text and the cell where it stands first: real columns repeat themselves."""
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        if is_number is None or not is_number[index]:
            first.setdefault(text, index)
    return first


def _decide(first: dict[str, int], weighed: dict[str, Weighed]) -> ColumnReading:
    vi: list[str] = []
    en: list[str] = []
    opened: list[str] = []
    for text, found in weighed.items():
        if isinstance(found, Candidates):
            if found.en is None:
                vi.append(text)
            elif found.vi is None:
                en.append(text)
            elif found.open:
                opened.append(text)
    if not (vi or en or opened):
        return ColumnReading("unneeded")
    if vi and en:
        return ColumnReading("mixed", conflicts=_locate(first, vi, "vi") + _locate(first, en, "en"))
    if vi:
        return ColumnReading("decided", "vi", True, _locate(first, vi, "vi"))
    strong = [text for text in en if not _is_dotted(weighed[text])]
    if strong:
        return ColumnReading("decided", "en", True, _locate(first, strong, "en"))
    evidence = _locate(first, en, "en")
    if en and (not opened or _dots_suffice(en, opened)):
        return ColumnReading("decided", "en", False, evidence)
    examples = [_example(first[text], text, weighed[text]) for text in opened[:SHOWN]]
    return ColumnReading("ambiguous", evidence=evidence, examples=tuple(examples))


def _is_dotted(found: Weighed) -> bool:
    return isinstance(found, Candidates) and found.dotted


def _dots_suffice(en: Sequence[str], opened: Sequence[str]) -> bool:
    """Whether 1.5 beside 12.650 makes the latter a decimal, or is only written carelessly.

    Decimals as typed or computed end in no zero, and most have not exactly three digits; and
    1.5 tỷ says nothing, since it stands beside 37.708 triệu in real tables. Beside 17,516 a
    careless 1.5 says as little; 12,650 with its zero is not a decimal.
    """
    plain = [text for text in en if text.strip()[-1].isdigit()]
    dots = [text for text in opened if "," not in text]
    commas = [text for text in opened if "," in text]
    if any(text.strip().endswith("0") for text in dots):
        return False
    if commas and not any(text.strip().endswith("0") for text in commas):
        return False
    return len(plain) >= len(opened)


def _example(index: int, text: str, found: Weighed) -> Example:
    question = ask(found) if isinstance(found, Candidates) else Ambiguous(None, None)
    return Example(index, text, question.vi, question.en)


def _is_clear_fraction(found: Weighed) -> bool:
    if not isinstance(found, Candidates):
        return isinstance(found, Understood) and found.denominator is not None
    cell = found.vi or found.en
    return cell is not None and cell.denominator is not None and not found.date_like


def _locate(
    first: dict[str, int], wanted: Sequence[str], convention: Convention
) -> tuple[Evidence, ...]:
    return tuple(Evidence(first[text], text, convention) for text in wanted[:SHOWN])


def _settle(found: Weighed, reading: ColumnReading, fractions: bool) -> Outcome:
    if not isinstance(found, Candidates):
        return found
    if found.date_like and not fractions:
        return NotANumber("date_or_fraction")
    contradicted = reading.status == "mixed" or (
        reading.status == "ambiguous" and bool(reading.evidence)
    )
    if contradicted and found.loose and not _is_certain_share(found):
        return ask(found)
    return settle(found, reading.convention)


def _is_certain_share(found: Candidates) -> bool:
    """86.2 % beside 86,2 %: each can be read in one way only, and neither is 862."""
    cell = found.vi or found.en
    certain = found.certain and not found.open
    return certain and cell is not None and cell.measure == "%" and 0 <= cell.value <= 100
