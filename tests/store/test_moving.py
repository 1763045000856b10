"""What lies among the shipped data is moved to the home once, whole, and with a record."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from khdash.cli import main
from khdash.store import journal_end
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.errors import DatabaseLocked, HomeConflict, HomeMixed
from khdash.store.moving import RECORD, move_over
from khdash.store.places import DATABASE, DEMO_MARKER, Places
from khdash.store.written_by import FILE
from tests.published import at
from tests.store.small import commit, current, figure
from tests.store.test_open import held_by_another_process


@pytest.fixture(scope="session")
def former(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the first version wrote; never changed."""
    folder = Path(shutil.copytree(built_once, tmp_path_factory.mktemp("former") / "small"))
    with Database.open(at(folder)) as store:
        commit(store, figure(100), file_name="a.csv", file_bytes=b"a;b")
        commit(store, figure(110))
    for name in ("journal", DATABASE):
        (folder / name).rename(folder / "data" / name)
    for name in ("drafts/0a/file", "drafts/0a/draft.json", "schemes/thi-dua.json"):
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder / "data"


@pytest.fixture
def places(former: Path, tmp_path: Path) -> Places:
    """A copy of `former`, and a home that is not there yet."""
    data = Path(shutil.copytree(former, tmp_path / "data"))
    return Places(data, tmp_path / "home", tmp_path / "home" / DATABASE)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(data: Path) -> dict[str, bytes]:
    """What users wrote into a data folder of the first version, by its name in a home."""
    return {
        name.replace("schemes/", "plans/"): content
        for name, content in contents(data).items()
        if not name.startswith(("catalogue/", "published/"))
    }


def expect_moved(places: Places, former: Path) -> None:
    """Everything is in the home, byte for byte, and nothing else is left in the data folder."""
    found = contents(places.home)
    assert found.pop(FILE)
    found.pop(journal_end.FILE, None)  # an opened home says how far its journal goes
    record = json.loads(found.pop(RECORD))
    wanted = written(former)
    assert found.keys() == wanted.keys()
    # The database is written anew when it is opened and closed; it follows from the journal.
    assert {name for name in wanted if found[name] != wanted[name]} <= {DATABASE}
    assert written(places.data) == {}
    (move,) = record
    assert move["finished_at"] >= move["begun_at"] > ""
    assert move["journal"] == {"last_entry": 3, "fault": ""}
    assert {(Path(part["from"]).name, Path(part["to"]).name) for part in move["parts"]} == {
        ("drafts", "drafts"),
        ("schemes", "plans"),
        (DATABASE, DATABASE),
        ("journal", "journal"),
    }


