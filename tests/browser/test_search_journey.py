"""An analyst's journey: search without accents, open a card, flag it, find it by its flag."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import PROJECT, build_database, serve
from tests.browser.visitor import Visitor, visit

pytestmark = pytest.mark.journey
FUND = "34.fund_balance.2014"


@pytest.fixture
def analyst(browser: Browser, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor of an application whose home only this test writes to."""
    places = build_database(tmp_path)
    with (
        serve(PROJECT / "app.py", tmp_path / "server.log", places) as server,
        visit(browser, server.address) as visitor,
    ):
        yield visitor


def search(visitor: Visitor, text: str) -> None:
    field = visitor.page.get_by_label("Tìm số liệu", exact=True)
    field.fill(text)
    field.press("Enter")
    visitor.wait_for_app_run()


def test_search_open_flag_and_find_again(analyst: Visitor) -> None:
    page = analyst.page
    analyst.open_page("tra-cuu")
    search(analyst, "so du quy thai binh 2014")
    expect(page.get_by_role("heading", name="1 số liệu", exact=True)).to_be_visible()

    # A click on the first row of the table, which is drawn on a canvas.
    table = page.get_by_test_id("stDataFrame")
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 200, box["y"] + 50)
    card = page.get_by_role("dialog")
    expect(card.get_by_text("Số dư Quỹ Khuyến học, Thái Bình, 2014")).to_be_visible()
    expect(card.get_by_text("độ tin cậy của số đang dùng là vừa")).to_be_visible()
    analyst.wait_for_app_run()
    assert parse_qs(analyst.parameters())["so"] == [FUND]

    card.get_by_text("Đánh dấu cần theo dõi").click()
    form = card.get_by_test_id("stForm").last
    form.get_by_label("Họ tên người thực hiện").fill("Lê Thị Mai")
    form.get_by_label("Ý kiến").fill("hỏi lại tỉnh")
    analyst.click(form.get_by_role("button", name="Ghi vào nhật ký"))
    expect(card.get_by_text("Lê Thị Mai: cần theo dõi. hỏi lại tỉnh")).to_be_visible()

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    analyst.wait_for_app_run()
    assert "so" not in parse_qs(analyst.parameters())
    search(analyst, "")
    analyst.choose_pill("Cần theo dõi")
    expect(page.get_by_role("heading", name="1 số liệu", exact=True)).to_be_visible()

    # The same way with the keyboard alone.
    page.get_by_label("Mở thẻ số liệu").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(card.get_by_text("Lê Thị Mai: cần theo dõi. hỏi lại tỉnh")).to_be_visible()
    analyst.expect_no_exception()
    analyst.expect_local_requests_only()


def test_a_link_reopens_a_card_on_a_phone(analyst: Visitor, browser: Browser) -> None:
    with visit(browser, analyst.address, (390, 844)) as phone:
        phone.open_page("tra-cuu", so=FUND)
        card = phone.page.get_by_role("dialog")
        expect(card.get_by_text("≥ 30.000 triệu đồng").first).to_be_visible()
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
        phone.expect_no_exception()
