"""The ASGI application: `streamlit run app.py` serves the pages with their security headers."""

from __future__ import annotations

import mimetypes
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from khdash.commands.door import Door
from khdash.commands.settings import stop_on_faults
from khdash.ingest.budget import told_budget
from khdash.model import log
from khdash.model.program import PACKAGE
from khdash.store.errors import StoreError
from khdash.store.places import PROJECT, here
from khdash.web.api.routes import ROUTES as API
from khdash.web.common import reader
from khdash.web.common.exhibit_files import ROUTE as EXHIBITS
from khdash.web.common.exhibit_files import send_exhibit
from khdash.web.common.outlines import ROUTE, send_outlines
from khdash.web.common.page_registry import PAGES
from khdash.web.common.worker import WORKER
from khdash.web.giving.cookie import ROUTE as GIVING
from khdash.web.giving.cookie import exchange
from khdash.web.news.route import ROUTE as NEWS
from khdash.web.news.route import send_news
from khdash.web.printing.route import ROUTE as PAPER
from khdash.web.printing.route import send_paper
from khdash.web.search.route import ROUTE as SEARCH
from khdash.web.search.route import send_found
from khdash.web.shell.address import own_address
from khdash.web.shell.ahead import computing_ahead
from khdash.web.shell.document import PageDocument
from khdash.web.shell.errors import report_script_error
from khdash.web.shell.guard import Guard, answer_to_the_public_name, take_peers_as_they_are
from khdash.web.shell.headers import SecurityHeaders
from khdash.web.shell.keeping import MAKER, keeping_schedule
from khdash.web.shell.request_log import RequestLog

mimetypes.add_type("font/woff2", ".woff2")
take_peers_as_they_are()
stop_on_faults()
answer_to_the_public_name()
WORKER.budget = told_budget()


def to_first_page(request: Request) -> RedirectResponse:
    """The first page answers to the bare address; its own name leads there, filters kept."""
    return RedirectResponse(request.url.replace(path="/"))


def run_command(arguments: Sequence[str], folder: Path) -> int:
    """A command line of somebody who found this application serving; its exit status."""
    from khdash.cli import run_for
    from khdash.commands.command import UNUSABLE, Serving

    try:
        application = Serving(
            folder, reader.database(), reader.dataset, WORKER, MAKER, reader.while_closed
        )
    except StoreError as error:
        print(error.text("vi"), file=sys.stderr)
        return UNUSABLE
    with log.request(), log.timed("command", name=arguments[0] if arguments else "") as told:
        told["status"] = status = run_for(application, arguments)
    return status


@asynccontextmanager
async def serving(application: object) -> AsyncIterator[None]:
    """While the server runs: data computed ahead, commands run for others, the schedule
    kept.

    At the end the door is closed first; commands and writes that are running come to their end.
    """
    with log.serving():
        log.log("started", process=os.getpid())
        door = None if reader.is_copy() else open_door()
        async with computing_ahead(application), keeping_schedule(application):
            yield
        if door is not None:
            door.close()
        reader.end()
        log.log("stopped", process=os.getpid())


def open_door() -> Door | None:
    """The door for commands; without it they say that the database is in use."""
    try:
        return Door(here(), run_command, own_address())
    except OSError as error:
        log.failed("door", error)
        return None


app = st.App(
    PACKAGE / "web" / "shell" / "frame.py",
    # Streamlit would look for the fonts beside the shell script; they live in static/.
    routes=[
        Route(f"/{PAGES[0].url_path}", to_first_page),
        Route(ROUTE, send_outlines),
        Route(EXHIBITS, send_exhibit),
        Route(SEARCH, send_found),
        Route(PAPER, send_paper),
        Route(NEWS, send_news),
        Route(GIVING, exchange),
        *API,
        Mount("/app/static", StaticFiles(directory=PROJECT / "static")),
    ],
    middleware=[
        Middleware(RequestLog),
        Middleware(SecurityHeaders),
        Middleware(Guard),
        Middleware(PageDocument),
    ],
    lifespan=serving,
    on_script_error=report_script_error,
)