def on_another_disk(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Renaming into the home fails as it does from one disk to another."""
    rename = os.rename

    def refuse(old: Path, new: Path, **more: Any) -> None:
        if home in Path(new).parents and home not in Path(old).parents:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(old))
        rename(old, new, **more)

    monkeypatch.setattr(os, "rename", refuse)


@pytest.mark.parametrize("first", [Database.open, build], ids=["open", "build"])
def test_the_first_start_moves_everything_and_loses_nothing(
    places: Places, former: Path, first: Callable[[Places], Any]
) -> None:
    opened = first(places)
    if isinstance(opened, Database):
        opened.close()
    expect_moved(places, former)
    assert {path.name for path in places.data.iterdir()} == {"catalogue", "published"}
    assert verify(places) == []
    with Database.open(places) as store:
        assert current(store) == [110]
        assert commit(store, figure(120)).batch_id == 4
    assert move_over(places) is None


def test_on_another_disk_everything_is_copied_compared_and_then_removed(
    places: Places, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_another_disk(monkeypatch, places.home)
    assert move_over(places) is not None
    expect_moved(places, former)


def test_a_copy_that_came_out_wrong_removes_nothing(
    places: Places, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_another_disk(monkeypatch, places.home)
    with monkeypatch.context() as broken:
        broken.setattr(shutil, "copytree", lambda old, new: (new.mkdir(), new)[1])
        with pytest.raises(Exception, match="home"):
            move_over(places)
    assert written(places.data).keys() == written(former).keys()
    assert move_over(places) is not None
    expect_moved(places, former)


class Killed(BaseException):
    """The process ends here."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """End at the n-th change of the disk, before it or after it; the number of changes so far."""
    count = 0

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **more: Any) -> Any:
            nonlocal count
            if count == step:  # the dead change nothing, not even to tidy up
                raise Killed
            count += 1
            if count == step:
                raise Killed
            result = change(*given, **more)
            count += 1
            if count == step:
                raise Killed
            return result

        return run

    for module, name in (
        (os, "rename"),
        (os, "replace"),
        (os, "unlink"),
        (os, "rmdir"),
        (os, "mkdir"),
        (os, "fsync"),
        (shutil, "copyfile"),
    ):
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    return lambda: count


@pytest.mark.parametrize("disk", ["the same disk", "another disk"])
def test_a_move_that_was_cut_off_anywhere_is_finished_by_the_next_start(
    former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    light = Path(shutil.copytree(former, tmp_path / "light"))
    (light / DATABASE).write_bytes(b"no database, but quickly copied")
    step, cut_off = 0, True
    while cut_off:
        step += 1
        data = Path(shutil.copytree(light, tmp_path / str(step) / "data"))
        places = Places(data, data.parent / "home", data.parent / "home" / DATABASE)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", lambda handle: None)  # waits for the disk, changes nothing
            if disk == "another disk":
                on_another_disk(patched, places.home)
            with monkeypatch.context() as until_killed:
                changes = kill_at(until_killed, step)
                with suppress(Killed):
                    move_over(places)
                cut_off = changes() == step
            there = written(places.data).keys() | written(places.home).keys()
            assert written(light).keys() <= there
            move_over(places)
        expect_moved(places, light)
    assert step > 20


@pytest.mark.parametrize("name", ["journal/000002.json", "drafts/0b/file", "plans/mot.json"])
def test_where_both_folders_hold_something_nothing_moves_and_a_sentence_says_what_to_do(
    places: Places, former: Path, name: str
) -> None:
    own = places.home / name
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    for start in (Database.open, build):
        with pytest.raises(HomeConflict, match="KHDASH_HOME") as refused:
            start(places)
        assert str(places.home / name.split("/")[0]) in refused.value.text("en")
    assert contents(places.home) == {name: b"mine"}
    assert written(places.data) == written(former)
    shutil.move(places.home, places.home.with_name("kept"))
    build(places)
    expect_moved(places, former)


def test_a_database_beside_a_newer_one_is_a_leftover_and_stays(places: Places) -> None:
    with Database.open(places):
        pass
    leftover = places.data / DATABASE
    leftover.write_bytes(b"built by an older program")
    with Database.open(places) as store:
        assert current(store) == [110]
    assert leftover.read_bytes() == b"built by an older program"


def test_a_database_that_is_named_where_it_is_stays_there(places: Places) -> None:
    named = Places(places.data, places.home, places.data / DATABASE)
    with Database.open(named) as store:
        assert current(store) == [110]
    assert not (places.home / DATABASE).exists()
    assert (places.home / "journal" / "000003.json").exists()


def test_a_home_among_the_shipped_data_keeps_its_journal(places: Places) -> None:
    old = Places(places.data, places.data, places.data / DATABASE)
    with Database.open(old) as store:
        assert current(store) == [110]
    assert (places.data / "plans" / "thi-dua.json").exists()


def test_a_database_in_use_is_not_moved(places: Places, former: Path, built_once: Path) -> None:
    shutil.copy(built_once / DATABASE, places.data)
    with held_by_another_process(places.data / DATABASE), pytest.raises(DatabaseLocked):
        Database.open(places)
    assert written(places.data).keys() - {journal_end.FILE} == written(former).keys()
    assert not places.home.exists()


def test_a_journal_that_was_damaged_before_is_moved_and_named(places: Places) -> None:
    (places.data / "journal" / "000002.csv").write_text("changed", encoding="utf-8")
    moved = move_over(places)
    assert moved is not None
    assert "000002.csv" in moved.text("vi")
    assert (
        "000002.csv" in json.loads((places.home / RECORD).read_text("utf-8"))[0]["journal"]["fault"]
    )
    with Database.open(places) as store:
        assert current(store) == [110]


def test_what_was_written_on_generated_figures_never_moves_beside_what_was_not(
    places: Places,
) -> None:
    (places.data / DEMO_MARKER).touch()
    entry = places.journal / "000002.json"
    entry.parent.mkdir(parents=True)
    shutil.copytree(places.data / "journal", places.journal, dirs_exist_ok=True)
    shutil.rmtree(places.data / "journal")
    with pytest.raises(HomeMixed):
        Database.open(places)
    assert (places.data / "drafts" / "0a" / "file").exists()
    assert entry.exists()


def test_a_link_to_a_journal_elsewhere_is_followed(places: Places, former: Path) -> None:
    elsewhere = places.data.parent / "elsewhere"
    (places.data / "journal").rename(elsewhere)
    (places.data / "journal").symlink_to("../elsewhere")
    move_over(places)
    assert contents(places.home / "journal") == contents(former / "journal")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("vi", "Đã chuyển những gì người dùng ghi"), ("en", "What users wrote was moved")],
)
def test_a_command_says_on_stderr_that_it_moved(
    places: Places, capsys: pytest.CaptureFixture[str], lang: str, sentence: str
) -> None:
    given = ["--home", str(places.home), "--data", str(places.data), "--lang", lang]
    assert main(["history", *given]) == 0
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert str(places.home / RECORD) in told.err
    assert "Đã chuyển" not in told.out
    assert main(["history", *given]) == 0
    assert capsys.readouterr().err == ""
