"""Whether the process lives, and whether it can do its work: for whoever watches over it."""

from __future__ import annotations

import logging

import orjson
from starlette.requests import Request
from starlette.responses import Response

from khdash.locale import Words
from khdash.model.log import log
from khdash.store.errors import StoreError
from khdash.web.api.problem import Problem
from khdash.web.common import reader


def alive(request: Request, words: Words) -> Response:
    """The process answers; nothing else is asked."""
    return _told({"status": "alive"})


def ready(request: Request, words: Words) -> Response:
    """The figures can be read and, where this process writes, written.

    Raises Problem, StoreError.
    """
    store = reader.store()
    store.check_readable()
    told = {"status": "ready", "data_version": store.version(), "reads": True}
    if reader.is_copy():
        return _told(told | {"writes": False})
    try:
        reader.database().check_writable()
    except StoreError as error:
        log("not writable", level=logging.WARNING, said=error.text("vi"))
        text = words("Lý do đã được ghi vào nhật ký của máy chủ: thiếu quyền ghi hoặc hết chỗ.")
        raise Problem("not-writable", text) from None
    return _told(told | {"writes": True})


def _told(what: dict[str, object]) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(what), 200, headers, "application/json")
