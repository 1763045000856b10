"""The API asked as a client asks it, without a network between."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.types import Message

from khdash.web.api.routes import ROUTES

APP = Starlette(routes=ROUTES)
BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of an answer as JSON."""
        assert self.status == 200, self.body
        return self.json["data"]

    @property
    def csv(self) -> list[dict[str, str]]:
        """The rows of an answer as CSV."""
        assert self.status == 200, self.body
        text = self.body.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask an address: `ask("/api/v1/units?tinh=01", if_none_match="*")`."""
    path, _, query = address.partition("?")
    given = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "query_string": query.encode(),
        "headers": given,
        "server": ("test", 80),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(APP(scope, receive, send))
    start, *parts = sent
    told = {key.decode(): value.decode() for key, value in start["headers"]}
    return Answer(start["status"], told, b"".join(part["body"] for part in parts))


def of(question: str) -> Answer:
    """The same below the base: `of("units?tinh=01")`."""
    return ask(f"{BASE}/{question}")


def every_part(question: str) -> Iterator[Answer]:
    """The parts of an answer, each found by the link of the one before."""
    address: str | None = f"{BASE}/{question}"
    while address:
        answer = ask(address)
        yield answer
        address = answer.json["links"].get("next")
