"""The head and the foot of an administrative document: who writes, to whom, who signs."""

from __future__ import annotations

from typing import Any, Protocol

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from khdash.locale import Words
from khdash.report.paper.paper import Paper
from khdash.report.paper.word.marks import (
    add_field,
    add_rule,
    keep_whole,
    no_padding,
    set_widths,
    write,
)
from khdash.report.table import demo_mark

WIDTHS = (7.4, 9.2)
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
KEPT_WITH_SIGNATURE = 2
"""Paragraphs of the text that go with the signature to its page."""


class Headed(Protocol):
    """What has a letterhead: a report, a letter."""

    @property
    def words(self) -> Words: ...

    @property
    def demo(self) -> bool: ...

    def head(self, name: str) -> str: ...

    def head_lines(self, name: str) -> list[str]: ...


def add_top(document: Any, headed: Headed) -> tuple[Any, Any]:
    """Issuing body below its superior, state title and motto; the two cells below these."""
    table = _columns(document, 2)
    left, right = table.rows[0].cells
    head_line(left.paragraphs[0], headed.head("superior"), 12)
    head_line(left.add_paragraph(), headed.head("issuer"), 12, bold=True)
    add_rule(_empty(left), 68, 68)
    head_line(right.paragraphs[0], headed.head("state"), 12, bold=True)
    head_line(right.add_paragraph(), headed.head("motto"), 13, bold=True)
    add_rule(_empty(right), 50, 50)
    left, right = table.rows[1].cells
    return left, right


def add_letterhead(document: Any, paper: Paper) -> None:
    """The top of the document; number, place and date; the title."""
    left, right = add_top(document, paper)
    head_line(left.paragraphs[0], paper.head("number"), 13)
    head_line(right.paragraphs[0], paper.head("place_date"), 13, italic=True)
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(14)
    head_line(title, paper.head("type"), 14, bold=True)
    head_line(document.add_paragraph(), paper.head("abstract"), 14, bold=True)
    add_rule(_empty(document), 170, 170)
    if paper.demo:
        head_line(document.add_paragraph(), demo_mark(paper.words).upper(), 13, bold=True)


def add_signature(document: Any, paper: Headed) -> None:
    """Recipients on the left, who signs on the right; never alone on a page."""
    document.add_paragraph()
    for before in document.paragraphs[-KEPT_WITH_SIGNATURE - 1 :]:
        before.paragraph_format.keep_with_next = True
    left, right = _columns(document, 1).rows[0].cells
    paragraph = left.paragraphs[0]
    write(paragraph, paper.head("recipients"), bold=True, italic=True).font.size = Pt(12)
    for text in paper.head_lines("recipient"):
        line = left.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        write(line, text).font.size = Pt(11)
    first, *others = paper.head("signer").split("|")
    head_line(right.paragraphs[0], first, 13, bold=True)
    for text in others:
        head_line(right.add_paragraph(), text, 13, bold=True)
    for _ in range(4):
        right.add_paragraph()


def add_page_numbers(document: Any, paper: Headed) -> None:
    """Centred at the top from the second page on; generated figures say so on every page."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    add_field(header, "PAGE", "2")
    if paper.demo:
        for one in (section.header, section.first_page_header):
            mark = one.add_paragraph() if one is section.header else one.paragraphs[0]
            head_line(mark, demo_mark(paper.words).upper(), 11, bold=True)


def _columns(document: Any, rows: int) -> Any:
    table = document.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, WIDTHS)
    no_padding(table)
    for row in table.rows:
        keep_whole(row)
    return table


def head_line(paragraph: Any, text: str, size: float, **look: bool) -> None:
    """A centred line of the head."""
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_after = Pt(0)
    write(paragraph, text, **look).font.size = Pt(size)


def _empty(place: Any) -> Any:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = Pt(4)
    return paragraph
