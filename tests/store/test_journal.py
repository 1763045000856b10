"""The journal is the truth: readable entries, crashes repaired by replay, damage named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.model.entries import Source
from khdash.store import staging
from khdash.store.batches import Submission
from khdash.store.build import build, content
from khdash.store.database import Database
from khdash.store.errors import JournalBehind, JournalDamaged
from tests.published import at
from tests.store.small import SECRETARY, commit, current, figure


def test_an_entry_is_readable_and_says_who_what_and_when(store: Database) -> None:
    source = Source("u1", "official_report", "HKH Thái Bình", "", "", "2020", "Báo cáo", "Report")
    commit(
        store,
        figure(118_500, source_id="u1", cell="C7"),
        sources=[source],
        file_name="Báo cáo 2020.xlsx",
        file_bytes=b"raw bytes",
        note="quý IV",
    )
    text = (store.journal.folder / "000002.json").read_text(encoding="utf-8")
    assert "Nguyễn Thị Thư ký" in text
    entry = json.loads(text)
    assert list(entry) == sorted(entry)
    assert entry["event"] == "committed"
    assert entry["file_name"] == "Báo cáo 2020.xlsx"
    assert entry["at"].endswith("+07:00")
    assert entry["sources"][0]["title_vi"] == "Báo cáo"
    rows = (store.journal.folder / "000002.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2
    assert "118500" in rows[1]


def test_the_uploaded_file_is_kept_by_its_sha256(store: Database) -> None:
    commit(store, figure(1), file_name="a.xlsx", file_bytes=b"raw bytes")
    sha256 = hashlib.sha256(b"raw bytes").hexdigest()
    assert (store.journal.folder / "files" / sha256).read_bytes() == b"raw bytes"
    assert store.history()["file_sha256"].iloc[0] == sha256


def test_a_crash_after_the_entry_and_before_the_database_is_repaired_at_the_next_open(
    folder: Path,
) -> None:
    places = at(folder)
    before = places.database.read_bytes()
    with Database.open(places) as store:
        batch = commit(store, figure(100)).batch_id
        store.undo(batch, SECRETARY)
        store.redo(batch, SECRETARY, "đúng rồi")
        expected = content(store)
    # The journal has three entries; the database is put back to before all of them.
    places.database.write_bytes(before)
    with Database.open(places) as store:
        assert current(store) == [100]
        assert content(store) == expected


def test_figures_without_an_entry_never_happened(folder: Path) -> None:
    (folder / "journal").mkdir()
    (folder / "journal" / "000002.csv").write_text("half a line", encoding="utf-8")
    with Database.open(at(folder)) as store:
        assert current(store) == []
        assert commit(store, figure(100)).batch_id == 2
    assert build(at(folder), from_scratch=True).version == 2


def test_a_commit_that_fails_leaves_neither_entry_nor_rows(store: Database) -> None:
    with pytest.raises(duckdb.Error):
        store.commit(SECRETARY, Submission(records={"year_lock": [{"year": "no year"}]}))
    assert store.version() == 1
    assert store.journal.last() == 1
    assert commit(store, figure(100)).batch_id == 2


def test_a_changed_file_of_figures_is_named(folder: Path) -> None:
    with Database.open(at(folder)) as store:
        commit(store, figure(100))
        rows = store.journal.rows_file(2)
    rows.write_text(rows.read_text().replace("100", "900"))
    with pytest.raises(JournalDamaged, match=r"000002\.csv"):
        build(at(folder), from_scratch=True)


def test_a_missing_entry_is_named(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store:
        commit(store, figure(100))
        commit(store, figure(110))
    (places.journal / "000002.json").unlink()
    with pytest.raises(JournalDamaged, match=r"000002\.json"):
        build(places, from_scratch=True)


def test_an_unreadable_entry_is_named(folder: Path) -> None:
    places = at(folder)
    places.journal.mkdir()
    (places.journal / "000002.json").write_text('{"sequence": 2', encoding="utf-8")
    with Database.open(places) as store:
        assert current(store) == []
        with pytest.raises(JournalDamaged, match=r"000002\.json"):
            commit(store, figure(100))
    places.database.unlink()
    with pytest.raises(JournalDamaged, match=r"000002\.json"):
        build(places)


def test_a_lost_journal_stops_rebuilding_and_writing_but_not_reading(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store:
        commit(store, figure(100))
    places.journal.rename(folder / "elsewhere")
    with pytest.raises(JournalBehind):
        build(places, from_scratch=True)
    with Database.open(places) as store:
        assert current(store) == [100]
        with pytest.raises(JournalBehind):
            commit(store, figure(110))


def test_the_journal_of_another_database_is_not_taken_for_ours(folder: Path) -> None:
    places = at(folder)
    first = places.database.read_bytes()
    with Database.open(places) as store:
        commit(store, figure(100))
    ours = places.database.read_bytes()
    places.database.write_bytes(first)
    places.journal.rename(folder / "elsewhere")
    (folder / "journal-end.json").unlink()
    with Database.open(places) as store:
        commit(store, figure(110))
    places.database.write_bytes(ours)
    with pytest.raises(JournalDamaged, match=r"000002\.json"):
        Database.open(places)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture
def empty_database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(NUMBERS, TEXTS, TEXTS), min_size=1, max_size=12))
def test_what_the_journal_keeps_is_read_back_to_the_last_digit(
    tmp_path: Path,
    empty_database: duckdb.DuckDBPyConnection,
    rows: list[tuple[float, str, str]],
) -> None:
    frame = pd.DataFrame([figure(value, note_vi=vi, cell=cell) for value, vi, cell in rows])
    staging.stage_frame(empty_database, frame)
    staging.write_file(empty_database, tmp_path / "rows.csv")
    staging.stage_file(empty_database, tmp_path / "rows.csv")
    read = empty_database.execute("SELECT value, note_vi, cell FROM staged ORDER BY line")
    # NUL, which no CSV can carry, is kept as its visible symbol.
    assert read.fetchall() == [
        (value, vi.replace("\0", "␀"), cell.replace("\0", "␀")) for value, vi, cell in rows
    ]
