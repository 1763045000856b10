"""On a phone nothing is read by pushing it sideways: neither a page nor a table on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

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
# The styles of a component come after its markup.
STYLED = "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"
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


# What is cut: a text that is wider or higher than the button that holds it.
CUT_IN_HEAD = """() => {
  const held = ':is([data-testid="stPopoverButton"], .khdash-disclosure)';
  const buttons = [...document.querySelectorAll(`.st-key-dau_trang ${held}`)];
  return buttons.length ? buttons.flatMap(cut) : ["no button"];

  function cut(one) {
  const text = one.querySelector('p') ?? one.querySelector('span');
  if (!text?.textContent || one.closest('[inert]')) return [];
  const own = text.getBoundingClientRect(), around = one.getBoundingClientRect();
  const fits = own.right <= around.right && own.bottom <= around.bottom + 1
    && text.scrollWidth <= text.clientWidth + 1 && around.height < 40;
  return fits ? [] : [text.textContent];
  }
}"""


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("province", ["", "33"])
def test_the_head_of_a_phone_cuts_neither_the_name_of_a_page_nor_that_of_a_province(
    open_browser: OpenBrowser, lang: str, province: str
) -> None:
    phone = open_browser(size=NARROW)
    for page in PAGES:
        query = {"lang": lang} | ({"tinh": province} if province else {})
        phone.open_page(page.url_path if page is not PAGES[0] else "", **query)
        expect(phone.page.locator(".khdash-tools button").first).to_be_visible()
        assert phone.page.evaluate(CUT_IN_HEAD) == [], page.url_path


TOO_LOW = """() => [...document.querySelectorAll(
  '.khdash-ways > *, [data-testid="stButtonGroup"] button, .folds td :is(a, button), '
  + '.khdash-below button, .st-key-so_lieu_tim button')]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 31.9)
  .map(one => `${one.textContent} ${one.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("path", ["hoi-vien", "ho-so-tinh", "so-sanh", "bao-cao", "tra-cuu"])
def test_what_is_tapped_is_as_high_as_a_finger_needs(open_browser: OpenBrowser, path: str) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page(path)
    phone.page.wait_for_function("() => document.querySelector('.khdash-ways, .stButtonGroup')")
    phone.page.wait_for_function(STYLED)
    assert phone.page.evaluate(TOO_LOW) == []


def test_a_long_table_of_a_phone_begins_and_opens_where_it_stands(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("ho-so-tinh")
    table = phone.page.locator(".khdash-table").first
    rows = table.locator("tbody tr")
    expect(rows.nth(5)).to_be_visible()
    expect(rows.nth(6)).to_be_hidden()
    assert table.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1"), "no box in a page"
    phone.page.get_by_role("button", name="Xem cả 25 dòng").click()
    expect(rows.nth(24)).to_be_visible()
    assert table.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1")


def test_in_a_card_a_figure_stands_in_one_line_with_its_year_and_its_basis(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("ho-so-tinh")
    phone.page.get_by_role("button", name="Xem cả 25 dòng").click()
    row = phone.page.locator(".khdash-table tbody tr").filter(has_text="89,06").first
    value, year, basis = (
        row.locator(f'[data-title="{title}"]') for title in ("Giá trị", "Năm", "Mẫu số")
    )
    boxes = [one.bounding_box() for one in (value, year, basis)]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert len(middles) == 3
    assert max(middles) - min(middles) < 8
    head = row.locator(".head")
    assert head.evaluate("(one) => getComputedStyle(one, '::before').content") == "none"


def test_the_figures_found_on_a_phone_are_a_list_that_opens_their_cards(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("tra-cuu")
    expect(phone.page.get_by_test_id("stDataFrame")).to_have_count(0)
    found = phone.page.locator(".st-key-so_lieu_tim").get_by_role("button")
    expect(found).to_have_count(12)
    expect(found.first).to_contain_text("Hà Nội · Hội viên khuyến học")
    expect(found.first).to_contain_text("1.953.233 · 2024")
    phone.click(found.first)
    expect(phone.page.get_by_role("dialog")).to_contain_text("1.953.233")
    phone.expect_no_exception()


def test_a_guide_is_folded_on_a_phone_and_shows_no_picture_of_a_wide_screen(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("huong-dan")
    folded = phone.page.locator('[data-testid="stMain"] details')
    expect(folded.first).to_be_visible()
    assert folded.count() >= 5
    for _ in range(2):
        phone.page.evaluate(OPEN_ALL)
        phone.wait_for_app_run()
    expect(phone.page.get_by_role("img", name="Trang Tổng quan trên điện thoại")).to_be_visible()
    expect(phone.page.get_by_test_id("stImage")).to_have_count(1)


def test_between_a_phone_and_a_laptop_charts_stand_one_below_the_other(
    open_browser: OpenBrowser,
) -> None:
    for path in ("hoi-vien", "ho-so-tinh"):
        window = open_browser(size=(1024, 768))
        window.open_page(path)
        charts = window.page.locator(".khdash-chart")
        expect(charts.nth(1)).to_be_visible()
        boxes = [charts.nth(at).bounding_box() for at in (0, 1)]
        lefts = {round(box["x"]) for box in boxes if box}
        assert len(lefts) == 1, path
        assert all(box and box["width"] > 700 for box in boxes), path


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
    laptop.page.wait_for_function(STYLED)
    laptop.page.wait_for_timeout(500)  # Then a table looks whether its dots have room.
    assert laptop.page.evaluate(CUT_TABLES) == []
    assert laptop.page.evaluate(PARTED) == []
