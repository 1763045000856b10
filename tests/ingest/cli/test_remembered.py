"""check and import as processes: what is remembered of a form is said, and used when asked."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from khdash.ingest.memory.teaching import taught_by
from khdash.ingest.pipeline import check_file, submission_of
from khdash.ingest.recognise import Choices, ColumnChoice
from khdash.model.actor import Actor
from khdash.store import moment
from khdash.store.database import Database
from tests.published import at

PROJECT = Path(__file__).parents[3]
HEAD = "Tỉnh;Năm;SL HV\n"
MEMBERS = Choices(columns={2: ColumnChoice(indicator="members")})


def khdash(own: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    where = ("--home", str(own), "--data", str(own / "data"))
    return subprocess.run(
        [sys.executable, "-m", "khdash", *arguments, *where],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=PROJECT,
    )


def file(folder: Path, year: int, unit: str = "Hà Nam") -> str:
    path = folder / f"{unit}_{year}.csv"
    path.write_text(f"{HEAD}{unit};{year};10{year % 10}.500\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def taught(own: Path, tmp_path: Path) -> Path:
    """A store in which batch 2 explained «SL HV» of Hà Nam."""
    with Database.open(at(own)) as database:
        report = check_file(file(tmp_path, 2024), database, choices=MEMBERS)
        assert taught_by(report, MEMBERS)
        database.commit(Actor("Thư ký", "web"), submission_of(report))
    return own


def test_check_says_what_is_remembered_and_reads_so_only_when_asked(
    taught: Path, tmp_path: Path
) -> None:
    path = file(tmp_path, 2023)
    told = f"lần nạp số 2, {moment.now():%d/%m/%Y}: cột «SL HV» là Hội viên khuyến học."
    plain = khdash(taught, "check", path)
    assert plain.returncode == 1
    assert f"Đã nhớ từ {told} Thêm --remembered" in plain.stdout
    asked = khdash(taught, "check", path, "--remembered", "--json")
    report = json.loads(asked.stdout)
    assert [(c["unit_code"], c["indicator"], c["value"]) for c in report["cells"]] == [
        ("35", "members", 103_500.0)
    ]
    assert any(f"Đã đọc theo điều nhớ từ {told}" in f["message_vi"] for f in report["findings"])


def test_import_uses_it_when_asked_and_teaches_it_on(taught: Path, tmp_path: Path) -> None:
    path = file(tmp_path, 2023)
    refused = khdash(taught, "import", path, "--by", "Lan")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Thêm --remembered" in refused.stderr
    done = khdash(taught, "import", path, "--by", "Lan", "--remembered")
    assert (done.returncode, done.stdout) == (0, "3\n")
    assert "Đã đọc theo điều nhớ từ lần nạp số 2" in done.stderr
    rows = csv.DictReader(io.StringIO(khdash(taught, "remembered").stdout))
    assert [(r["batch"], r["by"], r["units"], r["remembered"]) for r in rows] == [
        ("3", "Lan", "Hà Nam", "cột «SL HV» là Hội viên khuyến học"),
        ("2", "Thư ký", "Hà Nam", "cột «SL HV» là Hội viên khuyến học"),
    ]


def test_another_province_hears_nothing_of_it(taught: Path, tmp_path: Path) -> None:
    path = file(tmp_path, 2023, "Nam Định")
    told = khdash(taught, "check", path, "--remembered")
    assert "nhớ" not in told.stdout
    assert told.returncode == 1


def test_what_is_forgotten_is_not_said_until_that_is_undone(taught: Path, tmp_path: Path) -> None:
    path = file(tmp_path, 2023)
    forgotten = khdash(taught, "forget", "2", "--by", "Lan")
    assert (forgotten.returncode, forgotten.stdout) == (0, "3\n")
    assert "Đã nhớ" not in khdash(taught, "check", path).stdout
    nothing = khdash(taught, "forget", "2", "--by", "Lan")
    assert nothing.returncode == 2
    assert "Không có gì đang được nhớ từ lần nạp 2." in nothing.stderr
    assert khdash(taught, "undo", "3", "--by", "Lan", "--reason", "vẫn cần").returncode == 0
    assert "Đã nhớ từ lần nạp số 2" in khdash(taught, "check", path).stdout
