"""Whatever the sources and names of the catalogue say, no file of an exhibit runs it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.formula import FORMULA_STARTS
from khdash.model.selection import Selection
from khdash.report.formats.csv import to_csv
from khdash.report.formats.xlsx import to_xlsx

HOSTILE = '=HYPERLINK("http://x.test","a")\x0b'


@pytest.fixture(scope="module")
def spoiled(published: Dataset) -> Dataset:
    """The published figures with a catalogue in which every name and source is a formula."""
    catalogue = published.catalogue
    return replace(
        published,
        catalogue=replace(
            catalogue,
            sources={
                key: replace(
                    one,
                    publisher=HOSTILE,
                    original_source=HOSTILE,
                    url=HOSTILE,
                    title_vi=HOSTILE,
                    title_en=HOSTILE,
                )
                for key, one in catalogue.sources.items()
            },
            indicators={
                key: replace(
                    one, name_vi=HOSTILE, name_en=HOSTILE, short_vi=HOSTILE, short_en=HOSTILE
                )
                for key, one in catalogue.indicators.items()
            },
            units={
                key: replace(one, name=HOSTILE, full_name=HOSTILE, name_en=HOSTILE)
                for key, one in catalogue.units.items()
            },
        ),
    )


@pytest.mark.parametrize("name", EXHIBITS)
def test_no_text_is_a_formula_or_a_link(name: str, spoiled: Dataset) -> None:
    exhibit = build(name, spoiled, Selection())
    book = load_workbook(io.BytesIO(to_xlsx(exhibit)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [
        cell.value
        for cell in cells
        if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS)
    ]
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]
    for row in csv.reader(io.StringIO(to_csv(exhibit).decode("utf-8-sig"))):
        assert not any(text.startswith(("=", "@", "\t", "\r")) for text in row)
