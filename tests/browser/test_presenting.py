"""A meeting: the page as slides turned by the keyboard, readable from afar, at an address."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from os import environ
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import PROJECT, PUBLIC, Server, serve
from tests.browser.test_access import AXE, RUN
from tests.browser.visitor import NARROW, Visitor, visit

pytestmark = pytest.mark.journey
OpenBrowser = Callable[..., Visitor]
ROOMS = [(1280, 720), (1920, 1080)]
PATHS = ("", "quy", "mo-hinh-hoc-tap", "chi-tieu", "nhiem-vu", "ho-so-tinh", "chat-luong")

# What of a slide is wrong for a room: letters too small, parts cut or outside the screen, lines
# left out where there is room, a column that tells no row apart.
FAULTS = """
() => {
  const screen = document.querySelector('.khdash-slides'), faults = [];
  const stage = screen.querySelector('.stage').getBoundingClientRect().width / 1280;
  const shown = screen.querySelector('.shown').getBoundingClientRect();
  const title = parseFloat(getComputedStyle(screen.querySelector('h1')).fontSize) * stage;
  if (title < 40 * stage) faults.push(['title', title]);
  for (const part of screen.querySelectorAll('.stage, .stage *')) {
    if (part.closest('svg') || !part.offsetParent) continue;
    const { left, right, top, bottom, width } = part.getBoundingClientRect();
    const outside = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    if (width && outside) faults.push(['outside', part.className || part.tagName]);
  }
  for (const part of screen.querySelectorAll('.said, .shown, .card')) {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = part;
    const over = Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth);
    if (over > 1) faults.push(['cut', part.className, over]);
  }
  for (const text of screen.querySelectorAll('.figure svg text')) {
    if (text.closest('.annotation')?.querySelector('[style*="opacity: 0.28"]')) continue;
    const figure = text.closest('.figure');
    const grown = figure.getBoundingClientRect().width / figure.offsetWidth;
    const size = parseFloat(getComputedStyle(text).fontSize) * grown;
    const { left, right, width, height } = text.getBoundingClientRect();
    if (!width) continue;
    if (size < 20) faults.push(['small', text.textContent, size]);
    if (height < 60 * stage && (left < shown.left - 2 || right > shown.right + 2)) {
      faults.push(['text cut', text.textContent]);
    }
  }
  for (const cell of screen.querySelectorAll('.shown td, .card p, .card li')) {
    const card = cell.closest('.card');
    const zoom = card ? parseFloat(getComputedStyle(card).zoom) : 1;
    const size = parseFloat(getComputedStyle(cell).fontSize) * zoom;
    if (size < 20) faults.push(['small', cell.textContent, size]);
  }
  for (const card of screen.querySelectorAll('.card')) {
    const out = [...card.querySelectorAll('li.out')], last = card.querySelector('.left');
    if (!out.length) continue;
    const free = card.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
    if (free > 130 * stage) faults.push(['room for a line', out[0].textContent, free]);
  }
  const tables = [...screen.querySelectorAll('.shown table')];
  const rows = tables.flatMap(({ tBodies: [body] }) => [...body.rows]);
  const columns = rows[0]?.cells.length ?? 0;
  for (let at = 1; rows.length > 1 && columns > 2 && at < columns; at += 1) {
    const said = new Set(rows.map((row) => row.cells[at].textContent));
    const head = tables[0].tHead.rows[0].cells[at].textContent;
    if (said.size > 1 || ['●', '○'].includes([...said][0])) continue;
    if (!['Mẫu số', 'Tỉnh, thành phố'].includes(head)) faults.push(['the same in each row', head]);
  }
  return faults;
}
"""


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application on generated figures, which fill every exhibit."""
    folder = tmp_path_factory.mktemp("demo")
    places = {"KHDASH_HOME": str(folder), "KHDASH_DATA": str(folder / "demo"), "KHDASH_DB": ""}
    made = {**environ, "KHDASH_HOME": str(folder), "KHDASH_DB": ""}
    made.pop("KHDASH_DATA", None)
    for command, variables in (("demo", made), ("build", {**environ, **places})):
        done = [sys.executable, "-m", "khdash", command]
        subprocess.run(done, cwd=PROJECT, env=variables, check=True, capture_output=True)
    with serve(PROJECT / "app.py", Path(folder) / "server.log", places) as running:
        yield running


def present(visitor: Visitor, path: str = "", **query: str) -> None:
    visitor.open_page(path, trinh_chieu="1", **query)
    expect(visitor.page.locator(".khdash-slides h1")).to_be_visible()


def position(page: Page) -> list[int]:
    """Which slide, of how many."""
    return [int(n) for n in page.locator(".khdash-slides .position").inner_text().split("/")]


def settled(page: Page) -> None:
    """The figure of a slide is drawn."""
    page.wait_for_function(
        """() => {
          const box = document.querySelector('.khdash-slides .figure:not(.slide)');
          return !box || (box.querySelector('svg') && box.style.transform);
        }"""
    )


def turns(page: Page) -> Iterator[int]:
    """Every slide from the first to the last, by the arrow key."""
    _, count = position(page)
    for number in range(1, count + 1):
        assert position(page) == [number, count]
        settled(page)
        yield number
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("size", ROOMS, ids=str)
@pytest.mark.parametrize("figures", ["published", "generated"])
def test_every_slide_fits_the_screen_and_can_be_read_from_afar(
    browser: Browser, server: Server, demo_server: Server, size: tuple[int, int], figures: str
) -> None:
    own = server if figures == "published" else demo_server
    with visit(browser, own.address, size) as visitor:
        faults = {}
        for path in PATHS:
            present(visitor, path)
            for number in turns(visitor.page):
                if found := visitor.page.evaluate(FAULTS):
                    faults[path, number] = found
        assert not faults, faults
        visitor.expect_local_requests_only()


