"""import --targets as a process: plans become targets of a document, never figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.store.database import Database
from tests.published import at

from .test_remembered import khdash

PLAN = (
    "KẾ HOẠCH PHÁT TRIỂN HỘI VIÊN NĂM 2025;;\nTT;Tỉnh;Số hội viên\n"
    "1;Hà Nội;2.050.000\n2;Hà Nam;110.000\n"
)
BOTH = (
    "Tỉnh;Hội viên TH 2024;Hội viên KH 2025\nHà Nội;1.975.000;2.050.000\nHà Nam;101.000;110.000\n"
)
DOCUMENT = "KH 15/KH-HKH"


@pytest.mark.parametrize(("text", "figures"), [(PLAN, 0), (BOTH, 2)])
def test_plans_are_offered_and_written_with_their_document(
    own: Path, tmp_path: Path, text: str, figures: int
) -> None:
    path = tmp_path / "ke_hoach.csv"
    path.write_text(text, encoding="utf-8")
    offered = khdash(own, "check", str(path))
    assert "2 số kế hoạch trong tệp ghi được làm chỉ tiêu" in offered.stdout
    done = khdash(own, "import", str(path), "--by", "Lan", "--targets", DOCUMENT)
    assert (done.returncode, done.stdout) == (0, "2\n")
    assert "Đã ghi 2 chỉ tiêu." in done.stderr
    with Database.open(at(own)) as database:
        targets = database.records("target").query("batch_id == 2")
        assert len(database.rows_of(2)) == figures
        planned_year = database.rows_of(2).query("year == 2025")
        assert planned_year.empty
    assert targets[["unit", "year", "value", "instrument_vi"]].values.tolist() == [
        ["01", 2025, 2_050_000.0, DOCUMENT],
        ["35", 2025, 110_000.0, DOCUMENT],
    ]


def test_without_a_document_a_table_of_plans_is_refused(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.csv"
    path.write_text(PLAN, encoding="utf-8")
    refused = khdash(own, "import", str(path), "--by", "Lan")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--targets" in refused.stderr
