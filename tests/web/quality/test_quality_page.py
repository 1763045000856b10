"""Chất lượng số liệu: findings, gaps with their forms, confirmations and locked years."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.exhibit.registry import build
from khdash.ingest.pipeline import import_file
from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.model.selection import Selection
from khdash.report.forms import build_form
from khdash.web.common import reader
from khdash.web.quality.gap_form import gaps_of, request_of
from tests.pages.conftest import query
from tests.shell import headings_on
from tests.web.upload.conftest import REPORT, Open, button, texts, turn_to, upload, write

REPEATED = "Lặp lại số của năm trước"


def said(app: AppTest) -> str:
    parts = [
        texts(app),
        *headings_on(app),
        *(str(w.value) for w in app.warning),
    ]
    return "\n".join(parts).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def fill(app: AppTest, form: str, label: str, value: str) -> None:
    """Type into one form of the page."""
    fields = [*app.text_input, *app.text_area]
    next(f for f in fields if f.label == label and f.form_id.startswith(form)).set_value(value)


@pytest.mark.parametrize(("lang", "title"), [("vi", "Chất lượng số liệu"), ("en", "Data quality")])
def test_the_page_opens_in_both_languages(open_page: Open, lang: str, title: str) -> None:
    app = open_page("chat_luong", lang=lang)
    assert not app.exception
    assert app.title[0].value == title
    assert all(frame.proto.alt for frame in app.dataframe)


def test_a_finding_prints_its_rule_n_bounds_and_value(open_page: Open, tmp_path: Path) -> None:
    # Chapters of Hưng Yên, of which nothing is published: 100, 105, 400, 110. The median of the
    # logarithms is sqrt(105 x 110) = 107.5; three times that is 322, a third 35.8.
    file = tmp_path / "chi_hoi.csv"
    lines = [f"Hưng Yên;{year};{n}" for year, n in ((2018, 100), (2019, 105), (2020, 400))]
    file.write_text("\n".join(["Tỉnh;Năm;Chi hội", *lines, "Hưng Yên;2021;110"]), "utf-8")
    import_file(file, reader.database(), Actor("Thư ký Hội", "web"))
    app = open_page("chat_luong", tinh="33")
    assert "Khác xa các năm của chính tỉnh" in said(app)
    assert (
        "400 nằm ngoài khoảng 36 đến 322 rút ra từ 4 số liền kề so sánh được của chính tỉnh."
        in said(app)
    )


def test_rule_and_severity_narrow_the_list_and_travel_in_the_link(open_page: Open) -> None:
    app = open_page("chat_luong", muc="warning")
    assert REPEATED in said(app)
    app.get_by_key("muc").set_value("error").run()
    assert query(app)["muc"] == ["error"]
    assert "Không còn điều nào chờ xem lại." in said(app)


def test_a_confirmed_finding_is_folded_and_comes_back_after_an_undo(open_page: Open) -> None:
    app = open_page("chat_luong", tinh="27")
    assert "1 điều cần xem lại ở 1 tỉnh, thành phố" in said(app)
    assert "đã xác nhận là đúng" not in said(app)
    button(app, "Xác nhận số này đúng").click().run()
    assert "Cần họ tên và lý do." in said(app)
    fill(app, "xac_nhan", "Họ tên người thực hiện", "Thư ký Hội")
    fill(app, "xac_nhan", "Vì sao số này đúng", "đã hỏi tỉnh")
    button(app, "Xác nhận số này đúng").click().run()
    assert "Không còn điều nào chờ xem lại; 1 điều đã xác nhận là đúng" in said(app)
    assert app.expander[0].label == "1 điều đã xác nhận là đúng"
    database = reader.database()
    batch = int(database.records("confirmation")["batch_id"].iloc[0])
    database.undo(batch, Actor("Thư ký Hội", "web"), "nhầm")
    assert "1 điều cần xem lại ở 1 tỉnh" in said(open_page("chat_luong", tinh="27"))


def test_a_gap_leads_to_a_form_for_exactly_that_figure(open_page: Open) -> None:
    app = open_page("chat_luong", nhom_so="members", chi_so_du="members", nam=["2023", "2024"])
    gap = "Hà Nam · Hội viên khuyến học · 2023"
    app.get_by_key("o_thieu").set_value(gap).run()
    assert not app.exception
    labels = [b.label for b in app.get("download_button")]
    assert "Tải biểu XLSX" in labels
    assert "Đủ" in app.dataframe[0].value.columns


def test_the_form_of_a_gap_has_one_cell_to_fill(open_page: Open) -> None:
    open_page("chat_luong")
    dataset = reader.database().dataset()
    shown = build("completeness", dataset, Selection(indicators=("members",)))
    gaps = gaps_of([cell for cell in shown.rows if cell["state"] == "gap"], Words("vi"))
    request = request_of(gaps["Hà Nam · Hội viên khuyến học · 2023"], "vi")
    form = build_form(dataset, request)
    assert [(line.unit.key, line.year, line.missing) for line in form.lines] == [
        ("35", 2023, (True,))
    ]
    assert [series.indicator for series in form.series] == ["members"]


def test_a_locked_year_is_shown_to_uploaders_and_let_in_with_a_reason(open_page: Open) -> None:
    app = open_page("chat_luong")
    app.get_by_key("khoa_nam_nam").set_value(2024)
    fill(app, "khoa_nam", "Họ tên người thực hiện", "Thư ký Hội")
    fill(app, "khoa_nam", "Lý do", "đã báo cáo")
    button(app, "Ghi vào nhật ký").click().run()
    assert reader.database().records("year_lock")["reason"].tolist() == ["đã báo cáo"]
    app = upload(turn_to(app, "nap_so_lieu"), REPORT)
    assert "Đã khóa: 2024 (mọi tỉnh)." in said(app)
    rejected = next(box for box in app.checkbox if "thuộc năm đã khóa" in box.label)
    app = rejected.check().run()
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    next(box for box in app.checkbox if box.label.startswith("Bỏ qua")).check().run()
    assert "Năm đã khóa: hãy ghi lý do vào ô ghi chú." in said(app)
    note = next(field for field in app.text_input if field.label == "Ghi chú cho lần nạp")
    note.set_value("số đính chính của tỉnh").run()
    app = write(app)
    assert "Đã ghi" in said(app)
    history = reader.database().history()
    assert "số đính chính của tỉnh" in history["note"].tolist()
