"""The workbook as Excel opens it: numbers are numbers, words are words, charts are charts."""

from __future__ import annotations

import io
import math
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from khdash.report.paper.paper import Paper
from khdash.report.paper.sheets.document import to_xlsx
from khdash.report.table import figures_shown, file_table


@pytest.fixture(scope="session")
def books(papers: tuple[Paper, ...]) -> list[tuple[Paper, Any, bytes]]:
    made = [(paper, to_xlsx(paper)) for paper in papers]
    return [(paper, load_workbook(io.BytesIO(content)), content) for paper, content in made]


def test_a_sheet_an_exhibit_between_cover_and_sources(
    books: list[tuple[Paper, Any, bytes]],
) -> None:
    for paper, book, content in books:
        names = book.sheetnames
        assert names[0] == "Trang đầu"
        assert names[-2:] == ["Nguồn", "Số liệu biểu đồ"]
        assert len(names) == len(paper.exhibits) + 3
        cover = [cell.value for cell in book["Trang đầu"]["A"] if cell.value]
        assert any(f"Phiên bản số liệu {paper.data_version}," in text for text in cover)
        assert any(paper.link in text for text in cover)
        assert (cover[0] == "SỐ LIỆU MINH HOẠ") == paper.demo
        sources = [row[1].value for row in book["Nguồn"].iter_rows(min_row=2)]
        assert len(sources) == len(paper.sources)
        charts = [n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if "charts/chart" in n]
        plots = [p for s in paper.sections for p in s.parts if p.plot is not None]
        assert len(charts) == len(plots) > 0


def test_a_row_is_as_high_as_the_text_that_is_wrapped_in_it(
    books: list[tuple[Paper, Any, bytes]],
) -> None:
    wrapped = 0
    for _, book, _ in books:
        for sheet in book.worksheets[1:-2]:
            for row in sheet.iter_rows(min_row=int(sheet.freeze_panes[1:])):
                texts = [cell.value for cell in row if cell.alignment.wrap_text]
                if not texts:
                    continue
                wrapped += 1
                least = 14 * math.ceil(max(map(len, texts)) / 50)
                assert sheet.row_dimensions[row[0].row].height >= least
    assert wrapped


def test_every_figure_is_its_number_below_a_frozen_head(
    both_languages: tuple[Paper, ...],
) -> None:
    for paper in both_languages:
        book = load_workbook(io.BytesIO(to_xlsx(paper)))
        sheets = book.worksheets[1:-2]
        for exhibit, sheet in zip(paper.exhibits, sheets, strict=True):
            top = int(sheet.freeze_panes[1:])
            head = [cell.value for cell in sheet[top - 1]]
            table = file_table(exhibit)
            for column in figures_shown(exhibit):
                said = (column.title, f"{column.title} (")
                title = next(t for t in head if t == said[0] or str(t).startswith(said[1]))
                place = head.index(title) + 1
                read = [sheet.cell(row, place).value for row in range(top, top + len(table))]
                meant = [
                    float(v) if v is not None and math.isfinite(v) else None
                    for v in table[column.figure]
                ]
                numbers = [float(v) if isinstance(v, int | float) else None for v in read]
                assert [v is None for v in numbers] == [v is None for v in meant]
                told = [v for v in numbers if v is not None]
                assert told == pytest.approx([v for v in meant if v is not None], rel=1e-12)


def test_bounds_have_their_sign_in_a_column_of_their_own(cluster: Paper) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(cluster)))
    sheet = next(s for s in book.worksheets if "Quỹ bình quân" in s.title)
    top = int(sheet.freeze_panes[1:])
    head = [cell.value for cell in sheet[top - 1]]
    sign = next(i for i, text in enumerate(head) if text and "độ chính xác" in text)
    signs = {row[0].value: row[sign].value for row in sheet.iter_rows(min_row=top, max_row=top + 7)}
    assert signs["Thái Bình"] == "≲"
    assert signs["Hưng Yên"] == "≥"
    assert signs["Ninh Bình"] is None


def test_nothing_is_a_formula(books: list[tuple[Paper, Any, bytes]]) -> None:
    for _, book, _ in books:
        for sheet in book.worksheets:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_day_is_a_day_in_the_readers_order(cluster: Paper) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(cluster)))
    sheet = next(s for s in book.worksheets if "Quỹ bình quân" in s.title)
    top = int(sheet.freeze_panes[1:])
    place = [cell.value for cell in sheet[top - 1]].index("Tính đến") + 1
    days = [sheet.cell(row, place) for row in range(top, top + 5)]
    assert {cell.number_format for cell in days} == {"dd/mm/yyyy"}
    assert all(cell.is_date for cell in days)


def test_a_wide_sheet_is_printed_at_no_less_than_half_its_size(cluster: Paper) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(cluster)))
    told = set()
    for sheet in book.worksheets[1:-2]:
        letters = sum(
            one.width * (one.max - one.min + 1) for one in sheet.column_dimensions.values()
        )
        across = sheet.page_setup.fitToWidth or 1
        told.add(across)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert across >= letters / 280
        assert bool(sheet.print_title_cols) == (across > 1)
    assert told >= {1, 2}
