"""A workbook with figures on several sheets: read, corrected, reviewed and written as one."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.draft import DraftFolder
from khdash.report.forms import rejected_csv, rejected_rows, rejected_xlsx
from khdash.web.common import reader
from khdash.web.upload.checking import check

from .conftest import Open, button, texts, turn_to, upload, write

NAME = "bao_cao_2024.xlsx"
Rows = tuple[tuple[str, ...], ...]
MEMBERS: Rows = (("Tỉnh", "Hội viên"), ("Hà Nội", "1.975.000"), ("Thái Bình", "45O.000"))
FUND: Rows = (
    ("Tỉnh", "Số dư quỹ (triệu đồng)"),
    ("Hà Nam", "12.650,5"),
    ("Hưng Yên", "3x.708,0"),
)


def workbook(year: str = "NĂM 2024", hidden: bool = True) -> bytes:
    """Two sheets with a title, a hidden one with figures and one with words alone."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, head, rows in (
        ("Hội viên", f"BIỂU HỘI VIÊN {year}", MEMBERS),
        ("Quỹ", f"BIỂU QUỸ KHUYẾN HỌC {year}", FUND),
    ):
        sheet = book.create_sheet(title)
        for row in ((head,), (), *rows):
            sheet.append(row)
    if hidden:
        draft = book.create_sheet("Nháp")
        draft.sheet_state = "hidden"
        for line in (("Tỉnh", "Năm", "Hội viên"), ("Hà Nội", "2023", "1.900.000")):
            draft.append(line)
        book.create_sheet("Ghi chú").append(("Số liệu do Ban Tổ chức tổng hợp",))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opened(open_page: Open, content: bytes | None = None) -> AppTest:
    return upload(open_page("nap_so_lieu"), content or workbook(), NAME)


def correct(app: AppTest, label: str, text: str) -> AppTest:
    return next(t for t in app.text_input if t.label == label).set_value(text).run()


def sheets(app: AppTest):  # type: ignore[no-untyped-def]
    return next(p for p in app.pills if p.label == "Trang tính được nạp")


def figure(unit: str, indicator: str, year: int = 2024) -> list[float]:
    current = reader.database().dataset().current
    own = current[
        (current["unit"] == unit) & (current["indicator"] == indicator) & (current["year"] == year)
    ]
    return [float(value) for value in own["value"]]


def review_of(app: AppTest) -> str:
    return str(app.table[-1].value.to_string()).replace("\N{NO-BREAK SPACE}", " ")


def test_every_visible_sheet_is_read_and_the_others_are_named(open_page: Open) -> None:
    app = opened(open_page)
    assert sheets(app).value == ["Hội viên", "Quỹ"]
    assert "Nháp (đang ẩn)" in sheets(app).options
    assert "Trang ẩn, không đọc: Nháp." in texts(app)
    assert "Trang không có số liệu: Ghi chú." in texts(app)
    assert "12.650,5" in review_of(app)
    assert "1.975.000" in review_of(app)


def test_cells_of_two_sheets_are_corrected_and_written_together(open_page: Open) -> None:
    app = opened(open_page)
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    correct(app, "Sửa ô B5, trang «Hội viên»", "450.000")
    correct(app, "Sửa ô B5, trang «Quỹ»", "37.708,0")
    assert "Trang «Quỹ», ô B5: «3x.708,0» → «37.708,0»" in texts(app)
    button(app, "Ghi vào số liệu").click().run()
    assert not app.exception
    assert figure("01", "members") == [1_975_000.0]
    assert figure("34", "members") == [450_000.0]
    assert figure("35", "fund_balance") == [12_650.5]
    assert figure("33", "fund_balance") == [37_708.0]
    made = reader.database().records("correction")
    told = made[["sheet", "cell", "text_before", "text_after"]].sort_values("sheet")
    assert told.values.tolist() == [
        ["Hội viên", "B5", "45O.000", "450.000"],
        ["Quỹ", "B5", "3x.708,0", "37.708,0"],
    ]


def test_a_batch_of_two_sheets_is_undone_and_redone_as_one(open_page: Open) -> None:
    app = turn_to(write(opened(open_page)), "nhat_ky")
    preview = app.table[2].value.to_string().replace("\N{NO-BREAK SPACE}", " ")
    assert "Hội viên khuyến học" in preview
    assert "Không còn số" in preview
    app.text_input(key="ly_do_2").set_value("gửi nhầm tệp").run()
    button(app, "Hoàn tác lần nạp số 2").click().run()
    assert figure("01", "members") == [1_953_233.0]
    assert figure("35", "fund_balance") == []
    app.text_input(key="ly_do_2").set_value("tệp đúng").run()
    button(app, "Khôi phục lần nạp số 2").click().run()
    assert figure("01", "members") == [1_975_000.0]
    assert figure("35", "fund_balance") == [12_650.5]


def test_a_sheet_may_be_left_out(open_page: Open) -> None:
    app = opened(open_page)
    sheets(app).unselect("Hội viên").run()
    assert "Trang không chọn: Hội viên, Ghi chú." in texts(app)
    assert "1.975.000" not in review_of(app)
    write(app)
    assert figure("01", "members") == [1_953_233.0]
    assert figure("35", "fund_balance") == [12_650.5]


def test_at_least_one_sheet_is_read(open_page: Open) -> None:
    app = opened(open_page)
    sheets(app).set_value([]).run()
    assert sheets(app).value == ["Hội viên", "Quỹ"]
    assert "1.975.000" in review_of(app)


