"""The shared filters: one choice for all pages, in the link, taken off one by one or at once."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.web.shell.filters import OPENED
from tests.shell import Open, headings_on, turn_to

from .conftest import address, query, widget


def chips(app: AppTest) -> list[str]:
    return [button.label for button in app.button if str(button.key).startswith("chip_")]


def warnings(app: AppTest) -> str:
    return "\n".join(warning.value for warning in app.warning)


def test_a_province_chosen_on_one_page_is_chosen_on_the_next_and_in_the_link(
    open_app: Open,
) -> None:
    app = open_app()
    widget(app, "tinh").set_value(["01", "33"]).run()
    assert query(app) == {"tinh": ["01", "33"]}
    for page in ("pages/quy.py", "pages/phuong_phap.py", "pages/hoi_vien.py"):
        turn_to(app, page)
        assert not app.exception
        assert query(app) == {"tinh": ["01", "33"]}
    assert widget(app, "tinh").value == ["01", "33"]


def test_the_first_headline_follows_the_filters(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py")
    before = headings_on(app)[0]
    widget(app, "tinh").set_value(["37"]).run()
    assert headings_on(app)[0] != before
    assert "Ninh Bình" in headings_on(app)[0]


def test_only_what_differs_from_the_default_stands_in_the_link(open_app: Open) -> None:
    app = open_app()
    assert query(app) == {}
    widget(app, "sai_so").set_value(5).run()
    widget(app, "nam").set_range(2012, 2020).run()
    assert query(app) == {"sai_so": ["5"], "nam": ["2012", "2020"]}
    widget(app, "sai_so").set_value(4).run()
    assert query(app) == {"nam": ["2012", "2020"]}


def test_every_link_states_the_tolerance_so_that_a_later_figure_does_not_change_it(
    open_app: Open,
) -> None:
    # Of eight members Hà Nội, Bắc Ninh (2024), Vĩnh Phúc (2023), Thái Bình and Ninh Bình (2020)
    # have a count within four years of 2024: five eighths.
    app = open_app()
    assert address(app) == {"sai_so": ["4"]}
    widget(app, "ranh_gioi").set_value("2025").run()
    assert address(app) == {"ranh_gioi": ["2025"], "sai_so": ["5"]}


def test_a_period_that_moves_says_the_years_it_stands_for_now(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py", nam="latest-5")
    assert widget(app, "nam").value == (2020, 2024)
    assert chips(app) == ["5 năm gần nhất: 2020–2024"]
    assert query(app) == {"nam": ["latest-5"]}
    widget(app, "gan_nhat").set_value(1).run()
    assert (chips(app), query(app)) == (["năm mới nhất: 2024"], {"nam": ["latest"]})
    widget(app, "nam").set_range(2012, 2020).run()
    assert (chips(app), query(app)) == (["2012–2020"], {"nam": ["2012", "2020"]})
    assert not app.warning


def test_taking_off_a_period_that_moves_shows_the_usual_years(open_app: Open) -> None:
    app = open_app(nam="latest-7")
    assert chips(app) == ["7 năm gần nhất: 2018–2024"]
    widget(app, "chip_nam").click().run()
    assert (chips(app), query(app)) == ([], {})


def test_a_link_opens_the_view_that_it_names(open_app: Open) -> None:
    app = open_app(tinh=["01", "36"], nam=["2012", "2022"], sai_so="0", lang="en")
    assert widget(app, "tinh").value == ["01", "36"]
    assert widget(app, "nam").value == (2012, 2022)
    assert chips(app) == ["2012–2022", "that year only"]
    assert query(app) == {
        "tinh": ["01", "36"],
        "nam": ["2012", "2022"],
        "sai_so": ["0"],
        "lang": ["en"],
    }
    assert not app.warning


def test_one_button_clears_every_filter_and_leaves_the_language(open_app: Open) -> None:
    app = open_app(
        tinh=["24"], ranh_gioi="2025", nam=["2012", "2022"], sai_so="0", mau_so="all", lang="en"
    )
    widget(app, "bo_loc_tat_ca").click().run()
    assert not app.exception
    assert query(app) == {"lang": ["en"]}
    assert chips(app) == []


def test_a_chip_takes_off_its_own_filter_only(open_app: Open) -> None:
    app = open_app(tinh=["01", "33"], sai_so="5", nam=["2012", "2022"])
    widget(app, "chip_nam").click().run()
    assert query(app) == {"tinh": ["01", "33"], "sai_so": ["5"]}


def test_a_change_of_boundaries_carries_the_provinces_over(open_app: Open) -> None:
    app = open_app("pages/ho_so_tinh.py", tinh=["34", "01"], ho_so="36")
    widget(app, "ranh_gioi").set_value("2025").run()
    assert not app.exception
    assert query(app) == {"tinh": ["33", "01"], "ranh_gioi": ["2025"], "ho_so": ["37"]}


def test_what_a_link_names_wrongly_is_said_and_the_rest_is_followed(open_app: Open) -> None:
    app = open_app(tinh=["34", "01"], ranh_gioi="2025", xyz="1")
    assert "thuộc Hưng Yên (mã 33)" in warnings(app)
    assert "«xyz»" in warnings(app)
    assert query(app) == {"tinh": ["01"], "ranh_gioi": ["2025"]}
    widget(app, "da_ro").click().run()
    assert not app.warning


def test_the_language_of_a_link_is_that_of_every_text_and_stays(
    open_app: Open,
) -> None:
    app = open_app("pages/hoi_vien.py", lang="en", tinh=["01"])
    assert app.title[0].value == "Members and organisation"
    assert query(app) == {"lang": ["en"], "tinh": ["01"]}
    app.session_state["tinh"] = []
    turn_to(app.run(), "pages/quy.py")
    assert app.title[0].value == "Study promotion fund"
    assert query(app) == {"lang": ["en"]}
    app = open_app("pages/hoi_vien.py")
    assert app.title[0].value == "Hội viên và tổ chức"
    assert query(app) == {}


def test_a_choice_of_one_page_stands_in_the_link_of_that_page_only(open_app: Open) -> None:
    app = open_app("pages/mo_hinh_hoc_tap.py")
    widget(app, "danh_hieu").set_value("clan").run()
    assert query(app) == {"danh_hieu": ["clan"]}
    turn_to(app, "pages/quy.py")
    assert query(app) == {}
    turn_to(app, "pages/mo_hinh_hoc_tap.py")
    assert query(app) == {"danh_hieu": ["clan"]}


def test_the_dictionary_finds_terms_without_accents(open_app: Open) -> None:
    app = open_app("pages/phuong_phap.py")
    widget(app, "thuat_ngu").set_value("quy binh quan").run()
    assert not app.exception
    shown = [e.label for e in app.expander if e.label]
    assert shown == ["Quỹ khuyến học (1)"]
    widget(app, "thuat_ngu").set_value("khong co gi nhu vay").run()
    assert "Không có chỉ số nào khớp với «khong co gi nhu vay»." in [
        caption.value for caption in app.caption
    ]


def test_a_filter_moved_before_the_address_has_followed_is_not_lost(open_app: Open) -> None:
    app = open_app(tinh=["01"])
    stale = dict(app.query_params)
    widget(app, "nam").set_range(2011, 2024).run()
    app.query_params.clear()
    app.query_params.update(stale)
    widget(app, "nam").set_range(2012, 2024).run()
    assert widget(app, "nam").value == (2012, 2024)
    assert query(app) == {"tinh": ["01"], "nam": ["2012", "2024"]}


def test_another_link_in_the_same_window_is_followed(open_app: Open) -> None:
    app = open_app(tinh=["01"])
    app.query_params.clear()
    app.query_params["tinh"] = ["36"]
    app.run()
    assert widget(app, "tinh").value == ["36"]


def test_provinces_alike_to_the_one_that_stands_out_are_proposed_with_the_reason(
    open_app: Open,
) -> None:
    app = open_app("pages/hoi_vien.py")
    assert not any("Gợi ý" in one.value for one in app.caption)
    widget(app, "tieu_diem").set_value("34").run()
    [said] = [one.value for one in app.caption if "Gợi ý" in one.value]
    assert said == (
        "Gợi ý cho Thái Bình – quy mô dân số gần nhất: Nam Định;"
        " giáp ranh: Nam Định, Hưng Yên và Hà Nam."
    )
    options = widget(app, "so_voi").options
    first = next(i for i, text in enumerate(options) if text.startswith("Nam Định"))
    assert options[first] == "Nam Định · dân số gần nhất, giáp ranh"
    assert options[first + 1 : first + 3] == ["Hưng Yên · giáp ranh", "Hà Nam · giáp ranh"]
    widget(app, "so_voi").set_value("36").run()
    assert not app.exception
    assert "So với Nam Định" in chips(app)


def test_most_filters_are_not_sent_before_they_are_opened(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py", nam=["2015", "2020"])
    assert widget(app, "nam").value == (2015, 2020)
    app.session_state[OPENED] = False
    app.run()
    with pytest.raises(KeyError):
        widget(app, "nam")
    assert widget(app, "tinh").value == []  # It stands outside.
    assert query(app)["nam"] == ["2015", "2020"]
    app.session_state[OPENED] = True
    app.run()
    assert widget(app, "nam").value == (2015, 2020)
