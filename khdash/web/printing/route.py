"""The address of a page on paper: which exhibits, each as its own address names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from khdash.chart import BadBoundaries
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.total import NotAdditive
from khdash.exhibit.registry import UnknownExhibit
from khdash.exhibit.topics.emulation.link import PARAMETER
from khdash.store.errors import StoreError
from khdash.transform.composite import SchemeError, TableError
from khdash.web.common.exhibit_files import asked_exhibit, not_drawn, words_of
from khdash.web.printing.sheet import paper

ROUTE = "/app/in"
TITLE, EXHIBIT, WITHOUT = "tieu_de", "hinh", "thieu"
"""Parameters: the page's title; an exhibit as NAME?query, in their order; how many of the page have
no address and so cannot be printed here."""
MOST = 40
LONGEST_TITLE = 200


def send_paper(request: Request) -> Response:
    """The document; 404 where it would be empty, in the language of the address."""
    params = request.query_params
    words = words_of(request)
    try:
        plan = {PARAMETER: params.getlist(PARAMETER)}
        shown = [found for one in params.getlist(EXHIBIT)[:MOST] for found in _asked(one, plan)]
    except StoreError as error:
        return PlainTextResponse(error.text(words.lang, abroad=True), 503)
    if not shown:
        return PlainTextResponse(words("Không có hình nào để in."), 404)
    missing = int(params[WITHOUT]) if params.get(WITHOUT, "").isdecimal() else 0
    missing += len(params.getlist(EXHIBIT)) - len(shown)
    title = params.get(TITLE, "")[:LONGEST_TITLE]
    try:
        return HTMLResponse(paper(shown, title, missing, words))
    except BadBoundaries:
        return not_drawn(words)


def _asked(told: str, plan: Mapping[str, Sequence[str]]) -> list[Exhibit]:
    """The exhibit of NAME?query; none where there is no such one. plan: that of every exhibit that
    follows one, said once: five times it would be too long for an address.
    """
    name, _, query = told.partition("?")
    try:
        return [asked_exhibit(name, {**plan, **parse_qs(query, keep_blank_values=True)})[1]]
    except (UnknownExhibit, NotAdditive, SchemeError, TableError):
        return []
