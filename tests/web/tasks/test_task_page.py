"""Nhiệm vụ trọng tâm: a state is entered or uploaded, the board shows it, an undo takes it back."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.web.common import reader
from khdash.web.common.card.drawer import OPENED
from tests.shell import headings_on
from tests.web.upload.conftest import Open, button, texts, turn_to

FORM = (
    "Mã việc;Mã tỉnh;Tình trạng;Ngày;Minh chứng;Ghi chú\n"
    "cum3-2022.1.a;34;đã xong;15/11/2022;https://example.org/dai-hoi;\n"
    "cum3-2022.6;34;đang làm;01/12/2022;;\n"
    "cum3-2022.7;34;xong;01/12/2022;;\n"
).encode()


def page(open_page: Open, **query: str) -> AppTest:
    app = open_page("nhiem_vu", **query)
    assert not app.exception
    return app


def cells(app: AppTest) -> str:
    """What the first table says, with plain spaces."""
    return str(app.table[0].value.to_string()).replace("\N{NO-BREAK SPACE}", " ")


def enter(app: AppTest, state: str = "done", **fields: str) -> AppTest:
    """Fill in the form for the first item of the first province and send it."""
    app.radio(key="ghi_tinh_trang").set_value(state)
    app.date_input(key="ghi_ngay").set_value(date(2022, 11, 15))
    for key in ("ghi_da_xong", "ghi_tong_so"):
        if key in fields:
            app.number_input(key=key).set_value(int(fields[key]))
    app.text_input(key="ghi_lien_ket").set_value(fields.get("link", "https://example.org/bc"))
    name = next(t for t in app.text_input if t.label == "Họ tên người thực hiện")
    name.set_value(fields.get("name", "Thư ký Hội"))
    return button(app, "Ghi tình trạng").click().run()


def test_a_state_entered_stands_on_the_board_until_it_is_undone(open_page: Open) -> None:
    app = page(open_page)
    assert headings_on(app)[0].startswith("Chưa có báo cáo nào cho 152 mục")
    assert "đã xong" not in cells(app)
    enter(app)
    assert "Đã ghi 1 tình trạng vào kho, lần nạp số 2." in texts(app)
    assert "1 đã xong, 151 chưa có báo cáo" in headings_on(app)[0]
    # One of the three congresses of the first task.
    assert "đang làm" in cells(app)
    assert "1/3 15/11/2022 [↗](<https://example.org/bc>)" in cells(app)
    turn_to(app, "nhat_ky")
    assert any(e.label == "Các tình trạng nhiệm vụ đã ghi (1)" for e in app.expander)
    app.text_input(key="ly_do_2").set_value("nhầm tỉnh").run()
    button(app, "Hoàn tác lần nạp số 2").click().run()
    turn_to(app, "nhiem_vu")
    assert headings_on(app)[0].startswith("Chưa có báo cáo nào cho 152 mục")
    assert "1/3" not in cells(app)


def test_how_much_is_done_of_how_much_stands_beside_the_state(open_page: Open) -> None:
    app = enter(page(open_page), "in_progress", ghi_da_xong="8", ghi_tong_so="10")
    assert not app.exception
    row = reader.dataset().task_statuses.iloc[0]
    assert (row["done"], row["total"]) == (8, 10)
    app = page(open_page, xem_viec="tinh", tinh_viec=row["unit"])
    assert "**8/10**" in cells(app)
    # Another count is another state; the same one is not written again.
    app = enter(page(open_page), "in_progress", ghi_da_xong="8", ghi_tong_so="10")
    assert "Không có gì thay đổi" in texts(app)
    app = enter(page(open_page), "in_progress", ghi_da_xong="9", ghi_tong_so="10")
    assert reader.dataset().task_statuses.iloc[-1]["done"] == 9


def test_a_count_that_contradicts_the_state_is_refused(open_page: Open) -> None:
    app = enter(page(open_page), "done", ghi_da_xong="8", ghi_tong_so="10")
    assert "còn ít hơn tổng số" in texts(app)
    assert reader.database().version() == 1


def test_counts_of_a_file_are_reviewed_and_written(open_page: Open) -> None:
    content = (
        "Mã việc;Mã tỉnh;Tình trạng;Ngày;Đã xong;Trên tổng số\n"
        "cum3-2022.1.a;34;đang làm;15/11/2022;8;10\n"
    )
    app = page(open_page)
    app.file_uploader[0].upload("nhiem_vu.csv", content.encode(), "text/csv")
    app.run()
    review = app.table[-1].value.to_string().replace("\N{NO-BREAK SPACE}", " ")
    assert "8/10" in review
    names = [t for t in app.text_input if t.label == "Họ tên người thực hiện"]
    names[-1].set_value("Văn phòng Hội")
    button(app, "Ghi 1 tình trạng vào kho").click().run()
    row = reader.dataset().task_statuses.iloc[0]
    assert (row["done"], row["total"]) == (8, 10)


def test_the_same_state_again_is_not_written_again(open_page: Open) -> None:
    app = enter(page(open_page))
    enter(app)
    assert "Không có gì thay đổi" in texts(app)
    assert reader.database().version() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"link": "javascript:alert(1)"}, "Chỉ nhận địa chỉ bắt đầu bằng http:// hoặc https://"),
        ({"name": ""}, "Hãy ghi họ tên người thực hiện."),
    ],
)
def test_a_wrong_link_or_a_missing_name_writes_nothing_and_says_why(
    open_page: Open, fields: dict[str, str], sentence: str
) -> None:
    app = enter(page(open_page), **fields)
    assert sentence in texts(app) + "\n".join(w.value for w in app.warning)
    assert reader.database().version() == 1


def test_a_file_is_reviewed_row_by_row_and_written_as_one_batch(open_page: Open) -> None:
    app = page(open_page)
    app.file_uploader[0].upload("nhiem_vu.csv", FORM, "text/csv")
    app.run()
    assert "2 mới, 1 bị từ chối" in texts(app)
    assert "dòng 4, cột Tình trạng: giá trị «xong»" in texts(app)
    assert reader.database().version() == 1
    send = button(app, "Ghi 2 tình trạng vào kho")
    assert send.disabled
    app.checkbox(key="bo_qua_dong").check().run()
    names = [t for t in app.text_input if t.label == "Họ tên người thực hiện"]
    names[-1].set_value("Văn phòng Hội")
    button(app, "Ghi 2 tình trạng vào kho").click().run()
    assert not app.exception
    history = reader.database().history()
    assert history.iloc[0][["file_name", "committed_by", "live"]].tolist() == [
        "nhiem_vu.csv",
        "Văn phòng Hội",
        True,
    ]
    assert len(reader.dataset().task_statuses) == 2
    assert "https://example.org/dai-hoi" in cells(app)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["bang", "viec", "tinh", "han", "thang"])
def test_every_view_opens_in_either_language_from_its_link(
    open_page: Open, view: str, lang: str
) -> None:
    app = page(open_page, xem_viec=view, lang=lang)
    assert not app.error
    assert app.title[0].value == ("Priority tasks" if lang == "en" else "Nhiệm vụ trọng tâm")
    assert all(table.proto.alt.strip() for table in app.table)


def test_another_list_a_task_and_a_province_are_part_of_the_link(open_page: Open) -> None:
    app = page(open_page, danh_sach="hungyen-2018", xem_viec="viec", viec="hungyen-2018.2")
    assert app.subheader[0].value.startswith("2. Xây dựng các mô hình học tập")
    assert "2a. Gia đình học tập đạt 40 %" in "".join(app.table[0].value.columns).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    app = page(open_page, xem_viec="tinh", tinh_viec="34")
    assert headings_on(app)[0].startswith("Thái Bình: ")


def test_a_level_that_an_item_is_held_to_opens_its_card(open_page: Open) -> None:
    """Hưng Yên set 40 % of its families for 2018; nothing on the list of the cluster is a level."""
    app = page(open_page, danh_sach="hungyen-2018", xem_viec="viec", viec="hungyen-2018.2")
    level = next(b for b in app.button if b.key == "muc_viec_0")
    assert level.label.replace("\N{NO-BREAK SPACE}", " ") == "Hưng Yên: Tỷ lệ GĐHT 40 % (2018)"
    level.click()
    app.run()
    assert not app.exception
    assert app.session_state[OPENED].cards == (
        ShownTarget("33", "learning_family_rate", 2018, "33", 40.0, "", "unstated"),
    )
    assert not any(str(b.key).startswith("muc_viec_") for b in page(open_page).button)


def test_a_task_of_another_list_falls_back_to_the_first(open_page: Open) -> None:
    app = page(open_page, xem_viec="viec", viec="hungyen-2018.2")
    assert app.subheader[0].value.startswith("1. Hoàn thành đại hội")


def test_an_earlier_moment_shows_the_board_without_what_came_later(open_page: Open) -> None:
    enter(page(open_page))
    app = page(open_page, biet_den="2020-01-01T00:00:00")
    assert headings_on(app)[0].startswith("Chưa có báo cáo nào cho 152 mục")
