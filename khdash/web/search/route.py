"""What the search over everything finds, for static/components/palette.js."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response

from khdash.exhibit.by_search import LONGEST_QUERY
from khdash.store.errors import StoreError
from khdash.web.common import reader
from khdash.web.common.exhibit_files import words_of
from khdash.web.search.everywhere import KINDS, LOOK_UP, found

ROUTE = "/app/search"


def send_found(request: Request) -> Response:
    """?q=text&lang=vi: [{kind, name of the kind, title, hint, page, query}], the best first; the
    query holds what the page's link says beside the shared filters."""
    text = request.query_params.get("q", "")[:LONGEST_QUERY]
    words = words_of(request)
    try:
        results = found(reader.dataset(), text, words.lang)
    except StoreError:
        return Response(status_code=503)
    told = [
        {
            "kind": "" if one.kind == LOOK_UP else words(KINDS[one.kind]),
            "title": one.title,
            "hint": one.hint,
            "page": one.page,
            "query": one.link,
        }
        for one in results
    ]
    return Response(
        orjson.dumps(told),
        media_type="application/json",
        headers={"Cache-Control": "private, no-cache"},
    )
