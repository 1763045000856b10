"""A server on data of its own, the system's Chromium, and visitors who use the two.

The fixtures end with this folder: Playwright keeps an event loop running in the thread of the
tests, which tests elsewhere must not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.server import PROJECT, PUBLIC, Server, build_database, serve
from tests.browser.visitor import Visitor, launch, visit

expect.set_options(timeout=30_000)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application, on a database built from the published data."""
    folder = tmp_path_factory.mktemp("server")
    variables = build_database(folder) | {"KHDASH_PUBLIC_URL": PUBLIC}
    with serve(PROJECT / "app.py", folder / "server.log", variables) as running:
        yield running


@pytest.fixture
def open_browser(browser: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Opens new windows: `open_browser(size=NARROW, scheme="dark")`."""
    with ExitStack() as windows:
        new = partial(visit, browser, server.address, log=server.log)
        yield lambda **wishes: windows.enter_context(new(**wishes))


@pytest.fixture
def visitor(open_browser: Callable[..., Visitor]) -> Visitor:
    """One person with a wide screen and the light theme."""
    return open_browser()


@pytest.fixture
def steward(browser: Browser, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor of an application whose home only this test writes to."""
    places = build_database(tmp_path)
    with (
        serve(PROJECT / "app.py", tmp_path / "server.log", places) as server,
        visit(browser, server.address) as visitor,
    ):
        yield visitor
