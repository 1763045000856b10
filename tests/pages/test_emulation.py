"""Thi đua: a change of the plan shows in the scores and in the link, and a link opens the plan."""

from __future__ import annotations

import base64
import io
import json
import zlib
from pathlib import Path

from docx import Document
from streamlit.testing.v1 import AppTest

from khdash.web.emulation.application import JOB
from tests.shell import Open, headings_on, said_by_pictures, turn_to

from .conftest import query, widget

PAGE = "pages/thi_dua.py"
FUND_WEIGHT = "_pa_trong_so_fund_per_head"


def scores(app: AppTest) -> str:
    """What the board says of every province: its score, or the scores that it may have."""
    return next(text for text in said_by_pictures(app) if " điểm" in text)


def edited(app: AppTest) -> AppTest:
    """The page with the parts open in which the plan is changed, and why nobody is ranked."""
    for part in ("_pa_sua", "_pa_thuong", "vi_sao_emulation_ranks"):
        app.session_state[part] = True
    return app.run()


def test_fields_of_the_plan_are_drawn_for_those_who_change_it(open_app: Open) -> None:
    app = open_app(PAGE)
    assert not [field for field in app.number_input if field.key.startswith("_pa_")]
    assert [field for field in edited(app).number_input if field.key.startswith("_pa_")]


def test_the_board_says_what_it_is_for_and_that_the_plan_is_an_example(open_app: Open) -> None:
    app = open_app(PAGE)
    assert "không thay cho bình xét" in app.info[0].value
    assert any(":blue-badge[Ví dụ]" in text.value for text in app.markdown)
    assert "phuong_an" not in query(app)


def test_a_changed_weight_changes_the_scores_and_the_link(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    before = scores(app)
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    assert not app.exception
    assert scores(app) != before
    assert query(app)["phuong_an"]
    assert not any(":blue-badge[Ví dụ]" in text.value for text in app.markdown)


def test_a_link_opens_the_plan_again(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    again = edited(open_app(PAGE, **query(app)))
    assert not again.error
    assert widget(again, FUND_WEIGHT).value == 120.0
    assert scores(again) == scores(app)


def test_the_plan_stays_on_the_way_over_another_page(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    changed = scores(app)
    turn_to(app, "pages/quy.py")
    assert scores(edited(turn_to(app, PAGE))) == changed


def test_a_change_is_taken_back(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    before = scores(app)
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    widget(app, "_pa_hoan_tac").click().run()
    assert scores(app) == before
    assert "phuong_an" not in query(app)


def test_a_criterion_is_removed_and_another_added(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    widget(app, "_pa_bo_fund_per_head").click().run()
    assert "6 tiêu chí và cách cho điểm" in headings_on(app)
    widget(app, "_pa_them_chi_so").set_value("scholarships_awarded").run()
    widget(app, "_pa_them").click().run()
    assert not app.exception
    assert "7 tiêu chí và cách cho điểm" in headings_on(app)
    assert widget(app, "_pa_trong_so_scholarships_awarded").value > 0


def test_goalposts_in_the_wrong_order_are_refused_in_words(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    before = scores(app)
    widget(app, "_pa_min_members_population_rate").set_value(90.0).run()
    assert "phải nhỏ hơn max" in app.warning[0].value
    assert scores(app) == before


def test_points_without_a_reason_are_not_given(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    give = next(button for button in app.button if button.label == "Ghi điểm")
    give.click().run()
    assert app.warning[0].value == "Điểm thưởng, điểm trừ phải ghi lý do."
    widget(app, "_pa_diem_ly_do").set_value("Hai sáng kiến")
    next(button for button in app.button if button.label == "Ghi điểm").click().run()
    assert not app.exception
    assert any("Hai sáng kiến" in text.value for text in app.markdown)


def test_a_bad_plan_in_a_link_says_what_is_wrong_and_shows_the_example(open_app: Open) -> None:
    wrong = {"criteria": [{"code": "memberz", "weight": 0, "normalisation": {"method": "rank"}}]}
    packed = zlib.compress(json.dumps(wrong).encode())
    app = open_app(PAGE, phuong_an=base64.urlsafe_b64encode(packed).decode().rstrip("="))
    assert not app.exception
    assert "weight: phải là số lớn hơn 0, đang là 0" in app.error[0].value
    assert "7 tiêu chí và cách cho điểm" in headings_on(app)
    widget(app, "_pa_bo_qua").click().run()
    assert not app.error


def test_a_plan_that_is_cut_off_says_so(open_app: Open) -> None:
    app = open_app(PAGE, phuong_an="eNq1kr1u2zA")
    assert "bị cắt hoặc bị sửa" in app.error[0].value


def test_a_saved_plan_is_opened_again(open_app: Open, shared_home: Path) -> None:
    app = edited(open_app(PAGE))
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    widget(app, "_pa_luu").click().run()
    (saved,) = (shared_home / "plans").glob("*.json")
    widget(app, "_pa_ve_vi_du").click().run()
    assert widget(app, FUND_WEIGHT).value == 20.0
    widget(app, "_pa_mo").set_value(saved.stem).run()
    assert widget(app, FUND_WEIGHT).value == 120.0


def test_the_application_of_a_province_follows_the_plan_on_the_page(open_app: Open) -> None:
    app = edited(open_app(PAGE))
    widget(app, FUND_WEIGHT).set_value(120.0).run()
    unit = next(one for one in app.selectbox if one.label == "Tỉnh đề nghị")
    unit.set_value("36").run()
    next(one for one in app.button if one.label == "Làm hồ sơ thi đua").click().run()
    job = app.session_state[JOB]
    job.wait(60)
    app.run()
    assert job.fault is None
    assert "Tải ho-so-thi-dua-nam-dinh-2024.docx" in [
        one.proto.label for one in app.get("download_button")
    ]
    document = Document(io.BytesIO(job.made.content))
    points = next(t for t in document.tables if t.rows[0].cells[0].text == "Tiêu chí")
    shares = {row.cells[0].text: row.cells[1].text for row in points.rows[2:]}
    # 120 of 25 + 10 + 15 + 10 + 10 + 10 + 120 = 200
    assert shares["Quỹ/người"] == "60\xa0%"
