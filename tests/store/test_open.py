"""Opening: one plain sentence for each way in which it can fail; many threads, one process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from khdash.store import errors, keeping_errors, schema
from khdash.store.backup import back_up
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseReadOnly,
    StoreError,
)
from khdash.store.places import DATABASE, Places
from khdash.store.restoring import restore
from tests.published import at
from tests.store.small import SECRETARY, commit, current, figure, write_folder

HOLD = """
import sys
from pathlib import Path
from khdash.store.database import Database
from khdash.store.opening import recorded_places
with Database.open(recorded_places(Path(sys.argv[1]))):
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield
    finally:
        process.stdin.write("\n")
        process.communicate(timeout=30)


def test_a_database_that_was_never_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="python -m khdash build"):
        Database.open(at(tmp_path))


def test_a_database_held_by_another_process_is_locked_for_opening_building_and_verifying(
    folder: Path,
) -> None:
    places = at(folder)
    before = places.database.read_bytes()
    with held_by_another_process(places.database):
        with pytest.raises(DatabaseLocked, match=r"khdash\.duckdb"):
            Database.open(places)
        with pytest.raises(DatabaseLocked):
            build(places, from_scratch=True)
        with pytest.raises(DatabaseLocked):
            verify(places)
    with Database.open(places):
        assert places.database.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"hello " * 2000, b"", b"DUCK"], ids=["text", "empty", "short"]
)
def test_a_file_that_is_no_database_is_left_alone_and_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "khdash.duckdb"
    path.write_bytes(content)
    with pytest.raises(DatabaseCorrupt, match="--from-scratch"):
        Database.open(at(tmp_path))
    assert path.read_bytes() == content


def test_a_truncated_and_a_damaged_database_are_corrupt(folder: Path) -> None:
    path = folder / "khdash.duckdb"
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    with pytest.raises(DatabaseCorrupt):
        Database.open(at(folder))
    damaged = bytearray(whole)
    for byte in range(3 * 4096 + 100, len(damaged), 37):
        damaged[byte] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(DatabaseCorrupt):
        Database.open(at(folder))


def test_a_database_of_another_program_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    with pytest.raises(DatabaseCorrupt):
        Database.open(replace(at(tmp_path), database=path))


def test_a_corrupt_database_is_put_aside_by_a_build_from_scratch_and_by_no_other(
    folder: Path,
) -> None:
    places = at(folder)
    with Database.open(places) as store:
        commit(store, figure(100))
    places.database.write_bytes(b"broken")
    with pytest.raises(DatabaseCorrupt):
        build(places)
    assert build(places, from_scratch=True).version == 2
    assert (folder / "khdash.duckdb.damaged").read_bytes() == b"broken"


def test_a_database_of_a_newer_version_is_neither_opened_nor_rebuilt(folder: Path) -> None:
    places = at(folder)
    with duckdb.connect(str(places.database)) as connection:
        connection.execute(
            "INSERT INTO schema_migration VALUES (?, 'later', now()::TIMESTAMP)",
            [schema.SCHEMA_VERSION + 1],
        )
    with pytest.raises(DatabaseNewer, match="phiên bản mới hơn"):
        Database.open(places)
    with pytest.raises(DatabaseNewer):
        build(places, from_scratch=True)


def test_an_older_database_is_brought_up_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = schema.MIGRATIONS
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        with monkeypatch.context() as older:
            older.setattr(schema, "MIGRATIONS", steps[:1])
            older.setattr(schema, "SCHEMA_VERSION", 1)
            schema.migrate(connection)
        assert schema.applied(connection) == 1
        schema.migrate(connection)
        assert schema.applied(connection) == len(steps)
        schema.migrate(connection)
        assert schema.applied(connection) == len(steps)


def test_a_migration_that_fails_leaves_neither_its_tables_nor_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("stop")

    steps = schema.MIGRATIONS
    monkeypatch.setattr(schema, "MIGRATIONS", (*steps, ("half", fail)))
    monkeypatch.setattr(schema, "SCHEMA_VERSION", len(steps) + 1)
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        with pytest.raises(RuntimeError):
            schema.migrate(connection)
        assert schema.applied(connection) == len(steps)
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert ("half",) not in tables


@contextmanager
def without_write_permission(*places: Path) -> Iterator[None]:
    """Places that may be read only; the superuser, whom modes do not stop, steps down for it."""
    superuser = os.geteuid() == 0
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
        for place in places:
            place.chmod(0o755)


