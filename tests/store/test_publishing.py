"""Publishing: which tables, when anew, how many are kept, by whom."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.store import publishing
from khdash.store.build import build
from khdash.store.database import Database
from khdash.store.errors import (
    SnapshotDamaged,
    SnapshotMissing,
)
from khdash.store.publication import KEPT_BACK, PUBLISHED, Undeclared
from khdash.store.publishing import publish
from khdash.store.shelf import ABANDONED_AFTER, FolderShelf
from khdash.store.snapshot import Snapshot
from tests.published import at
from tests.store.published_copies import assert_same, content_of
from tests.store.small import commit, figure


def test_every_table_of_the_store_says_whether_it_is_published(store: Database) -> None:
    assert PUBLISHED.keys().isdisjoint(KEPT_BACK)
    assert {"draft", "link", "log", "access", "correction"} <= KEPT_BACK.keys()
    with store.cursor() as cursor:
        names = publishing.tables(cursor)
        assert len(names) > 20
        undeclared = [name for name in names if name not in PUBLISHED and name not in KEPT_BACK]
        assert undeclared == []


def test_a_table_that_nobody_declared_stops_the_publication(store: Database, shelf: Path) -> None:
    with store.writing() as cursor:
        cursor.execute("CREATE TABLE novelty (secret VARCHAR)")
    with pytest.raises(Undeclared, match="novelty"):
        publish(store, str(shelf))
    assert not shelf.exists()


def test_publishing_the_same_again_changes_nothing(store: Database, shelf: Path) -> None:
    first = publish(store, str(shelf))
    before = content_of(shelf)
    again = publish(store, str(shelf))
    assert (first.moved, again.moved, again.name) == (True, False, first.name)
    assert content_of(shelf) == before


def test_another_catalogue_under_the_same_version_is_another_snapshot(
    folder: Path, shelf: Path
) -> None:
    places = at(folder)
    with Database.open(places) as store:
        first = publish(store, str(shelf))
    units = places.data / "catalogue" / "units.csv"
    units.write_text(units.read_text("utf-8").replace("Hà Nội", "Hà-Nội"), "utf-8")
    build(places)
    with Database.open(places) as store:
        second = publish(store, str(shelf))
    assert (first.version, first.name) != (second.version, second.name)
    assert first.version == second.version


def test_a_damaged_snapshot_is_written_again_by_publishing_again(
    store: Database, shelf: Path
) -> None:
    done = publish(store, str(shelf))
    table = shelf / "versions" / done.name / "tables" / "observation.parquet"
    table.write_bytes(table.read_bytes()[:-9])
    with pytest.raises(SnapshotDamaged, match=r"observation\.parquet"):
        Snapshot.open(str(shelf), store.places.data)
    assert publish(store, str(shelf)).moved
    with Snapshot.open(str(shelf), store.places.data) as copy:
        assert_same(copy.dataset(), store.dataset())


def test_only_the_newest_are_kept_and_what_was_cut_off_goes_later(
    store: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [publish(store, str(shelf)).name]
    for year in (2018, 2019, 2020):
        commit(store, figure(100, year=year, as_of=None))
        names.append(publish(store, str(shelf)).name)
    (shelf / "versions" / ".cut-off").mkdir()
    kept = FolderShelf(str(shelf))
    assert publish(store, str(shelf), keep=2).removed == 2
    assert set(kept.names()) == {*names[-2:], ".cut-off"}
    monkeypatch.setattr("khdash.store.shelf.ABANDONED_AFTER", -1.0)
    assert publish(store, str(shelf), keep=1).removed == 2
    assert set(kept.names()) == {names[-1]}
    assert ABANDONED_AFTER > 60


def test_the_application_publishes_after_every_change_and_stops_with_its_database(
    folder: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Database.open(at(folder))
    shelf.write_text("a file where the folder should be")
    thread = publishing.keep_published(store, str(shelf), "https://nap.example.vn", every=0.05)
    time.sleep(0.5)
    assert capsys.readouterr().err.count("đường dẫn đi qua một tệp") == 1
    shelf.unlink()
    for version in (1, 2):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(SnapshotMissing), Snapshot.open(str(shelf), store.places.data) as copy:
                if copy.version() == version:
                    break
        assert copy.version() == version
        assert copy.uploads_at == "https://nap.example.vn"
        if version == 1:
            commit(store, figure(100))
    store.close()
    del store
    gc.collect()
    thread.join(30)
    assert not thread.is_alive()


def test_the_command_publishes_says_what_it_did_and_prunes(
    folder: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--db", str(folder / "khdash.duckdb"))
    told = ("publish", str(shelf), *where, "--uploads-at", "https://nap.example.vn")
    assert main(told) == 0
    assert "Đã công bố phiên bản 1" in capsys.readouterr().err
    assert main([*told, "--lang", "en"]) == 0
    assert "nothing has changed" in capsys.readouterr().err
    with Snapshot.open(str(shelf), at(folder).data) as copy:
        assert copy.uploads_at == "https://nap.example.vn"
    with Database.open(at(folder)) as store:
        commit(store, figure(100))
    assert main([*told, "--keep", "1"]) == 0
    assert "Đã xóa 1 bản cũ" in capsys.readouterr().err
    for wrong in (["--keep", "0"], ["--uploads-at", "javascript:alert(1)"]):
        with pytest.raises(SystemExit) as refused:
            main(["publish", str(shelf), *where, *wrong])
        assert refused.value.code == 2
