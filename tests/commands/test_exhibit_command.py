from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from openpyxl import load_workbook
from PIL import Image

from khdash.cli import main
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build as build_exhibit
from khdash.model.selection import Selection
from khdash.report import formats
from khdash.report.format import Format
from khdash.store.database import Database
from khdash.store.places import DATABASE, PROJECT
from tests.published import at


@pytest.fixture
def database(built: Path) -> Path:
    return built / DATABASE


def khdash(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *words], cwd=PROJECT, capture_output=True, check=False
    )


def test_the_members_of_ha_noi_in_2024_come_with_their_source(database: Path) -> None:
    query = "chi_so=members&tinh=01&nam=2024&nam=2024"
    done = khdash("exhibit", "trend", "--query", query, "--db", str(database))
    assert done.returncode == 0
    stated = json.loads(done.stdout)
    (row,) = stated["table"]
    assert (row["unit_code"], row["year"], row["value"], row["source_id"]) == (
        "01", 2024, 1_953_233, "s062",
    )  # fmt: skip
    assert stated["sources"][0]["url"].startswith("https://www.vietnam.vn/")
    assert stated["query"] == f"{query}&sai_so=4"  # a link writes its tolerance


def test_csv_has_the_same_rows_as_json(database: Path) -> None:
    query = ["--query", "chi_so=population&nam=2020&nam=2022", "--db", str(database)]
    as_json = json.loads(khdash("exhibit", "total", *query).stdout)["table"]
    text = khdash("exhibit", "total", *query, "--format", "csv").stdout.decode("utf-8-sig")
    as_csv = list(csv.DictReader(io.StringIO(text)))
    assert [row["value"] for row in as_csv] == [str(row["value"]) for row in as_json]


def test_a_workbook_goes_to_stdout_or_into_a_file(database: Path, tmp_path: Path) -> None:
    asked = ["exhibit", "total", "--db", str(database), "--format", "xlsx"]
    printed = load_workbook(io.BytesIO(khdash(*asked).stdout))
    done = khdash(*asked, "--output", str(tmp_path / "total.xlsx"))
    assert (done.returncode, done.stdout) == (0, b"")
    written = load_workbook(tmp_path / "total.xlsx")
    assert printed.sheetnames == written.sheetnames == ["Số liệu", "Ghi chú và nguồn"]
    refused = khdash(*asked, "--output", str(tmp_path / "no folder" / "total.xlsx"))
    assert refused.returncode == 2
    assert b"Traceback" not in refused.stderr


def test_a_chart_leaves_as_a_picture(database: Path, tmp_path: Path) -> None:
    asked = ["exhibit", "trend", "--db", str(database), "--format"]
    svg = Xml.fromstring(khdash(*asked, "svg").stdout)
    assert svg.get("width") == "1200"
    assert any("2.000.000" in "".join(e.itertext()) for e in svg.iter())
    for code, size in (("png", None), ("png-wide", (1600, 900)), ("png-narrow", None)):
        done = khdash(*asked, code, "--output", str(tmp_path / "trend.png"))
        assert done.returncode == 0
        image = Image.open(tmp_path / "trend.png")
        assert size in (None, image.size)


def test_a_format_that_does_not_fit_is_neither_offered_nor_written(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    drawn: Format[Exhibit] = Format(
        "pdf", "pdf", "application/pdf", "PDF", lambda e: b"%PDF", fits=lambda e: e.kind != "table"
    )
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, drawn))
    for code, label, made in (("svg", "SVG", b"<svg "), ("pdf", "PDF", b"%PDF")):
        asked = ["--format", code, "--db", str(database)]
        assert main(["exhibit", "trend", *asked]) == 0
        assert capsysbinary.readouterr().out.startswith(made)
        assert main(["exhibit", "total", *asked]) == 2
        assert f"không xuất được dưới dạng {label}" in capsysbinary.readouterr().err.decode()
    with Database.open(at(database.parent)) as store:
        dataset = store.dataset()
    pictures = ["png", "png-wide", "svg"]
    for name, codes in (("trend", ["csv", "xlsx", *pictures, "pdf"]), ("total", ["csv", "xlsx"])):
        shown = build_exhibit(name, dataset, Selection())
        assert [one.code for one in formats.formats_for_readers(shown)] == codes


