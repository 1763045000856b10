"""The time that a text names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.ingest.recognise.period import Period, read_period


@pytest.mark.parametrize(
    ("text", "year", "as_of"),
    [
        ("2024", 2024, None),
        ("Năm 2024", 2024, None),
        ("BIỂU TỔNG HỢP NĂM 2024", 2024, None),
        ("Tính đến 31/12/2024", 2024, "2024-12-31"),
        ("đến ngày 30 tháng 6 năm 2024", 2024, "2024-06-30"),
        ("Tháng 6/2024", 2024, "2024-06"),
        ("tính đến ngày 10/01/2025", 2024, "2025-01-10"),
        ("tính đến ngày 11/01/2025", 2025, "2025-01-11"),
        ("2024-12-31", 2024, "2024-12-31"),
    ],
)
def test_a_year_or_a_date(text: str, year: int, as_of: str | None) -> None:
    period, _ = read_period(text)
    assert period is not None
    assert (period.year, period.as_of, period.start) == (year, as_of, None)


@pytest.mark.parametrize(
    "content",
    [
        "Tỉnh;Số hội viên đến {day}\nHà Nội;5\n",
        "Số liệu tính đến ngày {day};;\nTỉnh;Số hội viên;Chi hội\nHà Nội;5;\n",
        "Tỉnh;Thời điểm;Số hội viên\nHà Nội;{day};5\n",
        "Tỉnh;Năm;Thời điểm;Số hội viên\nHà Nội;{year};{day};5\n",
    ],
    ids=["header", "title", "as-of column", "beside the year"],
)
@pytest.mark.parametrize(
    ("day", "as_of", "year"),
    [
        ("31/12/2024", "2024-12-31", 2024),
        ("01/01/2025", "2025-01-01", 2024),
        ("10/01/2025", "2025-01-10", 2024),
        ("11/01/2025", "2025-01-11", 2025),
    ],
)
def test_a_figure_of_early_january_describes_the_year_before(
    content: str, day: str, as_of: str, year: int, check: Any
) -> None:
    """Up to the tenth; wherever the day is said, the figure keeps it, and a note says so."""
    report = check.text(content.format(day=day, year=year))
    assert report.cells[["year", "as_of", "fault"]].to_numpy().tolist() == [[year, as_of, ""]]
    told = "early-january" in {finding.code for finding in report.findings}
    assert told == (as_of[:4] != str(year) and "{year}" not in content)


@pytest.mark.parametrize(
    ("day", "is_early"),
    [("30/9/2024", True), ("9/2024", True), ("1/10/2024", False), ("10/2024", False)],
)
def test_a_year_is_told_from_october_on(day: str, is_early: bool, check: Any) -> None:
    """Before, what was done so far is a part of the year, and a stock is one of mid-year."""
    report = check.text(f"Tỉnh;Số lớp tập huấn đến {day};Số hội viên đến {day}\nHà Nội;5;6\n")
    begins = report.cells.set_index("indicator")["period_start"].dropna().to_dict()
    assert begins == ({"training_sessions": "2024-01-01"} if is_early else {})
    codes = {finding.code for finding in report.findings}
    assert codes & {"partial-period", "mid-year-figure"} == (
        {"partial-period", "mid-year-figure"} if is_early else set()
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("6 tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
        ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
        ("9 tháng 2024", "2024-01-01", "2024-09-30"),
        ("Quý I/2024", "2024-01-01", "2024-03-31"),
        ("Quý 4 năm 2024", "2024-10-01", "2024-12-31"),
        ("Nhiệm kỳ 2015-2020", "2015-01-01", "2020-12-31"),
        ("giai đoạn 2020 - 2024", "2020-01-01", "2024-12-31"),
    ],
)
def test_a_part_of_a_year_or_a_term_is_no_year(text: str, start: str, end: str) -> None:
    period, _ = read_period(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["Năm học 2023-2024", "2023-2024", "Năm 2023 và 2024"])
def test_what_cannot_be_laid_on_a_calendar_is_no_figure(text: str) -> None:
    period, _ = read_period(text)
    assert period is not None
    assert period.nature != "figure"


@pytest.mark.parametrize("text", ["Hội viên", "Số: 12/BC-HKH", "Kết luận 49-KL/TW", "tr.đ"])
def test_a_text_without_time(text: str) -> None:
    assert read_period(text)[0] is None


def test_a_heading_takes_what_it_leaves_open_from_the_title() -> None:
    half = Period(months=(1, 6)).under(Period(2024))
    assert (half.start, half.end, half.as_of) == ("2024-01-01", "2024-06-30", "2024-06-30")


def test_another_year_than_the_title_keeps_its_own_date() -> None:
    assert Period(2023).under(Period(2024, "2024-12-31")) == Period(2023)


def test_one_year_of_the_term_in_the_title_is_a_whole_year() -> None:
    term = read_period("giai đoạn 2020-2024")[0]
    assert Period(2024).under(term) == Period(2024)


@given(st.integers(1945, 2099), st.sampled_from(["Năm {}", "{}", "Hội viên năm {}"]))
def test_every_plain_year_is_read_back(year: int, form: str) -> None:
    period, _ = read_period(form.format(year))
    assert period == Period(year)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    period, rest = read_period(text)
    assert isinstance(rest, str)
    assert period is None or period.year is None or 1945 <= period.year <= 2101
