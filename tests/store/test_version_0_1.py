"""A home as version 0.1.0 left it, with its database, opens in the present version and is whole.

tests/data/version_0_1 holds that home and what the version said of it: the history, and every
figure in use.
"""

from __future__ import annotations

import csv
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from khdash.cli import main
from khdash.store import schema
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.moving import move_in
from khdash.store.places import DATABASE, PROJECT, Places
from khdash.store.plans import saved_plans
from khdash.store.schema import SCHEMA_VERSION
from khdash.store.written_by import FILE
from tests.published import write_data

KEPT = PROJECT / "tests" / "data" / "version_0_1"
TABLES_THEN = 9


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A checkout of that version beside the data of today."""
    home = tmp_path / "home"
    with tarfile.open(KEPT / "home.tar.xz") as archive:
        archive.extractall(home, filter="data")
    return Places(write_data(tmp_path / "data"), home, home / DATABASE)


def expect_all(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    """Every figure in use has the value, source and batch that it had, and the history is told."""
    capsys.readouterr()
    given = ["--home", str(places.home), "--data", str(places.data)]
    assert main(["export", *given]) == 0
    found = csv.DictReader(capsys.readouterr().out.splitlines())
    with (KEPT / "figures.csv").open(encoding="utf-8", newline="") as file:
        then = list(csv.DictReader(file))
    assert [{name: row[name] for name in then[0]} for row in found] == then
    assert main(["history", *given]) == 0
    assert (
        capsys.readouterr().out.splitlines()
        == (KEPT / "history.csv").read_text("utf-8").splitlines()
    )
    assert saved_plans(places.plans) == ("thi-dua-2024",)
    assert (places.home / "report" / "letterhead.csv").exists()


def test_its_database_is_opened_and_brought_up(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(places.database), read_only=True) as connection:
        assert schema.applied(connection) == TABLES_THEN < SCHEMA_VERSION
    with Database.open(places) as store, store.cursor() as cursor:
        assert schema.applied(cursor) == SCHEMA_VERSION
        assert store.own_rows == ()
    expect_all(places, capsys)


def without_database(places: Places) -> None:
    places.database.unlink()


@pytest.mark.parametrize("change", [lambda places: None, without_database], ids=["as is", "gone"])
def test_a_build_finds_everything_and_the_database_is_whole(
    places: Places, change: Callable[[Places], None], capsys: pytest.CaptureFixture[str]
) -> None:
    change(places)
    assert build(places).rebuilt
    assert verify(places) == []
    expect_all(places, capsys)
    assert json.loads((places.home / FILE).read_text("utf-8"))["schema"] == SCHEMA_VERSION


def test_a_step_that_fails_leaves_the_database_as_that_version_made_it(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("no power")

    with monkeypatch.context() as cut:
        steps = (*schema.MIGRATIONS[:TABLES_THEN], ("half", fail))
        cut.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(RuntimeError):
            Database.open(places)
    with duckdb.connect(str(places.database), read_only=True) as connection:
        assert schema.applied(connection) == TABLES_THEN
        assert connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'"
        ).fetchall() == [(0,)]
    build(places)
    assert verify(places) == []


def test_a_checkout_is_brought_into_an_installed_program(
    places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = Places(places.data, tmp_path / "user", tmp_path / "user" / DATABASE)
    old = shutil.copytree(places.home, tmp_path / "program" / "home")
    assert move_in(new, old.parent) is not None
    build(new)
    assert verify(new) == []
    expect_all(new, capsys)
