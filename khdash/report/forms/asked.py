"""The form of a round for one province: what is asked, filled with what is known or was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from khdash.ingest.shown import memo_of
from khdash.model.dataset import Dataset
from khdash.model.rounds import AskedCell, Round
from khdash.reading.table import memo_lines
from khdash.report.csv_text import csv_file
from khdash.report.forms.form import Form, FormRequest, Layout, Line, build_form
from khdash.report.forms.one_figure import QUALIFIER, VALUE
from khdash.report.forms.text import figure_text, long_cells, long_header

FIRST_ROW = 2
"""The row of a filled form's first field: its header stands in the first."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One figure to give: where it stands in the form, and what is known of it ('' for nothing)."""

    name: str
    line: int
    position: int
    cell: AskedCell
    known: str

    def address(self, row: int) -> str:
        """Its cell in the filled form, by its place among the fields counted from 0."""
        return f"{'ABCDEFGHI'[VALUE]}{row + FIRST_ROW}"


def asked_form(
    dataset: Dataset, asked: Round, unit: str, lang: str = "vi", layout: Layout = "wide"
) -> Form:
    """What a round asks of a province, pre-filled with what is known.

    A cell that is not asked for is blank and not marked to be filled in.
    """
    cells = {(cell.indicator, cell.year) for cell in asked.asked_of(unit)}
    request = FormRequest(
        tuple(code for code in asked.indicators if any(code == own for own, _ in cells)),
        asked.years,
        (unit,),
        lang,
        layout,
        as_of=asked.as_of,
    )
    form = build_form(dataset, request)
    own = [any((s.indicator, year) in cells for year in asked.years) for s in form.series]
    form = replace(
        form,
        series=tuple(s for s, keep in zip(form.series, own, strict=True) if keep),
        headings=tuple(h for h, keep in zip(form.headings, own, strict=True) if keep),
        measures=tuple(m for m, keep in zip(form.measures, own, strict=True) if keep),
        lines=tuple(line.only(own) for line in form.lines),
    )
    lines = (_only_asked(line, form, cells) for line in form.lines)
    return replace(form, lines=tuple(line for line in lines if any(_fields_of(line))))


def fields_of(form: Form) -> tuple[FormField, ...]:
    """The fields of a form that a person fills in, line by line."""
    return tuple(
        FormField(
            "|".join((line.unit.key, str(line.year), str(line.as_of or ""), *series.key)),
            number,
            position,
            AskedCell(line.unit.key, series.indicator, line.year),
            figure_text(known, _is_rate(form, position), form.lang) if known else "",
        )
        for number, line in enumerate(form.lines)
        for position, (series, known) in enumerate(zip(form.series, line.known, strict=True))
        if known is not None or line.missing[position]
    )


def filled(form: Form, typed: Mapping[str, str]) -> tuple[bytes, tuple[FormField, ...]]:
    """The form with what was typed, as CSV that the upload reads, and its fields in their order.

    typed: the text of a field by its name; a field that it does not name keeps what is known. A
    field without text is left out. What is as it was known says nothing new (see `Shown`).
    """
    given = [
        (field, text)
        for field in fields_of(form)
        if (text := " ".join(str(typed.get(field.name, field.known)).split()))
    ]
    rows = []
    for field, text in given:
        cells = long_cells(form, form.lines[field.line], field.position)
        cells[VALUE], cells[QUALIFIER] = text, ""
        rows.append(cells)
    memo = [[line] for line in memo_lines(memo_of(form.shown))]
    delimiter = "," if form.lang == "en" else ";"
    content = csv_file([long_header(form), *rows, *memo], delimiter=delimiter)
    return content, tuple(field for field, _ in given)


def _only_asked(line: Line, form: Form, cells: set[tuple[str, int]]) -> Line:
    asked = [(series.indicator, line.year) in cells for series in form.series]
    return replace(
        line,
        known=tuple(k if keep else None for k, keep in zip(line.known, asked, strict=True)),
        missing=tuple(m and keep for m, keep in zip(line.missing, asked, strict=True)),
    )


def _fields_of(line: Line) -> tuple[bool, ...]:
    return tuple(k is not None or m for k, m in zip(line.known, line.missing, strict=True))


def _is_rate(form: Form, position: int) -> bool:
    return form.catalogue.indicators[form.series[position].indicator].unit == "%"
