"""The other language: a link to the same view that loads the page anew, and nothing of the first
is left but the names of data; and back again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from khdash.web.common.page_registry import PAGES
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.published import FROZEN, PROJECT

pytestmark = pytest.mark.journey

# Every text and spoken name but of what says that it is Vietnamese.
SAID = """
() => {
  const said = [];
  const walker = document.createTreeWalker(document.documentElement,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest('script, style, noscript, [lang=vi]')) continue;
    if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
    else for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    }
  }
  return said;
}
"""
LETTERS = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


@cache
def names_of_data() -> tuple[str, ...]:
    """What documents, places and publishers are called in the English of the data, longest first;
    of a title also who published, of an instrument its number without the office."""
    names = set()
    for path in (*(PROJECT / "data" / "catalogue").glob("*.csv"), *Path(FROZEN).glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()):
            named = [
                text
                for column, text in row.items()
                if text and (column.endswith("_en") or column in ("publisher", "original_source"))
            ]
            short = (re.split(r":| \(|/", text)[0].strip() for text in named)
            names |= {*named, *short}
    return tuple(sorted(filter(LETTERS.search, names), key=len, reverse=True))


def vietnamese(visitor: Visitor) -> list[str]:
    """What a page says in Vietnamese that is no name of data."""
    found = []
    for text in set(visitor.page.evaluate(SAID)):
        left = str(text).replace("\N{NO-BREAK SPACE}", " ")
        for name in names_of_data():
            left = left.replace(name, "")
        if LETTERS.search(left):
            found.append(str(text))
    return found


def switch(visitor: Visitor, to: str) -> None:
    """Follow the link to a language, which must bring a new document."""
    visitor.page.evaluate("window.__before = true")
    languages(visitor).get_by_role("link", name=to).click()
    visitor.page.wait_for_function("window.__before === undefined")
    visitor.wait_for_app_run()


def languages(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("navigation", name=re.compile("Ngôn ngữ|Language"))


def asked(visitor: Visitor) -> dict[str, list[str]]:
    return parse_qs(visitor.parameters())


def html_lang(visitor: Visitor) -> tuple[str, str]:
    """The language of the document as the server sent it, and as it stands."""
    sent = re.search('<html lang="([^"]*)">', visitor.page.request.get(visitor.page.url).text())
    assert sent is not None
    return sent[1], visitor.page.evaluate("document.documentElement.lang")


def test_the_switch_keeps_page_and_filters_and_leads_back(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("quy", sai_so="3", chi_so_quy="fund_spent")
    visitor.choose_pill("Hà Nội")  # the address of the link follows the filters
    before = asked(visitor)
    assert before == {"sai_so": ["3"], "tinh": ["01"], "chi_so_quy": ["fund_spent"]}
    assert html_lang(visitor) == ("vi", "vi")

    switch(visitor, "EN")
    assert urlsplit(page.url).path == "/quy"
    assert asked(visitor) == before | {"lang": ["en"]}
    assert html_lang(visitor) == ("en", "en")
    assert page.title().startswith("Study promotion fund")
    assert visitor.chosen_pills()[0] == "Ha Noi"
    expect(languages(visitor).locator("[aria-current]")).to_have_text("EN")
    assert vietnamese(visitor) == []

    # Turned to another page the language stays, in the document and in the link.
    visitor.click(page.get_by_role("link", name="Compare", exact=True))
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
    visitor.wait_for_app_run()
    assert asked(visitor)["lang"] == ["en"]
    page.go_back()
    visitor.wait_for_app_run()

    languages(visitor).get_by_role("link", name="VI").focus()
    page.evaluate("window.__before = true")
    page.keyboard.press("Enter")
    page.wait_for_function("window.__before === undefined")
    visitor.wait_for_app_run()
    assert urlsplit(page.url).path == "/quy"
    assert asked(visitor) == before
    assert html_lang(visitor) == ("vi", "vi")
    assert page.title().startswith("Quỹ khuyến học")
    assert visitor.chosen_pills()[0] == "Hà Nội"
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_in_english_speaks_vietnamese(
    open_browser: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = open_browser(size=size)
    found = {}
    for page in PAGES:
        visitor.open_page("" if page is PAGES[0] else page.url_path, lang="en")
        visitor.page.wait_for_timeout(1_000)
        found[page.url_path] = vietnamese(visitor)
        assert visitor.page.title().startswith(page.title_en)
    assert not any(found.values()), found


def test_a_card_in_english_speaks_no_vietnamese(visitor: Visitor) -> None:
    visitor.open_page("tra-cuu", so="36.members.2011", lang="en")
    expect(visitor.page.get_by_role("dialog")).to_contain_text("Members, Nam Dinh, 2011")
    for folded in visitor.page.get_by_role("dialog").locator("summary").all():
        visitor.click(folded)
    assert vietnamese(visitor) == []


def test_on_a_phone_the_languages_stand_in_the_menu(open_browser: Callable[..., Visitor]) -> None:
    phone = open_browser(size=NARROW)
    phone.open_page("quy", tinh="36")
    phone.page.get_by_role("button", name="Quỹ khuyến học").tap()
    switch(phone, "EN")
    assert asked(phone)["lang"] == ["en"]
    assert asked(phone)["tinh"] == ["36"]
    assert html_lang(phone) == ("en", "en")
