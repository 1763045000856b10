"""People who sign in at a real provider of identities, behind a real proxy, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import oidc_provider_mock
import pytest
from playwright.sync_api import Browser, expect

from khdash.model.actor import PERMITTED, ROLES, Action, Actor, Role
from khdash.store import activity
from khdash.store.access import GRANTED, Grant, grant, revoke
from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from tests.browser.server import PROJECT, build_database, free_port, serve
from tests.browser.visitor import Visitor, visit
from tests.deployment.proxy import running
from tests.store.small import commit, figure

pytestmark = pytest.mark.journey
OFFICE = Actor("Chánh văn phòng", "command-line")
CONFIGURATION = """
events {{}}
http {{
    map $http_upgrade $connection_upgrade {{ "" close; default upgrade; }}
    access_log off;
    server {{
        listen 127.0.0.1:{own};
        location / {{
            proxy_pass http://127.0.0.1:{port};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
        }}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Office:
    """The address of the proxy, and the home of the server behind it."""

    address: str
    home: Path
    log: Path


def people() -> list[oidc_provider_mock.User]:
    """One of every role, somebody without one, and one whose address is not verified."""
    known = [
        oidc_provider_mock.User(
            sub=str(role),
            claims={"email": f"{role}@hoi.vn", "email_verified": True, "name": f"Người {role}"},
        )
        for role in GRANTED
    ]
    liar = {"email": "administrator@hoi.vn", "email_verified": False, "name": "Kẻ lạ"}
    return [*known, oidc_provider_mock.User(sub="ke-la", claims=liar)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    places = build_database(tmp_path)
    with Database.open(Places(tmp_path / "data", tmp_path, tmp_path / DATABASE)) as store:
        commit(store, figure(1_234_567, unit="34", year=2019, source_id="s062", as_of=None))
    for role in GRANTED:
        own = frozenset({"34"}) if role is Role.PROVINCES else frozenset()
        grant(tmp_path, OFFICE, Grant(f"{role}@hoi.vn", "", role, own))
    own_port = free_port()
    with oidc_provider_mock.run_server_in_thread(user_claims=people()) as provider:
        settings = tmp_path / "user" / ".streamlit"
        settings.mkdir(parents=True)
        (settings / "secrets.toml").write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{own_port}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "khdash"
client_secret = "secret"
server_metadata_url = "http://localhost:{provider.server_port}/.well-known/openid-configuration"
""",
            "utf-8",
        )
        variables = {**places, "HOME": str(tmp_path / "user")}
        with serve(PROJECT / "app.py", tmp_path / "server.log", variables) as server:
            port = int(server.address.rpartition(":")[2])
            with running(tmp_path, CONFIGURATION.format(own=own_port, port=port), own_port):
                yield Office(f"http://127.0.0.1:{own_port}", tmp_path, server.log)


def sign_in(visitor: Visitor, subject: str) -> None:
    """From the foot of a page to the provider and back."""
    visitor.open_page("nhat-ky")
    visitor.page.get_by_role("button", name="Khách, người đọc").click()
    visitor.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Đăng nhập").click()
    visitor.page.get_by_role("button", name=subject, exact=True).click()
    visitor.page.wait_for_url(f"{visitor.address}/**", timeout=90_000)
    visitor.open_page("nhat-ky")


@pytest.mark.parametrize("role", GRANTED)
def test_whoever_signs_in_may_what_was_granted(
    office: Office, browser: Browser, role: Role
) -> None:
    with visit(browser, office.address, log=office.log) as visitor:
        sign_in(visitor, str(role))
        visitor.expect_no_exception()
        who = visitor.page.get_by_role("button", name=f"Người {role}, {ROLES[role][0]}")
        expect(who).to_be_visible()
        log = visitor.page.get_by_role("button", name="Tải nhật ký hoạt động (CSV)")
        assert (log.count() == 1) == (role in PERMITTED[Action.SEE_LOG])
        visitor.page.get_by_text("Hoàn tác lần nạp này").click()
        visitor.page.get_by_label("Lý do").fill("nhầm")
        visitor.page.get_by_label("Lý do").press("Tab")
        visitor.wait_for_app_run()
        button = visitor.page.get_by_role("button", name="Hoàn tác lần nạp số 2")
        if role in PERMITTED[Action.UNDO]:
            visitor.click(button)
            expect(visitor.page.get_by_text("Đã hoàn tác lần nạp số 2.")).to_be_visible()
        else:
            expect(button).to_be_disabled()
        deeds = [(one.deed, one.who) for one in activity.read(office.home, OFFICE)]
        assert ("sign-in", f"Người {role}") in deeds
        if role is Role.CLUSTER:
            revoke(office.home, OFFICE, f"{role}@hoi.vn")
            visitor.open_page("nhat-ky")
            expect(visitor.page.get_by_role("button", name="người đọc")).to_be_visible()


def test_an_address_that_is_not_verified_is_nobodys(office: Office, browser: Browser) -> None:
    with visit(browser, office.address, log=office.log) as visitor:
        sign_in(visitor, "ke-la")
        expect(visitor.page.get_by_role("button", name="Kẻ lạ, người đọc")).to_be_visible()
