"""Every address that is fetched, with its answer and how long that took, in the log."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khdash.model.log import request, timed
from khdash.store.public_address import without_secret

QUIET = ("/static", "/app/static", "/_stcore", "/vendor", "/healthz", "/readyz")
"""What browsers and watchers ask for by themselves: only logged where everything is."""


class RequestLog:
    """Gives each HTTP request a number and logs it; the query and the secret of a link are left
    out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = without_secret(scope["path"])
        level = logging.DEBUG if path.startswith(QUIET) else logging.INFO
        with request(), timed("answered", level=level, method=scope["method"], path=path) as told:

            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    told["status"] = message["status"]
                await send(message)

            await self.app(scope, receive, sending)
