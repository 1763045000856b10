"""The doors of a real server: pages with forged values, plain requests, the command over loopback;
for the person at the machine, for everybody a proxy names, and for strangers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from khdash.model.actor import PERMITTED, Action, Actor, Role
from khdash.store import activity
from khdash.store.access import GRANTED, Grant, grant
from khdash.store.database import Database
from khdash.store.journal import Journal
from khdash.store.places import DATABASE, Places
from tests.access.coming import ELSEWHERE, IDENTITY, LOCAL, PROXY, Session, ask, session
from tests.browser.server import PROJECT, build_database, serve
from tests.store.small import commit, figure

OFFICE = Actor("Chánh văn phòng", "command-line")
STRANGERS: list[tuple[str, dict[str, str]]] = [
    (ELSEWHERE, {}),
    (ELSEWHERE, {IDENTITY: "administrator@hoi.vn"}),
    (ELSEWHERE, {"x_khdash_arrival": "local;127.0.0.1;"}),
    (ELSEWHERE, {"x_forwarded_for": LOCAL}),
    (LOCAL, {"x_forwarded_for": LOCAL}),
    (LOCAL, {"x_forwarded_for": PROXY, IDENTITY: "administrator@hoi.vn"}),
    (LOCAL, {"forwarded": "for=127.0.0.1"}),
    (LOCAL, {"x_real_ip": LOCAL}),
    (LOCAL, {"via": "1.1 a"}),
    (PROXY, {}),
    (PROXY, {IDENTITY: "nobody@hoi.vn"}),
]


@dataclass(frozen=True, slots=True)
class Running:
    """A server, and the home that it writes to."""

    address: str
    home: Path
    places: dict[str, str]

    def entries(self) -> int:
        return Journal(self.home / "journal").last()

    def deeds(self) -> list[tuple[str, str]]:
        return [(one.deed, one.who) for one in activity.read(self.home, OFFICE)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with one batch, which knows a person of every role by the word of a proxy."""
    folder = tmp_path_factory.mktemp("doors")
    places = build_database(folder)
    with Database.open(Places(folder / "data", folder, folder / DATABASE)) as store:
        commit(store, figure(1_234_567, unit="34", year=2019, source_id="s062", as_of=None))
    for role in GRANTED:
        own = frozenset({"34"}) if role is Role.PROVINCES else frozenset()
        grant(folder, OFFICE, Grant(f"{role}@hoi.vn", f"Người {role}", role, own))
    variables = {
        **places,
        "KHDASH_PROXY_ADDRESSES": PROXY,
        "KHDASH_IDENTITY_HEADER": IDENTITY,
        "FORWARDED_ALLOW_IPS": "*",
    }
    with serve(PROJECT / "app.py", folder / "server.log", variables) as server:
        yield Running(server.address, folder, places)


def undo(page: Session) -> str:
    """Press the button that undoes the newest batch, whether or not it lets itself be pressed."""
    page.run("nhat-ky", "lang=vi")
    reason = next(one for one in page.of("text_input") if "-ly_do_" in one.id)
    page.states[reason.id] = {"string_value": "nhầm"}
    page.run()
    button = page.widget("button", "doi_lan_nap")
    page.run(trigger_value=button.id)
    return page.words()


@pytest.mark.parametrize("role", GRANTED)
def test_a_forged_press_does_what_the_table_allows(running: Running, role: Role) -> None:
    before = running.entries()
    with session(running.address, PROXY, **{IDENTITY: f"{role}@hoi.vn"}) as page:
        said = undo(page)
        seen = page.widget("download_button", "tai_nhat_ky") is not None
    if role in PERMITTED[Action.UNDO]:
        assert running.entries() == before + 1
        assert f"Người {role}" in {who for _, who in running.deeds()}
    else:
        assert running.entries() == before
        assert "Chưa thực hiện: «hoàn tác, khôi phục lần nạp»" in said
    assert seen == (role in PERMITTED[Action.SEE_LOG])


@pytest.mark.parametrize(("source", "headers"), STRANGERS)
def test_a_stranger_reads_and_writes_nothing(
    running: Running, source: str, headers: dict[str, str]
) -> None:
    before = running.entries()
    with session(running.address, source, **headers) as page:
        said = undo(page)
        assert "người đọc" in said
        assert page.widget("download_button", "tai_nhat_ky") is None
        page.run("nap-so-lieu", "lang=vi")
        assert not page.of("file_uploader")
        assert "Chưa thực hiện: «nạp tệp để kiểm tra»" in page.words()
    assert running.entries() == before


