"""A file is read once: what was checked is committed, whatever happens on disk meanwhile."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khdash.ingest.pipeline import Options, Stage, import_file
from khdash.model.actor import Actor
from khdash.store.database import Database
from tests.ingest.check.sample import book

PERSON = Actor("Văn phòng Cụm 3", "command-line")
SHEETS = {
    f"Năm {year}": [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nam", year, year], ["Huế", year, 5]]
    for year in range(2011, 2023)
}
FIRST = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\n".encode()
SECOND = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;999.999\n".encode()


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often an archive was opened and the uploaded file read from disk."""
    counts: Counter[str] = Counter()
    real_zip, real_read = zipfile.ZipFile, Path.read_bytes

    def open_zip(*args: Any, **more: Any) -> zipfile.ZipFile:
        counts["opened"] += 1
        return real_zip(*args, **more)

    def read_bytes(path: Path) -> bytes:
        counts["read"] += path.name == "tep.xlsx"
        return real_read(path)

    monkeypatch.setattr(zipfile, "ZipFile", open_zip)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    return counts


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "tep.xlsx"
    path.write_bytes(book(SHEETS)())
    return path


def test_a_check_opens_a_workbook_of_twelve_sheets_once(
    workbook: Path, check: Any, openings: Counter[str]
) -> None:
    report = check.path(workbook)
    assert len(report.recognitions) == len(SHEETS)
    assert openings == {"opened": 1, "read": 1}


def test_the_sheets_that_are_named_are_taken_from_one_opening(
    workbook: Path, check: Any, openings: Counter[str]
) -> None:
    names = tuple(SHEETS)[2:6]
    report = check.path(workbook, options=Options(sheets=names))
    assert tuple(own.table.sheet for own in report.recognitions) == names
    assert openings == {"opened": 1, "read": 1}


def test_check_and_import_together_open_it_once(
    workbook: Path, store: Database, openings: Counter[str]
) -> None:
    _, receipt = import_file(workbook, store, PERSON, skip_rejected=True)
    assert receipt is not None
    assert receipt.written == len(SHEETS)
    assert openings == {"opened": 1, "read": 1}


@pytest.mark.parametrize(
    ("stage", "change"),
    [
        ("read", lambda path: path.write_bytes(SECOND)),
        ("check", lambda path: path.write_bytes(SECOND)),
        ("commit", lambda path: path.write_bytes(SECOND)),
        ("commit", Path.unlink),
    ],
)
def test_what_was_checked_is_committed_though_the_file_changes(
    stage: Stage, change: Callable[[Path], object], store: Database, tmp_path: Path
) -> None:
    path = tmp_path / "tep.csv"
    path.write_bytes(FIRST)

    def swap(begun: Stage, share: float) -> None:
        if begun == stage:
            change(path)

    report, receipt = import_file(path, store, PERSON, options=Options(progress=swap))
    assert receipt is not None
    assert report.data == FIRST
    batch = store.history().set_index("batch_id").loc[receipt.batch_id]
    assert batch["file_sha256"] == report.sha256 == hashlib.sha256(FIRST).hexdigest()
    assert store.journal.kept_file(batch["file_sha256"]).read_bytes() == FIRST
    own = store.dataset().current.query("unit == '35' and indicator == 'members' and year == 2024")
    assert own["value"].tolist() == [100_000]
