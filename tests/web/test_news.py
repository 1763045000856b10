"""What is new since the last visit: the line that a browser asks for, the list of a link."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from khdash.model.actor import Actor
from khdash.store.database import Database
from khdash.web.common import reader
from khdash.web.common.page_registry import SLIDE
from khdash.web.news import route
from khdash.web.news.route import send_news
from tests.shell import headings_on, measured_on, tables_on
from tests.store.small import commit, figure
from tests.web.upload.conftest import Open, button, furnished_home, open_page, texts, turn_to

__all__ = ["furnished_home", "open_page"]

CHAIR = Actor("Trần Văn Chủ tịch", "web")


@pytest.fixture
def store(furnished_home: Path) -> Database:
    """The pages' own, with two figures of Nam Định and Hà Nội handed in as version 2."""
    found = reader.database()
    report = {"source_id": "s062", "as_of": "2024-12-31", "year": 2024}
    commit(found, figure(512_345, unit="36", **report), figure(1_975_000, unit="01", **report))
    return found


def ask(**query: object) -> tuple[int, dict[str, str]]:
    sent = send_news(
        Request({"type": "http", "headers": [], "query_string": urlencode(query).encode()})
    )
    return sent.status_code, json.loads(sent.body) if sent.status_code == 200 else {}


def listed(app: AppTest) -> bool:
    return any("Số mới và số thay đổi" in said for said in measured_on(app))


def test_the_line_tells_the_day_and_how_many(store: Database) -> None:
    seen = {"since": 1, "sign": store.sign_of(1), "until": 2}
    assert ask(**seen, seen="2026-05-03") == (
        200,
        {
            "line": "Từ lần xem trước (03/05/2026): 1 số mới, 1 số thay đổi",
            "sign": store.sign_of(2),
        },
    )
    _, english = ask(**seen, seen="2026-05-03", lang="en")
    assert english["line"] == "Since your last visit (3 May 2026): 1 new, 1 changed"
    assert ask(**seen, seen="<b>")[1]["line"] == "Từ lần xem trước: 1 số mới, 1 số thay đổi"


@pytest.mark.parametrize("sign", ["", "another home"])
def test_a_first_visit_and_a_mark_of_another_home_are_told_nothing(
    store: Database, sign: str
) -> None:
    assert ask(until=2) == (200, {"line": "", "sign": store.sign_of(2)})
    assert ask(since=1, sign=sign, until=2)[1]["line"] == ""
    assert ask(since=9, sign=store.sign_of(1), until=2)[1]["line"] == ""


def test_who_saw_this_version_is_told_nothing_and_an_unknown_one_is_not_found(
    store: Database,
) -> None:
    assert ask(since=2, sign=store.sign_of(2), until=2)[1]["line"] == ""
    for until in ("3", "0", "-1", "x", "99999999999"):
        assert ask(until=until)[0] == 404


def test_an_undo_counts_as_a_change_and_what_was_taken_back_unseen_does_not(
    store: Database,
) -> None:
    store.undo(2, CHAIR, "nhầm tệp")
    line = ask(since=2, sign=store.sign_of(2), until=3)[1]["line"]
    assert line == "Từ lần xem trước: 1 số thay đổi, 1 số không còn dùng"
    assert ask(since=1, sign=store.sign_of(1), until=3)[1]["line"] == ""


def test_a_link_lists_old_and_new_with_source_and_who(store: Database, open_page: Open) -> None:
    app = open_page("tong_quan", tu_lan="1")
    assert not app.exception
    assert listed(app)
    table = tables_on(app)[0]
    assert table["Tỉnh, thành phố"].tolist() == ["Hà Nội", "Nam Định"]
    assert table["Trước"].tolist() == ["1.953.233", "–"]
    assert table["Nay"].tolist() == ["1.975.000", "512.345"]
    assert app.query_params["tu_lan"] == "1"
    # Folded, and it stays so on other pages and back.
    app = button(app, "Thu gọn").click().run()
    assert not listed(app)
    assert "tu_lan" not in app.query_params
    app = turn_to(turn_to(app, "quy"), "tong_quan")
    assert not listed(app)


def test_an_ordinary_visit_asks_the_store_for_nothing(
    store: Database, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(Database, "changes", lambda *_: asked.append(1))
    app = open_page("tong_quan")
    assert not app.exception
    assert not listed(app)
    assert asked == []
    assert "tu_lan" not in app.query_params


@pytest.mark.parametrize("version", ["3", "0", "abc", "-1", "999999999999"])
def test_a_link_of_another_home_is_told_that_there_is_no_such_version(
    store: Database, open_page: Open, version: str
) -> None:
    app = open_page("tong_quan", tu_lan=version)
    assert not app.exception
    assert f"phiên bản số liệu «{version[:9]}»" in texts(app)
    assert "mới nhất là 2" in texts(app)


def test_seen_from_an_earlier_moment_only_what_was_known_then_is_listed(
    store: Database, open_page: Open
) -> None:
    app = open_page("tong_quan", tu_lan="1", biet_den="2020-01-01T00:00:00")
    assert not app.exception
    assert "Không có số nào thay đổi" in "".join(headings_on(app))


def test_what_is_presented_to_a_meeting_has_no_list(store: Database, open_page: Open) -> None:
    app = open_page("tong_quan", tu_lan="1", **{SLIDE.name: "1"})
    assert not app.exception
    assert not listed(app)


def test_the_examples_are_true() -> None:
    assert doctest.testmod(route).failed == 0