def test_the_person_at_the_machine_does_everything(running: Running) -> None:
    before = running.entries()
    with session(running.address) as page:
        page.run("nhat-ky", "lang=vi")
        page.states[page.widget("text_input", "nguoi_nap").id] = {"string_value": "Chủ máy"}
        undo(page)
        assert page.widget("download_button", "tai_nhat_ky") is not None
    assert running.entries() == before + 1
    assert running.deeds()[0][1] == "Chủ máy"


def test_the_command_over_loopback_is_the_person_at_the_machine(running: Running) -> None:
    before = running.entries()
    newest = before  # each undo or redo is an entry; the batch is number 2
    live = json.loads((running.home / "journal" / f"{newest:06d}.json").read_text("utf-8"))
    step = "redo" if live["event"] == "undone" else "undo"
    done = subprocess.run(
        [sys.executable, "-m", "khdash", step, "2", "--by", "Chủ máy", "--reason", "r"],
        cwd=PROJECT,
        env=os.environ | running.places,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert running.entries() == before + 1


def test_the_key_of_the_loopback_door_is_its_owners(running: Running) -> None:
    assert (running.home / "serving.json").stat().st_mode & 0o077 == 0
    assert (running.home / activity.FILE).stat().st_mode & 0o077 == 0


# --- names and sites


@pytest.mark.parametrize(
    "host", ["xau.test", "127.0.0.1.xau.test", "10.1.1.1", "localhost@xau", ""]
)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/quy",
        "/api/v1/units",
        "/healthz",
        "/_stcore/health",
        "/app/static/components/table.js",
    ],
)
def test_another_name_is_refused_at_every_route(running: Running, host: str, path: str) -> None:
    answer = ask(running.address, path, host=host)
    assert answer.status == 421
    assert "server.allowedHosts" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "xau.test", "origin": "http://xau.test"},
        {"origin": "http://xau.test"},
        {"origin": "http://localhost:1"},
        {"origin": "null"},
        {"origin": "file://"},
    ],
)
def test_another_site_opens_no_websocket(running: Running, headers: dict[str, str]) -> None:
    with (
        pytest.raises(InvalidStatus) as refused,
        session(running.address, **headers),
    ):
        pass
    assert refused.value.response.status_code == (421 if "host" in headers else 403)


def test_no_other_site_tells_an_open_window_what_to_do(running: Running) -> None:
    told = json.loads(ask(running.address, "/_stcore/host-config").text)
    assert told["allowedOrigins"] == []
    headers = ask(running.address, "/").headers
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize("source", [LOCAL, ELSEWHERE])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_a_file_is_not_handed_in_without_a_session(
    running: Running, source: str, method: str
) -> None:
    path = "/_stcore/upload_file/session/file"
    answer = ask(running.address, path, source, method, b"x")
    assert answer.status in (403, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../app.py",
        "/app/static/..%2f..%2fpyproject.toml",
        "/component/table/%2e%2e/%2e%2e/app.py",
        "/media/../../etc/passwd",
        "/gui/../home/access.csv",
        "//elsewhere.test/gui/x",
    ],
)
def test_no_path_leads_out_of_what_is_served(running: Running, path: str) -> None:
    answer = ask(running.address, path)
    assert answer.status in (400, 404)
    assert "location" not in answer.headers


@pytest.mark.parametrize("source", [LOCAL, ELSEWHERE])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/agent/openapi.json"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/a/b/c"),
        ("GET", "/x.php"),
        ("GET", "/_stcore/khong-co"),
        ("GET", "/khong-co"),
    ],
)
def test_what_is_not_offered_is_not_there(
    running: Running, method: str, path: str, source: str
) -> None:
    answer = ask(running.address, path, source, method, b"" if method == "POST" else None)
    assert answer.status == 404
    assert "streamlit" not in answer.text.lower()


def test_what_is_too_large_is_not_taken(running: Running) -> None:
    assert ask(running.address, "/api/v1/units?tinh=" + "0" * 9_000).status == 414
    large = ask(
        running.address, "/api/v1/units", method="POST", content_length=str(10**7), body=b""
    )
    assert large.status == 413


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_api_is_read_and_never_written(running: Running, method: str) -> None:
    assert ask(running.address, "/api/v1/units", method=method, body=b"").status == 405


def test_the_policy_names_this_host_and_no_other(running: Running) -> None:
    policy = ask(running.address, "/").headers["content-security-policy"]
    (connect,) = (part for part in policy.split("; ") if part.startswith("connect-src"))
    host = running.address.removeprefix("http://")
    assert connect.split()[1:] == ["'self'", f"ws://{host}", f"wss://{host}", "data:", "blob:"]
