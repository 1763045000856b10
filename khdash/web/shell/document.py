"""The HTML document around the pages: its language, its title, and 404 where there is no page."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khdash.chart.theme import DARK, LIGHT, Theme
from khdash.locale import Words
from khdash.model.languages import ORIGINAL
from khdash.web.common.page_registry import PAGES, Page

OWN = {"", *(page.url_path for page in PAGES)}
FOR_PROGRAMS = ("api", "healthz", "readyz", "oauth2callback")
"""Addresses that look like those of pages and are answered by routes: see khdash/web/api; by the
last a provider of identities sends people back."""


ROUTES = ("app/", "static/")
"""Below them lie what the application itself answers, documents too, and the framework's files."""


class PageDocument:
    """Rewrites the framework's one document, which it sends for every address that it has no file
    for: the language that the address asks for, the page's title; 404 for an unknown address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", "")).strip("/")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        words = Words(_asked(scope, "lang"))
        if not is_document(path):
            known = path.startswith(ROUTES)
            await self.app(scope, receive, send if known else _Unknown(scope, receive, send, words))
            return
        if scope["method"] == "HEAD" and path in OWN:
            await self.app(scope, receive, send)
            return
        if path not in OWN:
            await HTMLResponse(no_page(words), status_code=404)(scope, receive, send)
            return
        await self.app(_plain(scope), receive, _Rewriting(send, _page(path), words))


def _ground(look: Theme) -> str:
    """A rule for the sheet itself, on which the program draws its own."""
    return f"html{{color:{look.ink};background:{look.ground}}}"


GROUND = f"<style>{_ground(LIGHT)}@media(prefers-color-scheme:dark){{{_ground(DARK)}}}</style>"
"""The colours of a document before the program has come, as the reader's system has them."""


def is_document(path: str) -> bool:
    """Whether an address is that of a page, known or not: one name without an extension.

    >>> is_document(""), is_document("quy"), is_document("khong-co"), is_document("favicon.png")
    (True, True, True, False)
    >>> is_document("static/js/index.js"), is_document("_stcore/health"), is_document("healthz")
    (False, False, False)
    """
    return path not in FOR_PROGRAMS and re.fullmatch(r"[^/._][^/.]*|", path) is not None


def no_page(words: Words) -> str:
    """The document that an unknown address leads to: a sentence and the way to every page."""
    links = "".join(
        f'<li><a href="./{page.url_path}{f"?lang={words.lang}" if words.lang != ORIGINAL else ""}">'
        f"{escape(words.of(page.title_vi, page.title_en))}</a></li>"
        for page in PAGES
        if not page.by_link
    )
    title = escape(words("Không có trang này"))
    why = escape(words("Liên kết có thể đã cũ hoặc gõ thiếu chữ. Các trang đang có:"))
    return (
        f'<!DOCTYPE html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"{GROUND}<style>body{{font:16px/1.6 'Be Vietnam Pro',sans-serif;max-width:36rem;"
        "margin:3rem auto;padding:0 1rem}a{color:inherit}</style></head>"
        f"<body><main><h1>{title}</h1><p>{why}</p><ul>{links}</ul></main></body></html>"
    )


def rewritten(document: str, page: Page, words: Words) -> str:
    """The framework's document in a language and under a page's title; until the program has come
    over a slow line it is no white sheet.
    """
    wait = f'<p style="margin:1.5rem;font-family:sans-serif">{escape(words("Đang mở trang…"))}</p>'
    document = document.replace('<div id="root"></div>', f'<div id="root">{wait}</div>', 1)
    document = document.replace("</head>", f"{GROUND}</head>", 1)
    name = words.of(page.title_vi, page.title_en)
    title = f"<title>{escape(name)} – {escape(words('Khuyến học'))}</title>"
    script = f"<noscript>{escape(words('Trang này cần JavaScript để hiện số liệu.'))}</noscript>"
    document = re.sub(r"<noscript>.*?</noscript>", lambda _: script, document, flags=re.S)
    document = re.sub(r'<html lang="[^"]*">', f'<html lang="{words.lang}">', document, count=1)
    return re.sub(r"<title>.*?</title>", lambda _: title, document, count=1, flags=re.S)


def _page(path: str) -> Page:
    return next((page for page in PAGES if page.url_path == path), PAGES[0])


def _asked(scope: Scope, name: str) -> str:
    values = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(name, [""])
    return values[0]


def _plain(scope: Scope) -> Scope:
    """The request as one that takes no compressed answer and knows no earlier one."""
    spared = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in spared]}


class _Unknown:
    """Puts 404 in the place of the framework's document, which it sends where it has no file."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, words: Words) -> None:
        self.scope, self.receive, self.send, self.words = scope, receive, send, words
        self.replaced = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            self.replaced = kind.startswith(b"text/html")
        if not self.replaced:
            await self.send(message)
        elif not message.get("more_body") and message["type"] == "http.response.body":
            page = HTMLResponse(no_page(self.words), status_code=404)
            await page(self.scope, self.receive, self.send)


class _Rewriting:
    """Takes a whole answer and sends it on rewritten, if it is an HTML document."""

    def __init__(self, send: Send, page: Page, words: Words) -> None:
        self.send, self.page, self.words = send, page, words
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        replaced = (b"content-length", b"etag", b"last-modified", b"cache-control")
        headers = dict(self.start["headers"])
        if headers.get(b"content-type", b"").startswith(b"text/html"):
            self.body = rewritten(self.body.decode(), self.page, self.words).encode()
        kept = [pair for pair in self.start["headers"] if pair[0] not in replaced]
        length = (b"content-length", str(len(self.body)).encode())
        self.start["headers"] = [*kept, length, (b"cache-control", b"no-cache")]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": self.body})
