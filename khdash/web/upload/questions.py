"""What only a person can tell about a file, and how an answer changes the choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.recognise import Choices, ColumnChoice
from khdash.ingest.table import Table

Kind = Literal[
    "style",
    "fraction",
    "measure",
    "indicator",
    "label",
    "unit",
    "boundaries",
    "file-unit",
    "file-year",
]
LEAVE_OUT = "-"
"""The answer that leaves a column, a row label or a unit out of the import."""

_COLUMN_KINDS: dict[str, Kind] = {
    "ambiguous-number-column": "style",
    "rate-maybe-fraction": "fraction",
    "measure-missing": "measure",
    "measure-unknown": "measure",
    "measure-conflict": "measure",
}
_INDICATOR_CODES = frozenset(
    ("unknown-indicator", "indicator-ambiguous", "indicator-uncertain", "title-part-missing",
     "indicator-missing", "header-blank")
)  # fmt: skip
_OTHER_KINDS: dict[str, Kind] = {
    "unknown-unit": "unit",
    "unit-not-valid": "unit",
    "unit-ambiguous": "boundaries",
    "unit-missing": "file-unit",
    "year-missing": "file-year",
    "year-contradictory": "file-year",
}
_ONE_FOR_THE_FILE = ("boundaries", "file-unit", "file-year")


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: the finding that asks it and what the answer is about."""

    finding: Finding
    kind: Kind
    column: int | None = None
    text: str = ""

    @property
    def key(self) -> str:
        """What tells apart two questions about one file."""
        return f"{self.kind}_{'' if self.column is None else self.column}_{self.text}"


def questions_of(report: CheckReport) -> list[Question]:
    """The open questions of a report, each once."""
    if report.table is None:
        return []
    found: dict[str, Question] = {}
    for question in _questions(report.findings, report.table):
        found.setdefault(question.key, question)
    return list(found.values())


def _questions(findings: tuple[Finding, ...], table: Table) -> Iterator[Question]:
    for finding in findings:
        column = column_of(finding.cell, table)
        if finding.code in _COLUMN_KINDS:
            yield Question(finding, _COLUMN_KINDS[finding.code], column)
        elif finding.code in _INDICATOR_CODES:
            in_rows = finding.cell and finding.cell in addresses(table)
            if in_rows and finding.value:
                yield Question(finding, "label", text=finding.value)
            else:
                yield Question(finding, "indicator", column)
        elif finding.code in _OTHER_KINDS:
            kind = _OTHER_KINDS[finding.code]
            text = "" if kind in _ONE_FOR_THE_FILE else finding.value
            yield Question(finding, kind, text=text)


def addresses(table: Table) -> dict[str, tuple[int, int]]:
    """Row and column of each cell of the body, by its address in the file."""
    return {
        table.place(row, column).cell: (row, column)
        for row in range(len(table.rows))
        for column in range(len(table.rows[row]))
    }


def column_of(cell: str, table: Table) -> int | None:
    """The index of the column in which an address lies."""
    match = re.match(r"([A-Z]+)\d*$", cell)
    if not match:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - table.first_column


def answered(choices: Choices, question: Question, answer: Any) -> Choices:
    """The choices with an answer: a code, a key, a year, or LEAVE_OUT."""
    left_out = answer == LEAVE_OUT
    match question.kind:
        case "label":
            return replace(
                choices, labels={**choices.labels, question.text: "" if left_out else answer}
            )
        case "unit":
            parts = [part.strip() for part in question.text.split(", ")]
            told = dict.fromkeys((question.text, *parts[:1]), "" if left_out else answer)
            return replace(choices, units={**choices.units, **told})
        case "boundaries":
            return replace(choices, boundaries=answer)
        case "file-unit":
            return replace(choices, unit=answer)
        case "file-year":
            return replace(choices, year=int(answer))
    if question.column is None:
        return choices
    return with_column(choices, question.column, _column_answer(question.kind, answer, left_out))


def _column_answer(kind: Kind, answer: Any, left_out: bool) -> dict[str, Any]:
    if left_out:
        return {"role": "ignored"}
    field = {
        "style": "convention",
        "fraction": "scale_percent",
        "measure": "measure",
        "indicator": "indicator",
    }[kind]
    return {field: answer}


def with_column(choices: Choices, column: int, change: dict[str, Any]) -> Choices:
    """The choices with something decided about one column."""
    told = replace(choices.columns.get(column, ColumnChoice()), **change)
    columns = {**choices.columns, column: told}
    if told == ColumnChoice():
        del columns[column]
    return replace(choices, columns=columns)
