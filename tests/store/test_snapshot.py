"""A snapshot is the database as it was: same figures, same moments, read without its file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.store import errors, moment, publishing, schema, snapshot
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
from khdash.store.publication import KEPT_BACK, is_published
from khdash.store.publishing import publish
from khdash.store.shelf import FolderShelf
from khdash.store.snapshot import Newest, Snapshot
from tests.published import PROJECT, at
from tests.store.published_copies import READER, assert_same, content_of, write_some
from tests.store.small import SECRETARY, commit, figure


def test_the_published_figures_read_from_a_snapshot_are_those_of_the_database(
    built: Path, shelf: Path
) -> None:
    with Database.open(at(built)) as store:
        done = publish(store, str(shelf))
        with Snapshot.open(str(shelf), at(built).data) as copy:
            assert_same(copy.dataset(), store.dataset())
            assert (copy.version(), copy.name) == (store.version(), done.name)
            assert copy.dataset().outlines == copy.boundaries, "maps are drawn from the copy"
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
        for later in ("confirmation", "explanation", "own_row"):
            cursor.execute(f"DROP TABLE {later}")
        for column in ("done", "total"):
            cursor.execute(f"ALTER TABLE task_status DROP COLUMN {column}")
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
