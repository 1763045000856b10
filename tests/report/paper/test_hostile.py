"""Texts from data do no harm in any document: formulas, marks of XML, control characters."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

from khdash.exhibit.core.exhibit import Exhibit, Note
from khdash.report.office.book import chart_book
from khdash.report.office.chart_xml import chart_xml
from khdash.report.office.plot import Plot, Series
from khdash.report.paper.formats import PAPERS
from khdash.report.paper.paper import Paper, Part

HOSTILE = '=HYPERLINK("http://x.test","a")&<b>]]>\x00\x0b\ud800\uffff'
HARMLESS = '=HYPERLINK("http://x.test","a")&<b>]]>'


def spoiled(paper: Paper) -> Paper:
    """The paper with hostile words wherever words come from data."""
    sections = tuple(
        replace(section, parts=tuple(_part(part) for part in section.parts))
        for section in paper.sections
    )
    heads = tuple((name, HOSTILE) for name, _ in paper.heads)
    return replace(paper, sections=sections, heads=heads, missing=_exhibit(paper.missing))


def _part(part: Part) -> Part:
    exhibit = None if part.exhibit is None else _exhibit(part.exhibit)
    return replace(part, exhibit=exhibit, text=HOSTILE, title=HOSTILE)


def _exhibit(exhibit: Exhibit) -> Exhibit:
    texts = ("unit_name", "indicator_name", "label", "said", "note", "part_name")
    rows = [
        {name: HOSTILE if name in texts else value for name, value in row.items()}
        for row in exhibit.rows
    ]
    return replace(
        exhibit,
        content=rows,
        title=HOSTILE,
        headline=HOSTILE,
        subtitle=HOSTILE,
        alt=HOSTILE,
        notes=(Note("coverage", HOSTILE),),
        sources=tuple(
            replace(one, title=HOSTILE, url="=cmd|' /c x'!A1") for one in exhibit.sources
        ),
    )


@pytest.mark.parametrize("form", PAPERS, ids=lambda form: form.code)
def test_hostile_words_come_through_as_words(form: Any, cluster: Paper) -> None:
    content = form.make(spoiled(cluster))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
            if name.endswith(".xlsx"):
                _without_formulas(package.read(name))
            if name.endswith(".csv"):
                cells = csv.reader(
                    io.StringIO(package.read(name).decode("utf-8").replace("\0", ""))
                )
                assert not any(text.startswith(("=", "+", "@")) for row in cells for text in row)
    if form.code == "docx":
        told = [p.text for p in Document(io.BytesIO(content)).paragraphs]
        assert any(HARMLESS in text for text in told)
    elif form.code == "pptx":
        titles = [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(content)).slides]
        assert any(HARMLESS in text for text in titles)
    elif form.code == "xlsx":
        _without_formulas(content)


def _without_formulas(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not isinstance(cell.value, str) or not cell.value.startswith("=")
                outside = cell.hyperlink is not None and cell.hyperlink.target
                assert not outside


@given(st.text(max_size=30), st.lists(st.none() | st.floats(-1e12, 1e12), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_a_chart_of_any_words_and_numbers_can_be_read_again(
    name: str, values: list[float | None]
) -> None:
    from khdash.report.office.text import clean

    series = Series(clean(name), tuple(values), "#000000", labels={0: clean(name)})
    names = tuple(clean(f"{name}{place}") for place in range(len(values)))
    plot = Plot(clean(name), names, (series,), "persons", "", 0, "vi")
    root = etree.fromstring(chart_xml(plot, "Arial", 10))
    points = [float(v.text) for v in root.iterfind(".//{*}numCache/{*}pt/{*}v")]
    assert points == [value for value in values if value is not None]
    sheet = load_workbook(io.BytesIO(chart_book(plot))).worksheets[0]
    read = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert [value is None for value in read] == [value is None for value in values]
