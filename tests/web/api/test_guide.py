"""The examples of docs/api.md, asked as they stand there of a server on this machine."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from khdash.web.common.exhibit_files import API
from khdash.web.shell.headers import HEADERS
from tests.browser.server import PROJECT, Server, build_database, serve

GUIDE = (PROJECT / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"```sh\ncurl 'http://localhost:8501(\S+)'\n```(?:\n\n```json\n(.*?)```)?", GUIDE, re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("api")
    with serve(PROJECT / "app.py", folder / "log", build_database(folder)) as running:
        yield running


def request(server: Server, address: str, method: str = "GET", **headers: str) -> Reply:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(server.address + address, method=method, headers=given)
    try:
        with urllib.request.urlopen(asked, timeout=60) as sent:
            return reply_of(sent)
    except urllib.error.HTTPError as refusal:
        return reply_of(refusal)


def reply_of(sent: Any) -> Reply:
    headers = {name.lower(): value for name, value in sent.headers.items()}
    return Reply(sent.status, headers, sent.read())


def holds(told: Any, shown: Any) -> bool:
    """Whether an answer says all that an excerpt of it says."""
    if isinstance(shown, dict):
        return all(name in told and holds(told[name], value) for name, value in shown.items())
    if isinstance(shown, list):
        return len(told) == len(shown) and all(map(holds, told, shown))
    return bool(told == shown)


def test_every_example_answers_as_the_guide_says(server: Server) -> None:
    assert len(EXAMPLES) == 6
    for address, excerpt in EXAMPLES:
        reply = request(server, address)
        shown = json.loads(excerpt) if excerpt else {}
        assert reply.status == shown.get("status", 200), address
        assert holds(json.loads(reply.body), shown) if shown else reply.body, address


def test_every_address_in_the_guide_is_there(server: Server) -> None:
    named = set(re.findall(r"`(/(?:api/[^`\s]*[a-z]|healthz|readyz))`", GUIDE))
    assert {f"{API}/observations", f"{API}/openapi.json", "/healthz", "/readyz"} <= named
    for address in named:
        assert request(server, address).status == 200, address


def test_over_the_wire_it_is_cached_guarded_and_read_only(server: Server) -> None:
    address = f"{API}/totals?chi_so=population&nam=2020"
    first = request(server, address)
    again = request(server, address, if_none_match=first.headers["etag"])
    head = request(server, address, "HEAD")
    assert (again.status, again.body) == (304, b"")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(first.body))
    assert {name.lower() for name in HEADERS} <= set(first.headers)
    assert "access-control-allow-origin" not in first.headers
    refused = request(server, address, "POST")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")
    assert refused.headers["content-type"] == "application/problem+json"
    for unknown in ("/api", "/api/v1/", "/api/v1/nothing"):
        assert request(server, unknown).headers["content-type"] == "application/problem+json"
