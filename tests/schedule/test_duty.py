"""schedule.csv: what can be followed, and what is said of the rest."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from khdash.model.dataset import Dataset
from khdash.model.problem import CatalogueError
from khdash.schedule.duty import COLUMNS, FILE, Duty
from khdash.schedule.kinds import KINDS
from khdash.schedule.table import EXAMPLE, add_row, read_schedule, remove_row
from khdash.schedule.when import Rhythm
from khdash.store.catalogue_files import read_table
from tests.published import at

GOOD = {
    "code": "bao-cao",
    "what": "docx",
    "scope": "nam dinh",
    "every": "month",
    "day": "5",
    "at": "7:00",
    "to": "lich",
}


def written(folder: Path, *rows: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return folder


def test_the_example_can_be_followed_and_shows_every_kind_of_alert(
    published: Dataset, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(EXAMPLE.read_bytes())
    schedule = read_schedule(at(tmp_path), published.catalogue)
    assert not schedule.problems
    assert len(schedule.duties) == len(read_table(EXAMPLE).rows)
    assert {kind.code for kind in KINDS.values() if kind.alerts} < {
        duty.what for duty in schedule.duties
    }


def test_a_row_as_it_is_meant(published: Dataset, tmp_path: Path) -> None:
    written(tmp_path, "tin,changes,36,2024,week,cn,17:05,a@b.vn; c@d.org.vn,en")
    (duty,) = read_schedule(at(tmp_path), published.catalogue).duties
    rhythm = Rhythm("week", 7, time(17, 5))
    assert duty == Duty("tin", "changes", "36", 2024, rhythm, "a@b.vn; c@d.org.vn", "en")
    assert duty.addresses == ("a@b.vn", "c@d.org.vn")
    assert duty.selection(published.catalogue).units == ("36",)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("Báo cáo,docx,,,day,,07:00,lich,", "code", "chữ thường không dấu"),
        ("a,pdf,,,day,,07:00,lich,", "what", "docx"),
        ("a,docx,Huế,,day,,07:00,lich,", "scope", "Nam Định (36)"),
        ("a,docx,,24,day,,07:00,lich,", "year", "bốn chữ số"),
        ("a,docx,,,year,,07:00,lich,", "every", "quarter"),
        ("a,docx,,,day,3,07:00,lich,", "day", "Để trống"),
        ("a,docx,,,week,8,07:00,lich,", "day", "T2"),
        ("a,docx,,,month,32,07:00,lich,", "day", "từ 1 đến 31"),
        ("a,docx,,,month,,07:00,lich,", "day", "từ 1 đến 31"),
        ("a,docx,,,quarter,93,07:00,lich,", "day", "từ 1 đến 92"),
        ("a,docx,,,day,,24:00,lich,", "at", "07:30"),
        ("a,docx,,,day,,7h,lich,", "at", "07:30"),
        ("a,docx,,,day,,07:00,,", "to", "phải có nội dung"),
        ("a,docx,,,day,,07:00,a@b,", "to", "a@b"),
        ("a,docx,,,day,,07:00,lich,fr", "lang", "vi"),
    ],
)
def test_a_fault_is_named_with_its_place_and_repair_and_the_other_rows_go_on(
    row: str, column: str, told: str, published: Dataset, tmp_path: Path
) -> None:
    written(tmp_path, row, "khac,xlsx,,,day,,07:00,lich,")
    schedule = read_schedule(at(tmp_path), published.catalogue)
    (problem,) = schedule.problems
    assert (problem.file, problem.line, problem.column) == (FILE, 2, column)
    assert told in problem.text("vi")
    assert [duty.code for duty in schedule.duties] == ["khac"]


def test_of_two_rows_of_one_code_the_first_counts(published: Dataset, tmp_path: Path) -> None:
    written(tmp_path, "a,docx,,,day,,07:00,lich,", "a,xlsx,,,day,,08:00,lich,")
    schedule = read_schedule(at(tmp_path), published.catalogue)
    assert [duty.what for duty in schedule.duties] == ["docx"]
    assert [problem.line for problem in schedule.problems] == [3]


def test_a_file_that_is_none_stops_nothing_but_itself(published: Dataset, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00code")
    schedule = read_schedule(at(tmp_path), published.catalogue)
    assert not schedule.duties
    assert schedule.problems[0].file == FILE
    assert not read_schedule(at(tmp_path / "empty"), published.catalogue).problems


def test_rows_are_added_and_removed_and_the_others_stay(published: Dataset, tmp_path: Path) -> None:
    places = at(tmp_path)
    assert add_row(places, GOOD, published.catalogue).unit == "36"
    add_row(places, {**GOOD, "code": "khac", "to": "Báo cáo, cả năm"}, published.catalogue)
    assert remove_row(places, "bao-cao")
    assert not remove_row(places, "bao-cao")
    (duty,) = read_schedule(places, published.catalogue).duties
    assert (duty.code, duty.to) == ("khac", "Báo cáo, cả năm")


def test_a_row_with_a_fault_is_not_added(published: Dataset, tmp_path: Path) -> None:
    places = at(tmp_path)
    add_row(places, GOOD, published.catalogue)
    before = (tmp_path / FILE).read_bytes()
    for fault in ({"code": "b", "at": "7"}, {"code": "bao-cao"}):
        with pytest.raises(CatalogueError):
            add_row(places, {**GOOD, **fault}, published.catalogue)
    assert (tmp_path / FILE).read_bytes() == before
