"""Years in headers and year columns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khdash.reading.numbers import NotAYear, Year, understand_year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", Year(2024)),
        ("2024.0", Year(2024)),
        ("2.024", Year(2024)),
        ("Năm 2024", Year(2024)),
        ("nam 2024", Year(2024)),
        ("2024*", Year(2024)),
        ("2024(1)", Year(2024)),
        ("Kết quả năm 2024", Year(2024)),
        ("31/12/2024", Year(2024, "2024-12-31")),
        ("12/31/2024", Year(2024, "2024-12-31")),
        ("2024-12-31 00:00:00", Year(2024, "2024-12-31")),
        ("Tính đến ngày 31 tháng 12 năm 2024", Year(2024, "2024-12-31")),
        ("12/2023", Year(2023, "2023-12")),
        ("đến tháng 9/2024", Year(2024, "2024-09")),
        ("tháng 6 năm 2024", Year(2024, "2024-06")),
        ("05/01/2025", Year(2024, "2025-01-05", moved=True)),
        ("11/01/2025", Year(2025, "2025-01-11")),
    ],
)
def test_a_text_that_names_one_year_gives_it(text: str, year: Year) -> None:
    assert understand_year(text) == year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("năm học 2023-2024", "period"),
        ("2020-2025", "period"),
        ("2023-24", "period"),
        ("6 tháng đầu năm 2024", "period"),
        ("6 tháng 2024", "period"),
        ("Quý I/2024", "period"),
        ("Nhiệm kỳ 2021-2026", "period"),
        ("01/01/2024 - 30/06/2024", "period"),
        ("Kế hoạch 2024", "plan"),
        ("KH 2024", "plan"),
        ("2022, 2023", "several_years"),
        ("Hội viên", "no_year"),
        ("24", "no_year"),
        ("1234", "no_year"),
        ("12.650", "no_year"),
        ("31/02/2024", "no_year"),
    ],
)
def test_a_text_that_names_no_single_year_is_refused(text: str, reason: str) -> None:
    assert understand_year(text) == NotAYear(reason)  # type: ignore[arg-type]


DATES = ["{0:%d/%m/%Y}", "{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}",
         "tính đến ngày {0.day} tháng {0.month} năm {0.year}"]  # fmt: skip


@given(st.dates(date(1946, 1, 1), date(2099, 12, 31)), st.sampled_from(DATES))
@example(date(2025, 1, 1), DATES[0])
@example(date(2025, 1, 10), DATES[0])
@example(date(2025, 1, 11), DATES[0])
@example(date(2025, 2, 1), DATES[0])
def test_a_date_up_to_the_tenth_of_january_counts_to_the_year_before(
    day: date, written: str
) -> None:
    early = (day.month, day.day) in {(1, number) for number in range(1, 11)}
    expected = Year(day.year - early, day.isoformat(), early)
    assert understand_year(written.format(day)) == expected
