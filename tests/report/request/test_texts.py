"""What a province reads: short, with the day, the way and nothing that is not so."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rounds import AskedCell, Round, Sent
from khdash.report.paper.blueprint import read_blueprint
from khdash.report.request.letter import Letter, to_docx
from khdash.report.request.texts import (
    Request,
    mail_of,
    refusal_text,
    reminder_text,
    request_text,
)
from khdash.store.places import here

CELLS = (AskedCell("34", "members", 2024), AskedCell("34", "fund_balance", 2024),
         AskedCell("36", "clan_rate", 2023))  # fmt: skip
ASKED = Round(
    1, "Số liệu năm 2024", "Cụm khuyến học số 3", date(2024, 12, 15), None, "", CELLS, 2,
    datetime(2024, 12, 1), "Lan",
)  # fmt: skip
LINK = "https://so-lieu.example.vn/gui/abc"


def request(published: Dataset, lang: str = "vi", **changed: object) -> Request:
    given = Request(published.catalogue, ASKED, "34", Words(lang), LINK, date(2025, 1, 14))
    return replace(given, **changed)  # type: ignore[arg-type]


def test_the_request_for_zalo(published: Dataset) -> None:
    assert request_text(request(published)).splitlines() == [
        "Kính gửi Hội Khuyến học tỉnh Thái Bình,",
        "Cụm khuyến học số 3 kính đề nghị Hội gửi số liệu năm 2024 (2 chỉ số), chậm nhất ngày"
        " 15/12/2024.",
        "Mở liên kết này trên điện thoại hoặc máy tính để điền (số đã biết có sẵn):",
        LINK,
        "Liên kết chỉ dành cho Hội, dùng đến hết ngày 14/01/2025; xin không chuyển tiếp.",
        "Trân trọng cảm ơn!",
    ]


def test_without_a_link_the_form_goes_with_the_message(published: Dataset) -> None:
    text = request_text(request(published, link=""))
    assert "Xin điền vào biểu mẫu gửi kèm rồi gửi lại cho Cụm." in text
    assert "iên kết" not in text


def test_the_mail_lists_what_is_asked_of_this_province(published: Dataset) -> None:
    subject, body = mail_of(request(published))
    assert subject == "Đề nghị gửi số liệu năm 2024, hạn ngày 15/12/2024"
    assert "1. Hội viên khuyến học\n2. Số dư Quỹ Khuyến học\n\n" in body
    assert "3." not in body


def test_a_reminder_says_how_late_it_is(published: Dataset) -> None:
    assert "(hạn là ngày 15/12/2024)" in reminder_text(request(published), 0)
    assert "(đã quá hạn 3 ngày)" in reminder_text(request(published), 3)


@pytest.mark.parametrize(
    ("link", "way"),
    [("abc", "Xin mở lại liên kết đã nhận, sửa rồi gửi lại"), ("", "Xin sửa trong tệp")],
)
def test_a_refusal_carries_its_reason(published: Dataset, link: str, way: str) -> None:
    sent = Sent(5, 1, "34", link, 2, "form", "", "{}", "a.csv", "", datetime(2024, 12, 9), "Hoa")
    text = refusal_text(request(published), sent, "Số hội viên giảm một nửa.")
    assert "Hội gửi ngày 09/12/2024 và xin Hội xem lại: Số hội viên giảm một nửa.\n" in text
    assert way in text


def test_a_day_within_the_year_is_said(published: Dataset) -> None:
    asked = replace(ASKED, as_of=date(2024, 6, 30))
    text = request_text(request(published, asked=asked))
    assert "gửi số liệu đến ngày 30/06/2024 (2 chỉ số)" in text


def test_the_letter_stands_under_the_letterhead(published: Dataset) -> None:
    blueprint = read_blueprint(here(), published.catalogue)
    letter = Letter(request(published), blueprint, False, datetime(2024, 12, 1))
    document = Document(io.BytesIO(to_docx(letter)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    head = "\n".join(cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert published.catalogue.cluster.name_vi.upper() in head
    assert "V/v gửi số liệu năm 2024" in head
    body = [paragraph.text for paragraph in document.paragraphs]
    assert "Kính gửi: Hội Khuyến học tỉnh Thái Bình" in body
    assert "2. Số dư Quỹ Khuyến học." in body
    assert any(LINK in text for text in body)
    assert "{" not in head + "".join(body)
    demo = Document(io.BytesIO(to_docx(replace(letter, demo=True))))
    assert any("MINH HO" in paragraph.text for paragraph in demo.paragraphs)
