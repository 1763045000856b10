"""A steward's journey: upload, correct, write, see the chart change, undo, see it change back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.journey
NAME = "Thư ký Hội Khuyến học"


def office_file(folder: Path) -> Path:
    """A workbook as an office sends it: titles, numbering, total row, letters among digits."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for row in (
        ["HỘI KHUYẾN HỌC VIỆT NAM"],
        ["BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC KHUYẾN HỌC NĂM 2024"],
        [],
        ["TT", "Tỉnh, thành phố", "Tổng số hội viên"],
        [1, "TP. Hà Nội", "1.975.000"],
        [2, "Thái Bình", "65O.000"],
        ["", "Tổng cộng", "2.625.000"],
    ):
        sheet.append(row)
    fund = book.create_sheet("Quỹ")
    for row in (
        ["BIỂU QUỸ KHUYẾN HỌC NĂM 2024"],
        [],
        ["TT", "Tỉnh, thành phố", "Số dư quỹ (triệu đồng)"],
        [1, "Thái Bình", "24.5l6,5"],
    ):
        fund.append(row)
    path = folder / "bao_cao_2024.xlsx"
    book.save(path)
    return path


def members_of_hanoi(visitor: Visitor) -> str:
    """The words of the chart of members, which name the last figure of Hà Nội."""
    visitor.open_page("hoi-vien", tinh="01", nam=["2023", "2024"])
    return " ".join(visitor.page.get_by_test_id("stMain").inner_text().split())


def test_upload_correct_write_see_undo_and_see_it_back(steward: Visitor, tmp_path: Path) -> None:
    page = steward.page
    assert "1.975.000" not in members_of_hanoi(steward)

    steward.open_page("nap-so-lieu")
    fill(steward, "Họ tên người thực hiện", NAME)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(office_file(tmp_path))
    expect(page.get_by_role("heading", name="5. Ghi vào số liệu")).to_be_visible(timeout=90_000)
    steward.wait_for_app_run()
    expect(page.get_by_text("có chữ cái lẫn trong số")).to_have_count(2)
    expect(page.get_by_role("button", name="Ghi vào số liệu")).to_be_disabled()
    fill(steward, "Sửa ô C6, trang «Biểu 1»", "650.000")
    expect(page.get_by_text("«65O.000» → «650.000»")).to_be_visible()
    fill(steward, "Sửa ô C4, trang «Quỹ»", "24.516,5")
    expect(page.get_by_text("Trang «Quỹ», ô C4: «24.5l6,5» → «24.516,5»")).to_be_visible()
    write = page.get_by_role("button", name="Ghi vào số liệu: 2 mới, 1 thay đổi")
    expect(write).to_be_enabled()
    steward.click(write)
    expect(page.get_by_test_id("stAlert").get_by_text("lần nạp số 2")).to_be_visible()
    steward.expect_no_exception()
    assert "1.975.000" in members_of_hanoi(steward)

    steward.open_page("nhat-ky")
    fill(steward, "Họ tên người thực hiện", NAME)
    steward.click(page.get_by_text("Hoàn tác lần nạp này"))
    fill(steward, "Lý do", "gửi nhầm tệp")
    steward.click(page.get_by_role("button", name="Hoàn tác lần nạp số 2"))
    expect(page.get_by_text("Đã hoàn tác lần nạp số 2.")).to_be_visible()
    assert "1.975.000" not in members_of_hanoi(steward)
    steward.expect_local_requests_only()


def fill(visitor: Visitor, label: str, text: str) -> None:
    """Type into a field and leave it, then wait for what the application makes of it."""
    field = visitor.page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")
    visitor.wait_for_app_run()
