"""No English on a Vietnamese page: texts and names of controls of every page, at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from khdash.web.common.page_registry import PAGES
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

# Every text and spoken name but of figures, tables, icons and what the page itself writes.
SPOKEN = """
() => {
  const said = [];
  const own = '[data-testid=stMarkdownContainer], [translate=no], .stBidiComponent';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT
    | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest(own) || element.closest('script, style, noscript')) continue;
    if (node.nodeType === Node.TEXT_NODE) said.push(node.data.trim());
    else for (const name of ['aria-label', 'placeholder', 'title']) {
      if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    }
  }
  return said;
}
"""
# Without a Vietnamese letter, and longer than an abbreviation; names of formats stay. What a
# control does may stand before what it does it to: "Search: Danh sách".
ENGLISH = re.compile(r"[A-Za-z][a-z]{2,}([ /][a-z]+)*")
OF_WHAT = re.compile(r"[:,] ")
NAMES = {"English", "yyyy", "Xem"}
"""The name of the language, the pattern of a date, and Vietnamese without signs."""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_speaks_english(
    open_browser: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = open_browser(size=size)
    found = {}
    for page in PAGES:
        visitor.open_page("" if page is PAGES[0] else page.url_path)
        visitor.page.wait_for_timeout(1_500)
        heads = {OF_WHAT.split(text)[0] for text in visitor.page.evaluate(SPOKEN)}
        said = set(filter(ENGLISH.fullmatch, heads))
        found[page.url_path] = said - NAMES
        assert visitor.page.evaluate("document.documentElement.lang") == "vi"
        assert visitor.page.title().startswith(page.title_vi)
    assert not any(found.values()), found


def test_the_english_form_keeps_the_words_of_the_framework(visitor: Visitor) -> None:
    visitor.open_page("nap-so-lieu", lang="en")
    visitor.page.wait_for_timeout(1_000)
    assert "Upload" in visitor.page.inner_text("[data-testid=stFileUploader]")
    assert visitor.page.evaluate("document.documentElement.lang") == "en"


def test_an_unknown_address_says_so_and_leads_home(visitor: Visitor) -> None:
    answer = visitor.page.goto(f"{visitor.address}/bao-cao-cu")
    assert answer is not None
    assert answer.status == 404
    visitor.page.get_by_role("link", name="Tổng quan").click()
    visitor.wait_for_app_run()
    assert visitor.page.title().startswith("Tổng quan")


def test_the_words_of_a_button_that_waits_have_the_colour_of_its_sign(visitor: Visitor) -> None:
    """Not that of a button in force, which is written on its own ground."""
    visitor.open_page("nhat-ky")
    button = visitor.page.get_by_role("button", name="Sao lưu ngay")
    expect(button).to_be_disabled()
    own = "(part) => getComputedStyle(part).color"
    assert button.locator("p").evaluate(own) == button.evaluate(own)