def test_the_keyboard_turns_the_slides_and_the_server_is_not_asked(visitor: Visitor) -> None:
    sent: list[object] = []

    def note(frame: object) -> None:
        sent.append(frame)

    visitor.page.on("websocket", lambda socket: socket.on("framesent", note))
    visitor.open_page("quy", tinh=["01", "34"])
    visitor.page.get_by_role("button", name=re.compile("^Trình chiếu")).click()
    page = visitor.page
    expect(page.locator(".khdash-slides h1")).to_be_visible()
    visitor.wait_for_app_run()
    _, last = position(page)
    assert sent, "nothing was heard: the record is broken"
    sent.clear()
    for key, place in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("ArrowLeft", 3),
        ("ArrowUp", 2),
        ("Home", 1),
        ("ArrowLeft", 1),
        ("End", last),
        ("ArrowRight", last),
    ):
        page.keyboard.press(key)
        assert position(page) == [place, last], key
        asked = parse_qs(visitor.parameters())
        assert (asked["trinh_chieu"], asked["tinh"]) == ([str(place)], ["01", "34"])
    page.wait_for_timeout(500)
    assert not sent


def test_a_reload_comes_back_to_the_slide_and_escape_to_the_page(visitor: Visitor) -> None:
    page = visitor.page
    present(visitor, "quy")
    page.keyboard.press("ArrowRight")
    title = page.locator(".khdash-slides h1").inner_text()
    page.reload()
    expect(page.locator(".khdash-slides h1")).to_have_text(title)
    assert position(page)[0] == 2
    visitor.wait_for_app_run()
    page.keyboard.press("Escape")
    expect(page.locator(".khdash-slides")).to_have_count(0)
    visitor.wait_for_app_run()
    assert visitor.title() == "Quỹ khuyến học"
    assert "trinh_chieu" not in parse_qs(visitor.parameters())
    assert page.locator("#root").evaluate("root => root.inert") is False
    visitor.expect_no_exception()


def public(url: str) -> str:
    """The address by which others open what the browser shows."""
    parts = urlsplit(url)
    return f"{PUBLIC}{parts.path}?{parts.query}"


def test_the_screen_is_filled_by_its_button(visitor: Visitor) -> None:
    present(visitor, "quy")
    visitor.page.get_by_role("button", name="Toàn màn hình").click()
    visitor.page.wait_for_function("document.fullscreenElement?.className.includes('khdash')")


def test_the_code_holds_the_public_address(visitor: Visitor) -> None:
    present(visitor, "quy")
    visitor.page.get_by_role("button", name="Mã QR").click()
    panel = visitor.page.locator(".khdash-slides .code")
    expect(panel).to_contain_text(f"{PUBLIC}/quy?")
    expect(panel.locator("svg")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert position(visitor.page)[0] == 1


def test_without_a_public_address_the_code_is_left_out_with_the_reason(steward: Visitor) -> None:
    present(steward, "quy")
    steward.page.get_by_role("button", name="Mã QR").click()
    panel = steward.page.locator(".khdash-slides .code")
    expect(panel).to_contain_text("KHDASH_PUBLIC_URL")
    expect(panel.locator("svg")).to_have_count(0)
    steward.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert position(steward.page)[0] == 1


def test_without_a_public_address_sharing_says_why_and_moves_nothing(steward: Visitor) -> None:
    steward.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    steward.open_page("quy")
    share = steward.page.get_by_role("button", name="Chia sẻ")
    expect(share).to_be_visible()
    before = share.bounding_box()
    share.click()
    told = steward.page.locator(".khdash-tools [role=status]")
    expect(told).to_contain_text("Chưa chia sẻ được")
    box = told.bounding_box()
    assert share.bounding_box() == before
    assert before is not None
    assert box is not None
    assert box["y"] >= before["y"] + before["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]


def test_on_a_phone_slides_scroll_and_the_address_is_shared_by_the_system(
    open_browser: OpenBrowser,
) -> None:
    phone = open_browser(size=NARROW, scheme="dark")
    phone.page.add_init_script(
        "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"
    )
    present(phone, "quy")
    phone.wait_for_app_run()
    screen = phone.page.locator(".khdash-slides.narrow")
    expect(screen).to_be_visible()
    assert screen.evaluate("part => part.scrollWidth") <= NARROW[0]
    phone.page.get_by_role("button", name="Hình sau").tap()
    assert position(phone.page)[0] == 2
    phone.page.get_by_role("button", name="Chia sẻ").tap()
    assert phone.page.evaluate("window.shared.url") == public(phone.page.url)
    phone.page.get_by_role("button", name="Thoát").tap()
    expect(screen).to_have_count(0)
    phone.wait_for_app_run()
    phone.page.get_by_role("button", name="Chia sẻ").tap()
    assert phone.page.evaluate("window.shared.url") == public(phone.page.url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_slide_has_no_barrier(browser: Browser, server: Server, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, color_scheme=scheme, bypass_csp=True
    )
    visitor = Visitor(context.new_page(), server.address)
    present(visitor, "quy")
    visitor.page.evaluate(AXE)
    found = {}
    for number in turns(visitor.page):
        if own := visitor.page.evaluate(RUN):
            found[number] = own
    context.close()
    assert not found, found
