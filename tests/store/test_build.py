"""Building from catalogue, published figures and journal: the same content every time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from khdash.model.frames import OBSERVATION
from khdash.model.problem import CatalogueError
from khdash.store.build import build, content, verify
from khdash.store.database import Database
from khdash.store.errors import DemoMixed, HomeMixed
from khdash.store.opening import recorded_places
from khdash.store.places import DATABASE, Places
from tests.published import SHIPPED, at, write_data
from tests.store.small import FILES, SECRETARY, commit, current, figure, write_folder


def test_the_members_of_ha_noi_in_2024_are_1_953_233_with_their_source(built: Path) -> None:
    with Database.open(at(built)) as store:
        rows = store.dataset().current.query(
            "unit == '01' and indicator == 'members' and year == 2024"
        )
        source = store.catalogue().sources[rows["source_id"].item()]
    assert rows["value"].tolist() == [1_953_233]
    assert rows["batch_id"].tolist() == [1]
    assert source.source_id == "s062"
    assert source.url.startswith("https://www.vietnam.vn/")


def test_all_published_figures_come_in_and_partial_periods_stay_out_of_the_years(
    built: Path,
) -> None:
    with Database.open(at(built)) as store:
        dataset = store.dataset()
    assert (len(dataset.observations), len(dataset.periods)) == (471, 48)
    assert {name: str(kind) for name, kind in dataset.observations.dtypes.items()} == OBSERVATION
    text = [name for name, kind in OBSERVATION.items() if kind == "str"]
    assert not dataset.observations[text].isna().to_numpy().any()


def test_the_shipped_data_build_and_every_figure_names_its_source(tmp_path: Path) -> None:
    write_data(tmp_path / "data", SHIPPED)
    result = build(at(tmp_path))
    with Database.open(at(tmp_path)) as store:
        dataset = store.dataset()
    figures = pd.concat([dataset.observations, dataset.periods])
    assert len(figures) == result.figures >= 775
    sources = dataset.catalogue.sources
    assert all(sources[source].title_vi for source in figures["source_id"])


def test_two_fund_balances_of_one_source_are_kept_as_rivals(built: Path) -> None:
    with Database.open(at(built)) as store:
        rows = store.dataset().observations.query(
            "unit == '34' and indicator == 'fund_balance' and year == 2014 and point == 'year_end'"
        )
    assert sorted(rows["standing"]) == ["current", "rival"]
    assert rows["source_id"].nunique() == 1


def test_the_store_gives_back_the_catalogue_that_was_built_in(built: Path) -> None:
    from khdash.store.catalogue_files import read_catalogue

    _, catalogue = read_catalogue(built / "data")
    with Database.open(at(built)) as store:
        stored = store.catalogue()
    assert stored.indicators == catalogue.indicators
    assert stored.units == catalogue.units
    assert stored.targets == catalogue.targets
    assert stored.memberships == catalogue.memberships


def test_a_build_with_unchanged_inputs_does_nothing(folder: Path) -> None:
    places = at(folder)
    before = places.database.read_bytes()
    assert build(places).rebuilt is False
    assert places.database.read_bytes() == before


def test_a_build_from_scratch_has_the_same_content(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store:
        batch = commit(store, figure(100), figure(90, year=2019)).batch_id
        commit(store, figure(110))
        store.undo(batch, SECRETARY)
        before = content(store)
    assert verify(places) == []
    assert build(places, from_scratch=True).rebuilt is True
    with Database.open(places) as store:
        assert content(store) == before
        assert current(store) == [110]


def test_a_changed_input_rebuilds_and_keeps_what_people_wrote(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store:
        commit(store, figure(100))
    rows = [FILES["observations.csv"][0] | {"value": "8250000"}]
    write_folder(places.data, observations=rows)
    assert build(places).rebuilt is True
    with Database.open(places) as store:
        assert current(store, "population") == [8_250_000]
        assert current(store) == [100]


def test_the_age_of_a_file_does_not_matter(folder: Path) -> None:
    for file in (folder / "data").rglob("*.csv"):
        file.touch()
    assert build(at(folder)).rebuilt is False


def test_verify_names_the_table_that_differs(folder: Path) -> None:
    places = at(folder)
    with Database.open(places) as store, store.writing() as cursor:
        cursor.execute("UPDATE observation SET value = value + 1")
        cursor.execute("DELETE FROM source WHERE source_id = 'press'")
    found = [(d.table, d.found, d.expected) for d in verify(places)]
    assert found == [("observation", 1, 1), ("source", 5, 6)]


DAMAGE = {
    "an unknown indicator": (
        "published/observations.csv",
        b"population",
        b"populaton",
        ("observations.csv", 2, "indicator", "populaton"),
        "population",
    ),
    "a value that is no number": (
        "published/observations.csv",
        b"8246500",
        b"8.246.500",
        ("observations.csv", 2, "value", "8.246.500"),
        "1234.5",
    ),
    "an endless value": (
        "published/observations.csv",
        b"8246500",
        b"1e999",
        ("observations.csv", 2, "value", "1e999"),
        "1234.5",
    ),
    "an unknown qualifier": (
        "published/observations.csv",
        b"exact",
        b"over",
        ("observations.csv", 2, "qualifier", "over"),
        "at_least",
    ),
    "an unknown unit": (
        "published/observations.csv",
        b"01,,population",
        b"99,,population",
        ("observations.csv", 2, "unit_code", "99"),
        "units.csv",
    ),
    "a column that nobody knows": (
        "catalogue/units.csv",
        b"valid_to",
        b"valid_until",
        ("units.csv", 1, "valid_until", "valid_until"),
        "valid_to",
    ),
    "bytes that are not UTF-8": (
        "catalogue/units.csv",
        "Hà Nội".encode(),
        "Hà Nội".encode("utf-16-le")[:2] + b"\xe0",
        ("units.csv", 3, "–", None),
        "UTF-8",
    ),
    "a NUL": (
        "catalogue/units.csv",
        b"province",
        b"prov\0nce",
        ("units.csv", 3, "–", None),
        "NUL",
    ),
    "a line with a cell too many": (
        "catalogue/units.csv",
        b"VN,,",
        b"VN,,,",
        ("units.csv", 2, "–", None),
        "14",
    ),
    "an open quote": (
        "catalogue/units.csv",
        b"VN,,",
        b'"VN,,',
        ("units.csv", 2, "–", ""),
        '""',
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_input_is_named_and_leaves_the_database_as_it_was(
    folder: Path, damage: tuple[str, bytes, bytes, tuple[str, int, str, str | None], str]
) -> None:
    file, right, wrong, (name, line, column, value), hint = damage
    places = at(folder)
    before = places.database.read_bytes()
    content = (places.data / file).read_bytes()
    assert right in content
    (places.data / file).write_bytes(content.replace(right, wrong, 1))
    with pytest.raises(CatalogueError) as refused:
        build(places, from_scratch=True)
    problem = refused.value.problems[0]
    assert (problem.file, problem.line, problem.column) == (name, line, column)
    if value is not None:
        assert problem.value == value
    assert hint in problem.repair_vi
    assert hint in problem.repair_en
    assert places.database.read_bytes() == before
    assert not list(folder.glob(".*building*"))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "data" / "catalogue" / "breaks.csv").unlink()
    with pytest.raises(CatalogueError, match=r"breaks\.csv"):
        build(at(folder))


def test_a_file_that_excel_saved_with_semicolons_and_a_mark_is_read(folder: Path) -> None:
    themes = folder / "data" / "catalogue" / "themes.csv"
    text = themes.read_text("utf-8").replace("Hội viên", "Hội viên mới").replace(",", ";")
    themes.write_text("\ufeff" + text.replace("\n", "\r\n"), "utf-8")
    build(at(folder))
    with Database.open(at(folder)) as store:
        assert store.catalogue().themes["members"].name_vi == "Hội viên mới"


def test_demo_and_real_data_never_meet_in_one_file(folder: Path, tmp_path: Path) -> None:
    real = at(folder)
    demo_data = Path(shutil.copytree(folder / "data", tmp_path / "demo"))
    (demo_data / "demo.marker").touch()
    demo = Places(demo_data, demo_data / "home", tmp_path / "demo.duckdb")
    build(demo)
    with Database.open(demo) as store:
        assert store.dataset().demo is True
    with pytest.raises(DemoMixed, match="minh hoạ"):
        build(replace(demo, database=real.database))
    with pytest.raises(DemoMixed):
        build(replace(real, database=demo.database), from_scratch=True)
    with Database.open(real) as store:
        assert store.dataset().demo is False


def test_what_is_written_on_demo_data_and_on_real_data_never_meets_in_one_home(
    folder: Path, tmp_path: Path
) -> None:
    real, demo_data = at(folder), Path(shutil.copytree(folder / "data", tmp_path / "demo"))
    (demo_data / "demo.marker").touch()
    with Database.open(replace(real, home=demo_data / "home")) as store:
        with pytest.raises(HomeMixed):
            commit(store, figure(120))
        assert current(store) == []
    demo = Places(demo_data, tmp_path / "shared", tmp_path / "demo.duckdb")
    build(demo)
    with Database.open(demo) as store:
        commit(store, figure(100))
    with pytest.raises(HomeMixed, match="KHDASH_HOME"):
        Database.open(replace(real, home=demo.home))
    with Database.open(real) as store:
        commit(store, figure(110))
    for refused in (replace(demo, home=real.home), replace(real, home=demo.home)):
        with pytest.raises(HomeMixed):
            build(replace(refused, database=tmp_path / "new.duckdb"))


def test_the_database_finds_its_journal_again_when_all_are_moved(
    folder: Path, tmp_path: Path
) -> None:
    found = recorded_places(folder / DATABASE)
    assert found == Places((folder / "data").resolve(), folder.resolve(), folder / DATABASE)
    with Database.open(found) as store:
        commit(store, figure(100))
    moved = Path(shutil.move(folder, tmp_path / "moved"))
    found = recorded_places(moved / DATABASE)
    assert found is not None
    with Database.open(found) as store:
        commit(store, figure(110))
    assert (moved / "journal" / "000003.json").exists()


def test_a_database_that_was_moved_alone_is_recorded_anew_by_the_next_build(
    folder: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "elsewhere" / "other.duckdb"
    alone.parent.mkdir()
    (folder / DATABASE).rename(alone)
    assert build(replace(at(folder), database=alone)).rebuilt is False
    found = recorded_places(alone)
    assert found == Places((folder / "data").resolve(), folder.resolve(), alone)
