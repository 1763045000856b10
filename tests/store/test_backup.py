"""A backup is of one moment and whole, or there is none; what is put back is what was there."""

from __future__ import annotations

import json
import os
import shutil
import threading
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.cli import main
from khdash.ingest.draft import DraftFolder
from khdash.store import activity, exchange, restoring
from khdash.store.backup import back_up, backups_in
from khdash.store.backup_manifest import Manifest, read_manifest
from khdash.store.backup_pack import write_zip
from khdash.store.build import build, content, verify
from khdash.store.database import Database
from khdash.store.errors import DatabaseLocked, HomeMixed, JournalDamaged
from khdash.store.home import ASIDE, RECORD, STAGING, home_files
from khdash.store.keeping_errors import (
    BackupDamaged,
    BackupInside,
    BackupMissing,
    BackupNewer,
    BackupNotWritten,
)
from khdash.store.places import DATABASE, DEMO_MARKER, Places
from khdash.store.plans import save_plan
from khdash.store.restoring import restore
from tests.store.small import SECRETARY, commit, figure, write_folder
from tests.store.test_open import held_by_another_process
from tests.store.written import CONTENT, present, write

Home = tuple[Places, CONTENT]


def options(places: Places) -> list[str]:
    return ["--home", str(places.home), "--data", str(places.data)]


@pytest.fixture
def home(folder: Path) -> Home:
    """A home with everything that users write: journal, files, a draft, a plan, something else."""
    places, expected = write(folder)
    DraftFolder(places.drafts).start(b"Tinh;Nam\n", "nháp.csv", "Thư ký", datetime(2026, 1, 5))
    save_plan(places.plans, "Thi đua", {"weights": [1]})
    (folder / "report").mkdir()
    (folder / "report" / "header.csv").write_text("Hội Khuyến học", encoding="utf-8")
    return places, expected


def files_of(places: Places) -> dict[str, bytes]:
    """What lies in a home but for the log of what was done, which goes on over a restore."""
    return {n: path.read_bytes() for n, path in home_files(places) if n != activity.FILE}


def back_up_now(places: Places, folder: Path) -> Path:
    with Database.open(places) as store:
        return back_up(store, SECRETARY, folder).path


def change(places: Places) -> CONTENT:
    """What happens after the backup."""
    with Database.open(places) as store:
        commit(store, figure(999, year=2015))
        (places.plans / "khac.json").write_text("{}", encoding="utf-8")
        return content(store)


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_everything_comes_back_and_what_was_there_is_kept(
    home: Home, tmp_path: Path, packed: bool
) -> None:
    places, expected = home
    before = files_of(places)
    source = back_up_now(places, tmp_path / "backups")
    if packed:
        write_zip(source, tmp_path / "kho.zip")
        source = tmp_path / "kho.zip"
    later = change(places)
    after = files_of(places)
    done = restore(places, SECRETARY, source)
    assert files_of(places) == before
    assert present(places) == expected
    assert verify(places) == []
    assert done.aside is not None
    kept = Places(places.data, done.aside, done.aside / "khdash.duckdb")
    assert files_of(kept) == after
    assert present(kept) == later
    assert sorted(path.name for path in places.home.iterdir() if path.name[0] == ".") == []
    # And the way forward again.
    restore(places, SECRETARY, back_up_now(kept, tmp_path / "others"))
    assert (files_of(places), present(places)) == (after, later)


def test_a_backup_is_restored_on_a_new_machine(home: Home, tmp_path: Path) -> None:
    places, expected = home
    back_up_now(places, tmp_path / "backups")
    new = Places(places.data, tmp_path / "new" / "home", tmp_path / "elsewhere" / "kho.duckdb")
    assert restore(new, SECRETARY, tmp_path / "backups").aside is None
    assert files_of(new) == files_of(places)
    assert present(new) == expected
    with Database.open(new) as store:
        assert commit(store, figure(1)).batch_id == 8


def test_the_log_of_what_was_done_goes_on_over_a_restore(home: Home, tmp_path: Path) -> None:
    places, _ = home
    source = back_up_now(places, tmp_path / "backups")
    change(places)
    before = (places.home / activity.FILE).read_bytes()
    restore(places, SECRETARY, source)
    assert (places.home / activity.FILE).read_bytes().startswith(before)
    told = [one.deed for one in activity.read(places.home, SECRETARY)]
    assert told[:3] == ["restore", "commit", "backup"]
    new = Places(places.data, tmp_path / "new", tmp_path / "new" / "khdash.duckdb")
    restore(new, SECRETARY, source)
    told = [one.deed for one in activity.read(new.home, SECRETARY)]
    assert (told[0], set(told[1:])) == ("restore", {"commit", "undo", "redo", "lock"})