def test_what_a_link_names_wrongly_is_said_and_left_out(database: Path) -> None:
    done = khdash("exhibit", "trend", "--query", "tinh=34&ranh_gioi=2025", "--db", str(database))
    assert done.returncode == 0
    assert "nhập vào tỉnh mang mã 33" in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["exhibit", "nothing"], "Không có hình «nothing»"),
        (["exhibit", "total", "--query", "chi_so=fund_per_head"], "không cộng được"),
        (["exhibit"], "Thiếu tên hình"),
    ],
)
def test_an_impossible_request_is_one_sentence_and_exit_2(
    database: Path, words: list[str], sentence: str
) -> None:
    done = khdash(*words, "--db", str(database))
    assert done.returncode == 2
    assert sentence in done.stderr.decode()
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_the_list_names_every_exhibit() -> None:
    names = [item["name"] for item in json.loads(khdash("exhibit", "--list").stdout)]
    assert {"tile", "trend", "comparison", "map", "heat_table", "total", "profile"} <= set(names)


def test_the_illustrative_data_are_complete_deterministic_and_marked(tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = khdash(
            "demo", "--folder", str(tmp_path / name), "--db", str(tmp_path / f"{name}.db")
        )
        assert done.returncode == 0
    one, two = (
        (tmp_path / name / "published" / "observations.csv").read_bytes() for name in ("one", "two")
    )
    assert one == two
    done = khdash("exhibit", "tile", "--db", str(tmp_path / "one.db"))
    stated = json.loads(done.stdout)
    assert stated["demo"] is True
    assert stated["coverage"]["covered"] == 8


def test_illustrative_and_real_figures_never_share_a_database(
    tmp_path: Path, database: Path
) -> None:
    khdash("demo", "--folder", str(tmp_path / "d"), "--db", str(tmp_path / "d.db"))
    done = khdash("build", "--db", str(database), "--data", str(tmp_path / "d"))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_plan_from_a_file_scores_the_emulation_board(database: Path, tmp_path: Path) -> None:
    scheme = tmp_path / "plan.json"
    rule = {"method": "attainment", "target": 80}
    scheme.write_text(
        json.dumps({"criteria": [{"code": "learning_family_rate", "normalisation": rule}]})
    )
    asked = ["exhibit", "emulation", "--plan", str(scheme), "--db", str(database)]
    stated = json.loads(khdash(*asked).stdout)
    assert {row["criterion"] for row in stated["table"]} == {"learning_family_rate"}
    scheme.write_text('{"criteria": [{"code": "nothing", "normalisation": {"method": "rank"}}]}')
    refused = khdash(*asked)
    assert refused.returncode == 2
    assert "nothing" in refused.stderr.decode()


def test_answers_leave_as_text_and_as_a_table(database: Path) -> None:
    asked = ["exhibit", "answers", "--db", str(database)]
    stated = json.loads(khdash(*asked).stdout)
    # Hà Nội 1.953.233 and Bắc Ninh 542.467 (2024), Thái Bình hơn 600.000 and Ninh Bình 313.165
    # (2020): four of eight, at least 3.408.865.
    said = "4/8 tỉnh đã công bố (71,1\xa0% dân số) cộng lại ít nhất 3.408.865"
    assert stated["kind"] == "answers"
    assert f"Có bao nhiêu hội viên? {said}." in stated["alt"]
    members = [row for row in stated["table"] if row["answer"] == "sum:members"]
    assert sum(row["value"] for row in members) == 3_408_865
    text = khdash(*asked, "--format", "csv").stdout.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["answer"] == "sum:members"]
    assert {row["said"] for row in rows} == {said}
    assert [(row["label"], row["value"], row["year"], row["qualifier"]) for row in rows][1] == (
        "Thái Bình", "600000", "2020", "at_least",
    )  # fmt: skip
    book = load_workbook(io.BytesIO(khdash(*asked, "--format", "xlsx").stdout))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert said in cells
