"""The page of rounds and the form by a link, from opening to the figure in use.

AppTest has no browser: the cookie that a link leaves there is put in its place; the journey of the
browser (tests/browser/test_round_journey.py) brings the real one.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.rounds.accepting import review_sent
from khdash.model.actor import Actor
from khdash.model.rounds import AskedCell, SentState
from khdash.store import moment
from khdash.store import rounds as steps
from khdash.store.database import Database
from khdash.store.public_address import VARIABLE
from khdash.web.common import reader
from khdash.web.upload.questions import LEAVE_OUT
from tests.shell import headings_on, open_shell

BOARD, FORM = "pages/dot_thu_thap.py", "pages/gui_so_lieu.py"
CLUSTER = Actor("Lan", "web")
TODAY = moment.now().date()
MEMBERS = "gui_1_34_34|2024||members||"


@pytest.fixture
def store(own: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The store of the application, with one round that asks Thái Bình for two figures."""
    monkeypatch.setenv("KHDASH_HOME", str(own))
    monkeypatch.delenv(VARIABLE, raising=False)
    reader.forget()
    found = reader.database()
    cells = (AskedCell("34", "members", 2024), AskedCell("34", "fund_balance", 2024))
    due = TODAY + timedelta(days=5)
    steps.open_round(found, CLUSTER, steps.RoundDraft("Số liệu năm 2024", "Cụm 3", due, cells))
    return found


