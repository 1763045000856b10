"""The HTML document around the pages: language, title, 404, and nothing else touched."""

from __future__ import annotations

import asyncio
import doctest
import re
from typing import Any

import pytest

from khdash.chart.theme import DARK
from khdash.locale import Words
from khdash.web.common.page_registry import PAGES
from khdash.web.shell import document
from khdash.web.shell.document import GROUND, PageDocument

FRAMEWORKS = (
    '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head>'
    "<body><noscript>You need it.</noscript><div></div></body></html>"
)


async def framework(scope: Any, receive: Any, send: Any) -> None:
    """Sends the same document for every address, in two pieces, as the framework does."""
    names = [name for name, _ in scope["headers"]]
    assert (b"accept-encoding" in names) == scope["path"].startswith("/static")
    own = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b"1"), (b"x-own", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": own})
    await send({"type": "http.response.body", "body": FRAMEWORKS[:40].encode(), "more_body": True})
    await send({"type": "http.response.body", "body": FRAMEWORKS[40:].encode()})


def get(path: str, query: str = "", method: str = "GET") -> tuple[int, dict[bytes, bytes], str]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", b"gzip")],
    }
    asyncio.run(PageDocument(framework)(scope, None, send))  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body.decode()


@pytest.mark.parametrize(
    ("path", "query", "lang", "title"),
    [
        ("/", "", "vi", "Tổng quan – Khuyến học"),
        ("/quy", "tinh=01", "vi", "Quỹ khuyến học – Khuyến học"),
        ("/quy/", "lang=en", "en", "Study promotion fund – Study Promotion"),
        ("/quy", "lang=fr", "vi", "Quỹ khuyến học – Khuyến học"),
    ],
)
def test_a_page_comes_in_its_language_under_its_title(
    path: str, query: str, lang: str, title: str
) -> None:
    status, headers, body = get(path, query)
    assert status == 200
    assert f'<html lang="{lang}"><head><title>{title}</title>{GROUND}</head>' in body
    assert body.endswith("</noscript><div></div></body></html>")
    assert "You need it" not in body
    assert int(headers[b"content-length"]) == len(body.encode())
    assert (headers[b"x-own"], headers[b"cache-control"]) == (b"2", b"no-cache")
    assert b"etag" not in headers


@pytest.mark.parametrize(
    ("query", "said"), [("", "Không có trang này"), ("lang=en", "There is no such page")]
)
def test_an_unknown_path_is_not_found_and_leads_home(query: str, said: str) -> None:
    status, _, body = get("/bao-cao-cu", query)
    assert status == 404
    assert f"<h1>{said}</h1>" in body
    led = [page for page in PAGES if f'href="./{page.url_path}' in body]
    assert led == [page for page in PAGES if not page.by_link]
    assert "prefers-color-scheme:dark" in body


def test_a_page_that_has_not_come_yet_says_so_on_no_white_sheet() -> None:
    page = document.rewritten('<head></head><div id="root"></div>', PAGES[0], Words("vi"))
    assert re.search(r'<div id="root"><p [^>]*>Đang mở trang…</p></div>', page)
    assert DARK.ground in page.partition("</head>")[0].partition("prefers-color-scheme:dark")[2]


@pytest.mark.parametrize("path", ["/static/js/index.js", "/static/index.html"])
def test_what_is_no_page_passes_untouched(path: str) -> None:
    assert get(path)[2] == FRAMEWORKS


def test_the_examples_are_true() -> None:
    assert doctest.testmod(document).failed == 0
