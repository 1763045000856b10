"""Number formats in canonical spelling; the digits are those stored, the scale that displayed."""

from __future__ import annotations

import pytest

from khdash.reading.table.numfmt import make_render
from khdash.reading.table.ods import canonical


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 1953233.0, "1953233"),
        ("General", 0.1 + 0.2, "0.3"),
        ("0", 2.5, "2.5"),
        ("0", -2.5, "-2.5"),
        ("0.00", 1.005, "1.005"),
        ("#,##0", 1953233.4, "1953233.4"),
        ("#,##0.0", 52.15, "52.15"),
        ("#,##0.00", 52.5, "52.50"),
        ("0", 84.34999999999999, "84.35"),
        ("0.##", 1.5, "1.5"),
        ("0.##", 2, "2"),
        ("000", 7, "007"),
        ("0%", 0.862, "86.2 %"),
        ("0.0%", 0.862, "86.2 %"),
        ('#,##0 "triệu"', 1234.4, "1234.4 triệu"),
        ('#,##0" đồng/người"', 50000, "50000 đồng/người"),
        ('#,##0.0,, "triệu"', 24516470000, "24516.47 triệu"),
        ('"hơn "0', 204, "hơn 204"),
        ("#,##0_);(#,##0)", -5, "-5"),
        ("#,##0;[Red]#,##0", -5, "-5"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, "0"),
        ('[>=1000000]0.0,,"tr";0', 2500000, "2.5tr"),
        ('[>=1000000]0.0,,"tr";0', 999, "999"),
        ("dd/mm/yyyy", 44926, "2022-12-31"),
        ("[$-42A]dd mmmm yyyy", 44926, "2022-12-31"),
        ("mm/yyyy", 44926, "2022-12"),
        ("yyyy", 44926, "2022"),
        ("dd/mm/yyyy hh:mm", 44926.5, "2022-12-31 12:00"),
        ("h:mm", 0.25, "06:00"),
        ("[h]:mm:ss", 1.5, "36:00:00"),
        ("@", 12, "12"),
        ("0.0E+00", 1500, "1500"),
    ],
)
def test_a_number_has_its_stored_digits_in_the_displayed_scale(
    code: str, value: float, text: str
) -> None:
    assert make_render(code)(value)[0] == text


def test_day_numbers_around_the_leap_day_that_never_was() -> None:
    assert make_render("dd/mm/yyyy")(1)[0] == "1900-01-01"
    assert make_render("dd/mm/yyyy")(61)[0] == "1900-03-01"
    assert make_render("dd/mm/yyyy", since_1904=True)(0)[0] == "1904-01-01"


def test_a_day_number_out_of_range_stays_a_number() -> None:
    assert make_render("dd/mm/yyyy")(1e9)[0] == "1000000000"


@pytest.mark.parametrize(
    ("value", "shown", "percent", "text"),
    [
        ("1953233", "1.953.233", False, "1953233"),
        ("1234.5", "1.234,5", False, "1234.5"),
        ("17.516", "17,516", False, "17.516"),
        ("12650", "12.650", False, "12650"),
        ("0.8906", "89,06%", True, "89.06 %"),
        ("-3.25", "-3,3", False, "-3.25"),
        ("52100000", "52,1 triệu", False, "52.1 triệu"),
        ("7", "007", False, "007"),
        ("0.333333333333333", "1/3", False, "0.333333333333333"),
    ],
)
def test_separators_of_a_displayed_number_are_told_by_its_value(
    value: str, shown: str, percent: bool, text: str
) -> None:
    assert canonical(value, shown, percent) == text
