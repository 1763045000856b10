"""When a printed number and a figure of ours say the same: rule by rule, and for any figure."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.value import bounds
from khdash.proof import check_text
from khdash.proof.figures import Ours
from khdash.proof.matching import matches
from khdash.proof.numbers import Number, numbers_in


def number(text: str) -> Number:
    return next(numbers_in(text, []))


def ours(value: float, qualifier: str = "exact", indicator: str = "members") -> Ours:
    lower, upper = bounds(value, qualifier)
    return Ours("01", indicator, 2024, value, lower, upper)


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "expected"),
    [
        ("1.953.233", 1_953_233, "exact", "agrees"),
        ("1.953.232", 1_953_233, "exact", ""),
        ("1,95 triệu", 1_953_233, "exact", "rounded"),
        ("1,94 triệu", 1_953_233, "exact", ""),
        ("1,96 triệu", 1_953_233, "exact", ""),
        ("hơn 1,9 triệu", 1_953_233, "exact", "rounded"),
        ("hơn 1,96 triệu", 1_953_233, "exact", ""),
        ("hơn 1 triệu", 1_953_233, "exact", ""),
        ("gần 2 triệu", 1_953_233, "exact", "rounded"),
        ("gần 1,9 triệu", 1_953_233, "exact", ""),
        ("khoảng 2 triệu", 1_953_233, "exact", "rounded"),
        ("khoảng 2,2 triệu", 1_953_233, "exact", ""),
        ("300.000", 303_679, "exact", ""),
        ("hai triệu", 1_953_233, "exact", "rounded"),
        ("23,4%", 23.44, "exact", "rounded"),
        ("23,5%", 23.44, "exact", ""),
        ("185 tỷ đồng", 185_600, "exact", ""),
        ("186 tỷ đồng", 185_600, "exact", "rounded"),
        ("từ 70 đến 85%", 81.31, "exact", "rounded"),
        ("từ 70 đến 80%", 81.31, "exact", ""),
        ("hơn 1,5 triệu", 1_500_000, "at_least", "agrees"),
        ("1,5 triệu", 1_500_000, "at_least", "rounded"),
        ("1,53 triệu", 1_500_000, "at_least", "rounded"),
        ("1,7 triệu", 1_500_000, "at_least", ""),
        ("hơn 1,6 triệu", 1_500_000, "at_least", ""),
        ("gần 1,5 triệu", 1_500_000, "at_least", ""),
        ("gần 864.000", 864_000, "nearly", "agrees"),
        ("hơn 864.000", 864_000, "nearly", ""),
        ("khoảng 13,5%", 13.5, "about", "agrees"),
    ],
)
def test_a_number_covers_a_figure_only_within_its_last_digit(text, value, qualifier, expected):
    assert matches(number(text), ours(value, qualifier)) == expected


PLACES = {"01": "Hà Nội", "26": "Vĩnh Phúc", "27": "Bắc Ninh", "34": "Thái Bình", "37": "Ninh Bình"}
SENTENCES = {
    "members": (
        "Năm {year}, {unit} có {n} hội viên.",
        "{unit} năm {year}: {n} hội viên.",
        "Đến hết năm {year}, số hội viên của {unit} là {n} người.",
        "Có {n} hội viên ở {unit} vào năm {year}.",
    ),
    "chapters": ("Năm {year}, {unit} có {n} chi hội.", "{unit} có {n} chi hội (năm {year})."),
}


@given(data=st.data())
def test_a_figure_with_a_changed_digit_is_never_called_right(data, enlarged: Dataset):
    rows = enlarged.current
    rows = rows[rows["unit"].isin(list(PLACES)) & rows["indicator"].isin(list(SENTENCES))]
    # "Đến hết năm" is no figure from within the year.
    rows = rows[(rows["qualifier"] == "exact") & (rows["point"] == "year_end")]
    row = rows.iloc[data.draw(st.integers(0, len(rows) - 1))]
    digits = list(str(int(row["value"])))
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != digits[at]]))
    digits[at] = other
    sentence = data.draw(st.sampled_from(SENTENCES[row["indicator"]]))
    place = {"year": row["year"], "unit": PLACES[row["unit"]]}
    right = sentence.format(n=Words().number(row["value"]), **place)
    wrong = sentence.format(n=Words().number(int("".join(digits))), **place)
    assert [f.status for f in check_text(right, enlarged)] == ["agrees"]
    assert [
        f.status for f in check_text(wrong, enlarged) if f.status in ("agrees", "rounded")
    ] == []


@given(value=st.floats(1, 1e9), step=st.floats(1e-3, 1e6))
def test_the_same_value_with_the_same_word_always_agrees(value, step):
    exact = Number(0, 1, "", value, "exact", "count", step, step)
    assert matches(exact, ours(value)) == "agrees"
    assert matches(exact, ours(-math.ceil(value) - 1)) == ""
