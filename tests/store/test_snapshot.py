"""A snapshot is the database as it was: same figures, same moments, read without its file."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.cli import main
from khdash.model.dataset import Dataset
from khdash.store import errors, moment, publishing, schema, snapshot
from khdash.store.build import build
from khdash.store.database import Database
from khdash.store.decisions import TABLES
from khdash.store.errors import (
    SnapshotDamaged,
    SnapshotIncomplete,
    SnapshotMissing,
    SnapshotNewer,
    SnapshotUnreachable,
)
from khdash.store.manifest import FORMAT, manifest_path
from khdash.store.publication import KEPT_BACK, PUBLISHED, Undeclared, is_published
from khdash.store.publishing import publish
from khdash.store.shelf import ABANDONED_AFTER, FolderShelf
from khdash.store.snapshot import Newest, Snapshot
from tests.published import PROJECT, at
from tests.store.small import SECRETARY, commit, figure, rate

FRAMES = ("observations", "periods", "confirmations", "task_statuses")


def assert_same(found: Dataset, expected: Dataset) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(expected, name))
    assert found.catalogue == expected.catalogue
    assert (found.version, found.updated_at) == (expected.version, expected.updated_at)
    assert found.demo == expected.demo


def write_some(store: Database) -> None:
    """Figures, a rival preferred, an undo, decisions of every kind, and a corrected cell."""
    commit(store, figure(100), figure(90, year=2019, as_of="2019-06-30"))
    commit(store, figure(120, source_id="association"), rate(61, "all"))
    commit(store, figure(None))
    commit(
        store,
        figure(130, source_id="official_report"),
        records={
            "correction": [
                {
                    "sheet": "Biểu 1",
                    "cell": "B2",
                    "text_before": "chép nhầm kín",
                    "text_after": "130",
                    "corrected_by": "Lê Thị D",
                    "corrected_at": datetime(2025, 1, 1),
                }
            ],
            "year_lock": [{"year": 2019, "unit": "", "locked": True, "reason": "đã báo cáo"}],
        },
    )
    store.undo(3, SECRETARY, "nhầm tệp")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def test_the_published_figures_read_from_a_snapshot_are_those_of_the_database(
    built: Path, shelf: Path
) -> None:
    with Database.open(at(built)) as store:
        done = publish(store, str(shelf))
        with Snapshot.open(str(shelf), at(built).data) as copy:
            assert_same(copy.dataset(), store.dataset())
            assert (copy.version(), copy.name) == (store.version(), done.name)
            outlines = {path.name: path.read_bytes() for path in copy.boundaries.iterdir()}
            assert outlines == {
                path.name: path.read_bytes() for path in store.boundaries.glob("*.geojson")
            }
        assert not copy.boundaries.exists()


def test_every_moment_every_decision_and_every_history_can_be_asked_in_a_snapshot(
    store: Database, shelf: Path
) -> None:
    write_some(store)
    publish(store, str(shelf))
    events = sorted(set(store.history()["changed_at"]))
    moments = [moment.BEGINNING, *events, *(when + timedelta(microseconds=1) for when in events)]
    with Snapshot.open(str(shelf), store.places.data) as copy:
        for when in moments:
            assert_same(copy.dataset(when), store.dataset(when))
        pd.testing.assert_frame_equal(copy.history(), store.history())
        key = ("34", "members", "", 2020, "")
        pd.testing.assert_frame_equal(copy.history_of(*key), store.history_of(*key))
        for table in TABLES:
            if is_published(table):
                pd.testing.assert_frame_equal(copy.records(table), store.records(table))
            else:
                assert copy.records(table).empty


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("figure"),
            st.sampled_from(["press", "association", "official_report"]),
            st.integers(2018, 2021),
            st.sampled_from([None, 1.0, 2.0]),
        ),
        st.tuples(st.just("turn"), st.integers(2, 6)),
    ),
    max_size=8,
)


@given(steps)
@settings(max_examples=15)
def test_whatever_was_written_and_undone_a_snapshot_says_the_same(
    built_once: Path, taken: list[tuple]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        own = Path(shutil.copytree(built_once, Path(name) / "small"))
        with Database.open(at(own)) as store:
            for kind, *told in taken:
                if kind == "figure":
                    source, year, value = told
                    commit(store, figure(value, source_id=source, year=year, as_of=None))
                elif told[0] in set(store.history()["batch_id"]):
                    live = store.history().set_index("batch_id")["live"][told[0]]
                    (store.undo if live else store.redo)(told[0], SECRETARY, "thử")
            publish(store, str(own / "shelf"))
            with Snapshot.open(str(own / "shelf"), at(own).data) as copy:
                assert_same(copy.dataset(), store.dataset())
                for when in store.history()["changed_at"]:
                    assert_same(copy.dataset(when), store.dataset(when))


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


def test_nothing_of_the_machine_and_no_text_before_its_correction_leaves(
    store: Database, shelf: Path
) -> None:
    write_some(store)
    publish(store, str(shelf))
    with Snapshot.open(str(shelf), store.places.data) as copy, copy.cursor() as cursor:
        told = [
            str(row)
            for table in publishing.tables(cursor)
            if table != "schema_migration"
            for row in cursor.execute(f'FROM "{table}"').fetchall()
        ]
        assert len(told) > 10
        assert not [row for row in told if "kín" in row or str(store.places.home) in row]
    files = {path.name for path in shelf.rglob("*.parquet")}
    assert {"observation.parquet"} <= files
    assert files.isdisjoint({f"{name}.parquet" for name in KEPT_BACK})


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


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


def test_a_reader_whose_version_is_pruned_reads_on_and_takes_up_the_newest(
    store: Database, shelf: Path
) -> None:
    publish(store, str(shelf))
    newest = Newest(str(shelf), store.places.data, every=0)
    before = newest.snapshot()
    expected = store.dataset()
    commit(store, figure(100))
    publish(store, str(shelf), keep=1)
    assert_same(before.dataset(), expected)
    assert newest.snapshot() is not before
    assert_same(newest.snapshot().dataset(), store.dataset())
    assert newest.snapshot() is newest.snapshot()


def test_a_version_that_goes_while_it_is_read_gives_way_to_the_newest(
    store: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, str(shelf))
    read = FolderShelf.read
    reads: list[str] = []

    def publish_midway(self: FolderShelf, path: str) -> bytes | None:
        reads.append(path)
        if len(reads) == 8:
            commit(store, figure(100))
            monkeypatch.setattr(FolderShelf, "read", read)
            publish(store, str(shelf), keep=1)
        return read(self, path)

    monkeypatch.setattr(FolderShelf, "read", publish_midway)
    with Snapshot.open(str(shelf), store.places.data) as copy:
        assert copy.version() == 2


def test_the_pointer_is_looked_at_every_few_seconds_only(
    store: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(snapshot.time, "monotonic", lambda: now[0])
    publish(store, str(shelf))
    newest = Newest(str(shelf), store.places.data, every=3)
    first = newest.snapshot()
    commit(store, figure(100))
    publish(store, str(shelf))
    now[0] = 102.9
    assert newest.snapshot() is first
    now[0] = 103.1
    assert newest.snapshot().version() == 2


def test_while_one_thread_takes_up_a_version_the_others_go_on_with_the_one_before(
    store: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, str(shelf))
    newest = Newest(str(shelf), store.places.data, every=0)
    before = newest.snapshot()
    commit(store, figure(100))
    publish(store, str(shelf))
    opened = Snapshot.open
    loading, go_on = threading.Event(), threading.Event()

    def slowly(*arguments: object) -> Snapshot:
        loading.set()
        assert go_on.wait(30)
        return opened(*arguments)

    monkeypatch.setattr(Snapshot, "open", slowly)
    found: list[Snapshot] = []
    thread = threading.Thread(target=lambda: found.append(newest.snapshot()))
    thread.start()
    assert loading.wait(30)
    assert newest.snapshot() is before
    go_on.set()
    thread.join(30)
    assert [one.version() for one in found] == [2]


def pointer_says(shelf: Path, **told: object) -> None:
    pointer = shelf / "newest.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | told))


def test_each_snapshot_that_cannot_be_used_says_why_in_one_sentence(
    store: Database, shelf: Path, tmp_path: Path
) -> None:
    def opened() -> Snapshot:
        return Snapshot.open(str(shelf), store.places.data)

    with pytest.raises(SnapshotMissing, match="khdash publish"):
        opened()
    name = publish(store, str(shelf)).name
    whole = content_of(shelf)

    (shelf / "versions" / name / "tables" / "batch.parquet").unlink()
    with pytest.raises(SnapshotIncomplete, match=r"batch\.parquet"):
        opened()
    (shelf / manifest_path(name)).unlink()
    with pytest.raises(SnapshotIncomplete, match=r"manifest\.json"):
        opened()
    (shelf / manifest_path(name)).write_bytes(b"{}")
    with pytest.raises(SnapshotDamaged, match=r"manifest\.json"):
        opened()
    for broken in (b"", b"[]", b"\xff", b'{"format": 1}', b'{"format":1,"snapshot":"../x"}'):
        (shelf / "newest.json").write_bytes(broken)
        with pytest.raises(SnapshotDamaged, match=r"newest\.json"):
            opened()
    (shelf / "newest.json").write_bytes(whole["newest.json"])
    pointer_says(shelf, format=FORMAT + 1)
    with pytest.raises(SnapshotNewer, match="phiên bản mới hơn"):
        opened()
    (tmp_path / "file").write_text("")
    with pytest.raises(SnapshotUnreachable, match="đường dẫn đi qua một tệp"):
        publish(store, str(tmp_path / "file" / "shelf"))


def test_a_snapshot_of_newer_tables_is_refused_and_one_of_older_tables_is_brought_up(
    store: Database, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(publishing, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        publish(store, str(shelf))
    with pytest.raises(SnapshotNewer, match="schema"):
        Snapshot.open(str(shelf), store.places.data)
    monkeypatch.setattr(publishing, "SCHEMA_VERSION", 4)
    with store.writing() as cursor:
        cursor.execute("DROP TABLE confirmation")
    publish(store, str(shelf))
    with Snapshot.open(str(shelf), store.places.data) as copy:
        assert copy.records("confirmation").empty
        assert copy.dataset().version == store.version()


def test_a_new_version_that_cannot_be_read_leaves_the_one_before_in_use_and_says_so(
    store: Database, shelf: Path
) -> None:
    publish(store, str(shelf))
    newest = Newest(str(shelf), store.places.data, every=0)
    before = newest.snapshot()
    commit(store, figure(100))
    name = publish(store, str(shelf)).name
    table = shelf / "versions" / name / "tables" / "observation.parquet"
    whole = table.read_bytes()
    table.write_bytes(b"half")
    assert newest.snapshot() is before
    assert isinstance(newest.fault, SnapshotDamaged)
    table.write_bytes(whole)
    assert newest.snapshot().version() == 2
    assert newest.fault is None


def test_errors_of_snapshots_name_no_key_of_an_object_store() -> None:
    with pytest.raises(errors.SnapshotUnreachable) as refused:
        Snapshot.open("s3://KEY:SECRET@bucket/prefix?nonsense=1", Path("data"))
    assert "s3://bucket/prefix" in refused.value.text("vi")
    assert "SECRET" not in refused.value.text("vi") + refused.value.text("en")


READER = """
import sys, time
from pathlib import Path
from khdash.store.snapshot import Newest
newest = Newest(sys.argv[1], Path(sys.argv[2]), every=0.2)
seen = 0
while True:
    dataset = newest.snapshot().dataset()
    if dataset.version != seen:
        seen = dataset.version
        print(seen, len(dataset.observations), flush=True)
    time.sleep(0.1)
"""


def test_a_reader_process_takes_up_a_new_version_and_never_opens_the_database(
    store: Database, shelf: Path
) -> None:
    publish(store, str(shelf))
    audited = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('.duckdb'):\n"
        "        print('opened', arguments[0], flush=True)\n"
        "sys.addaudithook(hook)\n" + READER
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", audited, str(shelf), str(store.places.data)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert reader.stdout is not None
    try:
        assert reader.stdout.readline() == "1 1\n"
        held = Path(f"/proc/{reader.pid}/fd")
        if held.is_dir():
            paths = [str(entry.resolve()) for entry in held.iterdir()]
            assert not [path for path in paths if "duckdb" in Path(path).name]
        commit(store, figure(100), figure(90, year=2019, as_of=None))
        publish(store, str(shelf), keep=1)
        assert reader.stdout.readline() == "2 3\n"
    finally:
        reader.kill()
        reader.communicate()


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
