"""From a page to its document for paper, as the browser prints it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .programs import POPPLER
from .visitor import Visitor

SHEET = {"width": 680, "height": 1000}
"""Pixels between the margins of A4 upright."""
CUT = """
() => [...document.querySelectorAll("td, th, p, li, svg")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5
    || (one.tagName !== "svg" && one.scrollWidth > one.clientWidth + 1))
  .map((one) => one.textContent.slice(0, 60))
"""
"""What is wider than the sheet, or than its own cell."""


def printed(visitor: Visitor) -> Page:
    """The document of the page that is open, laid out as a sheet."""
    with visitor.page.context.expect_page() as opened:
        visitor.click(visitor.page.get_by_role("button", name=re.compile("In trang|Print this")))
    document = opened.value
    document.wait_for_load_state()
    document.emulate_media(media="print")
    document.set_viewport_size(SHEET)
    return document


def sheets_of(document: Page, folder: Path) -> list[str]:
    """The words of each sheet of paper."""
    told = folder / "paper.pdf"
    document.pdf(path=told, prefer_css_page_size=True)
    program = POPPLER.require()
    text = subprocess.run([program, "-layout", str(told), "-"], capture_output=True, check=True)
    return text.stdout.decode().rstrip("\f").split("\f")


def test_the_page_on_paper_holds_what_the_page_shows(visitor: Visitor) -> None:
    visitor.open_page("hoi-vien?tinh=01&tinh=34")
    expect(visitor.page.locator(".khdash-foot").first).to_be_visible()
    shown = visitor.page.locator(".khdash-foot a[download$='.csv']").count()
    with visitor.page.context.expect_page() as opened:
        visitor.click(visitor.page.get_by_role("button", name="In trang này"))
    document = opened.value
    document.wait_for_load_state()
    assert document.title() == "Hội viên và tổ chức"
    assert document.locator("section:not(.sources)").count() == shown
    expect(document.locator("section.chart svg").first).to_be_visible()
    expect(document.get_by_text("Hà Nội").first).to_be_visible()
    document.emulate_media(media="print")
    expect(document.get_by_role("button", name="In hoặc lưu thành PDF")).to_be_hidden()
    width = document.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert width, "something is wider than the paper"
    assert document.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    document.close()
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


def test_the_tasks_lie_on_paper_as_a_board_of_provinces(visitor: Visitor) -> None:
    visitor.open_page("nhiem-vu")
    expect(visitor.page.locator(".khdash-foot a[download$='.csv']")).to_have_count(2)
    with visitor.page.context.expect_page() as opened:
        visitor.click(visitor.page.get_by_role("button", name="In trang này"))
    document = opened.value
    document.wait_for_load_state()
    assert document.title() == "Nhiệm vụ trọng tâm"
    board = document.locator("table.figures")
    expect(board.locator("thead th")).to_have_count(9)
    expect(board.locator("tbody tr")).to_have_count(8)
    document.emulate_media(media="print")
    assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")
    document.close()


def test_the_figures_found_lie_on_paper_row_by_row(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open_page("tra-cuu", tim="quỹ", loc="show.unused order.largest")
    expect(visitor.page.locator(".khdash-foot a[download$='.csv']")).to_have_count(1)
    count = int(visitor.page.get_by_role("heading", name="số liệu").last.inner_text().split()[0])
    assert count > 25  # more than a page of the list
    document = printed(visitor)
    assert document.title() == "Tra cứu số liệu"
    expect(document.locator("table.found tbody tr")).to_have_count(count)
    assert document.evaluate(CUT) == []
    values = document.locator("table.found tbody td:nth-last-child(3)").all_inner_texts()
    sheets = sheets_of(document, tmp_path)
    assert len(sheets) > 1
    whole = " ".join(" ".join(sheets).split())
    assert all(" ".join(value.split()) in whole for value in values)
    for number, sheet in enumerate(sheets, 1):
        foot = " ".join(sheet.split())
        assert "Tìm «quỹ» · Xem: Kèm số không dùng · Sắp xếp: Giá trị lớn nhất" in foot
        assert "Phiên bản số liệu" in foot
        assert f"{number}/{len(sheets)}" in foot
    rows_on = [sheet for sheet in sheets if re.search(r"\d\s+Triệu đồng", sheet)]
    assert len(rows_on) > 1
    assert all(re.search(r"Chỉ số\s+Năm\s+Giá trị", sheet) for sheet in rows_on)
    document.close()
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


VIETNAMESE = re.compile("(?i)[ăằắẳẵặơờớởỡợưừứửữự]|ế|ệ|ộ|ố")


@pytest.mark.parametrize(
    "link",
    [
        "?lang=en",
        "hoi-vien?lang=en",
        "quy?lang=en",
        "mo-hinh-hoc-tap?lang=en",
        "ho-so-tinh?lang=en",
        "so-sanh?lang=en&xem=bang&nam=1999&nam=2025",
        "chi-tieu?lang=en",
        "nhiem-vu?lang=en&xem_viec=tinh",
        "thi-dua?lang=en",
        "tra-cuu?lang=en",
        "chat-luong?lang=en",
    ],
)
def test_nothing_is_cut_on_a_sheet_in_english(visitor: Visitor, link: str, tmp_path: Path) -> None:
    visitor.open_page(link)
    expect(visitor.page.locator(".khdash-foot a[download$='.csv']").first).to_be_attached()
    document = printed(visitor)
    assert document.evaluate("document.documentElement.lang") == "en"
    assert document.evaluate(CUT) == []
    for sheet in sheets_of(document, tmp_path):
        assert "Data version" in sheet
    said = " ".join(document.locator("h1, h2, th, tfoot").all_inner_texts())
    assert not VIETNAMESE.search(said), said
    document.close()
