"""What rules of plausibility compare, where they stop, and what they say."""

from __future__ import annotations

from typing import Any

import pytest

from khdash.ingest.messages import sentence
from tests.ingest.check.sample import members, one


def warnings(report: Any) -> list[str]:
    return [finding.code for finding in report.findings if finding.severity == "warning"]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        # The store has 542,467 members of Bắc Ninh for 2024.
        ("150.000", ["large-change"]),
        ("gần 150.000", ["large-change"]),
        ("hơn 150.000", []),  # may well be 542,467
        ("khoảng 150.000", []),
        ("271.300", []),  # a little more than half
        ("1.700.000", ["large-change"]),
    ],
)
def test_a_figure_that_replaces_another_is_told_where_its_bounds_exclude_it(
    check_in: Any, value: str, codes: list[str]
) -> None:
    assert warnings(check_in.text(members(f"Bắc Ninh;2024;{value}"))) == codes


def test_a_jump_against_another_year_is_not_told_again(check_in: Any) -> None:
    """Hà Nội: more than 1.5 million in 2023, 1,953,233 in 2024 before this file."""
    assert warnings(check_in.text(members("Hà Nội;2024;600.000"))) == ["stock-halved"]


@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        (("0,862", "12"), ["rate-below-one"]),
        (("1", "12"), ["rate-below-one"]),
        (("0,862 %", "71,2 %"), []),  # the cell itself says per cent
        (("0,862", "1,3"), []),  # small rates beside small rates
        (("8620", "71,2"), ["rate-outside-range"]),  # above 100: kept, and cannot be right
    ],
)
def test_a_rate_of_another_size_than_its_neighbours_is_told_and_kept(
    check: Any, figures: tuple[str, str], codes: list[str]
) -> None:
    first, second = figures
    report = check.text(f"Tỉnh;Năm;Tỷ lệ GĐHT (%)\nHà Nội;2024;{first}\nHà Nam;2024;{second}\n")
    assert [finding.code for finding in report.findings] == codes
    assert not report.rejects
    assert report.counts["rejected"] == 0
    told = float(first.removesuffix(" %").replace(",", "."))
    assert report.cells["value"].iloc[0] == told


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (("0,862", "71,2", "80"), ["C2"]),
        (("0,862", "84,35 %", "1"), ["C2", "C4"]),
        (("0,862 %", "84,35 %", "71,2"), []),  # the cell itself says per cent
        (("0,862", "19", "15"), []),  # the rule asks about smaller rates, and keeps them
    ],
)
def test_a_fraction_beside_rates_in_the_tens_is_asked_and_not_read(
    check: Any, cells: tuple[str, ...], asked: list[str]
) -> None:
    rows = zip(("Hà Nội", "Hà Nam", "Nam Định"), cells, strict=True)
    text = "".join(f"{unit};2024;{cell}\n" for unit, cell in rows)
    report = check.text(f"Tỉnh;Năm;Tỷ lệ GĐHT (%)\n{text}")
    rejected = report.cells[report.cells["action"] == "rejected"]
    assert rejected["cell"].tolist() == asked
    assert set(rejected["fault"]) == ({"rate-maybe-fraction"} if asked else set())


def test_a_small_rate_alone_is_compared_with_the_store(check_in: Any) -> None:
    """Published rates of learning families are in the tens."""
    report = check_in.text(
        "Tỉnh;Năm;Số hội viên;Tỷ lệ GĐHT (%)\nHà Nam;2024;200.000;0,862\nHà Nam;2025;201.000;1,5\n"
    )
    assert "rate-below-one" in warnings(report)


POPULATION = {"Hà Nội": 8_400_000, "Hà Nam": 900_000, "Nam Định": 1_800_000,
              "Thái Bình": 1_800_000, "Hưng Yên": 1_300_000}  # fmt: skip


def committees(counts: dict[str, int]) -> str:
    rows = (f"{name};2024;{POPULATION[name]};{count}" for name, count in counts.items())
    return "\n".join(["Tỉnh;Năm;Dân số;Ban khuyến học", *rows, ""])


