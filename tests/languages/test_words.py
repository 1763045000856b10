from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.locale import Words

vi, en = Words("vi"), Words("en")


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1_234_567.84, 1, "1.234.567,8", "1,234,567.8"),
        (0, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (-12.5, 1, "−12,5", "−12.5"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_numbers(value: float, decimals: int, vietnamese: str, english: str) -> None:
    assert (vi.number(value, decimals), en.number(value, decimals)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("million", "vietnamese", "english"),
    [
        (185_600, "185,6 tỷ đồng", "185.6 billion VND"),
        (1_000, "1 tỷ đồng", "1 billion VND"),
        (999.4, "999,4 triệu đồng", "999.4 million VND"),
        (-1_500, "−1,5 tỷ đồng", "−1.5 billion VND"),
    ],
)
def test_money_is_in_trieu_or_ty_dong(million: float, vietnamese: str, english: str) -> None:
    assert vi.money(million).replace("\N{NO-BREAK SPACE}", " ") == vietnamese
    assert en.money(million).replace("\N{NO-BREAK SPACE}", " ") == english


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [("exact", "300.000"), ("at_least", "≥ 300.000"), ("nearly", "≲ 300.000"),
     ("about", "≈ 300.000")],
)  # fmt: skip
def test_a_rounded_figure_keeps_its_sign(qualifier: str, text: str) -> None:
    found = vi.figure(300_000, "persons", 0, qualifier)  # type: ignore[arg-type]
    assert found.replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_share_shows_no_decimals_that_were_not_printed() -> None:
    assert vi.figure(37.0, "%", 2).replace("\N{NO-BREAK SPACE}", " ") == "37 %"
    assert vi.figure(81.31, "%", 2).replace("\N{NO-BREAK SPACE}", " ") == "81,31 %"
    assert vi.figure(100.0, "%", 1).replace("\N{NO-BREAK SPACE}", " ") == "100 %"


def test_dates() -> None:
    assert (vi.date(date(2024, 12, 31)), en.date(date(2024, 12, 31))) == (
        "31/12/2024", "31 Dec 2024",
    )  # fmt: skip
    assert vi.moment(datetime(2024, 1, 2, 14, 5)) == "02/01/2024 14:05"


def test_lists() -> None:
    assert vi.listed(["Hà Nam", "Nam Định", "Ninh Bình"]) == "Hà Nam, Nam Định và Ninh Bình"
    assert (en.listed(["A", "B"]), vi.listed(["A"]), vi.listed([])) == ("A and B", "A", "")


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_a_number_reads_back_in_both_languages(value: float, decimals: int) -> None:
    expected = round(value, decimals)
    back_vi = float(vi.number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-"))
    back_en = float(en.number(value, decimals).replace(",", "").replace("−", "-"))
    assert back_vi == back_en == pytest.approx(expected, abs=10**-decimals)


@given(st.floats(0, 1e6), st.integers(0, 3))
def test_trimming_never_changes_the_value(value: float, decimals: int) -> None:
    trimmed = float(en.trimmed(value, decimals).replace(",", ""))
    assert trimmed == pytest.approx(round(value, decimals), abs=1e-9)
