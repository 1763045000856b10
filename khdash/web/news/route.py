"""The quiet line on the first page: what is new since the version that a browser remembers.

The browser asks only when the data are of another version than when it was last here.
"""

from __future__ import annotations

from datetime import date

import orjson
from starlette.requests import Request
from starlette.responses import Response

from khdash.exhibit.topics.news import summary
from khdash.locale import Words
from khdash.store.errors import StoreError
from khdash.web.common import reader

ROUTE = "/app/news"


def send_news(request: Request) -> Response:
    """?since=5&sign=…&seen=2026-05-03&until=12&lang=vi: {line, sign}.

    line: what to tell, '' where nothing is new or the version that was seen is not known here (no
    mark, another home, other published figures). sign: of `until`, to be remembered with it.
    """
    asked = request.query_params
    words = Words(asked.get("lang") or "")
    since, until = version_of(asked.get("since")), version_of(asked.get("until"))
    try:
        store = reader.store()
        if until is None or store.moment_of(until) is None:
            return Response(status_code=404)
        told = {"line": "", "sign": store.sign_of(until)}
        if since is not None and since < until and asked.get("sign") == store.sign_of(since):
            said = summary(store.changes(since, until), words)
            told["line"] = _line(said, asked.get("seen", ""), words)
    except StoreError:
        return Response(status_code=503)
    return Response(
        orjson.dumps(told),
        media_type="application/json",
        headers={"Cache-Control": "private, no-cache"},
    )


def _line(said: str, seen: str, words: Words) -> str:
    """The sum behind the day of the last visit, which is the browser's word."""
    if not said:
        return ""
    try:
        day = words.date(date.fromisoformat(seen))
    except ValueError:
        return words("Từ lần xem trước: {said}", said=said)
    return words("Từ lần xem trước ({day}): {said}", day=day, said=said)


def version_of(text: str | None) -> int | None:
    """The version that a link or a browser names; None for anything else.

    >>> version_of("12"), version_of("-1"), version_of("²"), version_of(None)
    (12, None, None, None)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
