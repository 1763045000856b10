"""The way of a secret: from the path into a cookie, and into nothing else."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient

from khdash.store.public_address import VARIABLE
from khdash.web.giving.cookie import COOKIE, ROUTE, exchange
from khdash.web.shell.headers import SecurityHeaders

SECRET = "a" * 43


def client(base: str = "http://10.0.0.5:8501") -> TestClient:
    app = Starlette(routes=[Route(ROUTE, exchange)], middleware=[Middleware(SecurityHeaders)])
    return TestClient(app, base_url=base, follow_redirects=False)


def test_the_secret_becomes_a_cookie_and_the_address_forgets_it() -> None:
    answer = client().get(f"/gui/{SECRET}")
    assert (answer.status_code, answer.headers["location"]) == (303, "../gui-so-lieu")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}={SECRET};")
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "secure" not in cookie
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert SECRET not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_over_https_the_cookie_travels_by_https_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Secure" in client("https://b.vn").get(f"/gui/{SECRET}").headers["set-cookie"]
    monkeypatch.setenv(VARIABLE, "https://so-lieu.vn/cum3")
    behind = client("http://so-lieu.vn").get(f"/gui/{SECRET}")  # a proxy speaks https for it
    assert "Secure" in behind.headers["set-cookie"]
    inside = client("http://10.0.0.5").get(f"/gui/{SECRET}")
    assert "Secure" not in inside.headers["set-cookie"]


@pytest.mark.parametrize("secret", ["ngắn", "a" * 19, "a" * 101, "a;b" * 20, "<script>" * 4])
def test_what_can_be_no_secret_is_not_kept(secret: str) -> None:
    answer = client().get(f"/gui/{secret}")
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].startswith(f'{COOKIE}=""')


def test_nothing_is_looked_up_for_a_machine_that_makes_a_preview() -> None:
    assert client().head(f"/gui/{SECRET}").status_code == 303
    assert client().post(f"/gui/{SECRET}").status_code == 405