def test_a_backup_says_what_is_in_it(home: Home, tmp_path: Path) -> None:
    places, _ = home
    path = back_up_now(places, tmp_path / "backups")
    manifest = read_manifest((path / "manifest.json").read_bytes())
    assert (manifest.version, manifest.demo) == (7, False)
    listed = {f"home/{name}" for name in (*files_of(places), activity.FILE)} | {"khdash.duckdb"}
    assert set(manifest.files) == listed
    found = {p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()}
    assert found == listed | {"manifest.json"}


def test_a_backup_while_others_write_is_of_one_moment(home: Home, tmp_path: Path) -> None:
    places, _ = home
    stop = threading.Event()
    with Database.open(places) as store:

        def write_on() -> None:
            year = 1950
            while not stop.is_set() and year < 2000:
                commit(store, figure(year * 10, year=year), file_name="b", file_bytes=b"%d" % year)
                year += 1

        writer = threading.Thread(target=write_on)
        writer.start()
        try:
            paths = [back_up(store, SECRETARY, tmp_path / "backups").path for _ in range(3)]
        finally:
            stop.set()
            writer.join()
    for number, path in enumerate(paths):
        new = Places(places.data, tmp_path / f"new{number}", tmp_path / f"new{number}" / "k.duckdb")
        done = restore(new, SECRETARY, path)
        assert verify(new) == []
        with Database.open(new) as restored:
            assert restored.version() == done.version == restored.journal.last()


def test_only_the_newest_are_kept(home: Home, tmp_path: Path) -> None:
    places, _ = home
    folder = tmp_path / "backups"
    (folder / "not ours").mkdir(parents=True)
    with Database.open(places) as store:
        made = [back_up(store, SECRETARY, folder).path for _ in range(4)]
        last = back_up(store, SECRETARY, folder, keep=2)
    assert backups_in(folder) == [last.path, made[-1]]
    assert last.removed == 3
    assert (folder / "not ours").exists()


def test_what_a_backup_left_that_was_ended_hard_is_no_backup(home: Home, tmp_path: Path) -> None:
    places, _ = home
    left = tmp_path / "backups" / ".khdash-20260101-000000-999999999"
    left.mkdir(parents=True)
    assert backups_in(tmp_path / "backups") == []
    with pytest.raises(BackupMissing):
        restore(places, SECRETARY, tmp_path / "backups")
    back_up_now(places, tmp_path / "backups")
    assert not left.exists()


def test_a_damaged_home_is_not_copied_over_good_backups(home: Home, tmp_path: Path) -> None:
    places, _ = home
    good = back_up_now(places, tmp_path / "backups")
    (places.journal / "000003.csv").write_text("x")
    with Database.open(places) as store, pytest.raises(JournalDamaged):
        back_up(store, SECRETARY, tmp_path / "backups", keep=1)
    assert backups_in(tmp_path / "backups") == [good]


def test_the_home_is_no_place_for_its_backups(home: Home, tmp_path: Path) -> None:
    places, _ = home
    with Database.open(places) as store:
        for inside in (places.home, places.home / "backups"):
            with pytest.raises(BackupInside):
                back_up(store, SECRETARY, inside)
        (tmp_path / "file").write_text("")
        with pytest.raises(BackupNotWritten, match="Các bản cũ giữ nguyên"):
            back_up(store, SECRETARY, tmp_path / "file")


def test_nothing_is_restored_while_somebody_else_has_the_database(
    home: Home, tmp_path: Path
) -> None:
    places, _ = home
    path = back_up_now(places, tmp_path / "backups")
    before = files_of(places)
    with held_by_another_process(places.database), pytest.raises(DatabaseLocked):
        restore(places, SECRETARY, path)
    assert files_of(places) == before


def test_a_newer_backup_is_refused(home: Home, tmp_path: Path) -> None:
    places, _ = home
    path = back_up_now(places, tmp_path / "backups")
    manifest = read_manifest((path / "manifest.json").read_bytes())
    newer = Manifest(
        manifest.made_at,
        manifest.version,
        manifest.demo,
        manifest.files,
        manifest.tables,
        schema=manifest.schema + 1,
    )
    (path / "manifest.json").write_bytes(newer.to_bytes())
    with pytest.raises(BackupNewer, match="phiên bản mới hơn"):
        restore(places, SECRETARY, path)


def test_real_and_generated_figures_never_meet(home: Home, tmp_path: Path) -> None:
    places, _ = home
    path = back_up_now(places, tmp_path / "backups")
    (places.data / "demo.marker").touch()
    with pytest.raises(HomeMixed):
        restore(places, SECRETARY, path)


def test_a_backup_of_generated_figures_is_restored_beside_them_and_never_on_real_ones(
    home: Home, tmp_path: Path
) -> None:
    data = write_folder(tmp_path / "demo")
    (data / DEMO_MARKER).touch()
    inner = Places(data, data / "home", data / "home" / DATABASE)
    build(inner)
    with Database.open(inner) as store:
        commit(store, figure(999, year=2015))
    path = back_up_now(inner, tmp_path / "backups")
    drill = Places(data, tmp_path / "drill", tmp_path / "drill" / DATABASE)
    for _ in range(2):  # on nothing, then on what the first one laid out
        restore(drill, SECRETARY, path)
        assert verify(drill) == []
    real = replace(home[0], data=data)
    before = files_of(real)
    with pytest.raises(HomeMixed):
        restore(real, SECRETARY, path)
    assert files_of(real) == before


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_place_without_a_backup_is_named(home: Home, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackupMissing, match=name):
        restore(home[0], SECRETARY, tmp_path / name)


