"""Columns of plans, offered as targets: read like figures, never taken for results."""

from __future__ import annotations

import pytest

from khdash.ingest.check import Known
from khdash.ingest.pipeline import check_bytes
from khdash.ingest.recognise import Choices
from khdash.ingest.targets.entry import TargetEntry, faults, records, review
from khdash.ingest.targets.plans import planned
from khdash.model.dataset import Dataset

PLAN = "KH 12/KH-HKH"


def targets(text: str, dataset: Dataset) -> list[tuple[str, str, str, int, float]]:
    known = Known(dataset.catalogue, dataset.observations.iloc[:0])
    report = check_bytes(text.encode(), "ke_hoach.csv", known, None)
    found = planned(report.recognitions, dataset.catalogue, Choices(), PLAN)
    assert all(entry.instrument == PLAN for entry in found)
    return [(e.unit, e.indicator, e.basis, e.year, e.value) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỉnh;Năm;Kế hoạch hội viên;Hội viên\nHà Nội;2024;2.000.000;1.975.000\n",
            [("01", "members", "", 2024, 2_000_000)],
        ),
        (
            "Tỉnh;Hội viên;Hội viên;Quỹ khuyến học\n;KH 2025;TH 2024;KH 2025\n"
            ";người;người;triệu đồng\nHà Nội;2.000.000;1.900.000;1.500\n"
            "Nam Định;300.000;290.000;x\n",
            [
                ("01", "members", "", 2025, 2_000_000),
                ("36", "members", "", 2025, 300_000),
                ("01", "fund_balance", "", 2025, 1_500),
            ],
        ),
        (
            "Tỉnh;Chỉ tiêu năm 2025: Tỷ lệ gia đình học tập (%);Tỷ lệ gia đình học tập 2024 (%)\n"
            "Hà Nội;75;71\n",
            [("01", "learning_family_rate", "unstated", 2025, 75)],
        ),
        (
            "KẾ HOẠCH NĂM 2025\nTỉnh;Hội viên\nHà Nội;2.000.000\nNam Định;300.000\n",
            [("01", "members", "", 2025, 2_000_000), ("36", "members", "", 2025, 300_000)],
        ),
        (
            "Tỉnh;Chỉ số;Đơn vị tính;Kế hoạch 2025;Thực hiện 2024\n"
            "Hà Nội;Hội viên;người;300.000;290.000\nHà Nội;Số dư quỹ;triệu đồng;5.000;4.800\n",
            [("01", "members", "", 2025, 300_000), ("01", "fund_balance", "", 2025, 5_000)],
        ),
        ("Tỉnh;Năm;Hội viên\nHà Nội;2024;2.000.000\n", []),
        ("Tỉnh;Năm;Kế hoạch hội viên;Hội viên\nHà Nội;2024;chưa rõ;1.975.000\n", []),
        ("Tỉnh;Năm;Kế hoạch khác;Hội viên\nHà Nội;2024;5;1.975.000\n", []),
    ],
)
def test_plans_of_every_shape_are_read_and_nothing_else(
    text: str, expected: list[tuple[str, str, str, int, float]], published: Dataset
) -> None:
    assert targets(text, published) == expected


def test_a_target_of_the_same_document_is_changed_and_of_another_new(published: Dataset) -> None:
    catalogue = published.catalogue
    known = next(t for t in catalogue.targets if (t.indicator, t.unit) == ("fund_per_head", "33"))
    entry = TargetEntry(
        unit="33", indicator="fund_per_head", year=2018, value=50_000,
        instrument=known.instrument_vi,
    )  # fmt: skip
    more = TargetEntry("33", "fund_per_head", 2018, 60_000, known.instrument_vi)
    other = TargetEntry("33", "fund_per_head", 2018, 60_000, "NQ khác")
    assert [(r.action, r.old) for r in review([entry, more, other], catalogue)] == [
        ("same", 50_000), ("changed", 50_000), ("new", None),
    ]  # fmt: skip
    (row,) = records([more], catalogue)
    assert (row["set_by"], row["instrument_en"]) == (known.set_by, known.instrument_en)
    assert (row["value"], row["measure"], row["retracted"]) == (60_000, "VND per person", False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": 120}, "100"),
        ({"value": -1}, "nhỏ hơn 0"),
        ({"year": 205}, "bốn chữ số"),
        ({"from_year": 2031}, "trước"),
        ({"instrument": " "}, "văn bản"),
    ],
)
def test_what_cannot_be_a_target_is_said(
    changes: dict[str, object], said: str, published: Dataset
) -> None:
    given = {
        "unit": "01", "indicator": "members_population_rate", "year": 2030, "value": 30,
        "instrument": PLAN,
    }  # fmt: skip
    assert faults(TargetEntry(**given), published.catalogue) == []  # type: ignore[arg-type]
    found = faults(TargetEntry(**given | changes), published.catalogue)  # type: ignore[arg-type]
    assert any(said in vi for vi, _ in found)
