"""The log of what was done: only appended, whole lines, for those who look after the cluster."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khdash.model.actor import AccessRefused, Actor, Role
from khdash.store import activity
from khdash.store.activity import Deed

OFFICE = Actor("Chánh văn phòng", "web", address="127.0.0.1")


def test_a_line_tells_who_when_from_where_and_what(home: Path) -> None:
    who = Actor("Lan", "web", Role.PROVINCES, frozenset({"33"}), "lan@hoi.vn", "10.0.0.4")
    activity.record(home, who, Deed.UPLOAD, file="báo cáo.xlsx", note="")
    (line,) = activity.read(home, OFFICE)
    assert (line.who, line.role, line.door) == ("Lan", "steward-of-provinces", "web")
    assert (line.identity, line.address) == ("lan@hoi.vn", "10.0.0.4")
    assert (line.deed, line.about) == ("upload", {"file": "báo cáo.xlsx"})
    told = json.loads((home / activity.FILE).read_text("utf-8"))
    assert told["at"].endswith("+07:00")


def test_the_newest_stands_first_and_what_was_there_stays(home: Path) -> None:
    activity.record(home, OFFICE, Deed.LOCK, year=2024)
    before = (home / activity.FILE).read_bytes()
    activity.record(home, OFFICE, Deed.UNLOCK, year=2024)
    assert (home / activity.FILE).read_bytes().startswith(before)
    assert [one.deed for one in activity.read(home, OFFICE)] == ["unlock", "lock"]


def test_a_line_that_was_cut_off_costs_no_other_line(home: Path) -> None:
    activity.record(home, OFFICE, Deed.LOCK)
    with (home / activity.FILE).open("ab") as file:
        file.write(b'{"at": "2026-')
    activity.record(home, OFFICE, Deed.UNLOCK)
    assert [one.deed for one in activity.read(home, OFFICE)] == ["unlock", "lock"]


def test_lines_of_many_threads_stay_whole(home: Path) -> None:
    def write(number: int) -> None:
        for _ in range(20):
            activity.record(home, OFFICE, Deed.UPLOAD, file=str(number) * 300)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(activity.read(home, OFFICE)) == 160


@pytest.mark.parametrize("role", [Role.READER, Role.PROVINCES])
def test_others_do_not_see_it(home: Path, role: Role) -> None:
    activity.record(home, OFFICE, Deed.LOCK)
    with pytest.raises(AccessRefused):
        activity.read(home, Actor("Lan", "web", role, frozenset({"33"})))


def test_a_disk_that_refuses_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    activity.record(tmp_path / "file", OFFICE, Deed.LOCK)
    assert activity.FILE in capsys.readouterr().err


@example("a\u2028b\x85c\x0b\x1cd\r\n", "Lan\u2029")
@given(st.text(max_size=700), st.text(min_size=1, max_size=20).filter(str.strip))
def test_any_text_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    folder = tmp_path_factory.mktemp("log")
    activity.record(folder, Actor(name, "web"), Deed.REFUSE, reason=text)
    assert (folder / activity.FILE).read_bytes().count(b"\n") == 1
    assert len(activity.read(folder, OFFICE)) == 1
