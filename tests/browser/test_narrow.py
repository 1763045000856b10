"""On a phone nothing is read by pushing it sideways: neither a page nor a table on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khdash.web.common.page_registry import GUIDES, PAGES
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey
OpenBrowser = Callable[..., Visitor]
PLACES = [(page.url_path, "") for page in PAGES] + [("huong-dan", reader) for reader in GUIDES]

OPEN_ALL = """() => document.querySelectorAll(
  '[data-testid="stMain"] details:not([open]) > summary').forEach(part => part.click())"""
# A row of pills is pushed on purpose; what is read is not.
SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const boxes = [...main.querySelectorAll('table, pre')].flatMap(
    one => [one, one.parentElement]);
  return [document.documentElement, main, ...boxes]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1
      && (one === main || !one.closest('[data-testid="stMain"]')
        || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)))
    .map(one => `${one.tagName} ${one.clientWidth} < ${one.scrollWidth}: `
      + one.textContent.slice(0, 60));
}"""

CUT_TABLES = """() => [...document.querySelectorAll('.khdash-table')]
  .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)"""
# The text of a cell lies in as many rectangles as it takes lines.
PARTED = """() => [...document.querySelectorAll('.khdash-table tbody th')].filter(one => {
  const text = document.createRange();
  text.selectNodeContents(one);
  const lines = new Set([...text.getClientRects()].map(part => Math.round(part.top)));
  return one.textContent.length <= 15 && lines.size > 1;
}).map(one => one.textContent)"""


@pytest.mark.parametrize(("path", "reader"), PLACES)
def test_nothing_on_a_page_is_pushed_sideways(
    open_browser: OpenBrowser, path: str, reader: str
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page(path, **({"danh_cho": reader} if reader else {}))
    for _ in range(2):  # What is folded may hold more that is.
        phone.page.evaluate(OPEN_ALL)
        phone.wait_for_app_run()
    phone.expect_no_exception()
    phone.page.wait_for_function(f"() => ({SIDEWAYS})().length === 0", timeout=5_000)


def test_a_table_too_wide_for_a_phone_is_a_card_a_row_with_its_headings(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("nhat-ky")
    table = phone.page.get_by_role("table", name="Danh sách các lần nạp").first
    cells = table.locator("tbody tr").first.locator("td")
    phone.page.wait_for_function("() => document.querySelector('table[data-folds] td')")
    assert [cells.nth(place).get_attribute("data-title") for place in range(3)] == [
        "Lần nạp", "Khi nào", "Ai",
    ]  # fmt: skip
    lefts = {round(cells.nth(place).bounding_box()["x"]) for place in range(cells.count())}  # type: ignore[index]
    assert len(lefts) == 1, "one below the other"


@pytest.mark.parametrize("width", [WIDE[0], 1280])
def test_the_name_of_a_task_stands_in_one_line_where_there_is_room(
    open_browser: OpenBrowser, width: int
) -> None:
    wide = open_browser(size=(width, 900))
    wide.open_page("nhiem-vu")
    rows = wide.page.get_by_test_id("stTable").locator("tbody tr")
    heights = [rows.nth(at).bounding_box()["height"] for at in range(rows.count())]  # type: ignore[index]
    assert len(heights) == 8
    assert max(heights) < 40


def test_the_foot_of_the_answers_stands_right_below_them(open_browser: OpenBrowser) -> None:
    for path in ("nhiem-vu", "quy"):
        page = open_browser()
        page.open_page(path)
        answers = page.page.locator('[class*="st-key-tra_loi_"]').last.bounding_box()
        foot = page.page.locator(".khdash-foot").first.bounding_box()
        assert answers
        assert foot
        assert foot["y"] - (answers["y"] + answers["height"]) < 20


@pytest.mark.parametrize("path", ["thi-dua", "hoi-vien", "chi-tieu", "chat-luong"])
def test_on_a_laptop_no_table_is_cut_and_no_province_takes_two_lines(
    open_browser: OpenBrowser, path: str
) -> None:
    laptop = open_browser(size=(1280, 720))
    laptop.open_page(path)
    laptop.page.wait_for_function("() => document.querySelector('.khdash-table td')")
    assert laptop.page.evaluate(CUT_TABLES) == []
    assert laptop.page.evaluate(PARTED) == []
