"""The slides as PowerPoint opens them: wide, one message each, letters that a room can read."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterator
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from khdash.report.paper.paper import Paper
from khdash.report.paper.slides.deck import SUBTITLE, Deck, fits_slide, size_of
from khdash.report.paper.slides.document import to_pptx

from .opened import charts_of

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


@pytest.fixture(scope="session")
def decks(papers: tuple[Paper, ...]) -> list[tuple[Paper, Any, bytes]]:
    made = [(paper, to_pptx(paper)) for paper in papers]
    return [(paper, Presentation(io.BytesIO(content)), content) for paper, content in made]


def runs(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        frames = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table:
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
        for frame in frames:
            for paragraph in frame.paragraphs:
                yield from paragraph.runs


def test_wide_slides_with_a_title_and_letters_of_at_least_20_points(
    decks: list[tuple[Paper, Any, bytes]],
) -> None:
    for _, deck, _ in decks:
        assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
        for slide in deck.slides:
            assert slide.shapes.title.text_frame.text
            assert all(run.font.size >= Pt(20) for run in runs(slide))
            for shape in slide.shapes:
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height + Inches(0.01)


def test_a_slide_a_chart_with_its_finding_as_title_and_its_sources_in_the_notes(
    decks: list[tuple[Paper, Any, bytes]],
) -> None:
    for paper, deck, content in decks:
        parts = [p for s in paper.sections for p in s.parts if p.plot is not None]
        slides = [s for s in deck.slides if any(shape.has_chart for shape in s.shapes)]
        assert len(slides) == len(parts) == len(charts_of(content)) > 0
        for slide, part in zip(slides, parts, strict=True):
            assert part.exhibit is not None
            assert slide.shapes.title.text_frame.text == part.exhibit.headline
            notes = slide.notes_slide.notes_text_frame.text
            assert all(source.title in notes for source in part.exhibit.sources)
            assert f"Phiên bản số liệu {paper.data_version}," in notes
        for chart, part in zip(charts_of(content), parts, strict=True):
            assert part.plot is not None
            assert list(chart.cached.values()) == [one.values for one in part.plot.series]


def test_the_charts_of_slides_hold_the_numbers_of_their_exhibits_in_either_language(
    both_languages: tuple[Paper, ...],
) -> None:
    for paper in both_languages:
        plots = [p.plot for s in paper.sections for p in s.parts if p.plot is not None]
        for chart, plot in zip(charts_of(to_pptx(paper)), plots, strict=True):
            assert list(chart.cached.values()) == [one.values for one in plot.series]


def test_every_slide_but_the_cover_bears_its_number(decks: list[tuple[Paper, Any, bytes]]) -> None:
    for _, deck, _ in decks:
        told = [
            [f.text for f in slide._element.iter(qn("a:t")) if f.getparent().tag == qn("a:fld")]
            for slide in deck.slides
        ]
        assert told == [[], *([str(n)] for n in range(2, len(told) + 1))]


def test_the_number_of_a_slide_stands_before_its_picture() -> None:
    deck = Deck()
    for _ in range(2):
        slide = deck.add("Bản đồ", [])
        deck.add_picture(slide, PIXEL, "Bản đồ của cụm")
    assert slide.shapes[-1].text_frame.text == "2"
    assert slide.shapes[-2].shape_type == MSO_SHAPE_TYPE.PICTURE


def test_a_short_table_and_a_short_list_are_in_larger_letters() -> None:
    from khdash.report.paper.grid import Grid

    deck = Deck()
    sizes = []
    for rows in (2, 12):
        slide = deck.add("Bảng", [])
        deck.add_table(slide, Grid(("Tỉnh", "Hội viên"), (("Hà Nội", "1.953.233"),) * rows))
        sizes.append({run.font.size.pt for run in runs(slide) if run.text != "Bảng"} - {SUBTITLE})
    assert sizes == [{26.0}, set()], "of a long one they stay as small as they may be"
    assert size_of(["Chưa có báo cáo nào."]) > size_of(["Chưa có báo cáo nào."] * 9)


def test_a_column_is_as_wide_as_what_it_holds() -> None:
    from khdash.report.paper.grid import Grid

    deck = Deck()
    slide = deck.add("Bảng", [])
    deck.add_table(slide, Grid(("Năm", "Việc"), (("2024", "Hoàn thành đại hội các cấp"),)))
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    year, task = (column.width for column in table.columns)
    assert task > 2 * year


def test_generated_figures_are_marked_on_every_slide(
    decks: list[tuple[Paper, Any, bytes]],
) -> None:
    for paper, deck, _ in decks:
        marked = [
            any("SỐ LIỆU MINH HOẠ" in run.text for run in runs(slide)) for slide in deck.slides
        ]
        assert marked == [paper.demo] * len(marked)


def test_no_answer_is_told_twice(decks: list[tuple[Paper, Any, bytes]]) -> None:
    for _, deck, _ in decks:
        without_chart = [s for s in deck.slides if not any(x.has_chart for x in s.shapes)]
        titles = [slide.shapes.title.text_frame.text for slide in without_chart]
        assert len(set(titles)) == len(titles)


def test_a_table_too_large_for_the_room_is_left_out() -> None:
    from khdash.report.paper.grid import Grid

    assert fits_slide(Grid(("A", "B"), (("1", "2"),) * 8))
    assert not fits_slide(Grid(("A", "B"), (("1", "2"),) * 20))
    assert not fits_slide(Grid(tuple("ABCDEFG"), (tuple("1234567"),)))


def test_text_stays_on_its_slide(decks: list[tuple[Paper, Any, bytes]]) -> None:
    """Lines of a text box, as wide as its letters make them, end above the foot of the slide."""
    for _, deck, _ in decks:
        for slide in deck.slides:
            for shape in slide.shapes:
                if not shape.has_text_frame or shape == slide.shapes.title:
                    continue
                height = 0.0
                for paragraph in shape.text_frame.paragraphs:
                    size = max((run.font.size.pt for run in paragraph.runs), default=0)
                    letters = shape.width.pt / (size * 0.5) if size else 1
                    height += math.ceil(len(paragraph.text) / letters) * size * 1.2 + size / 3
                assert shape.top.pt + height <= deck.slide_height.pt + 10, paragraph.text


def test_another_library_reads_the_charts(decks: list[tuple[Paper, Any, bytes]]) -> None:
    for paper, deck, _ in decks:
        plots = [p.plot for s in paper.sections for p in s.parts if p.plot is not None]
        charts = [x.chart for s in deck.slides for x in s.shapes if x.has_chart]
        for chart, plot in zip(charts, plots, strict=True):
            drawn = {s.name: tuple(s.values) for group in chart.plots for s in group.series}
            assert drawn.items() <= {(one.name, one.values) for one in plot.series}
            assert len(list(chart.series)) == len(plot.series)
            assert list(chart.plots[0].categories) == list(plot.categories)
