"""The command as its user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.published import at


@pytest.fixture
def proof(own: Path):
    def run(text: str, *options: str) -> subprocess.CompletedProcess[str]:
        file = own / "bai.txt"
        file.write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "khdash", "proof", str(file), *options, "--db",
             str(at(own).database)],
            capture_output=True, text=True, check=False, encoding="utf-8",
        )  # fmt: skip

    return run


RIGHT = "Năm 2024, Bắc Ninh có 542.467 hội viên."
WRONG = "Năm 2024, Bắc Ninh có 542.468 hội viên."


def test_a_right_text_ends_with_0_and_a_wrong_one_with_1(proof):
    right, wrong = proof(RIGHT), proof(WRONG)
    assert (right.returncode, wrong.returncode) == (0, 1), right.stderr
    assert right.stdout.startswith("1: ✓ Khớp: 542.467")
    assert "542.467" in wrong.stdout
    assert "✗ Khác số liệu: 1" in wrong.stderr


def test_json_says_the_reading_and_ours(proof):
    (row,) = json.loads(proof(WRONG, "--json").stdout)
    assert (row["status"], row["indicator"], row["unit"], row["year"]) == (
        "differs",
        "members",
        "27",
        2024,
    )
    assert row["ours"]["value"] == 542467
    assert WRONG[row["start"] : row["end"]] == "542.468"


def test_year_and_unit_hold_where_the_text_is_silent(proof):
    silent = "Số hội viên là 542.467 người."
    assert "Cần hỏi lại" in proof(silent).stdout
    assert "✓ Khớp" in proof(silent, "--year", "2024", "--unit", "27").stdout


def test_the_marked_document_is_written(proof, own: Path):
    made = own / "ra.docx"
    assert proof(WRONG, "--out", str(made)).returncode == 1
    assert [c.text[:1] for c in docx.Document(str(made)).comments] == ["✗"]


def test_what_cannot_be_used_ends_with_2(proof):
    assert proof(RIGHT, "--unit", "99x").returncode == 2
    assert proof(RIGHT, "--out", "a.pdf").returncode == 2
    assert proof(" ").returncode == 2