@pytest.fixture
def open_folder(folder: Path) -> Iterator[Path]:
    """The built folder at a place that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(shutil.copytree(folder, Path(name) / "small"))


def test_a_database_that_may_only_be_read_is_read_and_takes_nothing_in(open_folder: Path) -> None:
    places = at(open_folder)
    with Database.open(places) as store:
        commit(store, figure(100))
    with without_write_permission(places.database, open_folder), Database.open(places) as store:
        assert current(store) == [100]
        assert store.fault() is not None
        with pytest.raises(DatabaseReadOnly) as refused:
            commit(store, figure(110))
        assert store.journal.last() == 2
    assert "không có quyền ghi" in refused.value.text("vi")
    assert "permission denied" in refused.value.text("en")


def test_what_may_only_be_read_is_backed_up_whole(open_folder: Path, tmp_path: Path) -> None:
    """As of a disk that has begun to fail: the backup is what is needed then."""
    places = at(open_folder)
    with Database.open(places) as store:
        commit(store, figure(100))
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        with (
            without_write_permission(*places.home.glob("*.*"), places.journal, open_folder),
            Database.open(places) as store,
        ):
            made = back_up(store, SECRETARY, Path(name) / "backups")
        new = Places(places.data, tmp_path / "new", tmp_path / "new" / DATABASE)
        restore(new, SECRETARY, made.path)
    assert verify(new) == []
    with Database.open(new) as store:
        assert current(store) == [100]


def test_a_new_database_in_a_folder_that_may_only_be_read_says_so(open_folder: Path) -> None:
    new = replace(at(open_folder), database=open_folder / "new.duckdb")
    with without_write_permission(open_folder), pytest.raises(DatabaseReadOnly) as refused:
        build(new)
    assert str(new.database) in refused.value.text("vi")


@pytest.mark.parametrize("place", ["/proc/khdash.duckdb", "a file/khdash.duckdb"])
def test_a_place_where_no_file_can_be_made_says_so(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_text("")
    write_folder(tmp_path / "data")
    with pytest.raises(DatabaseReadOnly) as refused:
        build(replace(at(tmp_path), database=tmp_path / place))
    assert str(tmp_path / place) in refused.value.text("vi")
    assert "KHDASH_DB" in refused.value.text("en")


def test_a_journal_that_cannot_be_written_leaves_the_database_unchanged(folder: Path) -> None:
    (folder / "journal").write_text("a file where the folder should be")
    with Database.open(at(folder)) as store:
        with pytest.raises(DatabaseReadOnly, match="journal"):
            commit(store, figure(100))
        assert store.version() == 1


def test_every_error_is_one_sentence_in_each_language_that_names_what_to_do() -> None:
    family = [
        kind
        for kind in {**vars(errors), **vars(keeping_errors)}.values()
        if isinstance(kind, type) and issubclass(kind, StoreError) and kind is not StoreError
    ]
    assert len(family) > 10
    for kind in family:
        for sentence in (kind.sentence_vi, kind.sentence_en):
            text = sentence.format_map(defaultdict(lambda: "@"))
            assert text.rstrip("@ ").endswith("."), kind
            assert "\n" not in text


def test_eight_threads_read_and_write_at_once_without_an_error(store: Database) -> None:
    together = threading.Barrier(8)

    def work(worker: int) -> int:
        together.wait()
        for step in range(3):
            if worker < 2:
                commit(store, figure(worker * 100 + step, year=2000 + worker, as_of=None))
            else:
                store.dataset()
                store.history()
        return len(store.dataset().observations)

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(work, range(8)))
    assert max(counts) == 3  # the published figure and one of each writer
    assert store.version() == 1 + 2 * 3
    assert store.journal.last() == 7


def test_a_database_built_before_a_column_or_a_file_of_the_catalogue_came_opens(
    tmp_path: Path,
) -> None:
    write_folder(tmp_path / "data")
    build(at(tmp_path))
    with duckdb.connect(str(at(tmp_path).database)) as connection:
        connection.execute("DROP TABLE catalogue_titles")
        for column in ("title", "role", "headline", "parts_vi"):
            connection.execute(f"ALTER TABLE catalogue_indicators DROP COLUMN {column}")
    with Database.open(at(tmp_path)) as store:
        catalogue = store.catalogue()
    assert list(catalogue.indicators) == ["members", "population", "family_rate"]
    assert catalogue.titles == {}
    assert [entry.code for entry in catalogue.headlines] == ["members"]


def test_who_sits_elsewhere_is_not_told_where_a_file_lies(tmp_path: Path) -> None:
    for lang in ("vi", "en"):
        fault = errors.DatabaseMissing(path=tmp_path / "khdash.duckdb")
        assert str(tmp_path) in fault.text(lang)
        assert str(tmp_path) not in fault.text(lang, abroad=True)
        assert "khdash.duckdb" in fault.text(lang, abroad=True)
