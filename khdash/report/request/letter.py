"""The request as an official letter: DOCX under the letterhead of the cluster."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.shared import Pt

from khdash.locale import Words
from khdash.report.office.text import clean
from khdash.report.paper.blueprint import Blueprint
from khdash.report.paper.word.letterhead import (
    add_page_numbers,
    add_signature,
    add_top,
    head_line,
)
from khdash.report.paper.word.marks import write
from khdash.report.paper.word.styles import new_document
from khdash.report.request.texts import Request
from khdash.report.table import demo_mark


@dataclass(frozen=True)
class Letter:
    """A letter before it has a format; made_at: written into the properties of its file."""

    request: Request
    blueprint: Blueprint
    demo: bool
    made_at: datetime

    @property
    def words(self) -> Words:
        return self.request.words

    def head(self, name: str) -> str:
        """The first line of the letterhead of that name."""
        return next(iter(self.head_lines(name)), "")

    def head_lines(self, name: str) -> list[str]:
        cluster, words = self.request.catalogue.cluster, self.words
        own = words.of(cluster.name_vi, cluster.name_en)
        places = {"{cluster}": own.upper(), "{cluster_name}": own, "{name}": own}
        found = []
        for known, text in self.blueprint.heads("", words):
            if known == name:
                for place, meant in places.items():
                    text = text.replace(place, meant)
                found.append(text)
        return found


def to_docx(letter: Letter) -> bytes:
    """The letter: letterhead, whom it is to, what is asked until when and how, who signs."""
    document = new_document(letter.words.lang)
    _properties(document, letter)
    add_page_numbers(document, letter)
    _add_head(document, letter)
    for text in _paragraphs(letter.request):
        write(document.add_paragraph(style="Report Text"), text)
    add_signature(document, letter)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _properties(document: Any, letter: Letter) -> None:
    core = document.core_properties
    core.title = clean(_subject(letter.request))[:255]
    core.author = clean(letter.request.asked.asked_by)[:255]
    core.created = core.modified = letter.made_at
    core.last_modified_by = ""


def _subject(request: Request) -> str:
    return request.words("V/v gửi số liệu {period}", period=request.period)


def _add_head(document: Any, letter: Letter) -> None:
    words = letter.words
    left, right = add_top(document, letter)
    head_line(left.paragraphs[0], words("Số:          /CV-HKH"), 13)
    head_line(left.add_paragraph(), _subject(letter.request), 12)
    head_line(right.paragraphs[0], letter.head("place_date"), 13, italic=True)
    if letter.demo:
        head_line(document.add_paragraph(), demo_mark(words).upper(), 13, bold=True)
    to = document.add_paragraph()
    to.paragraph_format.space_before, to.paragraph_format.space_after = Pt(14), Pt(10)
    head_line(to, words("Kính gửi: {office}", office=letter.request.office), 13)


def _paragraphs(request: Request) -> list[str]:
    asked, words = request.asked, request.words
    paragraphs = [
        words(
            "Để tổng hợp kết quả công tác khuyến học, khuyến tài, xây dựng xã hội học tập, {asker}"
            " kính đề nghị {office} gửi số liệu {period} trước khi hết ngày {due}.",
            asker=asked.asked_by,
            office=request.office,
            period=request.period,
            due=request.due,
        )
    ]
    if asked.note:
        paragraphs.append(asked.note)
    paragraphs.append(words("Các chỉ số đề nghị gửi:"))
    last = len(request.indicators)
    paragraphs += [
        f"{number}. {name}{'.' if number == last else ';'}"
        for number, name in enumerate(request.indicators, start=1)
    ]
    if request.link:
        paragraphs.append(
            words(
                "Cách gửi: mở liên kết {link} trên máy tính hoặc điện thoại rồi điền; những số đã"
                " biết được điền sẵn, phần điền dở được giữ lại. Liên kết chỉ dành cho quý Hội.",
                link=request.link,
            )
        )
    else:
        paragraphs.append(words("Cách gửi: điền vào biểu mẫu kèm theo rồi gửi lại cho Cụm."))
    paragraphs.append(words("Rất mong nhận được sự phối hợp của quý Hội. Trân trọng cảm ơn./."))
    return paragraphs
