"""axe-core finds nothing on a page that a bare page of the framework would not have as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Literal

import pytest
from playwright.sync_api import Browser

from khdash.web.common.page_registry import PAGES
from tests.browser.server import Server
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map((v) => [v.id, v.nodes[0].html.slice(0, 200)]);
}
"""
FRAMEWORKS = {
    "presentation-role-conflict": "stFileUploaderDropzone",
    "landmark-unique": 'tabindex="0" role="region"',
    "scrollable-region-focusable": 'class="st-emotion-cache-',
    "list": "stSidebarNavItems",
    "listitem": "st-emotion-cache-",
}
"""What the framework's own parts bring with them: the rule, and how the part is known."""


@pytest.fixture
def open_bare(browser: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Opens windows in which a test may run scripts of its own."""
    contexts = []

    def opened(size: tuple[int, int], scheme: Literal["light", "dark"]) -> Visitor:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
        )
        contexts.append(context)
        return Visitor(context.new_page(), server.address)

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_has_a_barrier_of_its_own(
    open_bare: Callable[..., Visitor], size: tuple[int, int], scheme: str
) -> None:
    visitor = open_bare(size, scheme)
    found = {}
    for page in PAGES:
        visitor.open_page("" if page is PAGES[0] else page.url_path)
        visitor.page.wait_for_timeout(1_500)
        visitor.page.evaluate(AXE)
        own = [
            (rule, html)
            for rule, html in visitor.page.evaluate(RUN)
            if FRAMEWORKS.get(rule, "\0") not in html
        ]
        if own:
            found[page.url_path] = own
    assert not found, found
