"""Nạp số liệu: nothing is written before the button, and the button says what it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.store.database import Database
from khdash.web.common import reader
from tests.shell import parts_on

from .conftest import REPORT, Open, button, texts, turn_to, upload, write


def store() -> Database:
    """The database that the page has open."""
    return reader.database()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_opens_and_reads_a_file_in_either_language(open_page: Open, lang: str) -> None:
    app = open_page("nap_so_lieu", lang=lang)
    assert app.title[0].value == ("Load data" if lang == "en" else "Nạp số liệu")
    upload(app)
    assert not app.exception
    assert len(parts_on(app)) == 5


def test_a_sentence_in_vietnamese_stands_above_the_uploader(open_page: Open) -> None:
    app = open_page("nap_so_lieu")
    assert "Kéo tệp vào khung dưới đây" in texts(app)


def test_uploading_correcting_and_reviewing_write_nothing(open_page: Open, home: Path) -> None:
    app = upload(open_page("nap_so_lieu"))
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    correct_c3(app)
    assert store().version() == 1
    assert not (home / "journal").exists()


def correct_c3(app, text: str = "450.000"):  # type: ignore[no-untyped-def]
    field = next(t for t in app.text_input if t.label == "Sửa ô C3")
    return field.set_value(text).run()


def test_the_review_shows_old_new_difference_and_percent(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    review = app.table[-1].value
    first = [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in review.iloc[0]]
    # 1.975.000 - 1.953.233 = 21.767; 21.767 / 1.953.233 = 1,114 %
    assert first == [
        "C2",
        "Hà Nội",
        "2024",
        "Hội viên khuyến học",
        "1.953.233",
        "1.975.000",
        "+21.767",
        "+1,1 %",
        "Thay đổi",
    ]


def test_beside_a_new_figure_stands_the_last_known_one_with_its_year(open_page: Open) -> None:
    """Thái Bình: at least 600,000 members in 2020, and nothing newer."""
    content = "Tỉnh;Năm;Số hội viên\nThái Bình;2024;612.345\n".encode()
    review = upload(open_page("nap_so_lieu"), content).table[-1].value
    row = [str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in review.iloc[0]]
    assert row[4:] == ["≥ 600.000 (2020)", "612.345", "–", "–", "Mới"]


FAULTLESS = "Không có lỗi hay cảnh báo nào."


def test_a_file_with_open_questions_is_not_called_faultless(open_page: Open) -> None:
    asked = "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;52.650\nHà Nam;2024;37.708\n".encode()
    assert FAULTLESS not in texts(upload(open_page("nap_so_lieu"), asked))
    clear = "Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.960.000\n".encode()
    assert FAULTLESS in texts(upload(open_page("nap_so_lieu"), clear))


def test_a_corrected_cell_is_checked_again_and_may_be_given_back(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    assert "«45O.000»" in texts(app)
    correct_c3(app)
    assert "Ô C3: «45O.000» → «450.000»" in texts(app)
    assert not [c for c in app.checkbox if c.label.startswith("Bỏ qua")]
    button(app, "Trả lại").click().run()
    assert [c.label for c in app.checkbox if c.label.startswith("Bỏ qua")] == [
        "Bỏ qua 1 ô bị từ chối và ghi phần còn lại"
    ]


def test_rejected_cells_are_left_out_only_when_said_so(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    assert button(app, "Ghi vào số liệu").disabled
    app.checkbox[-1].check().run()
    assert not button(app, "Ghi vào số liệu").disabled


def test_nobody_writes_without_a_name(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    app.checkbox[-1].check().run()
    assert button(app, "Ghi vào số liệu").disabled
    assert "Hãy ghi họ tên" in texts(app)


def test_a_commit_says_its_number_and_keeps_file_corrections_and_name(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()
    correct_c3(app)
    button(app, "Ghi vào số liệu").click().run()
    assert "lần nạp số 2: 5 số mới, 1 số thay đổi, 0 số giữ nguyên" in texts(app)
    batch = store().history().iloc[0]
    assert (batch["committed_by"], batch["file_name"]) == ("Thư ký Hội", "bao_cao_2024.csv")
    assert store().journal.kept_file(batch["file_sha256"]).read_bytes() == REPORT
    made = store().records("correction")
    assert made[["cell", "text_before", "text_after", "corrected_by"]].values.tolist() == [
        ["C3", "45O.000", "450.000", "Thư ký Hội"]
    ]


def test_the_same_file_again_says_so_and_cannot_be_written(open_page: Open) -> None:
    content = REPORT.replace(b"45O", b"450")
    app = write(upload(open_page("nap_so_lieu"), content))
    assert store().version() == 2
    upload(app, content)
    assert "Tệp này đã được nạp trước đây, lần nạp số 2." in texts(app)
    assert button(app, "Ghi vào số liệu").disabled
    assert store().version() == 2


def test_a_draft_is_resumed_in_a_new_session_with_its_corrections(open_page: Open) -> None:
    correct_c3(upload(open_page("nap_so_lieu")))
    again = open_page("nap_so_lieu")
    assert "bao\\_cao\\_2024.csv" in texts(again)
    button(again, "Tiếp tục").click().run()
    assert "«45O.000» → «450.000»" in texts(again)


def test_a_draft_that_is_given_up_is_gone(open_page: Open, home: Path) -> None:
    app = upload(open_page("nap_so_lieu"))
    button(app, "Bỏ tệp này").click().run()
    assert list((home / "drafts").iterdir()) == []
    assert not [h for h in parts_on(app) if h.startswith("1.")]


def test_an_ambiguous_column_is_asked_with_its_cells_and_both_readings(open_page: Open) -> None:
    content = "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nam;2024;12.650\nHưng Yên;2024;37.708\n".encode()
    app = upload(open_page("nap_so_lieu"), content)
    assert [r.options for r in app.radio] == [
        [
            "Dấu chấm ngăn hàng nghìn, dấu phẩy thập phân: "
            "C2 «12.650» = 12.650; C3 «37.708» = 37.708",
            "Dấu phẩy ngăn hàng nghìn, dấu chấm thập phân: "
            "C2 «12.650» = 12,650; C3 «37.708» = 37,708",
            "Không nạp cột này",
        ]
    ]
    assert "Còn 1 câu hỏi chưa trả lời" in texts(app)
    app.radio[0].set_value("vi").run()
    assert not app.radio
    write(app)
    figures = store().dataset().current
    own = figures[(figures["unit"] == "35") & (figures["indicator"] == "fund_balance")]
    assert own["value"].tolist() == [12_650.0]


def test_the_meaning_of_a_column_can_be_changed(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"), REPORT.replace(b"45O", b"450"))
    box = next(s for s in app.selectbox if s.label == "Cột cần đổi")
    box.set_value(3).run()
    next(s for s in app.selectbox if s.label == "Nghĩa").set_value("value:committees").run()
    assert "Ban khuyến học" in app.table[-1].value.to_string().replace("\N{NO-BREAK SPACE}", " ")


def test_an_unusable_file_gets_one_sentence_and_leaves_nothing(open_page: Open, home: Path) -> None:
    app = upload(open_page("nap_so_lieu"), b"PK\x03\x04 broken", "hong.xlsx")
    assert not app.exception
    assert len(app.error) == 1
    assert list((home / "drafts").iterdir()) == []


def test_a_commit_after_someone_else_wrote_asks_to_look_again(open_page: Open) -> None:
    content = REPORT.replace(b"45O", b"450")
    slow = upload(open_page("nap_so_lieu"), content)
    slow.text_input(key="nguoi_nap").set_value("Người chậm").run()
    other = "Tỉnh;Năm;Hội viên\nHà Nội;2024;1.960.000\n".encode()
    write(upload(open_page("nap_so_lieu"), other, "khac.csv"), "Người nhanh")
    button(slow, "Ghi vào số liệu").click().run()
    assert "vừa có người khác ghi" in texts(slow)
    assert store().version() == 2


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_a_form_is_offered_for_download(open_page: Open, layout: str) -> None:
    app = open_page("nap_so_lieu")
    app.radio(key="bieu_trinh_bay").set_value(layout).run()
    assert not app.exception
    assert "ô để điền" in texts(app)
    assert [b.label for b in app.get("download_button")] == [
        "Tải biểu XLSX",
        "Tải biểu CSV",
        "Tải bảng cộng XLSX",
    ]


def test_the_rejected_rows_are_offered_for_download(open_page: Open) -> None:
    app = upload(open_page("nap_so_lieu"))
    assert [b.label for b in app.get("download_button")] == ["XLSX", "CSV"]


def test_the_draft_stays_outside_the_journal(open_page: Open, home: Path) -> None:
    upload(open_page("nap_so_lieu"))
    assert len(list((home / "drafts").iterdir())) == 1
    assert not (home / "journal").exists()
    app = turn_to(open_page("nap_so_lieu"), "nhat_ky")
    assert not app.exception
