"""Coming back: a quiet line after a figure changed, the list, the mark moved; an explanation."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.journey


def line(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Có gì mới")


def mark(visitor: Visitor) -> dict[str, object] | None:
    """What the browser remembers."""
    kept = visitor.page.evaluate("localStorage.getItem('khdash.seen')")
    return json.loads(kept) if kept else None


def open_overview(visitor: Visitor) -> None:
    """The first page, once the browser has asked what is new."""
    visitor.open_page()
    visitor.page.wait_for_function("localStorage.getItem('khdash.seen') !== null")
    visitor.page.wait_for_load_state("networkidle")


def correct_nam_dinh(visitor: Visitor, value: str) -> None:
    """On its card, as a steward would."""
    page = visitor.page
    visitor.open_page("tra-cuu", so="36.members.2011")
    visitor.click(page.get_by_text("Sửa số này"))
    form = page.get_by_test_id("stForm").filter(has_text="Giá trị, Người")
    form.get_by_label("Giá trị, Người").fill(value)
    form.get_by_label("Lý do").fill("đối chiếu lại với biên bản")
    form.get_by_label("Họ tên người thực hiện").fill("Lê Thị Mai")
    visitor.click(form.get_by_role("button", name="Kiểm tra"))
    visitor.click(page.get_by_role("button", name=re.compile("^Ghi vào")))
    visitor.expect_no_exception()


def test_who_comes_back_is_told_once_what_changed(steward: Visitor) -> None:
    page = steward.page
    open_overview(steward)
    assert not line(steward).is_visible()  # a first visit
    first = mark(steward)
    assert first is not None
    assert first["version"] == 1
    assert set(first) == {"version", "sign", "day"}

    correct_nam_dinh(steward, "289.270")
    steward.open_page()
    expect(line(steward)).to_contain_text(re.compile(r"Từ lần xem trước \(\d\d/\d\d/\d{4}\): "))
    expect(line(steward)).to_contain_text("1 số thay đổi")
    assert mark(steward) == first

    line(steward).get_by_role("button", name="Xem", exact=True).focus()
    page.keyboard.press("Enter")
    steward.wait_for_app_run()
    assert "tu_lan=1" in steward.parameters()
    listed = page.locator(".st-key-hinh_so_moi")
    for told in ("Nam Định", "288.270", "289.270", "Lê Thị Mai", "đối chiếu lại với biên bản"):
        expect(listed.get_by_text(told).first).to_be_visible()
    listed.locator("td button", has_text="289.270").first.click()
    page.get_by_role("button", name="Thẻ số liệu: Nam Định 2011").click()
    expect(page.get_by_role("dialog")).to_contain_text("288.270")
    page.keyboard.press("Escape")

    steward.click(line(steward).get_by_role("button", name="Đã xem"))
    expect(line(steward)).to_be_hidden()
    expect(listed).to_be_hidden()
    assert "tu_lan" not in steward.parameters()
    second = mark(steward)
    assert second is not None
    assert second["version"] == 2
    steward.open_page()
    page.wait_for_load_state("networkidle")
    assert not line(steward).is_visible()
    steward.expect_no_exception()
    steward.expect_local_requests_only()


def test_an_explanation_is_read_where_the_figure_is_seen(steward: Visitor) -> None:
    page = steward.page
    steward.open_page("tra-cuu", so="36.members.2011")
    steward.click(page.get_by_text("Viết thuyết minh"))
    text = "Số giảm vì <b>sáp nhập</b> *chi hội*"
    form = page.get_by_test_id("stForm").filter(has_text="Vì sao số như vậy")
    form.get_by_label("Vì sao số như vậy").fill(text)
    form.get_by_label("Họ tên người thực hiện").fill("Lê Thị Mai")
    steward.click(form.get_by_role("button", name="Ghi thuyết minh"))
    expect(page.get_by_text(f"Thuyết minh của Hội: “{text}” (Lê Thị Mai, ")).to_be_visible()
    steward.open_page("hoi-vien")
    below = page.locator(".khdash-foot", has_text=f"Nam Định 2011 (Hội viên): “{text}”")
    expect(below.first).to_be_visible()
    steward.expect_no_exception()