def come_by(store: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """A link for Thái Bình, and the cookie that it leaves in the browser."""
    made = steps.make_links(store, CLUSTER, 1, ["34"], TODAY + timedelta(days=9))
    for place in ("seat", "sending"):
        monkeypatch.setattr(f"khdash.web.giving.{place}.secret", lambda: made["34"])
    return made["34"]


def said(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.error, *app.info, *app.success, *app.warning]
    return "\n".join(str(one.value) for one in parts).replace("\\", "")  # of Markdown


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


def test_a_province_fills_in_corrects_sends_and_is_accepted(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_by(store, monkeypatch)
    app = open_shell(FORM)
    assert not app.exception
    assert "Hội Khuyến học tỉnh Thái Bình: Cụm 3 đề nghị gửi số liệu năm 2024." in said(app)
    assert "còn 5 ngày" in said(app)
    app.text_input(key=MEMBERS).input("65O.000").run()
    assert "có chữ cái lẫn trong số" in said(app)
    app.text_input(key=MEMBERS).input("650.000").run()
    assert "có chữ cái lẫn trong số" not in said(app)
    again = open_shell(FORM)  # another device: the draft is on the server
    assert again.text_input(key=MEMBERS).value == "650.000"
    again = press(again, "Gửi Cụm")
    assert "Hãy ghi họ tên người gửi." in said(again)
    name = next(one for one in again.text_input if one.label == "Họ tên người gửi")
    name.input("Trần Thị Hoa")
    again = press(again, "Gửi Cụm")
    assert not again.exception
    assert "đang chờ Cụm nhận" in said(again)
    (sent,) = steps.read_rounds(store).sent
    assert (sent.by, sent.kind, sent.state) == (
        "Trần Thị Hoa (Thái Bình)",
        "form",
        SentState.WAITING,
    )
    board = open_shell(BOARD)
    assert not board.exception
    assert "1/1 tỉnh đã gửi, 1 bản chờ nhận." in said(board)
    board.text_input(key="nguoi_nap").input("Lê Thị Lan").run()
    board = press(board, "Nhận vào số liệu")
    assert not board.exception
    assert "Đã nhận, lần nạp số" in said(board)
    current = store.dataset().current
    own = current[(current["unit"] == "34") & (current["year"] == 2024)]
    assert own[own["indicator"] == "members"]["value"].tolist() == [650_000]
    assert "Cụm đã nhận bản gửi" in said(open_shell(FORM))


def test_what_is_given_back_comes_with_its_reason_and_what_was_typed(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_by(store, monkeypatch)
    app = open_shell(FORM)
    app.text_input(key=MEMBERS).input("65.000").run()
    next(one for one in app.text_input if one.label == "Họ tên người gửi").input("Hoa")
    press(app, "Gửi Cụm")
    board = open_shell(BOARD)
    board.text_input(key="nguoi_nap").input("Lê Thị Lan").run()
    board = press(board, "Trả lại tỉnh")
    assert "Cần ghi lý do" in said(board)
    (sent,) = steps.read_rounds(store).sent
    board.text_input(key=f"ly_do_{sent.number}").input("Thiếu một chữ số").run()
    board = press(board, "Trả lại tỉnh")
    assert "Đã trả lại" in said(board)
    assert "xin Hội xem lại: Thiếu một chữ số." in board.code[0].value
    form = open_shell(FORM)
    assert "Cụm trả lại bản gửi" in said(form)
    assert "Thiếu một chữ số" in said(form)
    assert form.text_input(key=MEMBERS).value == "65.000"


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ("revoked", "Liên kết này đã bị thu hồi."),
        ("undone", "Liên kết này không đúng hoặc không còn dùng."),
        ("closed", "Đợt này đã đóng, không nhận thêm."),
    ],
)
def test_a_link_that_is_over_says_why(
    store: Database, monkeypatch: pytest.MonkeyPatch, over: str, sentence: str
) -> None:
    come_by(store, monkeypatch)
    link = steps.read_rounds(store).links[0]
    if over == "revoked":
        steps.end_link(store, CLUSTER, link.code, "nhầm")
    elif over == "undone":
        store.undo(store.version(), CLUSTER)
    else:
        steps.close_round(store, CLUSTER, 1)
    app = open_shell(FORM)
    assert not app.exception
    assert sentence in said(app)
    assert all(one.disabled for one in app.text_input if (one.key or "").startswith("gui_"))


def test_a_link_is_asked_again_at_the_moment_of_sending(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_by(store, monkeypatch)
    app = open_shell(FORM)
    app.text_input(key=MEMBERS).input("650.000").run()
    next(one for one in app.text_input if one.label == "Họ tên người gửi").input("Hoa")
    steps.end_link(store, CLUSTER, steps.read_rounds(store).links[0].code, "nhầm")
    app = press(app, "Gửi Cụm")
    assert "Liên kết này đã bị thu hồi." in said(app)
    assert steps.read_rounds(store).sent == ()


UNCLEAR = "Chỉ tiêu;Số lượng\nTổng số hội viên;650.000\nSố người giỏi;1.200\n".encode()
"""It does not say whose figures these are, nor of which year; the last line is of no indicator."""


@pytest.mark.parametrize("page", [FORM, BOARD])
def test_what_the_reader_asks_of_a_file_is_answered_where_it_is_handed_in(
    store: Database, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    come_by(store, monkeypatch)
    app = open_shell(page)
    if page == FORM:
        app.segmented_control(key="gui_cach").set_value("file").run()
    else:
        app.text_input(key="nguoi_nap").input("Lê Thị Lan").run()
    app.file_uploader[0].upload("hoi-vien.csv", UNCLEAR, "text/csv")
    app.run()
    assert not app.exception
    assert not [one for one in app.button if one.label in ("Gửi Cụm", "Giữ tệp này, chờ nhận")]
    answer = {
        "file-unit": "34",
        "file-year": 2024,
        "label": LEAVE_OUT,
    }
    seen: set[str] = set()
    for _ in range(6):
        asked = [
            one
            for one in (*app.radio, *app.selectbox, *app.number_input)
            if str(one.key).startswith("tra_loi_")
        ]
        if not asked:
            break
        kind = str(asked[0].key).split("_")[3]
        if hasattr(asked[0], "options") and kind in ("file-unit", "unit"):
            assert "Hà Nội" not in asked[0].options
        seen.add(kind)
        asked[0].set_value(answer[kind]).run()
    assert not app.exception
    assert seen == set(answer)
    if page == FORM:
        next(one for one in app.text_input if one.label == "Họ tên người gửi").input("Hoa")
    app = press(app, "Gửi Cụm" if page == FORM else "Giữ tệp này, chờ nhận")
    assert not app.exception
    (sent,) = steps.read_rounds(store).sent
    found = review_sent(store, CLUSTER, sent.number)
    told = found.report.cells[found.report.cells["action"].isin(["new", "changed"])]
    assert told[["unit", "indicator", "year", "value"]].values.tolist() == [
        ["34", "members", 2024, 650_000]
    ]


@pytest.mark.parametrize("page", [FORM, BOARD])
def test_a_file_that_answers_nothing_is_not_handed_in(
    store: Database, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    come_by(store, monkeypatch)
    app = open_shell(page)
    if page == FORM:
        app.segmented_control(key="gui_cach").set_value("file").run()
    other = "Tỉnh;Năm;Số hội viên\nHà Nội;2024;650.000\n".encode()
    app.file_uploader[0].upload("khac.csv", other, "text/csv")
    app.run()
    assert not app.exception
    assert "Tệp này chưa có số nào của đợt." in said(app)
    assert not [one for one in app.button if one.label in ("Gửi Cụm", "Giữ tệp này, chờ nhận")]


def test_without_a_link_the_form_says_how_to_come(store: Database) -> None:
    app = open_shell(FORM)
    assert not app.exception
    assert "Trang này mở bằng liên kết riêng" in said(app)
    assert not [one for one in app.button if one.label == "Gửi Cụm"]


def test_without_a_public_address_the_board_makes_no_link_and_says_why(store: Database) -> None:
    app = open_shell(BOARD)
    assert not app.exception
    assert VARIABLE in said(app)
    assert not [one for one in app.button if "liên kết" in one.label]
    assert "Xin điền vào biểu mẫu gửi kèm" in app.code[0].value


def test_links_are_made_and_told_once(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "https://so-lieu.example.vn")
    app = open_shell(BOARD)
    app.text_input(key="nguoi_nap").input("Lê Thị Lan").run()
    app = press(app, "Tạo liên kết cho 1 tỉnh chưa có")
    assert not app.exception
    (link,) = steps.read_rounds(store).links
    text = app.code[0].value
    secret = text.partition("/gui/")[2].split()[0]
    assert steps.seat_of(steps.read_rounds(store), secret, TODAY)[1] == link
    assert "Địa chỉ chỉ hiện một lần" in said(open_shell(BOARD))
    assert "/gui/" not in "".join(one.value for one in open_shell(BOARD).code)


def test_a_round_is_opened_on_the_page(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHDASH_HOME", str(own))
    reader.forget()
    app = open_shell(BOARD)
    assert "Chưa mở đợt thu thập nào." in said(app)
    app.text_input(key="nguoi_nap").input("Lê Thị Lan").run()
    app = press(app, "Mở đợt")
    assert not app.exception
    rounds = steps.read_rounds(reader.database()).rounds
    assert len(rounds[1].units) == 8
    assert "0/8 tỉnh đã gửi, còn 14 ngày." in said(app)


def test_timeliness_stands_on_the_page_of_quality(store: Database) -> None:
    app = open_shell("pages/chat_luong.py")
    assert "Chưa có đợt thu thập nào đến hạn" in headings_on(app)
    asked = steps.read_rounds(store).rounds[1]
    steps.send(store, CLUSTER, steps.Sending(1, "34", asked.defined_in, "file", "a.csv", b"x"))
    steps.send(store, CLUSTER, steps.Sending(1, "34", asked.defined_in, "file", "a.csv", b"y"))
    hand_ins = store.dataset().hand_ins
    assert hand_ins is not None
    [only] = hand_ins.to_dict("records")
    first, second = steps.read_rounds(store).sent_by(1, "34")
    assert (only["unit"], only["sent_at"]) == ("34", pd.Timestamp(first.at))
    store.undo(first.number, CLUSTER, "nhầm")
    again = store.dataset().hand_ins
    assert again is not None
    assert again["sent_at"].tolist() == [pd.Timestamp(second.at)]
    app = open_shell("pages/chat_luong.py")
    assert not app.exception
    assert "Trong 1 lượt hỏi: 1 lượt gửi đúng hạn, 0 lượt trễ, 0 lượt chưa gửi" in headings_on(app)
