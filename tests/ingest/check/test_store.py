"""A file beside what the store knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khdash.ingest.pipeline import import_file
from khdash.model.actor import Actor
from khdash.store.database import Database

PERSON = Actor("Văn phòng Cụm 3", "command-line")


def test_cells_are_new_changed_same_or_rejected(check_in: Any) -> None:
    """The store has Hà Nội 2024: 1,953,233 members; nothing of Hà Nam."""
    report = check_in.text(
        "Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.953.233\nHà Nam;2024;100.000\nHà Tây;2024;5\n"
    )
    assert report.cells["action"].tolist() == ["same", "new", "rejected"]
    report = check_in.text("Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.960.000\n")
    row = report.cells.iloc[0]
    assert (row["action"], row["old_value"]) == ("changed", 1953233)


def test_import_commits_what_is_sound_and_says_so_again(store: Database, tmp_path: Path) -> None:
    path = tmp_path / "tep.csv"
    path.write_text("Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\nHà Tây;2024;5\n", encoding="utf-8")
    before = store.version()
    report, receipt = import_file(path, store, PERSON)
    assert (receipt, report.has_errors, store.version()) == (None, True, before)
    report, receipt = import_file(path, store, PERSON, skip_rejected=True, note="Thử")
    assert receipt is not None
    assert (receipt.new, receipt.written) == (1, 1)
    own = store.dataset().current.query("unit == '35' and indicator == 'members' and year == 2024")
    assert own[["value", "source_id", "cell"]].to_numpy().tolist() == [[100000, "reported", "C2"]]
    again, nothing = import_file(path, store, PERSON, skip_rejected=True)
    assert (again.already_imported, nothing) == (receipt.batch_id, None)


def test_after_an_undo_the_same_file_may_be_imported_again(store: Database, tmp_path: Path) -> None:
    path = tmp_path / "tep.csv"
    path.write_text("Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\n", encoding="utf-8")
    _, receipt = import_file(path, store, PERSON)
    assert receipt is not None
    assert receipt.batch_id is not None
    store.undo(receipt.batch_id, PERSON)
    _, second = import_file(path, store, PERSON)
    assert second is not None
    assert second.written == 1


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("6.000.000", "stock-tripled"),  # Hà Nội 2024: 1,953,233
        ("900.000", "stock-halved"),
        ("1.953.233", "same-number-again"),
        ("1.953", "unit-slip"),
    ],
)
def test_jumps_are_seen_against_the_store(check_in: Any, value: str, code: str) -> None:
    report = check_in.text(f"Tỉnh;Năm;Số hội viên\nHà Nội;2025;{value}\n")
    assert [finding.code for finding in report.findings if finding.severity == "warning"] == [code]


def test_a_finding_never_changes_a_value(check_in: Any) -> None:
    report = check_in.text("Tỉnh;Năm;Tỷ lệ GĐHT (%)\nHà Nội;2024;120\n")
    assert report.cells[["value", "fault"]].to_numpy().tolist() == [[120, ""]]


def test_no_jump_is_told_across_a_break_of_the_series(check: Any, found: Any) -> None:
    """The criteria of learning families changed in 2022."""
    report = check.text("Tỉnh;Năm;Số GĐHT\nHà Nội;2021;1000\nHà Nội;2022;100\n")
    assert found(report) == []


def test_structural_counts_may_repeat(check: Any, found: Any) -> None:
    assert found(check.text("Tỉnh;Năm;Số thôn\nHà Nội;2023;5000\nHà Nội;2024;5000\n")) == []


def test_an_open_bound_settles_no_comparison(check: Any, found: Any) -> None:
    """More than 5 registered may well be 20, so 10 recognised are no contradiction."""
    assert (
        found(check.text("Tỉnh;Năm;GĐHT đăng ký;GĐHT được công nhận\nHà Nội;2024;hơn 5;10\n")) == []
    )
