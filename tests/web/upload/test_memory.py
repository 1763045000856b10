"""Nạp số liệu: what was decided for a form is offered for the next file on it, and can be
forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from khdash.model.actor import Actor
from khdash.store import moment
from khdash.web.common import reader

from .conftest import Open, button, texts, turn_to, upload, write

HEAD = "Tỉnh;Năm;SL HV\n"
MEMBERS_2024 = f"{HEAD}Hà Nam;2024;101.000\nHà Nôj;2024;1.960.000\n".encode()
MEMBERS_2023 = f"{HEAD}Hà Nam;2023;99.500\nHà Nôj;2023;1.955.000\n".encode()
SECRETARY = Actor("Thư ký Hội", "web")
OFFER = "Đọc tệp này theo đó"


def labels(app: Any) -> list[str]:
    return [b.label for b in app.button]


@pytest.fixture
def taught(open_page: Open) -> Any:
    """The page after a file whose column and whose misspelt province were explained."""
    app = upload(open_page("nap_so_lieu"), MEMBERS_2024)
    assert OFFER not in labels(app)
    next(s for s in app.selectbox if "Chọn một" in s.label).set_value("members").run()
    next(t for t in app.text_input if t.label == "Sửa ô A3").set_value("Hà Nội").run()
    return write(app)


def told(batch: int = 2) -> str:
    return f"Đã nhớ từ lần nạp số {batch}, {moment.now():%d/%m/%Y}"


def test_what_was_decided_is_offered_in_words_and_read_only_when_said_so(taught: Any) -> None:
    app = upload(taught, MEMBERS_2023, "nam_truoc.csv")
    assert told() in texts(app)
    assert "cột «SL HV» là Hội viên khuyến học" in texts(app)
    assert "Còn 1 câu hỏi chưa trả lời" in texts(app)
    button(app, OFFER).click().run()
    assert not app.exception
    assert "Đang đọc theo điều đã nhớ từ lần nạp số 2" in texts(app)
    assert "«Hà Nôj» là Hà Nội" in texts(app)
    assert OFFER not in labels(app)
    write(app)
    own = reader.database().dataset().current
    own = own[(own["indicator"] == "members") & (own["year"] == 2023)].set_index("unit")
    assert own.loc["35", "value"] == 99_500.0
    assert own.loc["01", "value"] == 1_955_000.0


def test_what_was_taken_over_can_be_given_up_again(taught: Any) -> None:
    app = upload(taught, MEMBERS_2023, "nam_truoc.csv")
    button(app, OFFER).click().run()
    button(app, "Thôi dùng điều đã nhớ").click().run()
    assert "Còn 1 câu hỏi chưa trả lời" in texts(app)
    assert OFFER in labels(app)


def test_an_answer_by_hand_takes_the_place_of_the_offer(taught: Any) -> None:
    app = upload(taught, MEMBERS_2023, "nam_truoc.csv")
    next(s for s in app.selectbox if "Chọn một" in s.label).set_value("members_new").run()
    assert "cột «SL HV» là" not in texts(app)


def test_an_undone_batch_teaches_nothing(taught: Any) -> None:
    reader.database().undo(2, SECRETARY, "nhầm")
    app = upload(taught, MEMBERS_2023, "nam_truoc.csv")
    assert OFFER not in labels(app)


def test_forgetting_is_a_batch_that_can_be_undone(taught: Any) -> None:
    app = upload(taught, MEMBERS_2023, "nam_truoc.csv")
    button(app, "Quên").click().run()
    assert OFFER not in labels(app)
    last = reader.database().history().iloc[0]
    assert (last["batch_id"], last["channel"]) == (3, "decision")
    assert last["note"] == "Quên cách đọc đã nhớ từ lần nạp số 2"
    journal = turn_to(app, "nhat_ky")
    assert not journal.exception
    reader.database().undo(3, SECRETARY, "vẫn cần")
    assert OFFER in labels(turn_to(journal, "nap_so_lieu"))


def test_the_journal_says_what_a_batch_taught_and_forgets_it(taught: Any) -> None:
    app = turn_to(taught, "nhat_ky")
    app.selectbox(key="lan_nap").set_value(2).run()
    assert "Đang nhớ cho các tệp sau cùng mẫu (2)" in [e.label for e in app.expander]
    assert "- cột «SL HV» là Hội viên khuyến học\n- «Hà Nôj» là Hà Nội" in texts(app)
    button(app, "Quên").click().run()
    assert not app.exception
    assert reader.database().taught().empty
