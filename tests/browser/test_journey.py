"""The way of a leader: narrow down, read, click on the map, and send the link to a colleague."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import NARROW, Visitor

pytestmark = pytest.mark.journey
OpenBrowser = Callable[..., Visitor]

# A point well inside a province on the screen: the one of a grid that is farthest from its border.
PLACE_ON_MAP = """
(unit) => {
  for (const plot of document.querySelectorAll('.js-plotly-plot')) {
    const area = plot.data?.find(t => t.hoveron === 'fills' && t.customdata[0][0] === unit);
    if (!area) continue;
    const corners = area.x.map((x, i) => [x, area.y[i]]).filter(([x]) => x !== null);
    const inside = ([px, py]) => corners.reduce((odd, [x1, y1], i) => {
      const [x0, y0] = corners[i ? i - 1 : corners.length - 1];
      const crosses = (y0 > py) !== (y1 > py) && px < (x1 - x0) * (py - y0) / (y1 - y0) + x0;
      return odd !== crosses;
    }, false);
    const free = ([px, py]) => Math.min(...corners.map(([x, y]) => Math.hypot(x - px, y - py)));
    const span = (k) => [Math.min(...corners.map(c => c[k])), Math.max(...corners.map(c => c[k]))];
    const [west, east] = span(0), [south, north] = span(1), steps = [...Array(19).keys()];
    const grid = steps.flatMap(i => steps.map(j => [
      west + (east - west) * (i + 1) / 20, south + (north - south) * (j + 1) / 20]));
    const [x, y] = grid.filter(inside).reduce((a, b) => (free(a) >= free(b) ? a : b));
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)];
  }
  return null;
}
"""


def narrowed(visitor: Visitor) -> dict[str, list[str]]:
    """The parameters in the address beside the tolerance, which every link states."""
    every = parse_qs(visitor.parameters())
    usual = "5" if every.get("ranh_gioi") == ["2025"] else "4"
    assert every.pop("sai_so") == [usual]
    return every


def click_province(visitor: Visitor, unit: str) -> None:
    """Click in the middle of a province on the map."""
    chart = visitor.page.locator(".st-key-bieu_do_ban_do .js-plotly-plot")
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    x, y = visitor.page.evaluate(PLACE_ON_MAP, unit)
    visitor.page.mouse.click(x, y)
    visitor.wait_for_app_run()


def move_first_year(visitor: Visitor, years: int) -> None:
    """Move the start of the year range by the keyboard, behind the button of the filters."""
    visitor.page.get_by_role("button", name="Bộ lọc", exact=True).click()
    start = visitor.page.get_by_role("slider").first
    start.focus()
    for _ in range(years):
        start.press("ArrowRight")
    visitor.wait_for_app_run()
    visitor.page.keyboard.press("Escape")


def test_from_the_overview_to_a_profile_and_by_its_link_to_a_colleague(
    visitor: Visitor, open_browser: OpenBrowser
) -> None:
    visitor.open_page()
    before = visitor.title()

    visitor.choose_pill("Hà Nội")
    visitor.choose_pill("Ninh Bình")
    move_first_year(visitor, 2)
    assert narrowed(visitor) == {"tinh": ["01", "37"], "nam": ["2012", "2024"]}
    assert visitor.title() != before
    assert "Bắc Ninh" not in visitor.title()

    click_province(visitor, "37")
    visitor.click(visitor.page.get_by_role("link", name="Xem hồ sơ Ninh Bình"))
    assert visitor.title() == "Tỉnh Ninh Bình"
    assert urlsplit(visitor.page.url).path == "/ho-so-tinh"
    assert narrowed(visitor) == {
        "tinh": ["01", "37"],
        "nam": ["2012", "2024"],
        "tieu_diem": ["37"],
        "ho_so": ["37"],
    }
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()

    colleague = open_browser()
    colleague.open_page("ho-so-tinh?" + visitor.parameters())
    assert colleague.title() == visitor.title()
    assert colleague.headlines() == visitor.headlines()
    assert colleague.chosen_pills() == visitor.chosen_pills()
    assert colleague.parameters() == visitor.parameters()
    colleague.expect_local_requests_only()


def test_the_way_back_of_the_browser_restores_page_and_filters(visitor: Visitor) -> None:
    visitor.open_page("quy", tinh="37")
    chosen, headlines = visitor.chosen_pills(), visitor.headlines()
    visitor.choose_pill("Hà Nội")
    assert visitor.chosen_pills() != chosen
    visitor.page.go_back()
    visitor.wait_for_app_run()
    assert narrowed(visitor) == {"tinh": ["37"]}
    assert visitor.chosen_pills() == chosen
    assert visitor.headlines() == headlines


def test_a_link_that_cannot_be_followed_says_why_in_the_browser(visitor: Visitor) -> None:
    visitor.open_page("quy", tinh="34", ranh_gioi="2025")
    expect(visitor.page.get_by_text("thuộc Hưng Yên (mã 33)")).to_be_visible()
    assert narrowed(visitor) == {"ranh_gioi": ["2025"]}


def test_the_first_page_answers_to_its_own_name_with_the_filters_of_the_link(
    visitor: Visitor,
) -> None:
    visitor.open_page("tong-quan", tinh="37")
    assert urlsplit(visitor.page.url).path == "/"
    assert narrowed(visitor) == {"tinh": ["37"]}
    visitor.expect_no_exception()


def test_the_table_behind_a_chart_comes_when_it_is_opened(visitor: Visitor) -> None:
    visitor.open_page("quy")
    headlines = visitor.headlines()
    behind = visitor.page.locator(".st-key-hinh_so_du")
    behind.get_by_role("button", name="Bảng số liệu").click()
    table = behind.locator(".khdash-table table")
    expect(table).to_contain_text("Tỉnh, thành phố")
    expect(table.get_by_role("row")).to_have_count(9)  # a head and eight provinces
    assert visitor.headlines() == headlines
    with visitor.page.expect_download() as given:
        behind.get_by_role("link", name="CSV").click()
    head, *rows = Path(given.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("unit,")
    assert len(rows) == 8
    # The table that is open follows the filters.
    visitor.click(visitor.page.get_by_role("button", name="Nam Định", exact=True).first)
    expect(table.get_by_role("row")).to_have_count(2)
    visitor.expect_no_exception()


def test_on_a_phone_the_later_parts_come_when_they_are_opened(open_browser: OpenBrowser) -> None:
    visitor = open_browser(size=NARROW)
    visitor.open_page("chi-tieu")
    page = visitor.page
    needed = page.locator(".st-key-hinh_can_them")
    expect(needed).to_have_count(0)
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") < 3_000
    visitor.click(page.get_by_text("Cần thêm bao nhiêu"))
    expect(needed).to_be_visible()
    visitor.expect_no_exception()
