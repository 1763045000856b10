"""Nearest in size, by hand."""

from __future__ import annotations

from khdash.transform.alike import nearest_in_size

# The published populations of 2023 (yearbook averages).
OF_2023 = {
    "01": 8_587_100, "26": 1_211_300, "27": 1_517_400, "33": 1_301_000,
    "34": 1_882_300, "35": 885_900, "36": 1_887_100, "37": 1_017_100,
}  # fmt: skip
POPULATIONS = {unit: {2023: float(value)} for unit, value in OF_2023.items()}


def test_the_nearest_is_the_one_with_the_smallest_proportion() -> None:
    # Thái Bình 1.882.300: Nam Định 1,003 times. Ninh Bình 1.017.100: Hà Nam 1,148 times less,
    # Vĩnh Phúc 1,191 times more. Hưng Yên 1.301.000: Vĩnh Phúc 1,074 times less.
    found = {unit: nearest_in_size(POPULATIONS, unit, OF_2023) for unit in ("34", "37", "33")}
    assert found == {"34": ("36", 2023), "37": ("35", 2023), "33": ("26", 2023)}


def test_proportion_and_not_difference_decides() -> None:
    # 100 beside 40 (2,5 times) and 190 (1,9 times): 190, though 40 is nearer by difference.
    own = {"a": {2020: 100.0}, "b": {2020: 40.0}, "c": {2020: 190.0}}
    assert nearest_in_size(own, "a", ["b", "c"]) == ("c", 2020)


def test_only_populations_of_one_year_are_compared_that_which_most_have() -> None:
    own = {
        "a": {2020: 100.0, 2024: 100.0},
        "b": {2020: 101.0},
        "c": {2020: 150.0, 2024: 150.0},
    }
    assert nearest_in_size(own, "a", ["b", "c"]) == ("b", 2020)


def test_without_a_population_nothing_is_proposed() -> None:
    assert nearest_in_size({}, "a", ["b"]) is None
    assert nearest_in_size({"a": {2020: 1.0}, "b": {2019: 1.0}}, "a", ["b"]) is None
    assert nearest_in_size({"a": {2020: 1.0}}, "a", ["a"]) is None
