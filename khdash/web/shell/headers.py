"""Security headers of every response."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        # The client compiles its validators and imports small inline modules at run time.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Nobody who opened this window keeps a hold of it.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": CONTENT_POLICY,
}


def content_policy(host: str) -> str:
    """The policy of an answer to a request for a host.

    Not every browser counts the websocket of the same host as `self`, so it is named.

    >>> "connect-src 'self' ws://localhost:8501 wss://localhost:8501 data:" in content_policy(
    ...     "localhost:8501")
    True
    """
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", host):
        return CONTENT_POLICY
    return CONTENT_POLICY.replace(
        "connect-src 'self'", f"connect-src 'self' ws://{host} wss://{host}"
    )


class SecurityHeaders:
    """Adds HEADERS to every HTTP response; other connections pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        sent = [value for name, value in scope.get("headers", ()) if name == b"host"]
        own = {"Content-Security-Policy": content_policy(sent[0].decode("latin-1") if sent else "")}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | own).items():
                    # A route may tell less of where the reader came from, never more.
                    if name != "Referrer-Policy" or headers.get(name) != "no-referrer":
                        headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)
