"""A draft outlives the browser, and remembers who corrected what."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from khdash.ingest.draft import Correction, DraftFolder

NOON = datetime(2024, 12, 31, 12, 0)
LATER = datetime(2024, 12, 31, 14, 5)


def corrected(cell: str, before: str, after: str) -> Correction:
    return Correction("", cell, before, after, "Thư ký", LATER.isoformat())


def test_a_draft_is_found_again_with_its_file_and_decisions(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    draft = folder.start(b"a;b", "a.csv", "Thư ký", NOON)
    folder.save(draft.with_correction(corrected("B2", "1O", "10")), LATER)
    again = DraftFolder(tmp_path).find(draft.sha256)
    assert again is not None
    assert (again.file_name, again.by, again.changed_at) == (
        "a.csv",
        "Thư ký",
        "2024-12-31T14:05:00",
    )
    assert again.corrected_cells() == {"B2": "10"}
    assert DraftFolder(tmp_path).content(again) == b"a;b"


def test_the_same_bytes_meet_in_the_same_draft(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    draft = folder.start(b"a;b", "a.csv", "Thư ký", NOON)
    folder.save(draft.with_correction(corrected("B2", "1O", "10")), NOON)
    assert folder.start(b"a;b", "copy.csv", "Văn phòng", LATER).corrected_cells() == {"B2": "10"}
    assert len(folder.open_drafts()) == 1


def test_a_second_correction_keeps_the_first_text_and_going_back_leaves_none(
    tmp_path: Path,
) -> None:
    draft = DraftFolder(tmp_path).start(b"a", "a.csv", "", NOON)
    twice = draft.with_correction(corrected("B2", "1O", "10")).with_correction(
        corrected("B2", "10", "100")
    )
    assert [(c.before, c.after) for c in twice.corrections] == [("1O", "100")]
    assert twice.with_correction(corrected("B2", "100", "1O")).corrections == ()


def test_corrections_belong_to_their_sheet(tmp_path: Path) -> None:
    draft = DraftFolder(tmp_path).start(b"a", "a.xlsx", "", NOON)
    draft = draft.with_correction(Correction("Biểu 1", "B2", "1", "2", "", ""))
    draft = draft.with_correction(Correction("Biểu 2", "B2", "3", "4", "", ""))
    assert draft.corrected_cells() == {"Biểu 1!B2": "2", "Biểu 2!B2": "4"}
    assert draft.original_cells() == {"Biểu 1!B2": "1", "Biểu 2!B2": "3"}


def test_a_draft_of_one_chosen_sheet_keeps_to_that_sheet(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    draft = folder.start(b"a", "a.xlsx", "", NOON)
    folder.save(replace(draft, reading={"sheet": "Biểu 2", "remembered": None}), NOON)
    again = folder.find(draft.sha256)
    assert again is not None
    assert again.sheets == ("Biểu 2",)
    assert again.reading == {"sheets": ["Biểu 2"], "remembered": None}


def test_a_dropped_draft_is_gone_and_a_broken_one_is_no_draft(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path / "drafts")
    first, second = (folder.start(c, "a.csv", "", NOON) for c in (b"a", b"b"))
    folder.drop(first.sha256)
    (tmp_path / "drafts" / second.sha256 / "draft.json").write_text("{", encoding="utf-8")
    assert folder.open_drafts() == []
    assert folder.unreadable() == [second.sha256]


def test_a_name_that_is_no_hash_reaches_no_file(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    folder = DraftFolder(tmp_path / "drafts")
    folder.drop("../../precious")
    assert folder.find("../../precious") is None
    assert (tmp_path / "precious").exists()
