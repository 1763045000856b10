"""explain and explanations as processes: written, printed, taken back, refused with a reason."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from khdash.store.places import PROJECT

BY = ("--by", "Lê Thị Mai")


def khdash(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *map(str, arguments), "--home", str(home)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=PROJECT,
    )


def test_a_figure_is_explained_printed_and_the_text_taken_back(own: Path) -> None:
    done = khdash(own, "explain", "36.members.2011", *BY, "--text", "=Sáp nhập\nchi hội")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        "Đã ghi thuyết minh, lần nạp số 2.\n",
    )
    printed = khdash(own, "explanations").stdout
    (row,) = csv.DictReader(io.StringIO(printed))
    assert (row["unit"], row["value"], row["text"]) == ("36", "288270", "'=Sáp nhập chi hội")
    assert row["committed_by"] == "Lê Thị Mai"
    shown = khdash(own, "exhibit", "trend", "--query", "chi_so=members&tinh=36").stdout
    assert "Nam Định 2011 (Hội viên): “=Sáp nhập chi hội” (Lê Thị Mai" in shown
    done = khdash(own, "explain", "36.members.2011", *BY, "--withdraw", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "Explanation withdrawn, batch 3.\n")
    done = khdash(own, "explain", "36.members.2011", *BY, "--withdraw")
    assert (done.returncode, "không có thuyết minh nào để rút" in done.stderr) == (2, True)
    assert khdash(own, "verify").returncode == 0


@pytest.mark.parametrize(
    ("figure", "text", "why"),
    [
        ("36.membres.2011", "Sáp nhập", "Không có số đang dùng nào tên «36.membres.2011»"),
        ("36.members.2012", "Sáp nhập", "Không có số đang dùng nào"),
        ("members", "Sáp nhập", "Không có số đang dùng nào"),
        ("36.members.2011", " ", "Cần nội dung thuyết minh."),
        ("36.members.2011", "a" * 301, "Thuyết minh dài 301 chữ cái, chỉ nhận đến 300."),
    ],
)
def test_a_request_that_cannot_be_followed_writes_nothing(
    own: Path, figure: str, text: str, why: str
) -> None:
    done = khdash(own, "explain", figure, *BY, "--text", text)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert not list(own.rglob("000002.json"))
