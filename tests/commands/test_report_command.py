"""report: a document without a browser."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from khdash.cli import main
from khdash.store.places import DATABASE


@pytest.fixture
def database(built: Path) -> str:
    return str(built / DATABASE)


def test_a_province_as_a_word_document_under_its_own_name(database: str, tmp_path: Path) -> None:
    for scope in ("36", "Nam Định", "nam dinh", "Tỉnh Nam Định"):
        done = main(["report", "--scope", scope, "--out", str(tmp_path), "--db", database])
        assert done == 0
    (path,) = tmp_path.iterdir()
    assert path.name == "bao-cao-giao-ban-nam-dinh-2024.docx"
    assert "NAM ĐỊNH" in Document(str(path)).tables[0].rows[0].cells[0].text


def test_every_format_of_chosen_sections_into_a_named_file(database: str, tmp_path: Path) -> None:
    for form in ("docx", "xlsx", "pptx"):
        out = tmp_path / f"out.{form}"
        words = ["report", "--year", "2024", "--format", form, "--sections", "fund"]
        assert main([*words, "--out", str(out), "--db", database]) == 0
        content = io.BytesIO(out.read_bytes())
        if form == "docx":
            heads = [p.text for p in Document(content).paragraphs if p.style.name == "Heading 1"]
            assert heads[0] == "I. QUỸ KHUYẾN HỌC"
        elif form == "xlsx":
            assert any("Quỹ" in name for name in load_workbook(content).sheetnames)
        else:
            assert len(Presentation(content).slides) > 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--scope", "Huế"], "Nam Định (36)"),
        (["--sections", "poem"], "summary, members"),
        (["--boundaries", "1999"], "2022, 2025"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    words: list[str], told: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *words, "--db", database]) == 2
    assert told in capsys.readouterr().err


def test_the_application_of_a_province_by_its_own_scheme(database: str, tmp_path: Path) -> None:
    scheme = {
        "name_vi": "Phương án của cụm",
        "scale": [0, 100],
        "criteria": [
            {
                "code": "members_population_rate",
                "normalisation": {"method": "goalposts", "min": 0, "max": 50},
            }
        ],
        "titles": [],
        "adjustments": [],
    }
    (path := tmp_path / "phuong-an.json").write_text(json.dumps(scheme), encoding="utf-8")
    words = ["report", "--kind", "application", "--scope", "36", "--year", "2024"]
    done = main([*words, "--plan", str(path), "--out", str(tmp_path), "--db", database])
    assert done == 0
    document = Document(str(tmp_path / "ho-so-thi-dua-nam-dinh-2024.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    # 37 % of 50 %
    assert "Nam Định được 74,0 điểm." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "application"], "--scope"),
        (["--kind", "application", "--scope", "36", "--format", "pptx"], "docx"),
        (["--plan", "x.json"], "--kind application"),
        (["--kind", "application", "--scope", "36", "--plan", "none.json"], "none.json"),
        (["--kind", "application", "--scope", "36", "--plan", "pyproject.toml"], "JSON"),
    ],
)
def test_an_application_that_cannot_be_made_says_why(
    words: list[str], told: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *words, "--db", database]) == 2
    assert told in capsys.readouterr().err


def test_the_sections_are_listed(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--list-sections", "--db", database, "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "members\tOrganisation and members"


def test_the_libraries_of_documents_are_not_imported_to_start() -> None:
    import subprocess
    import sys

    code = (
        "import sys, khdash.cli, khdash.report.paper.formats;"
        "print([n for n in ('docx', 'pptx', 'xlsxwriter') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
