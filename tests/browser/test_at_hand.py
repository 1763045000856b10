"""What is at hand behind a sign: the meaning of an indicator, and the rest of the filters."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [None, NARROW], ids=["wide", "phone"])
def test_the_question_mark_tells_what_an_indicator_means(
    visitor: Visitor, width: tuple[int, int] | None
) -> None:
    page = visitor.page
    if width:
        page.set_viewport_size({"width": width[0], "height": width[1]})
    visitor.open_page("hoi-vien")
    sign = page.locator(".khdash-meaning").get_by_role("button", name="Giải thích").first
    told = page.locator(".khdash-meaning").get_by_role("tooltip", include_hidden=True).first
    expect(told).to_be_hidden()
    sign.focus()
    expect(told).to_be_visible()
    expect(told).to_contain_text("Số người là hội viên của Hội ở mọi cấp")
    right, edge = told.evaluate("(e) => [e.getBoundingClientRect().right, innerWidth]")
    assert right <= edge
    sign.blur()
    expect(told).to_be_hidden()
    sign.hover()
    expect(told).to_be_visible()


def test_the_rest_of_the_filters_comes_when_it_is_opened_and_stays(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("hoi-vien")
    opener = page.get_by_role("button", name="Bộ lọc", exact=True)
    slider = page.get_by_role("slider").first
    expect(slider).to_be_hidden()
    opener.click()
    expect(slider).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(opener).to_have_attribute("aria-busy", "false")
    slider.press("ArrowRight")
    visitor.wait_for_app_run()
    expect(slider).to_be_visible()
    assert "nam=2011" in visitor.parameters()
    slider.press("Escape")
    expect(page.locator(".khdash-shown")).to_have_count(0)
    expect(opener).to_be_focused()
    visitor.expect_no_exception()