def test_a_hidden_sheet_is_read_when_a_person_asks_for_it(open_page: Open) -> None:
    app = opened(open_page)
    sheets(app).set_value(["Nháp"]).run()
    assert not app.exception
    assert "1.900.000" in review_of(app)
    assert "Trang ẩn" not in texts(app)


def test_an_answer_about_a_column_is_for_its_own_sheet(open_page: Open) -> None:
    app = opened(open_page)
    table = next(p for p in app.pills if p.label == "Bảng" and p.key.startswith("bang_cot"))
    table.set_value("Quỹ#1").run()
    next(s for s in app.selectbox if s.label == "Cột cần đổi").set_value(1).run()
    next(s for s in app.selectbox if s.label == "Nghĩa").set_value("value:fund_raised").run()
    review = review_of(app)
    assert "Vận động" in review or "vận động" in review
    assert "Hội viên khuyến học" in review


def test_the_year_of_one_sheet_can_be_changed(open_page: Open) -> None:
    app = opened(open_page)
    table = next(p for p in app.pills if p.label == "Bảng" and p.key.startswith("bang_cot"))
    table.set_value("Quỹ#1").run()
    year = next(n for n in app.number_input if n.label == "Năm của cả bảng")
    assert year.value == 2024
    year.set_value(2023).run()
    write(app)
    assert figure("35", "fund_balance", 2023) == [12_650.5]
    assert figure("01", "members", 2024) == [1_975_000.0]


def test_two_tables_of_one_text_file_are_shown_one_at_a_time(open_page: Open) -> None:
    content = (
        "Tỉnh;Năm;Hội viên\nHà Nội;2024;1.975.000\nHà Nam;2024;210.000\n\n"
        "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;52.100,5\nHà Nam;2024;12.650,5\n"
    ).encode()
    app = upload(open_page("nap_so_lieu"), content, "hai_bang.csv")
    table = next(p for p in app.pills if p.label == "Bảng" and p.key.startswith("bang_cot"))
    assert table.options == ["Bảng 1", "Bảng 2"]
    table.set_value("#2").run()
    write(app)
    assert figure("01", "members") == [1_975_000.0]
    assert figure("35", "fund_balance") == [12_650.5]


def test_a_missing_year_is_asked_once_for_the_sheets_that_it_is_for(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"), workbook(year="", hidden=False), "bao_cao.xlsx")
    assert [n.label for n in app.number_input] == ["Năm của số liệu"]
    tables = next(p for p in app.pills if p.label == "Câu trả lời dùng cho")
    assert tables.value == ["Hội viên#1", "Quỹ#1"]
    tables.unselect("Quỹ#1").run()
    app.number_input[0].set_value(2024).run()
    asked = [n for n in app.number_input if n.label == "Năm của số liệu"]
    assert len(asked) == 1
    asked[0].set_value(2023).run()
    assert [n.label for n in app.number_input] == ["Năm của cả bảng"]
    write(app)
    assert figure("01", "members", 2024) == [1_975_000.0]
    assert figure("35", "fund_balance", 2023) == [12_650.5]
    assert figure("35", "fund_balance", 2024) == []


def test_a_resumed_draft_keeps_the_corrections_of_every_sheet(open_page: Open) -> None:
    correct(opened(open_page), "Sửa ô B5, trang «Quỹ»", "37.708,0")
    again = open_page("nap_so_lieu")
    button(again, "Tiếp tục").click().run()
    assert "Trang «Quỹ», ô B5: «3x.708,0» → «37.708,0»" in texts(again)
    assert [c.label for c in again.checkbox if c.label.startswith("Bỏ qua")] == [
        "Bỏ qua 1 ô bị từ chối và ghi phần còn lại"
    ]


def test_the_rejected_rows_of_every_sheet_come_back_as_they_were(
    open_page: Open, home: Path
) -> None:
    correct(opened(open_page), "Sửa ô B5, trang «Quỹ»", "4x")
    draft = DraftFolder(home / "drafts").open_drafts()[0]
    rejected = rejected_rows(check(draft).report, "vi", draft.original_cells())
    book = openpyxl.load_workbook(io.BytesIO(rejected_xlsx(rejected)))
    assert book.sheetnames == ["Hội viên", "Quỹ"]
    assert [cell.value for cell in book["Quỹ"][2]][:2] == ["Hưng Yên", "3x.708,0"]
    assert "45O.000" in rejected_csv(rejected).decode("utf-8-sig")


@pytest.mark.parametrize("decisions", ['{"columns": {"1": {"colour": "red"}}}', '{"hue": 1}'])
def test_a_draft_with_decisions_of_another_time_says_why_it_does_not_open(
    open_page: Open, home: Path, decisions: str
) -> None:
    opened(open_page)
    file = next((home / "drafts").glob("*/draft.json"))
    stored = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**stored, "choices": json.loads(decisions)}), encoding="utf-8")
    app = open_page("nap_so_lieu")
    button(app, "Tiếp tục").click().run()
    assert not app.exception
    assert "các lựa chọn đã lưu không còn đọc được" in texts(app)
    button(app, "Bỏ bản nháp").click().run()
    assert list((home / "drafts").iterdir()) == []


def test_a_damaged_draft_is_counted_and_may_be_dropped(open_page: Open, home: Path) -> None:
    opened(open_page)
    next((home / "drafts").glob("*/draft.json")).write_text("{", encoding="utf-8")
    app = open_page("nap_so_lieu")
    assert "1 bản nháp không mở lại được" in app.warning[0].value
    button(app, "Bỏ các bản nháp hỏng").click().run()
    assert list((home / "drafts").iterdir()) == []