def test_a_manifest_leads_to_no_other_place(home: Home, tmp_path: Path) -> None:
    places, _ = home
    path = back_up_now(places, tmp_path / "backups")
    told = read_manifest((path / "manifest.json").read_bytes())
    for name in ("home/../../x", "/etc/x", "home/a\\..\\x", "other", "C:/x"):
        files = {**told.files, name: ("0" * 64, 1)}
        changed = Manifest(told.made_at, told.version, told.demo, files, told.tables)
        (path / "manifest.json").write_bytes(changed.to_bytes())
        with pytest.raises(BackupDamaged):
            restore(places, SECRETARY, path)


class _Off(Exception):
    """The power goes."""


@pytest.mark.parametrize("step", range(1, 15))
def test_a_restore_that_is_cut_off_is_finished_by_the_next_start(
    home: Home, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any of its renames: never half of the one and half of the other."""
    places, expected = home
    before = files_of(places)
    path = back_up_now(places, tmp_path / "backups")
    later = change(places)
    after = files_of(places)
    counted = 0
    move = exchange._move

    def moving(source: Path, target: Path) -> None:
        nonlocal counted
        counted += 1
        if counted == step:
            raise _Off
        move(source, target)

    with monkeypatch.context() as cut:
        cut.setattr(exchange, "_move", moving)
        try:
            restore(places, SECRETARY, path)
            done = True
        except _Off:
            done = False
    assert done == (counted < step)
    assert (places.home / RECORD).exists() != done
    assert present(places) == expected != later
    assert files_of(places) == before
    (aside,) = (places.home / ASIDE).iterdir()
    kept = Places(places.data, aside, aside / "khdash.duckdb")
    assert files_of(kept) == after
    assert not (places.home / RECORD).exists()
    assert not (places.home / STAGING).exists()


def test_a_restore_that_fails_before_the_exchange_leaves_everything(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, expected = home
    path = back_up_now(places, tmp_path / "backups")
    before = files_of(places)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28), str(path))

    monkeypatch.setattr(restoring, "sync_folder", full)
    assert main(["restore", str(path), *options(places)]) == 2
    assert files_of(places) == before
    assert present(places) == expected
    assert not (places.home / STAGING).exists()


@pytest.fixture(scope="module")
def kept_backup(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A backup, and the data folder that it belongs to."""
    folder = Path(shutil.copytree(built_once, tmp_path_factory.mktemp("kept") / "small"))
    places, _ = write(folder)
    return back_up_now(places, tmp_path_factory.mktemp("backups")), places.data


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_of_a_backup_is_refused(
    kept_backup: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path, shipped = kept_backup
    folder = tmp_path_factory.mktemp("damaged")
    own = Path(shutil.copytree(path, folder / path.name))
    names = sorted(p.relative_to(own).as_posix() for p in own.rglob("*") if p.is_file())
    name = data.draw(st.sampled_from(names))
    file = own / name
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "remove", "grow"]))
    if how == "remove":
        file.unlink()
    else:
        if how == "cut":
            del content[at:]
        elif how == "grow":
            content.append(at % 256)
        else:
            content[at] ^= 1 << data.draw(st.integers(0, 7))
        file.write_bytes(bytes(content))
    new = Places(shipped, folder / "home", folder / "home" / "khdash.duckdb")
    expected = BackupMissing if (name, how) == ("manifest.json", "remove") else BackupDamaged
    with pytest.raises(expected):
        restore(new, SECRETARY, own)
    assert not new.database.exists()
    assert list(home_files(new)) == []
    shutil.rmtree(folder)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_byte_of_a_packed_backup_that_matters_is_noticed(
    kept_backup: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
    share: float,
    bit: int,
) -> None:
    path, shipped = kept_backup
    folder = tmp_path_factory.mktemp("packed")
    packed = folder / "kho.zip"
    write_zip(path, packed)
    content = bytearray(packed.read_bytes())
    content[int(share * len(content))] ^= 1 << bit
    packed.write_bytes(bytes(content))
    new = Places(shipped, folder / "home", folder / "home" / "khdash.duckdb")
    try:
        restore(new, SECRETARY, packed)
    except (BackupDamaged, BackupMissing):
        assert not new.database.exists()
    else:  # a time or an attribute of the packing, which nobody asks for
        assert verify(new) == []
        with zipfile.ZipFile(packed) as read:
            assert json.loads(read.read("manifest.json"))["version"] == 7
    shutil.rmtree(folder)
