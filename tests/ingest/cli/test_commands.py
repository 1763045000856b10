"""`python -m khdash table | check | import`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from khdash.cli import main

KEYS = {"file", "sha256", "encoding", "delimiter", "sheet", "layout", "rows_read", "cells",
        "findings"}  # fmt: skip
CELL_KEYS = {"unit_code", "unit_valid_from", "year", "as_of", "indicator", "subgroup", "basis",
             "value", "unit", "qualifier", "sheet", "cell", "action"}  # fmt: skip
GOOD = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\nHưng Yên;2026;hơn 300 nghìn\n"
BAD = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\nHà Tây;2024;nhiều\n"


@pytest.fixture
def places(own: Path) -> list[str]:
    return ["--home", str(own), "--data", str(own / "data")]


def write(folder: Path, text: str | bytes, name: str = "tep.csv") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_table_prints_what_was_read_as_csv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["table", write(tmp_path, 'a;b\n"x;1";=2\n')]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["a", "b"], ["x;1", "=2"]]


def test_table_says_on_stderr_what_it_assumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["table", write(tmp_path, "Tỉnh;Năm;Hội viên\n\nHà Nội;2024;5\n")]) == 0
    assert "Đã bỏ qua 1 dòng trống." in capsys.readouterr().err


def test_table_refuses_what_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", write(tmp_path, b"%PDF-1.7")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "không phải bảng tính" in captured.err


def test_check_prints_one_object_with_every_cell(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(tmp_path, GOOD), "--json", *places]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == KEYS
    assert [set(cell) for cell in report["cells"]] == [CELL_KEYS] * 2
    assert (report["file"], report["delimiter"], report["rows_read"]) == ("tep.csv", ";", 2)
    assert report["cells"][1] == {
        "unit_code": "33", "unit_valid_from": "2025-07-01", "year": 2026, "as_of": None,
        "indicator": "members", "subgroup": "", "basis": "", "value": 300000.0, "unit": "persons",
        "qualifier": "at_least", "sheet": None, "cell": "C3", "action": "new",
    }  # fmt: skip


def test_check_exits_1_with_errors_and_lists_the_rejected(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(tmp_path, BAD), "--json", *places]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [(c["cell"], c["value"], c["action"]) for c in report["cells"]] == [
        ("C2", 100000.0, "new"), ("C3", None, "rejected"),
    ]  # fmt: skip
    error = report["findings"][0]
    assert set(error) == {"severity", "code", "sheet", "cell", "value", "message_vi", "message_en"}
    assert (error["severity"], error["code"], error["cell"]) == ("error", "unknown-unit", "A3")


def test_check_exits_2_for_an_unusable_file_and_still_prints_the_object(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(tmp_path, b""), "--json", *places]) == 2
    report = json.loads(capsys.readouterr().out)
    assert set(report) == KEYS
    assert (report["cells"], report["findings"][0]["code"]) == ([], "empty-file")


def test_check_without_json_is_a_report_in_words(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", write(tmp_path, BAD), *places]) == 1
    out = capsys.readouterr().out
    assert "Số liệu: 1 mới, 0 thay đổi, 0 không đổi, 1 chưa nạp được." in out
    assert "LỖI: Ô A3: Không có tỉnh, thành phố nào tên «Hà Tây»." in out


def test_check_without_a_database_compares_with_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--db", str(tmp_path / "none.duckdb")]
    assert main(["check", write(tmp_path, GOOD), "--json", *arguments]) == 0
    captured = capsys.readouterr()
    assert {cell["action"] for cell in json.loads(captured.out)["cells"]} == {"new"}
    assert "mọi số đều là mới" in captured.err


def test_import_refuses_errors_unless_told_to_skip(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, BAD)
    assert main(["import", file, "--by", "Lan", *places]) == 1
    assert "Chưa ghi gì vào kho" in capsys.readouterr().err
    assert main(["import", file, "--by", "Lan", "--skip-rejected", *places]) == 0
    captured = capsys.readouterr()
    assert captured.out == "2\n"
    assert "Đã ghi lần nạp số 2: 1 mới, 0 thay đổi, 0 không đổi, 1 bỏ lại." in captured.err


def test_importing_the_same_file_again_changes_nothing(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, GOOD)
    assert main(["import", file, "--by", "Lan", "--note", "Báo cáo năm", *places]) == 0
    capsys.readouterr()
    assert main(["import", file, "--by", "Lan", *places]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "đã được nạp (lần nạp số 2)" in captured.err


def test_import_of_an_unusable_file_exits_2(tmp_path: Path, places: list[str]) -> None:
    assert main(["import", write(tmp_path, b"%PDF-1.7"), "--by", "Lan", *places]) == 2


def test_the_help_of_every_command_is_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "en", "--help"])
    told = capsys.readouterr().out
    assert "Check a file of figures without writing anything." in told
    assert not set("ăđơưạảấầậếềệịọốồộớờợụủứừự") & set(told.lower())


def test_a_person_at_a_terminal_is_told_what_a_long_file_is_waiting_for(
    tmp_path: Path,
    places: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = write(tmp_path, GOOD)
    monkeypatch.setattr("khdash.commands.ingest.LONG", 1)
    assert main(["check", file, *places]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["import", file, "--by", "Lan", *places]) == 0
    told = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert told[:4] == [
        "0 % · Đang đọc tệp…",
        "15 % · Đang nhận ra chỉ số và đơn vị…",
        "35 % · Đang kiểm tra và so với kho…",
        "75 % · Đang ghi vào kho…",
    ]


def test_what_follows_from_two_columns_is_computed(
    tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Tỉnh;Năm;Suất học bổng;Giá trị học bổng (triệu đồng);"
        "Hội cấp huyện;Đại hội cấp huyện đã tổ chức\n"
        "Hà Nam;2021;250;500;6;3\n"
    )
    assert main(["import", write(tmp_path, text), "--by", "Thử", *places]) == 0
    capsys.readouterr()
    # 500 triệu over 250 is 2.000.000 đồng; 3 of 6 is 50 %.
    for indicator, value in (("scholarship_average", 2e6), ("district_congresses_rate", 50.0)):
        query = f"chi_so={indicator}&tinh=35&nam=2021&nam=2021"
        asked = ["exhibit", "comparison", "--query", query, "--format", "csv", *places]
        assert main(asked) == 0
        (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff")))
        assert (float(row["value"]), row["origin"]) == (value, "derived")
