"""Security headers on every response."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from khdash.web.shell.headers import HEADERS, SecurityHeaders


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]})
    await send({"type": "http.response.body", "body": b"hello"})


def answer(kind: str) -> list[Message]:
    """What the application sends, seen from outside the middleware."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": f"{kind}.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(SecurityHeaders(hello)({"type": kind}, receive, send))
    return sent


def test_a_page_may_not_be_framed_sniffed_or_load_from_elsewhere() -> None:
    start, body = answer("http")
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-own"] == "1"
    assert len(headers) == len(HEADERS) + 1
    assert body["body"] == b"hello"


def test_other_connections_pass_untouched() -> None:
    start, _ = answer("websocket")
    assert start["headers"] == [(b"x-own", b"1")]
