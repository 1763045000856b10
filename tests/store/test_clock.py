"""A clock that is set forward or back between two commits: what came later stays the later."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.cli import main
from khdash.store import moment
from khdash.store.backup import back_up, backups_in
from khdash.store.build import verify
from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from khdash.store.restoring import restore
from tests.published import at
from tests.store.small import SECRETARY, commit, current, figure

NOW = datetime(2026, 3, 1, 8)
AHEAD, BACK = datetime(2031, 1, 1), datetime(2019, 1, 1)


def set_clock(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr(moment, "now", lambda: when)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.lists(st.integers(-4000, 4000), min_size=2, max_size=6))
def test_moments_stand_in_the_order_of_the_entries(
    built_once: Path, tmp_path_factory: pytest.TempPathFactory, days: list[int]
) -> None:
    home = tmp_path_factory.mktemp("clock")
    places = Places(built_once / "data", home, home / DATABASE)
    places.database.write_bytes((built_once / DATABASE).read_bytes())
    with pytest.MonkeyPatch.context() as patched, Database.open(places) as store:
        for number, day in enumerate(days):
            set_clock(patched, NOW + timedelta(days=day))
            commit(store, figure(1000 + number))
        store.undo(store.version(), SECRETARY, "nhầm")
        moments = [entry.at for entry in store.journal.entries()]
        assert all(earlier < later for earlier, later in pairwise(moments))
        assert current(store) == [1000 + len(days) - 2]
        for number, when in enumerate(moments[:-1]):
            assert current(store, as_known_at=when) == [1000 + number]
    assert verify(places) == []


def test_the_newest_backup_is_the_one_made_last(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, backups = at(folder), tmp_path / "backups"
    with Database.open(places) as store:
        for number, when in enumerate((AHEAD, NOW, BACK)):
            set_clock(monkeypatch, when)
            commit(store, figure(number))
            made = back_up(store, SECRETARY, backups)
            assert backups_in(backups)[0] == made.path
        last = back_up(store, SECRETARY, backups, keep=1)
        commit(store, figure(77))
    assert backups_in(backups) == [last.path]
    assert restore(places, SECRETARY, backups).version == last.version
    with Database.open(places) as store:
        assert current(store) == [2]


def test_an_entry_of_later_than_now_is_told_and_is_no_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = at(folder)
    options = ["--home", str(places.home), "--data", str(places.data)]
    with Database.open(places) as store:
        commit(store, figure(1))
    assert main(["verify", *options]) == 0
    assert "sau giờ của máy" not in capsys.readouterr().err
    with Database.open(places) as store:
        set_clock(monkeypatch, AHEAD)
        commit(store, figure(2))
    monkeypatch.undo()
    assert main(["verify", *options]) == 0
    assert "sau giờ của máy bây giờ" in capsys.readouterr().err
