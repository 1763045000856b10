"""Ctrl+K: what is typed leads from any page to another, by the keyboard or a finger."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.test_access import AXE, RUN
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey
OpenBrowser = Callable[..., Visitor]


def chosen(page: Page) -> str:
    return page.locator(".khdash-palette [aria-selected=true] .title").inner_text()


def ask(page: Page, text: str) -> None:
    page.keyboard.type(text)
    expect(page.locator(".khdash-palette [role=option]").last).to_contain_text(f"«{text}»")


def test_a_slip_leads_to_the_province_under_the_filters_of_the_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("quy", sai_so="3")
    expect(page.locator(".khdash-palette")).to_be_attached()
    page.keyboard.press("Control+k")
    expect(page.locator(".khdash-palette")).to_be_visible()
    ask(page, "hoi vien nam dnh 2024")
    assert chosen(page) == "Hội viên khuyến học, Nam Định"
    active = page.locator(".khdash-palette input").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert chosen(page) != "Hội viên khuyến học, Nam Định"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert "Tìm «hoi vien nam dnh 2024»" in chosen(page)
    page.keyboard.press("ArrowDown")
    link = page.locator(".khdash-palette [aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    expect(page.locator(".khdash-palette")).to_be_hidden()
    expect(page.get_by_role("heading", name="So sánh", exact=True)).to_be_visible()
    visitor.wait_for_app_run()
    asked = parse_qs(visitor.parameters())
    assert (asked["tinh"], asked["sai_so"]) == (["36"], ["3"])
    # The same by the link, as in another window.
    assert link is not None
    assert parse_qs(urlsplit(link).query)["sai_so"] == ["3"]
    visitor.page.goto(f"{visitor.address}{link}")
    visitor.wait_for_app_run()
    assert parse_qs(visitor.parameters()) == asked
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


def test_escape_closes_and_what_is_not_there_is_said(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("phuong-phap")
    expect(page.locator(".khdash-palette")).to_be_attached()
    page.keyboard.press("Meta+k")
    expect(page.locator(".khdash-palette input")).to_be_focused()
    ask(page, "xyzabc")
    expect(page.locator(".khdash-palette [role=option]")).to_have_count(1)
    expect(page.locator(".khdash-palette")).to_contain_text("Không tìm thấy gì")
    page.keyboard.press("Escape")
    expect(page.locator(".khdash-palette")).to_be_hidden()
    assert visitor.title() == "Phương pháp và thuật ngữ"


def test_on_a_phone_a_finger_opens_it_and_follows_a_result(open_browser: OpenBrowser) -> None:
    phone = open_browser(size=NARROW, scheme="dark")
    phone.open_page("quy", lang="en")
    phone.page.get_by_role("button", name="Search everywhere").tap()
    phone.page.keyboard.type("targts")
    result = phone.page.get_by_role("option", name="Targets").first
    expect(result).to_be_visible()
    box = phone.page.locator(".khdash-palette").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]
    result.tap()
    expect(phone.page.get_by_role("heading", name="Targets", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_search_has_no_barrier(
    browser: Browser, server: Server, size: tuple[int, int], scheme: str
) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    visitor = Visitor(context.new_page(), server.address)
    visitor.open_page("phuong-phap")
    visitor.page.wait_for_timeout(1_000)
    expect(visitor.page.locator(".khdash-palette")).to_be_attached()
    visitor.page.keyboard.press("Control+k")
    ask(visitor.page, "quy")
    visitor.page.evaluate(AXE)
    found = visitor.page.evaluate(RUN)
    context.close()
    assert not [one for one in found if "khdash" in one[1]], found
