"""Paper -> DOCX."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from khdash.report.office.text import clean
from khdash.report.paper.grid import Grid, missing_grid
from khdash.report.paper.paper import Paper
from khdash.report.paper.reading import reading_notes, source_title
from khdash.report.paper.word.body import Body
from khdash.report.paper.word.letterhead import add_letterhead, add_page_numbers, add_signature
from khdash.report.paper.word.marks import write
from khdash.report.paper.word.styles import new_document
from khdash.report.table import demo_mark


def to_docx(paper: Paper) -> bytes:
    """The report: letterhead, sections, signature, the annexes of sources, gaps and reading."""
    words = paper.words
    document = new_document(words.lang)
    _properties(document, paper)
    add_page_numbers(document, paper)
    add_letterhead(document, paper)
    body = Body(document, paper)
    body.add_sections()
    add_signature(document, paper)
    _annex(document, words("Phụ lục 1"), words("Nguồn số liệu"))
    _sources(body, paper)
    _annex(document, words("Phụ lục 2"), words("Số liệu năm {year} còn thiếu", year=paper.year))
    grid = missing_grid(paper)
    if grid.rows:
        body.add_caption("table", words("Những số chính chưa có, theo tỉnh"))
        body.add_grid(grid, (3.2, 6.4, 6.4))
    else:
        body.add_text(words("Không thiếu số chính nào."))
    _annex(document, words("Phụ lục 3"), words("Phạm vi và cách đọc số liệu"))
    for text in reading_notes(paper):
        # An address does not part: a justified line would tear the words before it apart.
        body.add_text(text).alignment = WD_ALIGN_PARAGRAPH.LEFT
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _properties(document: Any, paper: Paper) -> None:
    core = document.core_properties
    mark = f" – {demo_mark(paper.words)}" if paper.demo else ""
    core.title = clean(f"{paper.head('type')}: {paper.head('abstract')}{mark}")[:255]
    core.author = clean(paper.head("issuer"))[:255]
    core.comments = clean(paper.link)[:255]
    core.created = core.modified = paper.updated_at
    core.last_modified_by = ""


def _annex(document: Any, number: str, title: str) -> None:
    heading = document.add_heading(level=1)
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.first_line_indent = 0
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(heading, number).add_break()
    write(heading, title.upper())


def _sources(body: Body, paper: Paper) -> None:
    words = paper.words
    rows = tuple(
        (
            f"[{number}]",
            "\n".join(filter(None, (source_title(source, words), source.url))),
        )
        for number, source in enumerate(paper.sources, start=1)
    )
    if not rows:
        body.add_text(words("Không có nguồn nào."))
        return
    body.add_caption("table", words("Nguồn của những số liệu nêu trong báo cáo"))
    body.add_grid(Grid((words("Số"), words("Nguồn và địa chỉ")), rows), (1.4, 14.6))
