"""Nhật ký shows the schedule: what is coming and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from khdash.locale.words import NO_BREAK
from khdash.schedule.duty import COLUMNS, FILE
from khdash.schedule.fault import Said
from khdash.schedule.record import Run, record
from khdash.store.places import here
from tests.web.upload.conftest import Open, furnished_home, open_page, texts

__all__ = ["furnished_home", "open_page"]
AT = datetime(2026, 3, 1, tzinfo=UTC)


def write(home: Path, *rows: str) -> None:
    text = "\n".join([",".join(COLUMNS), *rows, ""])
    (home / FILE).write_text(text, encoding="utf-8")


def test_without_a_schedule_the_page_says_how_to_make_one(open_page: Open) -> None:
    assert "schedule add" in texts(open_page("nhat_ky"))


def test_each_duty_with_its_times_and_the_last_outcome(
    furnished_home: Path, open_page: Open
) -> None:
    write(
        furnished_home,
        "bao-cao,docx,Nam Định,,month,5,07:00,lich,",
        "tin,changes,,,week,T2,17:00,thu.ky@example.org; a@example.org,",
    )
    refused = Said("Máy chủ thư {host} không trả lời.", {"host": "thu@mail.example.org"})
    record(here(), Run("tin", AT, AT, "failed", refused, again=True))
    record(here(), Run("bao-cao", AT, AT, "done", files=("lich/bao-cao.docx",), by="Thư ký"))
    app = open_page("nhat_ky")
    assert not app.exception
    duties, runs = (shown.value.replace(NO_BREAK, " ", regex=True) for shown in app.table[-2:])
    assert list(duties["Việc"]) == [
        "Báo cáo (Word): Nam Định",
        "Báo tin: số liệu thay đổi: Cụm 3",
    ]
    assert list(duties["Khi nào"]) == ["hằng tháng, ngày 5, 07:00", "hằng tuần, thứ hai, 17:00"]
    assert list(duties["Nơi nhận"]) == ["lich", "thu.ky@example.org; a@example.org"]
    assert "không xong. Máy chủ thư" in duties["Lần gần nhất"][1]
    assert list(runs["Ai"]) == ["Thư ký", "theo lịch"]


def test_a_line_with_a_fault_is_told(furnished_home: Path, open_page: Open) -> None:
    write(furnished_home, "a,docx,,,day,,25:00,lich,")
    app = open_page("nhat_ky")
    assert any("cột at" in warning.value for warning in app.warning)
