"""What cannot be answered is said as a problem object, in the reader's language."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from khdash.locale import Words
from khdash.store.errors import DatabaseLocked
from khdash.web.api.routes import MOST_WAITING, Door
from khdash.web.common import reader
from tests.web.api.asking import ask, of


def problem(address: str, method: str = "GET") -> Any:
    """The problem object, after what holds of each."""
    answer = ask(address, method)
    told = answer.json
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], told["instance"]) == (answer.status, address)
    assert told["type"].startswith("urn:khdash:problem:")
    assert told["title"]
    assert told["detail"].endswith(".")
    return told


@pytest.mark.parametrize(
    ("query", "parameter", "reason", "said"),
    [
        ("tinhh=01", "tinhh", "unknown-parameter", "chi_so, tinh, nam, ranh_gioi"),
        ("chi_so=hoi_vien", "chi_so", "unknown-value", "xem /api/v1/indicators"),
        ("tinh=99", "tinh", "unknown-value", "xem /api/v1/units"),
        ("tinh=", "tinh", "unknown-value", "«»"),
        ("nam=20x4", "nam", "unknown-value", "từ 1990 đến 2100"),
        ("nam=1989", "nam", "unknown-value", "1989"),
        ("nam=²", "nam", "unknown-value", "²"),
        (f"nam={'9' * 5000}", "nam", "unknown-value", "bốn chữ số"),
        (f"nam=latest-{'9' * 5000}", "nam", "unknown-value", "latest-5"),
        ("nam=2011&nam=2012&nam=2013", "nam", "too-often", "2 lần"),
        ("lang=vi&lang=vi", "lang", "too-often", "1 lần"),
        ("ranh_gioi=2008", "ranh_gioi", "unknown-value", "2008"),
        ("mau_so=half", "mau_so", "unknown-value", "all, registered, unstated"),
        ("nhom=children", "nhom", "unknown-value", "children"),
        ("biet_den=yesterday", "biet_den", "unknown-value", "2026-01-31"),
        ("biet_den=0001-01-01T00:00%2B14:00", "biet_den", "unknown-value", "0001"),
        ("dinh_dang=xml", "dinh_dang", "unknown-value", "json, csv, parquet"),
        ("trang=0", "trang", "unknown-value", "từ 1"),
        ("so_dong=5001", "so_dong", "unknown-value", "5000"),
        ("so_dong=1e3", "so_dong", "unknown-value", "1e3"),
        ("phien_ban=-1", "phien_ban", "unknown-value", "-1"),
        ("so_khac=yes", "so_khac", "unknown-value", "co, khong"),
    ],
)
def test_a_parameter_that_cannot_be_followed_is_named(
    query: str, parameter: str, reason: str, said: str
) -> None:
    answer = of(f"observations?{query}")
    assert answer.status == 400
    told = answer.json
    assert told["title"] == "Câu hỏi có chỗ không hiểu được"
    (fault,) = told["errors"]
    assert (fault["parameter"], fault["reason"]) == (parameter, reason)
    assert said in fault["detail"]
    assert fault["detail"] in told["detail"]


def test_before_anything_was_known_there_is_nothing_and_no_fault() -> None:
    told = of("observations?biet_den=1969-12-31").json
    assert (told["data_version"], told["page"]["total"], told["data"]) == (0, 0, [])
    assert ask(told["links"]["first"]).status == 200


def test_every_fault_is_named_at_once_in_the_language_asked_for() -> None:
    told = problem("/api/v1/totals?nam=20x4&foo=1&chi_so=hoi_vien&trang=x&lang=en")
    assert {fault["parameter"] for fault in told["errors"]} == {"nam", "foo", "chi_so", "trang"}
    assert told["title"] == "Part of the question cannot be understood"
    assert told["status"] == 400


def test_a_unit_that_has_ended_names_its_successor() -> None:
    told = problem("/api/v1/observations?ranh_gioi=2025&tinh=26")
    assert told["status"] == 422
    (fault,) = told["errors"]
    assert (fault["reason"], fault["value"]) == ("merged", "26")
    assert "Phú Thọ (mã 25)" in fault["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/observations/",
        "/api/v1/exhibits/nothing",
        "/api/v2/observations",
    ],
)
def test_unknown_addresses_are_not_found(address: str) -> None:
    told = problem(address)
    assert (told["status"], told["type"]) == (404, "urn:khdash:problem:not-found")
    assert "/api/v1/openapi.json" in told["detail"]


def test_what_a_client_says_of_the_host_or_sends_in_a_path_breaks_nothing() -> None:
    assert ask("/api/v1/sources", host="[").status == 200
    told = ask("/api/v1/số liệu\udc80?x=\udc80".encode("utf-8", "replace").decode(), host="[")
    assert (told.status, told.headers["content-type"]) == (404, "application/problem+json")


def test_a_part_beyond_the_last_is_not_found() -> None:
    told = problem("/api/v1/sources?trang=2")
    assert (told["status"], told["detail"]) == (404, "Câu trả lời này chỉ có 1 phần.")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"])
@pytest.mark.parametrize("address", ["/api/v1/observations", "/api/v1/openapi.json", "/readyz"])
def test_nothing_is_written_here(address: str, method: str) -> None:
    assert problem(address, method)["status"] == 405
    assert ask(address, method).headers["allow"] == "GET, HEAD"


def test_a_store_that_cannot_be_read_keeps_its_place_to_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked() -> None:
        raise DatabaseLocked(path="/srv/secret.duckdb")

    monkeypatch.setattr(reader, "store", locked)
    for address in ("/api/v1/observations", "/readyz"):
        told = problem(address)
        assert told["status"] == 503
        assert "/srv" not in str(told)
        assert "/srv/secret.duckdb" in capsys.readouterr().err


def test_a_failure_of_our_own_is_a_problem_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(reader, "store", broken)
    told = problem("/api/v1/observations")
    assert told["status"] == 500
    assert "inside" not in str(told)
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["/api/v1/exhibits/a%0Ab", "/api/v1/%0A", "/api/a%0Ab"])
def test_a_broken_line_in_an_address_is_answered_too(address: str) -> None:
    assert problem(address)["status"] == 404


def test_when_many_wait_further_questions_are_refused_and_told_when_to_ask_again() -> None:
    begun, ends = [], Event()

    def slow(request: Request, words: Words) -> Response:
        begun.append(request)
        assert ends.wait(60)
        return Response("", 200)

    statuses: list[int] = []
    retry: list[bytes] = []

    async def one(door: Door) -> None:
        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
                retry.extend(value for key, value in message["headers"] if key == b"retry-after")

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
        await door(scope, None, send)  # type: ignore[arg-type]

    async def everybody() -> None:
        door = Door(slow, 2)
        asked = [asyncio.create_task(one(door)) for _ in range(2 + MOST_WAITING + 3)]
        while len(statuses) < 3:
            await asyncio.sleep(0.01)
        assert statuses == [429, 429, 429]
        assert len(begun) <= 2
        ends.set()
        await asyncio.gather(*asked)

    asyncio.run(everybody())
    assert retry == [b"5", b"5", b"5"]
    assert statuses[3:] == [200] * (2 + MOST_WAITING)
