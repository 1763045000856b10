"""Numbers as Vietnamese offices write them, read without guessing."""

from __future__ import annotations

from khdash.reading.numbers.cell import understand_cell, understand_plain
from khdash.reading.numbers.column import (
    Agreement,
    ColumnNumbers,
    ColumnReading,
    Evidence,
    Example,
    agree_convention,
    decide_column,
    understand_column,
)
from khdash.reading.numbers.expectation import Expectation
from khdash.reading.numbers.measure import (
    MILLION_VND,
    PERCENT,
    VND,
    VND_PER_PERSON,
    Measure,
    NotMoneyError,
    find_measure,
    read_measure,
    to_million_vnd,
)
from khdash.reading.numbers.outcome import (
    Ambiguous,
    Convention,
    Kind,
    Missing,
    NotANumber,
    Outcome,
    Qualifier,
    Understood,
)
from khdash.reading.numbers.year import NotAYear, Year, understand_year

__all__ = [
    "MILLION_VND",
    "PERCENT",
    "VND",
    "VND_PER_PERSON",
    "Agreement",
    "Ambiguous",
    "ColumnNumbers",
    "ColumnReading",
    "Convention",
    "Evidence",
    "Example",
    "Expectation",
    "Kind",
    "Measure",
    "Missing",
    "NotANumber",
    "NotAYear",
    "NotMoneyError",
    "Outcome",
    "Qualifier",
    "Understood",
    "Year",
    "agree_convention",
    "decide_column",
    "find_measure",
    "read_measure",
    "to_million_vnd",
    "understand_cell",
    "understand_column",
    "understand_plain",
    "understand_year",
]
