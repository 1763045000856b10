"""What a batch teaches about the forms of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from khdash.ingest.check import CheckReport
from khdash.ingest.memory.form import form_of
from khdash.ingest.memory.taught import HEADERS
from khdash.ingest.recognise import Choices, Recognition, cell_places


def taught_by(
    report: CheckReport, choices: Choices, before: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """The records (table `header_choice`) that a commit of a report keeps, one a form.

    choices: what was decided about the file. before: what stood in its corrected cells, by their
    address: a corrected name of a province or an indicator is known from then on.
    """
    told = {}
    for number, own in enumerate(report.recognitions):
        table, form = own.table, form_of(own)
        decided = choices.of_table(table.sheet, table.part, is_main_sheet=not table.sheet)
        read = report.cells[report.cells["table"] == number] if len(report.cells) else report.cells
        units, labels = _renamed(own, read, decided.corrections, before or {})
        kept = replace(
            decided.for_next_file(),
            units={**decided.units, **units},
            labels={**decided.labels, **labels},
        )
        if form and kept != Choices():
            said = {**kept.to_dict(), HEADERS: _headers(own, kept)}
            told[form] = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return [{"fingerprint": form, "choices": text} for form, text in told.items()]


def _headers(own: Recognition, choices: Choices) -> dict[str, str]:
    header = own.table.header
    return {str(index): header[index] for index in choices.columns if index < len(header)}


def _renamed(
    own: Recognition, read: pd.DataFrame, corrections: Mapping[str, str], before: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The names that were corrected, as written at first: of units, and of indicators in rows."""
    sheet = own.table.sheet or ""
    found: dict[str, dict[str, str]] = {"unit": {}, "indicator": {}}
    for address, meant, column in _meant(own, read, corrections):
        text = before.get(f"{sheet}!{address}" if sheet else address, "").strip()
        if text and len(meant) == 1:
            found[column][text] = meant[0]
    return found["unit"], found["indicator"]


def _meant(
    own: Recognition, read: pd.DataFrame, corrections: Mapping[str, str]
) -> Iterator[tuple[str, list[str], str]]:
    """The corrected cells of the only column of units or indicators: what their rows are about."""
    roles = [column.role for column in own.mapping.columns]
    places = cell_places(own.table) if corrections else {}
    rows = pd.Series({at: places[place][0] for at, place in read["cell"].items()} if places else {})
    for address in corrections:
        row, at = places.get(address, (0, -1))
        role = roles[at] if 0 <= at < len(roles) else ""
        if role in ("unit", "indicator") and roles.count(role) == 1:
            about = read.loc[rows.index[rows == row], role]
            yield address, [code for code in about.unique() if code], role
