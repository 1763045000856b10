"""The addresses of the API and of the two that watch over the process."""

from __future__ import annotations

import logging
from asyncio import Semaphore
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from khdash.locale import Words
from khdash.model.log import failed, log
from khdash.store.errors import StoreError
from khdash.web.api.answer import answered
from khdash.web.api.description import described
from khdash.web.api.health import alive, ready
from khdash.web.api.mark import etag_of, is_known
from khdash.web.api.problem import Problem
from khdash.web.api.question import read_question
from khdash.web.api.resources import RESOURCES, parameters_of
from khdash.web.common import reader
from khdash.web.common.exhibit_files import API, words_of

READING = ("GET", "HEAD")
DESCRIPTION = "openapi.json"
AT_ONCE, MOST_WAITING, RETRY_SECONDS = 4, 100, 5


class Door:
    """A route that answers in a thread, to reading only, and says in words what went wrong.

    most: how many are answered at once, so that programs leave threads to the readers of pages;
    when MOST_WAITING wait for their turn, further questions are refused at once.
    """

    def __init__(self, answer: Callable[[Request, Words], Response], most: int) -> None:
        self.answer, self.turns, self.asked = answer, Semaphore(most), 0
        self.most = most + MOST_WAITING

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if self.asked >= self.most:
            words = words_of(request)
            response = _too_many(words).response(words, _address(request))
        else:
            response = await self._in_turn(request)
        if scope["method"] == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    async def _in_turn(self, request: Request) -> Response:
        self.asked += 1
        try:
            async with self.turns:
                return await run_in_threadpool(self._response, request)
        finally:
            self.asked -= 1

    def _response(self, request: Request) -> Response:
        words = words_of(request)
        try:
            if request.method not in READING:
                raise _read_only(words)
            return self.answer(request, words)
        except Problem as problem:
            return problem.response(words, _address(request))
        except StoreError as error:
            log("refused", level=logging.WARNING, said=error.text("vi"))
            return _unreadable(words).response(words, _address(request))
        except Exception as error:
            failed("api", error)
            text = words("Lỗi đã được ghi vào nhật ký của máy chủ; xin báo người quản trị.")
            return Problem("failed", text).response(words, _address(request))


def _path(request: Request) -> str:
    """The path as it was asked; a request's URL would read the client's word for the host too."""
    return quote(request.scope["path"])


def _address(request: Request) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return f"{_path(request)}?{query}" if query else _path(request)


def _read_only(words: Words) -> Problem:
    text = words("Chỉ nhận GET và HEAD. Nạp số liệu thì dùng trang Nạp số liệu.")
    return Problem("read-only", text, headers={"Allow": ", ".join(READING)})


def _too_many(words: Words) -> Problem:
    text = words("Xin hỏi lại sau {n} giây, và hỏi lần lượt.", n=RETRY_SECONDS)
    return Problem("too-many", text, headers={"Retry-After": str(RETRY_SECONDS)})


def _unreadable(words: Words) -> Problem:
    text = words("Lý do đã được ghi vào nhật ký của máy chủ. Xin thử lại sau, hoặc báo quản trị.")
    return Problem("unreadable", text)


def send_answer(request: Request, words: Words) -> Response:
    """What a resource answers; 304 where the client has it already."""
    name = request.path_params["name"]
    if name not in RESOURCES and name != DESCRIPTION:
        raise not_found(words)
    given = {key: request.query_params.getlist(key) for key in request.query_params}
    newest = reader.dataset()
    if name == DESCRIPTION:
        read_question(_path(request), given, ("lang",), newest.catalogue)
        etag = etag_of(newest, _address(request))
        return _marked(request, etag, lambda: described(newest, words), words)
    resource = RESOURCES[name]
    takes = parameters_of(resource)
    question = read_question(_path(request), given, takes, newest.catalogue)
    dataset = reader.dataset(question.selection.as_known_at)
    if question.version not in (None, dataset.version):
        text = words(
            "Phiên bản {asked} không còn; nay là {now}. Hãy lấy lại từ phần đầu.",
            asked=question.version,
            now=dataset.version,
        )
        raise Problem("data-changed", text)
    if resource.by_day:
        question = question.of_the_day()
    etag = etag_of(dataset, f"{_address(request)} {question.selection.as_known_at}")
    return _marked(request, etag, lambda: answered(question, resource, dataset), words)


def _marked(request: Request, etag: str, answer: Callable[[], Response], words: Words) -> Response:
    """The answer, or that the client has it; asked again each time, as the data may be newer."""
    known = is_known(etag, request.headers.get("if-none-match", ""))
    response = Response(status_code=304) if known else answer()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = words.lang
    return response


def not_found(words: Words) -> Problem:
    """Nothing has this address."""
    listed = f"{API}/{DESCRIPTION}"
    return Problem("not-found", words("Các địa chỉ đang có: xem {listed}.", listed=listed))


def send_nothing(request: Request, words: Words) -> Response:
    """The answer of every other address below /api."""
    raise not_found(words)


class Rest(PathConvertor):
    """The rest of an address, lines broken or not: nothing below /api is left without an answer."""

    regex = r"[\s\S]*"


register_url_convertor("rest", Rest())

ROUTES = [
    Route("/healthz", Door(alive, AT_ONCE)),
    Route("/readyz", Door(ready, AT_ONCE)),
    Route(f"{API}/{{name:rest}}", Door(send_answer, AT_ONCE)),
    Route("/api", Door(send_nothing, AT_ONCE)),
    Route("/api/{rest:rest}", Door(send_nothing, AT_ONCE)),
]
