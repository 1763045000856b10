"""From a mark to its card and back: with the mouse, with the keyboard, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.server import Server
from tests.browser.test_access import AXE, FRAMEWORKS, RUN
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

DRAWN = "(n) => document.querySelectorAll('.khdash-chart')[n]?._fullLayout !== undefined"
# Where a mark of a chart is on the screen: the trace by its name, the mark by its number.
PLACE = """
([chart, name, at]) => {
  const box = document.querySelectorAll('.khdash-chart')[chart];
  box.scrollIntoView({ block: 'center' });
  const trace = box.data.find((one) => one.name === name);
  const { xaxis, yaxis } = box._fullLayout;
  const { left, top } = box.getBoundingClientRect();
  const x = trace.type === 'bar' ? trace.x[at] / 2 : trace.x[at];
  return [left + xaxis._offset + xaxis.l2p(x), top + yaxis._offset + yaxis.l2p(trace.y[at])];
}
"""


def click_mark(visitor: Visitor, chart: int, name: str, at: int) -> None:
    page = visitor.page
    page.wait_for_function(DRAWN, arg=chart)
    page.evaluate(PLACE, [chart, name, at])
    page.wait_for_timeout(500)
    x, y = page.evaluate(PLACE, [chart, name, at])
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
    page.wait_for_timeout(500)
    visitor.wait_for_app_run()


def offer(visitor: Visitor, name: str = "") -> Locator:
    return visitor.page.get_by_role("button", name=f"Thẻ số liệu: {name}")


def drawer(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("dialog")


def test_a_bar_leads_to_the_card_that_says_what_the_table_says(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("hoi-vien")
    assert offer(visitor).count() == 0
    click_mark(visitor, 1, "bars", 0)
    expect(offer(visitor, "Nam Định 2022")).to_be_visible()
    assert "tieu_diem=36" in visitor.parameters()
    assert drawer(visitor).count() == 0

    # The keyboard opens the drawer.
    offer(visitor).focus()
    page.keyboard.press("Enter")
    card = drawer(visitor)
    expect(card.get_by_text("Tỷ lệ hội viên so với dân số, Nam Định, 2022")).to_be_visible()
    expect(card.get_by_text("37\u00a0%").first).to_be_visible()
    visitor.wait_for_app_run()
    said = card.inner_text().replace("\N{NO-BREAK SPACE}", " ")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    # The table behind the chart says the same value, year and source.
    tables = page.get_by_role("button", name="Bảng số liệu")
    tables.nth(1).click()
    row = page.locator(".st-key-hinh_ty_le .khdash-panel tr", has_text="Nam Định").first
    expect(row).to_be_visible()
    value, year = row.locator("td").nth(1).inner_text(), row.locator("td").nth(0).inner_text()
    source = row.locator("a").first.inner_text()
    assert (value.replace("\N{NO-BREAK SPACE}", " "), year) == ("37 %", "2022")
    for told in ("37 %", "2022", source):
        assert told in said

    # A cell of that table leads to a card too, of another province.
    other = page.locator(".st-key-hinh_ty_le .khdash-panel tbody tr").nth(1)
    named = f"{other.locator('th').inner_text()} {other.locator('td').nth(0).inner_text()}"
    other.locator("td button").first.click()
    expect(offer(visitor, named)).to_be_visible()

    # Nothing opens by itself: not by a filter, not by another click.
    visitor.choose_pill("Hà Nội")
    assert drawer(visitor).count() == 0
    visitor.choose_pill("Hà Nội")
    assert drawer(visitor).count() == 0
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


def test_a_mark_clicked_again_is_let_go(visitor: Visitor) -> None:
    visitor.open_page("hoi-vien")
    click_mark(visitor, 1, "bars", 0)
    expect(offer(visitor, "Nam Định 2022")).to_be_visible()
    click_mark(visitor, 1, "bars", 0)
    expect(offer(visitor)).to_be_hidden()
    assert "tieu_diem" not in visitor.parameters()


def test_another_year_of_the_same_line_is_another_card(visitor: Visitor) -> None:
    visitor.open_page("hoi-vien")
    click_mark(visitor, 0, "Hà Nội", 0)
    expect(offer(visitor, "Hà Nội 2011")).to_be_visible()
    click_mark(visitor, 0, "Hà Nội", 2)
    expect(offer(visitor, "Hà Nội 2013")).to_be_visible()
    assert "tieu_diem=01" in visitor.parameters()


def test_a_cell_of_the_heat_table_tells_its_column(visitor: Visitor) -> None:
    visitor.open_page()
    page = visitor.page
    page.wait_for_function("() => document.querySelectorAll('.khdash-chart').length >= 3")
    page.wait_for_function(DRAWN, arg=2)
    spot = """() => {
      const box = document.querySelectorAll('.khdash-chart')[2];
      box.scrollIntoView({ block: 'center' });
      const { left, top } = box.getBoundingClientRect();
      const { xaxis, yaxis } = box._fullLayout;
      return [left + xaxis._offset + xaxis.l2p(1), top + yaxis._offset + yaxis.l2p(0),
              box.data[0].ids[1], box.data[0].customdata[0][1].slice(0, 2)];
    }"""
    page.evaluate(spot)
    page.wait_for_timeout(500)
    x, y, indicator, (unit, year) = page.evaluate(spot)
    assert (indicator, unit) == ("members_population_rate", "01")
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
    expect(offer(visitor, f"Hà Nội {year}, Hội viên/dân số")).to_be_visible()


# Where the line of a target is on the screen: a quarter of its length from its start.
TARGET_LINE = """
([chart, at]) => {
  const box = document.querySelectorAll('.khdash-chart')[chart];
  box.scrollIntoView({ block: 'center' });
  const area = box.data.filter((one) => one.name === 'target_area')[at];
  const { xaxis, yaxis } = box._fullLayout;
  const { left, top } = box.getBoundingClientRect();
  const x = 0.75 * area.x[0] + 0.25 * area.x[1];
  return [left + xaxis._offset + xaxis.l2p(x),
          top + yaxis._offset + yaxis.l2p((area.y[0] + area.y[2]) / 2)];
}
"""


def test_a_target_line_leads_to_its_card(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("chi-tieu", xet="learning_family_rate")
    page.wait_for_function(DRAWN, arg=0)
    page.evaluate(TARGET_LINE, [0, 0])
    page.wait_for_timeout(500)
    x, y = page.evaluate(TARGET_LINE, [0, 0])
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.click(x, y)
    page.wait_for_timeout(500)
    visitor.wait_for_app_run()
    opening = page.get_by_role("button", name="Thẻ chỉ tiêu: Việt Nam 2020")
    expect(opening).to_be_visible()
    visitor.click(opening)
    expect(drawer(visitor).get_by_text("Tỷ lệ gia đình học tập, đến 2020")).to_be_visible()
    expect(drawer(visitor).get_by_text("để tham chiếu")).to_be_visible()
    visitor.expect_no_exception()


def test_a_cell_of_a_table_is_reached_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("hoi-vien")
    cells = page.locator(".khdash-table td button")
    expect(cells.first).to_be_visible()
    cells.first.focus()
    first = cells.first.inner_text()
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.innerText")
    assert below != first
    page.keyboard.press("Enter")
    visitor.wait_for_app_run()
    expect(offer(visitor, "Cụm 3")).to_be_visible()
    visitor.click(offer(visitor, "Cụm 3"))
    card = drawer(visitor)
    expect(card.get_by_text("số tính")).to_be_visible()
    # From the sum to one of its parts, and back.
    card.get_by_role("button", name="Mở thẻ").first.click()
    expect(card.get_by_text("Quay lại thẻ trước")).to_be_visible()
    expect(card.get_by_text("Nguồn", exact=True).first).to_be_visible()
    visitor.click(card.get_by_role("button", name="Quay lại thẻ trước"))
    expect(card.get_by_text("số tính")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    visitor.expect_no_exception()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_drawer_has_no_barrier_and_fits_the_screen(
    browser: Browser, server: Server, size: tuple[int, int], scheme: str, lang: str
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    visitor = Visitor(context.new_page(), server.address)
    page = visitor.page
    visitor.open_page("hoi-vien", lang=lang)
    if size == NARROW:  # the tables of the page are folded there
        later = "Tổng số và thay đổi" if lang == "vi" else "Totals and change"
        visitor.click(page.get_by_text(later))
    cell = page.locator(".khdash-table td button").first
    cell.scroll_into_view_if_needed()
    cell.click()
    visitor.wait_for_app_run()
    label = "Thẻ số liệu:" if lang == "vi" else "Card of the figure:"
    visitor.click(page.get_by_role("button", name=label))
    card = drawer(visitor)
    expect(card).to_be_visible()
    part = "Mở thẻ" if lang == "vi" else "Open card"
    for step in range(2):
        page.wait_for_timeout(800)
        page.evaluate(AXE)
        found = [
            (rule, html)
            for rule, html in page.evaluate(RUN)
            if FRAMEWORKS.get(rule, "\0") not in html
        ]
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        wide = "(d) => d.scrollWidth <= d.clientWidth + 1"
        assert card.evaluate(wide)
        if step == 0:
            card.get_by_role("button", name=part).first.click()
            visitor.wait_for_app_run()
    context.close()


def test_a_figure_is_corrected_in_the_drawer_and_the_chart_follows(steward: Visitor) -> None:
    page = steward.page
    steward.open_page("hoi-vien")
    click_mark(steward, 0, "Nam Định", 0)
    steward.click(offer(steward, "Nam Định 2011"))
    card = drawer(steward)
    card.get_by_text("Sửa số này").click()
    form = card.get_by_test_id("stForm").filter(has=page.get_by_label("Giá trị, Người"))
    form.get_by_label("Giá trị, Người").fill("289.270")
    form.get_by_label("Lý do").fill("ghi nhầm một nghìn")
    form.get_by_label("Họ tên người thực hiện").fill("Lê Thị Mai")
    steward.click(form.get_by_role("button", name="Kiểm tra"))
    expect(card.get_by_text("+1.000")).to_be_visible()
    steward.click(card.get_by_role("button", name="Ghi vào số liệu"))
    # The card stays open with the new figure, and the chart behind it has it too.
    expect(card.get_by_text("Lịch sử: 2 lần ghi")).to_be_visible()
    values = "() => document.querySelector('.khdash-chart').data"
    page.wait_for_function(f"{values[6:]}.some((t) => t.y?.includes(289270))")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    steward.choose_pill("Hà Nội")
    assert drawer(steward).count() == 0
    steward.expect_no_exception()


def test_the_way_to_a_card_works_on_a_phone(open_browser: Callable[..., Visitor]) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("hoi-vien")
    phone.click(phone.page.locator("summary", has_text="Tỷ lệ so với dân số").first)
    click_mark(phone, 1, "bars", 0)
    phone.click(offer(phone, "Nam Định 2022"))
    expect(drawer(phone).get_by_text("37 %").first).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
