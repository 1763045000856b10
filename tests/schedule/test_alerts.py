"""Alerts: what is new since their own last run, once, in the figures' own words."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.schedule.doing import Office, do, take_up
from khdash.schedule.duty import Duty
from khdash.schedule.record import Run, newest, record, runs_of
from khdash.store.database import Database
from khdash.store.places import Places
from tests.schedule.conftest import ToldClock
from tests.store.small import commit, figure

Add = Callable[..., Duty]
REPORT = {"source_id": "s062", "as_of": "2024-12-31", "year": 2024}
CHAIR = Actor("Trần Văn Chủ tịch", "web")
VI = Words("vi")


@pytest.fixture
def alert(office: Office, add: Add) -> Callable[..., Run]:
    """alert(what="changes"): the duty, seen at the present version, then done when called."""
    duties: dict[str, Duty] = {}

    def run(what: str, **cells: str) -> Run:
        if what not in duties:
            duties[what] = add(what=what, **cells)
            return take_up(duties[what], office)
        return do(duties[what], office)

    return run


def told(run: Run) -> list[str]:
    """The lines of the text that was written, without the first and the last ones."""
    assert run.outcome == "done", run
    (text,) = (Path(name) for name in run.files if name.endswith(".txt"))
    return text.read_text(encoding="utf-8-sig").splitlines()


def rows(run: Run) -> list[dict[str, str]]:
    (table,) = (Path(name) for name in run.files if name.endswith(".csv"))
    return list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))


def test_a_changed_figure_is_told_once_with_old_new_and_who(
    alert: Callable[..., Run], database: Database, clock: ToldClock
) -> None:
    alert("changes")
    assert alert("changes").outcome == "nothing"
    # Hà Nội 2024 is published as 1.953.233; Nam Định has no member count of 2024.
    commit(database, figure(1_975_000, unit="01", **REPORT), figure(512_345, unit="36", **REPORT))
    run = alert("changes")
    lines = told(run)
    assert lines[0] == "1 số thay đổi"
    (line,) = (line for line in lines if line.startswith("- "))
    assert line.startswith("- Hà Nội, Hội viên khuyến học (2024): 1.953.233 → 1.975.000. ")
    assert "Nguyễn Thị Thư ký" in line
    assert "So với lần báo trước: 01/03/2027 06:00, phiên bản số liệu 1." in lines
    (row,) = rows(run)
    assert (row["before_value"], row["value"]) == ("1953233", "1975000")
    assert alert("changes").outcome == "nothing"


def test_an_undo_is_a_change_back_with_its_reason(
    alert: Callable[..., Run], database: Database
) -> None:
    commit(database, figure(1_975_000, unit="01", **REPORT))
    alert("changes")
    database.undo(2, CHAIR, "nhầm năm")
    (line,) = (line for line in told(alert("changes")) if line.startswith("- "))
    assert "1.975.000 → 1.953.233. Trần Văn Chủ tịch" in line
    assert "nhầm năm" in line


def test_an_alert_of_a_province_leaves_the_others_out(
    alert: Callable[..., Run], database: Database
) -> None:
    alert("changes", scope="Nam Định")
    commit(database, figure(1_975_000, unit="01", **REPORT))
    assert alert("changes").outcome == "nothing"


def test_a_target_that_is_reached_is_told_and_so_is_one_that_no_longer_is(
    alert: Callable[..., Run], database: Database
) -> None:
    alert("targets")
    # Hà Nội wants 80 % of all families by 2030, and had 71,25 % in 2023.
    rate = {"indicator": "learning_family_rate", "basis": "all", **REPORT}
    commit(database, figure(81.5, unit="01", **rate))
    run = alert("targets")
    (row,) = rows(run)
    assert (row["unit_code"], row["target_year"], row["target_value"]) == ("01", "2030", "80")
    assert (row["status"], row["latest_value"], row["latest_year"]) == ("achieved", "81.5", "2024")
    assert row["before_status"] not in ("achieved", "missed")
    (line,) = (line for line in told(run) if line.startswith("- "))
    assert line.startswith("- Hà Nội, Tỷ lệ GĐHT: đã đạt mức 80\xa0% đến 2030")
    assert alert("targets").outcome == "nothing"
    database.undo(2, CHAIR, "nhầm năm")
    (row,) = rows(alert("targets"))
    assert row["before_status"] == "achieved"
    assert row["status"] != "achieved"


def test_what_a_rule_names_newly_is_told_once(
    alert: Callable[..., Run], database: Database
) -> None:
    alert("rules")
    rate = {"indicator": "learning_family_rate", "basis": "all", **REPORT}
    commit(database, figure(130.0, unit="35", **rate))
    run = alert("rules")
    assert told(run)[0] == "1 điều mới cần xem lại ở 1 tỉnh, thành phố"
    (row,) = rows(run)
    assert (row["rule"], row["unit_code"], row["value"]) == ("rate-outside-range", "35", "130")
    assert alert("rules").outcome == "nothing"
    # The figure that a rule names is another one: it is asked again.
    commit(database, figure(140.0, unit="35", **rate))
    assert [one["value"] for one in rows(alert("rules"))] == ["140"]


def test_figures_are_told_when_their_day_has_passed(
    alert: Callable[..., Run], clock: ToldClock
) -> None:
    clock.put("2022-12-31 06:00")
    alert("overdue")
    assert alert("overdue").outcome == "nothing"
    clock.put("2023-01-01 06:00")
    run = alert("overdue")
    tasks = {row["task"]: row["covered"] for row in rows(run)}
    # Of 2022 only Nam Định published a rate of members; nobody what the other tasks ask for.
    assert tasks == {
        "cum3-2022.3.a": "1/8",
        "cum3-2022.3.b": "0/8",
        "cum3-2022.5.a": "0/8",
        "cum3-2022.5.c": "0/8",
    }
    assert told(run)[0] == "4 số liệu mới quá hạn mà còn tỉnh chưa có"
    clock.put("2023-01-02 06:00")
    assert alert("overdue").outcome == "nothing"


def test_the_first_time_there_is_nothing_to_compare_with(office: Office, add: Add) -> None:
    duty = add(what="changes")
    run = do(duty, office)
    assert run.outcome == "taken-up"
    assert "ghi mốc ở phiên bản số liệu 1" in run.said.told(VI)
    assert do(duty, office).outcome == "nothing"


def test_a_failed_run_loses_no_news(
    alert: Callable[..., Run], database: Database, office: Office, places: Places
) -> None:
    alert("changes")
    commit(database, figure(1_975_000, unit="01", **REPORT))
    (places.home / "lich").write_text("no folder", encoding="utf-8")
    assert alert("changes").outcome == "failed"
    (places.home / "lich").unlink()
    assert len(rows(alert("changes"))) == 1


def test_after_the_published_figures_were_replaced_it_counts_anew(
    alert: Callable[..., Run], places: Places
) -> None:
    alert("changes")
    last = newest(runs_of(places), "changes")
    assert last is not None
    record(places, replace(last, sign="of other figures"))
    run = alert("changes")
    assert run.outcome == "taken-up"
    assert "đã được thay" in run.said.told(VI)
    assert alert("changes").outcome == "nothing"


def test_an_alert_in_english(alert: Callable[..., Run], database: Database) -> None:
    alert("changes", lang="en")
    commit(database, figure(1_975_000, unit="01", **REPORT))
    (line,) = (line for line in told(alert("changes")) if line.startswith("- "))
    assert "1,953,233 → 1,975,000" in line
