"""Every code of a finding has a small file that gives exactly it."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest

from khdash.cli import main
from khdash.ingest.check import finding_dict
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding_of_file, messages, sentence
from khdash.model.catalogue import Catalogue
from khdash.reading.table import ASSUMPTIONS, REFUSALS
from khdash.rules import registry
from tests.ingest.check.sample import Sample, book, members
from tests.ingest.check.samples_of_meaning import MEANINGS
from tests.ingest.check.samples_of_numbers import NUMBERS
from tests.ingest.check.samples_of_reading import OTHER, READING, ROWS
from tests.ingest.check.samples_of_rules import RULES

SAMPLES: dict[str, Sample] = {**NUMBERS, **MEANINGS, **READING, **RULES}
CODES = {*messages(), *(rule.code for rule in registry.RULES)}
OF_ONE_TABLE = {"other-sheets", "unknown-part"}
"""What only the command `table` says: a check reads every table of every sheet."""


OF_THE_STORE = {"negative-value"}
"""What only figures that are stored can give: in a file a negative count is refused before."""

OF_THE_WORKER = {"too-much-time", "too-much-memory"}
"""What only a process with a budget says; see test_budget.py."""

OF_THE_MEMORY = {"reading-remembered", "read-as-remembered"}
"""What only a store says in which a batch taught something; see tests/ingest/memory."""


OF_A_ROUND = {"figure-not-asked", "year-not-asked", "other-province", "file-lost"}
"""What only the answer to a round of collection can give; see tests/ingest/rounds."""


def test_every_code_has_a_file_that_gives_it() -> None:
    elsewhere = OF_ONE_TABLE | OF_THE_STORE | OF_THE_WORKER | OF_THE_MEMORY | OF_A_ROUND
    assert set(SAMPLES) | elsewhere == CODES
    assert len(SAMPLES) == sum(map(len, (NUMBERS, MEANINGS, READING, RULES)))


def test_whatever_the_reader_reports_has_its_sentence() -> None:
    assert set(REFUSALS) | set(ASSUMPTIONS) <= set(messages())


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_a_small_file_gives_exactly_its_code(
    code: str, tmp_path: Path, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    sample = SAMPLES[code]
    store = request.getfixturevalue("store") if sample.needs_store else None
    report = sample.check(tmp_path, catalogue, store)
    assert {one.code for one in report.findings} == {code, *sample.beside}
    told = report.to_dict()["findings"]
    assert all(one["message_vi"] and one["message_en"] for one in told)
    if len(report.cells):
        assert bool((report.cells["action"] == "rejected").any()) == report.rejects


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_what_comes_beside_a_code_is_explained(code: str) -> None:
    beside = SAMPLES[code].beside
    assert code not in beside
    assert set(beside) <= CODES
    assert all(beside.values())


def test_reading_one_table_names_the_sheets_and_tables_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tep.xlsx"
    path.write_bytes(book({"Biểu": ROWS, "Khác": OTHER})())
    assert main(["table", str(path)]) == 0
    told = finding_of_file("other-sheets", {"sheet": "Biểu", "others": "Khác"})
    assert capsys.readouterr().err == f"LƯU Ý: {sentence(told, 'vi')}\n"
    assert main(["table", str(path), "--part", "9"]) == 2
    refused = finding_of_file("unknown-part", {"part": 9, "parts": 1})
    assert capsys.readouterr().err == f"LỖI: {sentence(refused, 'vi')}\n"


def test_a_file_that_cannot_be_used_gives_one_error_and_no_cells(check: Any) -> None:
    report = check.text(b"%PDF-1.7 ...")
    assert not report.is_usable
    assert [finding.severity for finding in report.findings] == ["error"]
    assert report.to_dict()["cells"] == []


def test_a_day_in_the_file_name_is_no_year_of_the_figures(check: Any, found: Any) -> None:
    rows = [["Tỉnh", "Số hội viên"], ["Hà Nội", 5], ["Hà Nam", 6]]
    assert found(check.sheet(rows, name="bc_15.01.2025.xlsx")) == ["year-missing"]


def test_a_damaged_number_rejects_the_small_ones_beside_it(check: Any) -> None:
    report = check.text(members("Hà Nội;2024;12,65", "Hà Nam;2024;12", "Nam Định;2024;9001"))
    assert report.cells["action"].tolist() == ["rejected", "rejected", "new"]


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_sentence_is_complete_in_both_languages(code: str) -> None:
    message = messages()[code]
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (message.vi, message.en)
    ]
    assert fields[0] == fields[1]
    assert message.vi.endswith(".")
    assert message.en.endswith(".")
    for lang in ("vi", "en"):
        assert sentence(Finding(code, message.severity, "Biểu 1", "C5", "x"), lang)


def test_a_finding_says_where_what_and_what_to_do(check: Any) -> None:
    report = check.text(members("Thái Bìnhh;2024;5"))
    assert finding_dict(report.findings[0]) == {
        "severity": "error", "code": "unknown-unit", "sheet": None, "cell": "A2",
        "value": "Thái Bìnhh",
        "message_vi": "Ô A2: Không có tỉnh, thành phố nào tên «Thái Bìnhh». Gần nhất: Thái Bình. "
        "Hãy sửa tên hoặc chọn đơn vị.",
        "message_en": "Cell A2: There is no province called “Thái Bìnhh”. Nearest: Thái Bình. "
        "Correct the name or choose the unit.",
    }  # fmt: skip


def test_an_ambiguous_column_shows_three_cells_and_both_readings(check: Any) -> None:
    report = check.text(
        "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;12.650\nHà Nam;2024;9.001\n"
        "Nam Định;2024;8.125\nThái Bình;2024;7.333\n"
    )
    assert (
        "C2 «12.650» = 12.650 hay 12,650; C3 «9.001» = 9.001 hay 9,001; "
        "C4 «8.125» = 8.125 hay 8,125." in sentence(report.findings[0], "vi")
    )


@pytest.mark.parametrize(
    ("total", "found"),
    [
        # 5 and "hơn 6": the true sum is at least 11.
        ("10", True),
        ("11", False),
        ("15", False),
    ],
)
def test_a_total_is_wrong_only_where_the_bounds_of_its_rows_exclude_it(
    check: Any, total: str, found: bool
) -> None:
    text = (
        "SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n"
        f"1;Hà Nội;5\n2;Hà Nam;hơn 6\n;Tổng cộng;{total}\n"
    )
    codes = [f.code for f in check.text(text).findings]
    assert ("total-mismatch" in codes) is found


@pytest.mark.parametrize(
    ("rows", "total", "found"),
    [
        # Whole numbers add up to the last one, however large they are.
        (("300000", "200000"), "500000", False),
        (("300000", "200000"), "500001", True),
        # Two rows and the total, each rounded to a tenth: 0.05 for every one of them.
        (("0,3", "0,4"), "0,8", False),
        (("0,3", "0,4"), "0,9", True),
    ],
)
def test_a_total_is_no_further_from_its_rows_than_rounding_carries(
    check: Any, rows: tuple[str, str], total: str, found: bool
) -> None:
    name = "Số dư quỹ (triệu đồng)" if "," in total else "Số hội viên"
    text = (
        f"SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;{name}\n"
        f"1;Hà Nội;{rows[0]}\n2;Hà Nam;{rows[1]}\n;Tổng cộng;{total}\n"
    )
    codes = [f.code for f in check.text(text).findings]
    assert ("total-mismatch" in codes) is found
