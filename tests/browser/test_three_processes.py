"""Three processes on one published folder, behind the very proxy that docs/scale.md describes."""

from __future__ import annotations

import re
import secrets
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from khdash.store.publishing import publish
from tests.browser.server import PROJECT, build_database, free_port, serve
from tests.browser.visitor import visit
from tests.deployment.proxy import running
from tests.store.small import commit, figure

pytestmark = pytest.mark.journey
VISITORS = 9


@dataclass(frozen=True, slots=True)
class Cluster:
    """The proxy's address, what it logged, and the folder that is served."""

    address: str
    log: Path
    shelf: Path
    places: Places
    first: ExitStack
    """Closing it ends the first of the three processes."""

    def routes(self) -> dict[str, set[str]]:
        """Route of a visitor -> the processes that answered it."""
        found: dict[str, set[str]] = defaultdict(set)
        for line in self.log.read_text("utf-8").splitlines():
            process, route, *_ = line.split(" ")
            found[route].add(process)
        return found


@contextmanager
def proxy(folder: Path, ports: list[int]) -> Iterator[str]:
    """nginx with the configuration of the guide, on other ports."""
    guide = (PROJECT / "docs" / "scale.md").read_text("utf-8")
    told = re.search(r"```nginx\n(.*?)```", guide, re.DOTALL)
    assert told
    own = free_port()
    written = told[1]
    for before, after in zip((8500, 8511, 8512, 8513), (own, *ports), strict=True):
        assert f"127.0.0.1:{before}" in written
        written = written.replace(f"127.0.0.1:{before}", f"127.0.0.1:{after}")
    written = written.replace("access_log route.log", f"access_log {folder}/route.log")
    with running(folder, written, own):
        yield f"http://127.0.0.1:{own}"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    variables = build_database(tmp_path)
    places = Places(tmp_path / "data", tmp_path, tmp_path / DATABASE)
    shelf = tmp_path / "shelf"
    with Database.open(places) as store:
        publish(store, str(shelf))
    # A reader has the address and nothing else.
    shared = {
        **dict.fromkeys(variables, ""),
        "KHDASH_HOME": str(tmp_path / "no home"),
        "KHDASH_SNAPSHOT": str(shelf),
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
    }
    with ExitStack() as servers:
        ports = []
        stacks = [servers.enter_context(ExitStack()) for _ in range(3)]
        for number, stack in enumerate(stacks):
            log = tmp_path / f"server-{number}.log"
            server = stack.enter_context(serve(PROJECT / "app.py", log, shared))
            ports.append(int(server.address.rpartition(":")[2]))
        address = servers.enter_context(proxy(tmp_path, ports))
        yield Cluster(address, tmp_path / "route.log", shelf, places, stacks[0])
    assert not (tmp_path / "no home").exists()


def test_nine_visitors_keep_to_their_process_and_all_see_a_new_version(
    cluster: Cluster, browser: Browser
) -> None:
    with ExitStack() as windows:
        visitors = [windows.enter_context(visit(browser, cluster.address)) for _ in range(VISITORS)]
        for visitor in visitors:
            visitor.open_page("hoi-vien")
            visitor.expect_no_exception()
            assert visitor.headlines()
            visitor.open_page("nap-so-lieu")
            assert visitor.page.get_by_text("Đây là bản để đọc.").count() == 1
        routes = cluster.routes()
        visited = {route: found for route, found in routes.items() if route in own_routes(visitors)}
        assert len(visited) == VISITORS
        assert all(len(processes) == 1 for processes in visited.values())
        assert len(set().union(*visited.values())) >= 2

        with Database.open(cluster.places) as store:
            commit(store, figure(7_654_321, unit="01", year=2025, source_id="s062", as_of=None))
            publish(store, str(cluster.shelf), keep=1)
        time.sleep(3.5)
        for visitor in visitors:
            visitor.open_page("tra-cuu", so="01.members.2025")
            visitor.expect_no_exception()
            expect(visitor.page.get_by_text("7.654.321").first).to_be_visible()

        cluster.first.close()
        for visitor in visitors:
            visitor.open_page("hoi-vien", tinh="01")
            visitor.expect_no_exception()
            assert visitor.headlines()


def own_routes(visitors: list) -> set[str]:
    return {
        cookie["value"]
        for visitor in visitors
        for cookie in visitor.page.context.cookies()
        if cookie["name"] == "khdash_route"
    }
