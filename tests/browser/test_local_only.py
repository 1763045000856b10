"""Every page comes whole from this machine, with its own type face, and without an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khdash.web.common.page_registry import PAGES
from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey
OpenBrowser = Callable[..., Visitor]
PATHS = tuple(page.url_path for page in PAGES)


@pytest.mark.parametrize("path", PATHS)
def test_a_link_opens_every_page_on_a_phone_in_english_from_this_machine_alone(
    open_browser: OpenBrowser, path: str
) -> None:
    phone = open_browser(size=NARROW, scheme="dark")
    phone.open_page(path, lang="en")
    phone.expect_no_exception()
    phone.expect_local_requests_only()
    assert phone.title()
    width = phone.page.get_by_test_id("stMain").evaluate("part => part.scrollWidth")
    assert width <= NARROW[0]


def test_the_type_face_drawn_for_vietnamese_is_loaded_from_the_application(
    visitor: Visitor,
) -> None:
    visitor.open_page("phuong-phap")
    assert {"400", "600"} <= visitor.loaded_fonts("Be Vietnam Pro")
    fonts = [address for address in visitor.requests if address.endswith(".woff2")]
    assert any("be-vietnam-pro-vietnamese" in address for address in fonts)


@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(251, 251, 249)"), ("dark", "rgb(20, 25, 30)")]
)
def test_the_theme_follows_the_reader_s_system(
    open_browser: OpenBrowser, scheme: str, ground: str
) -> None:
    visitor = open_browser(size=WIDE, scheme=scheme)
    visitor.open_page("phuong-phap")
    app = visitor.page.get_by_test_id("stApp")
    assert app.evaluate("part => getComputedStyle(part).backgroundColor") == ground


def test_a_request_to_another_machine_would_be_noticed(visitor: Visitor) -> None:
    visitor.open_page("phuong-phap")
    visitor.page.set_content('<img src="http://example.org/a.png">')
    with pytest.raises(AssertionError, match="example"):
        visitor.expect_local_requests_only()
