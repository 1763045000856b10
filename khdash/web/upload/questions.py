"""What only a person can tell about a file, and how an answer changes the choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from khdash.ingest.asked import INDICATOR_CODES, KINDS, Kind, column_of
from khdash.ingest.check import CheckReport
from khdash.ingest.deciding import in_table, in_tables, with_column
from khdash.ingest.findings import Finding
from khdash.ingest.recognise import Choices
from khdash.reading.table import Table
from khdash.web.upload.tables import Cells, key_of

LEAVE_OUT = "-"
"""The answer that leaves a column, a row label or a unit out of the import."""

_OF_A_COLUMN = ("style", "fraction", "measure", "indicator")
_ONE_FOR_ALL = ("label", "unit", "boundaries")
"""A name means the same in every table of the file."""
_FOR_WHOLE_TABLES = ("file-unit", "file-year")
"""Asked once for all tables that lack it; the person says for which the answer is."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: the finding that asks it and what the answer is about.

    others: further tables, where one answer may serve them too.
    """

    finding: Finding
    kind: Kind
    table: Table
    column: int | None = None
    text: str = ""
    others: tuple[Table, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.table, *self.others)

    @property
    def key(self) -> str:
        """What tells apart two questions about one file."""
        about = "" if self.kind in _ONE_FOR_ALL else "+".join(map(key_of, self.tables))
        return f"{self.kind}_{about}_{'' if self.column is None else self.column}_{self.text}"


def questions_of(report: CheckReport, cells: Cells) -> list[Question]:
    """The open questions of a report, each once."""
    found: dict[str, Question] = {}
    for question in _questions(report.findings, cells):
        shared = question.kind if question.kind in _FOR_WHOLE_TABLES else question.key
        asked = found.setdefault(shared, question)
        if all(question.table is not table for table in asked.tables):
            found[shared] = replace(asked, others=(*asked.others, question.table))
    return list(found.values())


def _questions(findings: tuple[Finding, ...], cells: Cells) -> Iterator[Question]:
    for finding in findings:
        kind = _kind(finding, cells)
        if kind is None:
            continue
        table = cells.table_of(finding)
        if kind in _OF_A_COLUMN:
            yield Question(finding, kind, table, column_of(finding.cell, table))
        else:
            named = kind in ("label", "unit")
            yield Question(finding, kind, table, text=finding.value if named else "")


def _kind(finding: Finding, cells: Cells) -> Kind | None:
    """What a finding asks, if anything; a name in the body is a label of rows."""
    if finding.code in INDICATOR_CODES:
        in_rows = bool(finding.value) and cells.spot(finding.sheet, finding.cell) is not None
        return "label" if in_rows else "indicator"
    return KINDS.get(finding.code)


def answered(
    choices: Choices, question: Question, answer: Any, tables: Sequence[Table] = ()
) -> Choices:
    """The choices with an answer: a code, a key, a year, or LEAVE_OUT.

    tables: those of the question that the answer is for, all of them where none is named.
    """
    left_out = answer == LEAVE_OUT
    keys = [key_of(table) for table in tables or question.tables]
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
            return in_tables(choices, keys, lambda own: replace(own, unit=answer))
        case "file-year":
            return in_tables(choices, keys, lambda own: replace(own, year=int(answer)))
    column = question.column
    if column is None:
        return choices
    change = _column_answer(question.kind, answer, left_out)
    return in_table(choices, keys[0], lambda own: with_column(own, column, change))


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
