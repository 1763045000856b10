"""From a page to its document for paper, as the browser prints it."""

from __future__ import annotations

from playwright.sync_api import expect

from .visitor import Visitor


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
