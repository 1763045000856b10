"""A damaged file is recognised when it is opened, and the way back that is told gives all back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.cli import main
from khdash.store import batches, build, connection
from khdash.store.database import Database
from khdash.store.errors import DatabaseCorrupt, DatabaseReadOnly
from khdash.store.journal import Journal
from khdash.store.keeping_errors import (
    DatabaseClosed,
    DatabaseReplaced,
    RecordedNotApplied,
)
from khdash.store.places import Places
from khdash.store.whole import BLOCK, HEADERS, damaged_blocks
from tests.published import at
from tests.store.small import SECRETARY, commit, current, figure
from tests.store.written import CONTENT, present, write

BACK = ["build", "--from-scratch"]


def options(places: Places) -> list[str]:
    return ["--home", str(places.home), "--data", str(places.data)]


@pytest.fixture(scope="module")
def written(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CONTENT]:
    """A folder to which was written, and the content of its database."""
    folder = Path(shutil.copytree(built_once, tmp_path_factory.mktemp("written") / "small"))
    _, expected = write(folder)
    return folder, expected


Harm = Callable[[bytes, int], bytes]


def half(whole: bytes, place: int) -> bytes:
    return whole[: len(whole) // 2]


def at_a_block(whole: bytes, place: int) -> bytes:
    return whole[: HEADERS + 3 * BLOCK]


def noise(whole: bytes, place: int, length: int = 64) -> bytes:
    """Other bytes at a place. No pattern: DuckDB's checksum is an exclusive or of words."""
    turned = random.Random(place).randbytes(length)
    old = whole[place : place + length]
    new = bytes(byte ^ (other or 1) for byte, other in zip(old, turned, strict=False))
    return whole[:place] + new + whole[place + length :]


