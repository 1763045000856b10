"""The form of a list of tasks: it comes back as it was filled in, and every wrong row is named."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from khdash.ingest.tasks.entry import Asked
from khdash.ingest.tasks.file import TaskFile, read_task_file
from khdash.model.catalogue import Catalogue
from khdash.report.task_form import form_csv, form_xlsx, task_form
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT

ASKED = Asked(
    {"cum3-2022.1.a": ("01", "33", "34"), "hungyen-2018.1.a": ("33",)}, date(2026, 11, 22)
)
HEADER = "Mã việc;Mục việc;Mã tỉnh;Tỉnh, thành phố;Tình trạng;Ngày;Minh chứng;Ghi chú\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "data")[1]


def board(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """(item, unit, state, day or '') as the exhibit task_board has them."""
    return pd.DataFrame(
        [
            {
                "item": item,
                "item_name": "1a. Đại hội cấp tỉnh",
                "unit": unit,
                "unit_name": {"01": "Hà Nội", "33": "Hưng Yên", "34": "Thái Bình"}[unit],
                "evidence": "person",
                "state": state,
                "state_date": pd.Timestamp(day) if day else pd.NaT,
                "done": 8 if state == "in_progress" else pd.NA,
                "total": 10 if state == "in_progress" else pd.NA,
                "evidence_url": "",
                "note": "=1+1" if state == "done" else "",
            }
            for item, unit, state, day in rows
        ]
    )


def read(text: str, catalogue: Catalogue, header: str = HEADER) -> TaskFile:
    return read_task_file((header + text).encode(), "nhiem_vu.csv", catalogue, ASKED)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("make", "name"), [(form_csv, "a.csv"), (form_xlsx, "a.xlsx")])
def test_the_form_comes_back_with_what_is_known_and_blank_rows_change_nothing(
    catalogue: Catalogue, make, name: str, lang: str
) -> None:  # type: ignore[no-untyped-def]
    form = task_form(
        board(
            ("cum3-2022.1.a", "01", "done", "2022-11-15"),
            ("cum3-2022.1.a", "33", "no_report", ""),
            ("cum3-2022.1.a", "34", "not_applicable", ""),
            ("hungyen-2018.1.a", "33", "in_progress", "2018-06-30"),
        ),
        lang,
    )
    found = read_task_file(make(form), name, catalogue, ASKED)
    assert found.problems == ()
    assert found.blank == 1
    assert [(e.unit, e.status, e.status_date, e.note) for e in found.entries] == [
        ("01", "done", date(2022, 11, 15), "=1+1"),
        ("34", "not_applicable", None, ""),
        ("33", "in_progress", date(2018, 6, 30), ""),
    ]
    assert [(e.done, e.total) for e in found.entries] == [(None, None), (None, None), (8, 10)]


def test_a_note_that_a_spreadsheet_would_run_is_text_in_the_form() -> None:
    form = task_form(board(("cum3-2022.1.a", "01", "done", "2022-11-15")), "vi")
    assert "'=1+1" in form_csv(form).decode("utf-8-sig")


def test_rows_with_faults_are_named_and_the_others_are_read(catalogue: Catalogue) -> None:
    found = read(
        "cum3-2022.1.a;;01;Hà Nội;đã xong;15/11/2022;;\n"
        "cum3-2022.1.x;;01;Hà Nội;đã xong;15/11/2022;;\n"
        "cum3-2022.1.a;;01;Hưng Yên;đã xong;15/11/2022;;\n"
        "hungyen-2018.1.a;;34;Thái Bình;đã xong;15/11/2022;;\n"
        "cum3-2022.1.a;;;;đã xong;15/11/2022;;\n"
        "cum3-2022.1.a;;33;;;15/11/2022;;\n"
        "cum3-2022.1.a;;01;Hà Nội;đang làm;16/11/2022;;\n",
        catalogue,
    )
    assert [entry.line for entry in found.entries] == [2]
    assert [(p.line, p.column) for p in found.problems] == [
        (3, "Mã việc"),
        (4, "Mã tỉnh"),
        (5, "Mã tỉnh"),
        (6, "Tỉnh, thành phố"),
        (7, "Tình trạng"),
        (8, "Mã việc"),
    ]
    assert found.rejected == 6
    assert found.problems[0].text("vi") == (
        "nhiem_vu.csv, dòng 3, cột Mã việc: giá trị «cum3-2022.1.x». Không có mục việc nào do tỉnh"
        " báo cáo mang mã này; mã gần nhất: cum3-2022.1.a."
    )


def test_a_name_without_a_code_is_enough_and_own_headings_are_understood(
    catalogue: Catalogue,
) -> None:
    found = read(
        "cum3-2022.1.a;tỉnh Thái Bình;Đang làm;2022-10-01\n",
        catalogue,
        "Mã nhiệm vụ;Địa phương;Trạng thái;Ngày thực hiện\n",
    )
    assert [(e.unit, e.status, e.status_date) for e in found.entries] == [
        ("34", "in_progress", date(2022, 10, 1))
    ]


def test_a_file_without_the_needed_columns_is_told_which(catalogue: Catalogue) -> None:
    found = read("Hà Nội;2022\n", catalogue, "Tỉnh;Năm\n")
    assert [p.column for p in found.problems] == ["Mã việc", "Tình trạng"]
    assert found.entries == ()


def test_what_is_no_table_at_all_is_one_sentence(catalogue: Catalogue) -> None:
    found = read_task_file(b"", "a.xlsx", catalogue, ASKED)
    assert len(found.problems) == 1
    assert "không có nội dung" in found.problems[0].text("vi")
