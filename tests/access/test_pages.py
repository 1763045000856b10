"""Pages as people from elsewhere meet them: what is closed says why; leaving gives no rights."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.model.actor import Actor, Role
from khdash.store.access import Grant, grant
from khdash.store.places import here
from khdash.web.common import visitor
from khdash.web.common.arrival import Arrival
from tests.web.upload.conftest import Open, button, texts, upload

OFFICE = Actor("Chánh văn phòng", "command-line")


def comes(monkeypatch: pytest.MonkeyPatch, role: Role, own: frozenset[str] = frozenset()) -> None:
    """From now on a person of a role is at the page, named by a proxy."""
    grant(here().home, OFFICE, Grant("lan@hoi.vn", "Lan", role, own))
    monkeypatch.setattr(visitor, "arrival", lambda: Arrival("vouched", "10.0.0.4", "lan@hoi.vn"))


CLOSED = [
    ("nap_so_lieu", "«nạp tệp để kiểm tra»"),
    ("nhat_ky", "«ghi hoặc sửa số liệu»"),
    ("nhiem_vu", "«ghi tiến độ nhiệm vụ»"),
    ("chat_luong", "«khóa, mở khóa năm»"),
]


@pytest.mark.parametrize(("page", "what"), CLOSED)
def test_a_reader_is_told_why_a_page_takes_nothing(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, page: str, what: str
) -> None:
    comes(monkeypatch, Role.READER)
    app = open_page(page)
    assert not app.exception
    assert what in texts(app)
    assert not [one for one in app.text_input if one.key == "nguoi_nap"]


def test_a_steward_sees_why_a_file_of_another_province_is_not_written(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes(monkeypatch, Role.PROVINCES, frozenset({"34"}))
    app: AppTest = upload(open_page("nap_so_lieu"))
    for box in app.checkbox:
        if box.label.startswith("Bỏ qua"):
            box.check().run()
    assert button(app, "Ghi vào số liệu").disabled
    assert "Được giao: Thái Bình; không được giao: Hà Nội, Nam Định." in texts(app)


def test_a_name_is_not_for_anybody_else_to_type(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes(monkeypatch, Role.CLUSTER)
    app = open_page("nap_so_lieu")
    assert "Ghi dưới tên: Lan" in texts(app)


def test_whoever_left_is_not_the_person_at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def get_client(self, session_id: str) -> None:
            return None

    class Session:
        session_id = "a"

    monkeypatch.setattr(visitor.runtime, "get_instance", Gone)
    monkeypatch.setattr(visitor, "get_script_run_ctx", lambda **_: Session())
    assert visitor.arrival().way == "outside"
    monkeypatch.setattr(visitor, "get_script_run_ctx", lambda **_: None)
    assert visitor.arrival().way == "outside"