@pytest.mark.parametrize("harm", [half, at_a_block], ids=["half", "at a block"])
def test_a_cut_database_is_kept_aside_and_built_again(
    written: tuple[Path, CONTENT], tmp_path: Path, harm: Harm, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, expected = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    harmed = harm(places.database.read_bytes(), 0)
    places.database.write_bytes(harmed)
    for command in (["history"], ["verify"], ["build"], ["export"]):
        assert main([*command, *options(places)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "build --from-scratch" in printed.err
        assert len(printed.err.splitlines()) == 1
    assert main([*BACK, *options(places)]) == 0
    assert places.database.with_name("khdash.duckdb.damaged").read_bytes() == harmed
    assert present(places) == expected
    assert main(["verify", *options(places)]) == 0


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), length=st.integers(1, 5000), cut=st.booleans())
def test_noise_anywhere_is_recognised_at_open_or_changes_nothing(
    written: tuple[Path, CONTENT],
    tmp_path_factory: pytest.TempPathFactory,
    share: float,
    length: int,
    cut: bool,
) -> None:
    folder, expected = written
    own = Path(shutil.copytree(folder, tmp_path_factory.mktemp("noise") / "own"))
    places = at(own)
    whole = places.database.read_bytes()
    place = int(share * len(whole))
    cut_out = whole[:place] + whole[place + length :]
    places.database.write_bytes(cut_out if cut else noise(whole, place, length))
    recognised = False
    try:
        found = present(places)
    except DatabaseCorrupt:
        recognised = True
        assert main([*BACK, *options(places)]) == 0
        found = present(places)
    assert found == expected
    assert recognised or length < 4096
    shutil.rmtree(own)


def test_every_block_with_noise_is_recognised(
    written: tuple[Path, CONTENT], tmp_path: Path
) -> None:
    folder, expected = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    whole = places.database.read_bytes()
    assert damaged_blocks(places.database) == 0
    with duckdb.connect(str(places.database), read_only=True) as connection:
        told = connection.execute("SELECT used_blocks, free_blocks FROM pragma_database_size()")
        used, free = told.fetchall()[0]
    recognised = 0
    for block in range(used + free):
        places.database.write_bytes(noise(whole, HEADERS + block * BLOCK + 1000 * (block + 1)))
        assert damaged_blocks(places.database) == 1
        try:
            assert present(places) == expected  # a block that lies fallow
        except DatabaseCorrupt:
            recognised += 1
    assert recognised >= used


def test_a_build_from_scratch_never_opens_the_old_file(
    written: tuple[Path, CONTENT], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, expected = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    opened: list[Path] = []
    connect = connection.duckdb.connect

    def connecting(path: str = ":memory:", **how: bool) -> duckdb.DuckDBPyConnection:
        opened.append(Path(path))
        return connect(path, **how)

    with monkeypatch.context() as watching:
        watching.setattr(connection.duckdb, "connect", connecting)
        build.build(places, from_scratch=True)
    assert places.database not in opened
    assert opened != []
    assert present(places) == expected


def test_a_failed_transaction_after_the_journal_says_that_it_is_recorded(
    written: tuple[Path, CONTENT], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    append = Journal.append

    def then_full(journal: Journal, entry: batches.Entry) -> None:
        append(journal, entry)
        raise duckdb.IOException("Could not write all bytes to file: No space left on device")

    with Database.open(places) as store:
        with monkeypatch.context() as full:
            full.setattr(Journal, "append", then_full)
            with pytest.raises(RecordedNotApplied, match="ổ đĩa đã đầy") as told:
                commit(store, figure(4321, year=2012))
        assert "Đã ghi vào nhật ký (số 8)" in told.value.text("vi")
        assert "the disk is full" in told.value.text("en")
        assert 4321 not in current(store)
        assert store.fault() is told.value
        store.undo(2, SECRETARY, "nhầm")  # the next change takes it up
        assert 4321 in current(store)
        assert store.fault() is None
        assert store.version() == 9


def test_what_was_recorded_is_taken_up_by_the_next_start(
    written: tuple[Path, CONTENT], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    append = Journal.append

    def then_gone(journal: Journal, entry: batches.Entry) -> None:
        append(journal, entry)
        raise duckdb.FatalException("database has been invalidated because of a fatal error")

    with Database.open(places) as store, monkeypatch.context() as broken:
        broken.setattr(Journal, "append", then_gone)
        with pytest.raises(RecordedNotApplied):
            commit(store, figure(4321, year=2012))
    with Database.open(places) as store:
        assert 4321 in current(store)


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_served_file_that_is_no_longer_on_the_disk_takes_nothing_in(
    written: tuple[Path, CONTENT], tmp_path: Path, how: str
) -> None:
    folder, _ = written
    places = at(Path(shutil.copytree(folder, tmp_path / "own")))
    with Database.open(places) as store:
        before = places.journal.joinpath("000007.json").read_bytes()
        if how == "deleted":
            places.database.unlink()
        else:
            shutil.copy(places.database, tmp_path / "other")
            (tmp_path / "other").replace(places.database)
        assert len(current(store)) > 0
        assert isinstance(store.fault(), DatabaseReplaced)
        with pytest.raises(DatabaseReplaced, match="khởi động lại"):
            commit(store, figure(1))
        with pytest.raises(DatabaseReplaced):
            store.check_writable()
        assert store.journal.last() == 7
        assert places.journal.joinpath("000007.json").read_bytes() == before


def test_who_reads_while_it_is_closed_is_told_so(written: tuple[Path, CONTENT]) -> None:
    with Database.open(at(written[0])) as store:
        store.end()
        with pytest.raises(DatabaseClosed, match="tải lại"):
            store.dataset()


def test_errors_of_the_machine_are_no_damage() -> None:
    full = connection.named(duckdb.IOException("File too large"), Path("k"))
    assert isinstance(full, DatabaseReadOnly)
    assert isinstance(
        connection.named(duckdb.OutOfMemoryException("Out of Memory"), Path("k")), DatabaseReadOnly
    )
