"""So sánh and Chỉ tiêu: one selection in every view, one comparison on every page."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from khdash.web.comparing.compare import VIEW_NAMES
from tests.shell import Open, figures_on, headings_on, turn_to

from .conftest import query, widget

PAGE = "pages/so_sanh.py"


def headlines(app: AppTest) -> list[str]:
    return headings_on(app)


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_every_view_opens_on_the_same_selection(open_app: Open, view: str) -> None:
    two = ["members_population_rate", "learning_family_rate"]
    app = open_app(PAGE, xem=view, so_sanh=two, tinh=["01", "36"])
    assert not app.exception
    assert widget(app, "tinh").value == ["01", "36"]
    assert len(headlines(app)) == (1 if view == "hai_chi_so" else 2)


@pytest.mark.parametrize("view", ["thu_hang", "hai_nam"])
def test_a_chart_without_anything_in_it_is_a_sentence(open_app: Open, view: str) -> None:
    # Of 2012 and 2013 five provinces have no figure that a rank or a pair could be made of.
    app = open_app(PAGE, xem=view, so_sanh="scholarships_value", nam=["2012", "2013"])
    assert not app.exception
    assert headlines(app)
    assert not figures_on(app)


def test_the_form_of_the_figures_travels_in_the_link(open_app: Open) -> None:
    app = open_app(PAGE, xem="cot", nam=["2010", "2022"])
    plain = headlines(app)
    widget(app, "cach_tinh").set_value("per_head").run()
    assert query(app)["cach_tinh"] == ["per_head"]
    assert headlines(app) != plain
    again = open_app(PAGE, **query(app))
    assert headlines(again) == headlines(app)


def test_a_form_chosen_for_comparing_does_not_change_the_other_pages(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py")
    as_reported = headlines(app)
    turn_to(app, PAGE)
    widget(app, "cach_tinh").set_value("per_head").run()
    turn_to(app, "pages/hoi_vien.py")
    assert headlines(app) == as_reported


def test_one_comparison_holds_on_every_page(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py", sai_so="5")
    widget(app, "so_voi").set_value("26").run()
    assert any("so với Vĩnh Phúc" in text for text in headlines(app))
    turn_to(app, PAGE)
    assert query(app)["so_voi"] == ["26"]
    widget(app, "xem").set_value("cot").run()
    assert any("so với Vĩnh Phúc" in text for text in headlines(app))


def test_the_province_in_focus_follows_a_change_of_boundaries(open_app: Open) -> None:
    app = open_app(PAGE, tieu_diem="26")
    widget(app, "ranh_gioi").set_value("2025").run()
    # Vĩnh Phúc became part of Phú Thọ.
    assert query(app)["tieu_diem"] == ["25"]


def test_a_province_outside_the_cluster_cannot_be_in_focus(open_app: Open) -> None:
    app = open_app(PAGE, tieu_diem="22")
    assert "tieu_diem" not in query(app)
    assert "Quảng Ninh" in "\n".join(warning.value for warning in app.warning)


def test_a_row_of_the_table_puts_its_province_in_focus(open_app: Open) -> None:
    app = open_app(PAGE, xem="bang")
    table = widget(app, "bang_bang_members")
    assert table.value["Tỉnh, thành phố"].iloc[0] == "Hà Nội"
    years = list(table.value.columns[1:])
    assert years == sorted(years, reverse=True)
    assert len(years) > 5
    looks = json.loads(table.proto.columns)
    widths = {name: looks[name]["width"] for name in table.value.columns}
    cut = [
        name
        for name, cells in table.value.items()
        if widths[name] < 7 * max(len(name), *map(len, cells))
    ]
    assert not cut


def test_only_own_targets_are_judged_until_the_reader_asks_for_the_national_ones(
    open_app: Open,
) -> None:
    app = open_app("pages/chi_tieu.py")
    assert not app.exception
    assert headlines(app)[0].startswith("Trong 31 chỉ tiêu: 2 đã đạt")
    widget(app, "_chi_tieu").set_value(True).run()
    assert query(app)["chi_tieu"] == ["national"]
    assert headlines(app)[0].startswith("Trong 193 chỉ tiêu")


def test_a_province_without_a_column_of_the_board_is_named_with_the_reason(open_app: Open) -> None:
    app = open_app("pages/chi_tieu.py")
    # Bắc Ninh has two targets and no figure for either, four provinces have no target.
    told = "Chưa chỉ tiêu nào có số để xét: Bắc Ninh. Chưa có chỉ tiêu riêng: Vĩnh Phúc, Thái Bình,"
    assert any(caption.value.startswith(told) for caption in app.caption)


def test_a_map_is_parted_as_chosen_and_the_course_of_the_focus_stands_beside_it(
    open_app: Open,
) -> None:
    app = open_app("pages/so_sanh.py", so_sanh="members_population_rate", xem="ban_do")
    assert not app.exception
    widget(app, "cach_chia").set_value("natural").run()
    assert query(app)["cach_chia"] == ["natural"]
    before = len(figures_on(app))
    widget(app, "tieu_diem").set_value("37").run()
    assert not app.exception
    assert len(figures_on(app)) == before + 1
    widget(app, "xem").set_value("ban_do_nam").run()
    assert not app.exception
    widget(app, "xem").set_value("cot").run()
    assert "cach_chia" not in {one.key for one in app.selectbox}


def test_a_map_of_bubbles_offers_no_classes(open_app: Open) -> None:
    app = open_app("pages/so_sanh.py", so_sanh="members", xem="ban_do")
    assert "cach_chia" not in {one.key for one in app.selectbox}


def test_a_sum_over_the_period_is_drawn_as_bars_whatever_view_of_years_was_chosen(
    open_app: Open,
) -> None:
    app = open_app(
        "pages/so_sanh.py", so_sanh="scholarships_awarded", cach_tinh="sum", nam=["2012", "2024"]
    )
    assert not app.exception
    assert "cộng 2012–2024" in " ".join(headings_on(app))
    assert list(widget(app, "cach_tinh").options) == [
        "Như công bố", "Theo dân số", "Tỷ trọng", "Gốc = 100", "Cộng giai đoạn", "Bình quân 3 năm",
    ]  # fmt: skip
    widget(app, "so_sanh").set_value(["members_population_rate"]).run()
    assert "Tỷ trọng" not in widget(app, "cach_tinh").options
