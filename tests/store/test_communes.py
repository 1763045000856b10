"""Figures of communes are left in the store until the communes of one province are asked for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from cachetools import LRUCache

from khdash.model.communes import MOST_KEPT, communes_of, reported_by_communes
from khdash.model.dataset import Dataset
from khdash.store import moment, observations, schema
from khdash.store.build import build
from khdash.store.database import Database
from khdash.store.publishing import publish
from khdash.store.snapshot import Snapshot
from tests.published import at
from tests.store.small import FILES, SECRETARY, commit, figure, write_folder

COMMUNES = {"00001": "01", "00002": "01", "00003": "34", "00004": "24"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A small folder in which Hà Nội has two communes, Thái Bình and Bắc Giang one each."""
    units = [
        *FILES["units.csv"],
        *(
            {"code": code, "name": f"Xã {code}", "level": "commune", "parent_code": province}
            for code, province in COMMUNES.items()
        ),
    ]
    write_folder(tmp_path / "data", units=units)
    build(at(tmp_path))
    return tmp_path


@pytest.fixture
def with_communes(place: Path) -> Iterator[Database]:
    with Database.open(at(place)) as database:
        commit(
            database,
            figure(1000, unit="34"),
            figure(10, unit="00001"),
            figure(20, unit="00002"),
            figure(30, unit="00003"),
            figure(5, unit="00001", indicator="population"),
        )
        yield database


def figures(data: Dataset) -> list[tuple[str, str, float]]:
    rows = data.observations
    return list(zip(rows["unit"], rows["indicator"], rows["value"], strict=True))


def test_a_dataset_holds_all_units_but_the_communes(with_communes: Database) -> None:
    assert figures(with_communes.dataset()) == [
        ("34", "members", 1000.0),
        ("01", "population", 8246500.0),
    ]


def test_the_communes_of_a_province_are_those_and_no_others(with_communes: Database) -> None:
    data = with_communes.dataset()
    assert figures(communes_of(data, "01")) == [
        ("00001", "members", 10.0),
        ("00002", "members", 20.0),
        ("00001", "population", 5.0),
    ]
    assert figures(communes_of(data, "34")) == [("00003", "members", 30.0)]
    assert figures(communes_of(data, "24")) == []
    assert reported_by_communes(data, "01") == {"members", "population"}
    assert reported_by_communes(data, "24") == frozenset()


def test_without_communes_in_the_catalogue_there_is_nothing_to_ask(store: Database) -> None:
    data = store.dataset()
    assert data.communes is None
    assert figures(communes_of(data, "01")) == []
    assert reported_by_communes(data, "01") == frozenset()


def test_a_dataset_answers_for_its_own_moment_after_a_later_commit(
    with_communes: Database,
) -> None:
    before = with_communes.dataset()
    commit(with_communes, figure(11, unit="00001"))
    after = with_communes.dataset()
    assert ("00001", "members", 11.0) in figures(communes_of(after, "01"))
    assert ("00001", "members", 10.0) in figures(communes_of(before, "01"))


def test_what_was_undone_is_not_reported(with_communes: Database) -> None:
    receipt = commit(with_communes, figure(40, unit="00004"))
    assert reported_by_communes(with_communes.dataset(), "24") == {"members"}
    assert receipt.batch_id is not None
    with_communes.undo(receipt.batch_id, SECRETARY)
    assert reported_by_communes(with_communes.dataset(), "24") == frozenset()


def test_a_figure_of_a_commune_is_written_undone_and_told_like_any_other(
    with_communes: Database,
) -> None:
    again = commit(with_communes, figure(10, unit="00001"), figure(21, unit="00002"))
    assert (again.same, again.changed) == (1, 1)
    told = with_communes.history_of("00002", "members", "", 2020, "")
    assert told["standing"].tolist() == ["superseded", "current"]
    assert again.batch_id is not None
    effect = with_communes.preview_undo(again.batch_id)
    assert effect[["unit", "outcome", "value_after"]].to_dict("records") == [
        {"unit": "00002", "outcome": "returns", "value_after": 20.0}
    ]


@pytest.mark.parametrize("units", [["01"], ["34", "00001"], ["00002", "00003", "01"], []])
def test_asking_for_units_gives_what_asking_for_all_gives_of_them(
    with_communes: Database, units: list[str]
) -> None:
    commit(with_communes, figure(12, unit="00001", source_id="association"))
    with with_communes.cursor() as cursor:
        everything, _ = observations.read_observations(cursor, moment.END)
        asked, _ = observations.read_observations(cursor, moment.END, units)
    wanted = everything[everything["unit"].isin(units)].reset_index(drop=True)
    pd.testing.assert_frame_equal(asked, wanted)
    assert set(everything["standing"]) == {"current", "rival"}


def test_a_snapshot_gives_the_same(with_communes: Database, tmp_path: Path) -> None:
    shelf = str(tmp_path / "shelf")
    publish(with_communes, shelf)
    with Snapshot.open(shelf, with_communes.shipped) as snapshot:
        data = snapshot.dataset()
        assert figures(data) == figures(with_communes.dataset())
        assert figures(communes_of(data, "01")) == figures(
            communes_of(with_communes.dataset(), "01")
        )


def test_the_communes_asked_for_last_are_kept_up_to_a_number_of_figures(
    with_communes: Database,
) -> None:
    data = with_communes.dataset()
    first = communes_of(data, "01")
    assert communes_of(data, "01") is first
    (answers,) = data.results.values()
    kept: LRUCache[object, Dataset] = answers.cache  # type: ignore[attr-defined]
    assert (kept.maxsize, kept.currsize) == (MOST_KEPT, 3)


def test_a_table_longer_than_a_group_of_rows_is_published_whole(
    with_communes: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(with_communes, str(tmp_path / "whole"))
    monkeypatch.setattr("khdash.store.publishing.ROW_GROUP", 2)
    publish(with_communes, str(tmp_path / "groups"))
    monkeypatch.setattr("khdash.store.snapshot.BATCH", 1)
    found = []
    for name in ("whole", "groups"):
        with (
            Snapshot.open(str(tmp_path / name), with_communes.shipped) as snapshot,
            snapshot.cursor() as cursor,
        ):
            found.append(cursor.execute("SELECT * FROM observation").fetchall())
    assert found[0] == found[1]
    assert len(found[0]) == 6


def test_a_store_of_older_tables_learns_to_ask_for_units(place: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(place, older, ignore=shutil.ignore_patterns("older"))
    with Database.open(at(older)) as database, database.writing() as cursor:
        cursor.execute("DELETE FROM schema_migration WHERE version >= 6")
        cursor.execute("DROP MACRO TABLE said_at")
        for name in ("explanation", "forgotten", "entries", "rounds", "own_row"):
            for later in re.findall(r"CREATE TABLE (\w+)", schema.sql(f"{name}.sql")):
                cursor.execute(f"DROP TABLE {later}")
    with Database.open(at(older)) as database:
        assert figures(database.dataset()) == [("01", "population", 8246500.0)]


def test_of_a_large_batch_only_the_first_rows_are_read_where_no_more_are_shown(
    with_communes: Database,
) -> None:
    (batch,) = with_communes.history().query("channel != 'published'")["batch_id"]
    everything = with_communes.rows_of(batch)
    assert everything["line"].tolist() == [1, 2, 3, 4, 5]
    pd.testing.assert_frame_equal(with_communes.rows_of(batch, 2), everything.head(2))
