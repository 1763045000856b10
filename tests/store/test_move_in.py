"""What was written with an older program elsewhere comes into the present home, once, whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.errors import DatabaseLocked, HomeConflict, HomeMixed, HomeNewer, NoOlderHome
from khdash.store.moving import RECORD, move_in
from khdash.store.places import DATABASE, DEMO_MARKER, Places
from khdash.store.written_by import FILE
from tests.published import at
from tests.store.small import commit, current, figure
from tests.store.test_first_version import unpack
from tests.store.test_moving import contents
from tests.store.test_open import held_by_another_process


@pytest.fixture
def older(built_once: Path, tmp_path: Path) -> Path:
    """A checkout of an older program: its folder home holds all that it wrote."""
    home = Path(shutil.copytree(built_once, tmp_path / "older" / "home"))
    with Database.open(at(home)) as store:
        commit(store, figure(100), file_name="a.csv", file_bytes=b"a;b")
    shutil.rmtree(home / "data")
    for name in ("drafts/0a/file", "plans/mot.json", "report/letterhead.csv", "access.json"):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (home / "serving.json").write_text("{}", encoding="utf-8")
    return home.parent


@pytest.fixture
def places(built_once: Path, tmp_path: Path) -> Places:
    """The present program, which has not been started yet."""
    data = Path(shutil.copytree(built_once / "data", tmp_path / "data"))
    return Places(data, tmp_path / "new", tmp_path / "new" / DATABASE)


@pytest.mark.parametrize("named", ["older", "older/home"])
@pytest.mark.parametrize("started", [False, True], ids=["first start", "started before"])
def test_a_checkout_or_its_home_is_moved_whole_and_verified(
    older: Path, places: Places, tmp_path: Path, named: str, started: bool
) -> None:
    if started:
        build(places)
    before = contents(older / "home")
    moved = move_in(places, tmp_path / named)
    assert moved is not None
    assert moved.old == older / "home"
    after = contents(places.home)
    for name, content in before.items():
        if name not in (DATABASE, FILE, "serving.json"):
            assert after[name] == content, name
    left = {DATABASE} if started else set()
    assert contents(older / "home").keys() - left == {"serving.json", FILE}
    (record,) = json.loads(after[RECORD])
    assert record["journal"] == {"last_entry": 2, "fault": ""}
    build(places)
    assert verify(places) == []
    with Database.open(places) as store:
        assert current(store) == [100]
    assert not (places.home / "serving.json").exists()


def test_a_second_move_finds_nothing_left(older: Path, places: Places) -> None:
    assert move_in(places, older) is not None
    with pytest.raises(NoOlderHome):
        move_in(places, older)


@pytest.mark.parametrize("name", ["journal/000002.json", "plans/mot.json", "access.json"])
def test_where_both_homes_hold_something_nothing_moves(
    older: Path, places: Places, name: str
) -> None:
    own = places.home / name
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    before = contents(older)
    with pytest.raises(HomeConflict):
        move_in(places, older)
    assert (contents(older), contents(places.home)) == (before, {name: b"mine"})


def test_a_home_in_use_stays_where_it_is(older: Path, places: Places) -> None:
    build(places)
    before = contents(older).keys()
    with held_by_another_process(older / "home" / DATABASE), pytest.raises(DatabaseLocked):
        move_in(places, older)
    assert contents(older).keys() - {f"home/{DATABASE}.wal"} == before


def test_generated_figures_never_come_beside_real_ones(older: Path, places: Places) -> None:
    (older / "home" / DEMO_MARKER).touch()
    with pytest.raises(HomeMixed):
        move_in(places, older)


def test_a_home_that_a_newer_program_wrote_stays(older: Path, places: Places) -> None:
    newer = {"version": "9.0.0", "schema": 999}
    (older / "home" / FILE).write_text(json.dumps(newer), encoding="utf-8")
    with pytest.raises(HomeNewer):
        move_in(places, older)
    assert not (places.home / "journal").exists()


def test_a_folder_of_something_else_is_refused(tmp_path: Path, places: Places) -> None:
    with pytest.raises(NoOlderHome, match="journal"):
        move_in(places, tmp_path)


def test_the_command_moves_a_checkout_of_the_first_version_and_compares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = unpack(tmp_path / "first")
    fresh = unpack(tmp_path / "fresh").data
    for name in ("journal", "drafts", "schemes"):
        shutil.rmtree(fresh / name)
    (fresh / DATABASE).unlink(missing_ok=True)
    home = tmp_path / "home"
    given = ["--home", str(home), "--data", str(fresh)]
    assert main(["move", str(first.data.parent), *given]) == 0
    told = capsys.readouterr().err
    assert f"Đã chuyển những gì người dùng ghi từ {first.data} sang {home}" in told
    assert "khớp với danh mục, số liệu công bố và nhật ký" in told
    assert main(["history", *given]) == 0
    assert capsys.readouterr().out.count("\r\n") == 9
    assert main(["move", str(first.data.parent), *given]) == 2