def test_an_outlier_is_measured_per_head_and_says_its_rule_and_bounds(check: Any) -> None:
    """One committee per 1,000 people in four provinces, so 260 to 6,500 for 1.3 million.

    The four differ by nothing, so the floor of the spread holds: a fifth to five times 1,300.
    """
    counts = {name: people // 1000 for name, people in POPULATION.items()}
    report = check.text(committees({**counts, "Hưng Yên": 13_000}))
    assert [(f.code, f.cell) for f in report.findings] == [("outlier-per-head", "D6")]
    assert sentence(report.findings[0], "vi") == (
        "Ô D6: Hưng Yên (trước 1/7/2025) 2024, Ban khuyến học: 13.000 nằm ngoài khoảng 260 đến "
        "6.500, là mức theo đầu người của 5 tỉnh cùng năm (độ lệch theo trung vị của lôgarit, "
        "ngưỡng 3,5) nhân với dân số của tỉnh. Xem đơn vị tính (đồng hay triệu đồng), dấu chấm "
        "hàng nghìn và năm của số; nếu số đúng thì xác nhận kèm lý do."
    )


def test_the_largest_province_is_no_outlier_for_being_large(check: Any) -> None:
    """Hà Nội has nine times the committees of Hà Nam, and nine times its people."""
    counts = {name: people // 1000 for name, people in POPULATION.items()}
    assert check.text(committees(counts)).findings == ()


def test_fewer_than_five_provinces_make_no_outlier(check: Any) -> None:
    counts = {"Hà Nội": 8_400, "Hà Nam": 900, "Nam Định": 1_800, "Hưng Yên": 13_000}
    assert check.text(committees(counts)).findings == ()


@pytest.mark.parametrize("word", ["nhân khẩu", "quy mô dân số"])
def test_a_word_that_the_catalogue_marks_is_asked(check: Any, found: Any, word: str) -> None:
    """data/catalogue/synonyms.csv notes it with "hỏi lại": it may not be the average of a year."""
    assert found(check.text(one(word, "5"))) == ["unknown-indicator"]


def test_a_finding_on_a_figure_of_the_store_stands_at_the_cell_that_brings_it_about(
    check_in: Any,
) -> None:
    """The store has 542,467 members of Bắc Ninh for 2024; the file says that 500,000 live there."""
    report = check_in.text(one("Dân số (người)", "500.000", unit="Bắc Ninh"))
    (found,) = [f for f in report.findings if f.code == "members-above-population"]
    assert (found.cell, found.value) == ("C2", "500.000")
    said = sentence(found, "vi").replace("\N{NO-BREAK SPACE}", " ")
    assert "542.467, trong khi Dân số 500.000 của cùng năm." in said


def test_a_total_that_several_levels_exceed_is_told_once(check: Any) -> None:
    """Three levels of 60, 70 and 80 in a fund of 10: the fund is the suspicious one."""
    report = check.text(
        "Tỉnh;Năm;Quỹ cấp tỉnh (tr.đ);Quỹ cấp huyện (tr.đ);Quỹ cấp xã (tr.đ);Tổng quỹ (tr.đ)\n"
        "Hà Nội;2023;60;70;80;10\nHà Nam;2023;60;70;80;210\n"
    )
    assert [(f.code, f.cell) for f in report.findings] == [("part-above-whole", "C2")]


@pytest.mark.parametrize(
    ("heading", "codes"),
    [("Hội cơ sở", ["stock-halved"]), ("Ban khuyến học", [])],
    ids=["follows the map", "does not"],
)
def test_half_of_the_bodies_gone_is_remarked_after_any_number_of_years(
    check: Any, heading: str, codes: list[str]
) -> None:
    """672 bodies in 2020, 260 in 2024: 0.79 a year."""
    report = check.text(f"Tỉnh;Năm;{heading}\nHà Nội;2020;672\nHà Nội;2024;260\n")
    assert [finding.code for finding in report.findings] == codes


@pytest.mark.parametrize(
    ("factor", "code"),
    [(1, None), (0.001, "column-too-small"), (10, "column-too-large")],
)
def test_a_whole_column_out_of_scale_is_not_loaded(
    check: Any, factor: float, code: str | None
) -> None:
    """Members are a fifth of the people; a thousandth of that is below two in a thousand."""
    rows = "".join(
        f"{name};2024;{people};{int(people / 5 * factor)}\n" for name, people in POPULATION.items()
    )
    report = check.text(f"Tỉnh;Năm;Dân số;Số hội viên\n{rows}")
    told = [f.code for f in report.findings if f.code.startswith("column-too")]
    assert told == ([code] if code else [])
    refused = report.cells[report.cells["action"] == "rejected"]
    assert refused["indicator"].tolist() == (["members"] * 5 if code else [])


@pytest.mark.parametrize(("small", "refused"), [(2, 0), (3, 3)])
def test_a_column_is_out_of_scale_where_at_least_three_and_half_of_it_are(
    check: Any, small: int, refused: int
) -> None:
    rows = "".join(
        f"{name};2024;{people};{people // (5_000 if at < small else 5)}\n"
        for at, (name, people) in enumerate(POPULATION.items())
    )
    cells = check.text(f"Tỉnh;Năm;Dân số;Số hội viên\n{rows}").cells
    assert (cells["fault"] == "column-out-of-scale").sum() == refused
