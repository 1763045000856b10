"""Tra cứu số liệu: search, list, card, decisions; each decision is signed and can be undone."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from khdash.model.actor import Actor
from khdash.web.common import reader
from tests.shell import feet_on, headings_on
from tests.web.upload.conftest import REPORT, Open, button, texts, turn_to, upload, write

FUND = "34.fund_balance.2014"
MEMBERS = "01.members.2024"


def shown(app: AppTest) -> pd.DataFrame:
    """The list of figures."""
    return app.dataframe[0].value


def card(app: AppTest) -> str:
    """Everything that the page and its card say."""
    tables = "\n".join(table.value.to_string() for table in app.table)
    metrics = "\n".join(f"{metric.label}: {metric.value}" for metric in app.metric)
    said = f"{texts(app)}\n{tables}\n{metrics}"
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def fund_in_use() -> float:
    current = reader.database().dataset().current
    asked = (current["unit"] == "34") & (current["indicator"] == "fund_balance")
    return float(current.loc[asked & (current["year"] == 2014), "value"].iloc[0])


def fill(app: AppTest, form: str, label: str, value: str) -> None:
    """Type into a field of a form whose button is about to be pressed."""
    fields = [*app.text_input, *app.text_area]
    next(f for f in fields if f.label == label and f.form_id == form).set_value(value)


def link(app: AppTest, name: str) -> str:
    """A parameter of the link, given once."""
    value = app.query_params[name]
    return value if isinstance(value, str) else " & ".join(value)


def officer() -> Actor:
    return Actor("Chánh văn phòng", "web")


def test_the_unit_of_a_value_is_said_once(open_page: Open) -> None:
    listed = shown(open_page("tra_cuu", tim="quy thai binh 2014"))
    money = listed[listed["measure"] == "Triệu đồng"]
    assert len(money)
    assert not money["value"].str.contains("đồng").any()
    rates = shown(open_page("tra_cuu", tim="ty le gia dinh hoc tap"))
    rates = rates[rates["measure"] == "Phần trăm"]
    assert len(rates)
    assert not rates["value"].str.contains("%").any()


@pytest.mark.parametrize(("lang", "count"), [("vi", "326 số liệu"), ("en", "326 figures")])
def test_the_page_lists_every_figure_of_the_cluster(open_page: Open, lang: str, count: str) -> None:
    app = open_page("tra_cuu", lang=lang)
    assert not app.exception
    assert headings_on(app)[0] == count
    assert len(shown(app)) == 25
    assert app.dataframe[0].proto.alt


def test_a_search_narrows_the_list_and_stands_in_the_link(open_page: Open) -> None:
    app = open_page("tra_cuu")
    app.text_input(key="tim").set_value("hoi vien ha noi 2024").run()
    assert "1.953.233" in list(shown(app)["value"])
    assert set(shown(app)["unit"]) == {"Hà Nội"}
    assert link(app, "tim") == "hoi vien ha noi 2024"
    again = open_page("tra_cuu", tim="hoi vien ha noi 2024")
    assert shown(again).equals(shown(app))


def test_the_shared_filters_hold_here_too(open_page: Open) -> None:
    app = open_page("tra_cuu", tinh="34")
    assert set(shown(app)["unit"]) == {"Thái Bình"}


def test_filters_of_the_page_travel_in_the_link(open_page: Open) -> None:
    app = open_page("tra_cuu", loc="kind.association confidence.high gì_đó")
    assert "Bỏ qua phần lọc không hiểu được: gì_đó." in card(app)
    app.get_by_key("tra_cuu_show").set_value(["disputed"]).run()
    assert link(app, "loc") == "kind.association confidence.high show.disputed"
    assert not app.exception


def test_what_lies_outside_the_shared_filters_is_one_click_away(open_page: Open) -> None:
    app = open_page("tra_cuu", tim="hai duong 2020")
    assert "ngoài đó có" in card(app)
    button(app, "Tìm trong mọi tỉnh, mọi năm").click().run()
    assert set(shown(app)["unit"]) == {"Hải Dương"}


def test_the_list_turns_its_pages(open_page: Open) -> None:
    app = open_page("tra_cuu")
    first = shown(app)
    (pages,) = app.get("pagination")
    key = re.search(r"trang_\d+", pages.proto.id)
    assert key is not None
    app.session_state[key[0]] = 2
    app.run()
    assert not shown(app).equals(first)


def test_a_figure_chosen_from_the_list_opens_its_card_and_its_link(open_page: Open) -> None:
    app = open_page("tra_cuu", tim="quỹ thái bình 2014")
    chooser = next(box for box in app.selectbox if box.label == "Mở thẻ số liệu")
    chooser.set_value(FUND).run()
    assert link(app, "so") == FUND
    assert "≥ 30.000 triệu đồng" in card(app)


def test_a_card_says_what_the_figure_means_and_where_it_is_from(open_page: Open) -> None:
    said = card(open_page("tra_cuu", so=FUND))
    for words in (
        "≥ 30.000 triệu đồng",
        "Tiền quỹ khuyến học còn lại",
        "số thật từ mức này trở lên",
        "baothaibinh.com.vn",
        "Dòng 236 của tệp observations.csv",
        "Thuộc số liệu công bố đi kèm chương trình",
    ):
        assert words in said


def test_a_card_says_which_criterion_decided_between_the_sources(open_page: Open) -> None:
    said = card(open_page("tra_cuu", so=FUND))
    assert "52.100 triệu đồng" in said
    assert "độ tin cậy của số đang dùng là vừa, của số kia là thấp" in said


def test_a_card_of_a_rate_says_of_what(open_page: Open) -> None:
    said = card(open_page("tra_cuu", so="01.learning_family_rate.2024.registered"))
    assert "89,06 %" in said
    assert "chỉ chia cho số đã đăng ký" in said


def test_a_card_of_an_unused_figure_leads_to_the_one_in_use(open_page: Open) -> None:
    app = open_page("tra_cuu", so="34.learning_family_rate.2020.unstated")
    assert "Vì sao số này không được dùng" in card(app)
    button(app, "Mở thẻ của số đang dùng").click().run()
    assert link(app, "so") == "34.learning_family_rate.2020.all"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("nonsense", "không chỉ đến số liệu nào"),
        ("99.members.2024", "không chỉ đến số liệu nào"),
        ("01.members.1990", "Trong kho không có số liệu này"),
        ("01.learning_family_rate.2024.wrong.x.y.z", "Trong kho không có số liệu này"),
        ("01.fund_per_head.2024", "số tính từ hai số liệu"),
    ],
)
def test_a_link_to_no_figure_says_so(open_page: Open, key: str, said: str) -> None:
    app = open_page("tra_cuu", so=key)
    assert not app.exception
    assert said in card(app)


def test_an_upload_shows_its_cell_and_who_wrote_it_and_the_past_is_still_known(
    open_page: Open,
) -> None:
    app = write(upload(open_page("nap_so_lieu"), REPORT.replace(b"45O", b"450")))
    app.query_params["so"] = MEMBERS
    turn_to(app, "tra_cuu")
    said = card(app)
    assert "1.975.000" in said
    assert "Tệp bao_cao_2024.csv" in said
    assert "ô C2" in said
    assert "Lần nạp số 2, Thư ký Hội ghi lúc" in said
    assert "báo cáo chính thức đứng trước báo chí" in said
    app.date_input[0].set_value(date(2026, 1, 1)).run()
    assert "Cuối ngày 01/01/2026: 1.953.233, lần nạp số 1." in card(app)


def test_an_undone_statement_stays_in_the_history_with_who_and_why(open_page: Open) -> None:
    app = write(upload(open_page("nap_so_lieu"), REPORT.replace(b"45O", b"450")))
    reader.database().undo(2, officer(), "gửi nhầm tệp")
    app.query_params["so"] = MEMBERS
    app = turn_to(app, "tra_cuu")
    said = card(app)
    assert "Lịch sử: 2 lần ghi" in said
    assert "đã hoàn tác" in said
    assert "gửi nhầm tệp" in said
    (history,) = [one.value for one in app.table if "Lần nạp" in one.value.columns]
    assert "Ô" not in history.columns, "the place stands with its source"
    assert all(cells.nunique() == 2 for _, cells in history.items()), "no column tells nothing"


def test_one_statement_has_no_column_without_a_word(open_page: Open) -> None:
    app = open_page("tra_cuu", so=MEMBERS)
    (history,) = [one.value for one in app.table if "Lần nạp" in one.value.columns]
    assert list(history.columns) == [
        "Giá trị", "Tình trạng", "Khi nào", "Nguồn", "Tính đến", "Lần nạp",
    ]  # fmt: skip


def test_a_rival_is_preferred_with_name_and_reason_and_the_choice_can_be_undone(
    open_page: Open,
) -> None:
    app = open_page("tra_cuu", so=FUND)
    button(app, "Dùng số này").click().run()
    assert [warning.value for warning in app.warning] == ["Cần họ tên và lý do."]
    assert fund_in_use() == 30_000
    fill(app, "chon_so_0", "Họ tên người thực hiện", "Lê Thị Mai")
    fill(app, "chon_so_0", "Lý do", "tỉnh xác nhận")
    button(app, "Dùng số này").click().run()
    assert fund_in_use() == 52_100
    said = card(app)
    assert "Lê Thị Mai đã chọn số đang dùng lúc" in said
    assert "lý do: tỉnh xác nhận" in said
    reader.database().undo(2, officer(), "chọn nhầm")
    assert fund_in_use() == 30_000


def test_a_figure_is_flagged_found_by_its_flag_answered_closed_and_undone(
    open_page: Open,
) -> None:
    app = open_page("tra_cuu", so=FUND)
    fill(app, "theo_doi", "Họ tên người thực hiện", "Lê Thị Mai")
    fill(app, "theo_doi", "Ý kiến", "hỏi lại tỉnh")
    button(app, "Ghi vào nhật ký").click().run()
    assert "Lê Thị Mai: cần theo dõi. hỏi lại tỉnh" in card(app)
    listed = open_page("tra_cuu", loc="show.open")
    assert headings_on(listed)[0] == "1 số liệu"
    assert list(shown(listed)["mark"]) == ["⚑≠"]
    fill(app, "theo_doi", "Ý kiến", "tỉnh đã trả lời")
    app.radio[0].set_value("closed")
    button(app, "Ghi vào nhật ký").click().run()
    assert "đã xong. tỉnh đã trả lời" in card(app)
    assert headings_on(open_page("tra_cuu", loc="show.open"))[0] == "0 số liệu"
    reader.database().undo(3, officer(), "đóng nhầm")
    assert headings_on(open_page("tra_cuu", loc="show.open"))[0] == "1 số liệu"


def test_the_list_and_the_whole_store_are_offered_as_files(open_page: Open) -> None:
    app = open_page("tra_cuu", tinh="34")
    (foot,) = feet_on(app)
    assert [file["label"] for file in foot["files"]] == ["CSV", "XLSX"]
    labels = [b.label for b in app.get("download_button")]
    assert labels == ["CSV: toàn bộ", "XLSX: toàn bộ"]


def test_other_pages_link_to_a_card_under_the_same_filters(furnished_home: Path) -> None:
    def page() -> None:
        import streamlit as st

        from khdash.exhibit.topics.lookup.key import FigureKey
        from khdash.web.common import reader
        from khdash.web.search.opening import link_to_figure, search_page

        reader.follow_link(search_page())
        st.json(link_to_figure(FigureKey("01", "members", 2024)))

    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["tinh"] = ["01"]
    app.run()
    assert not app.exception
    assert json.loads(app.json[0].value) == {"tinh": ["01"], "sai_so": ["4"], "so": [MEMBERS]}
