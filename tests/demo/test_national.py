"""The national set: every province, its communes, the same each time, marked as generated."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from khdash.demo import national
from khdash.demo.national import write_national
from khdash.exhibit.registry import build
from khdash.model.communes import communes_of
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.store.build import verify
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import DEMO_MARKER, PROJECT, here
from tests.published import at


def test_there_are_34_provinces_with_3_321_communes() -> None:
    with national.PROVINCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["code"] for row in rows}) == len(rows) == 34
    assert sum(int(row["communes"]) for row in rows) == 3321


def test_on_todays_boundaries_stand_34_provinces_each_with_its_communes(country: Path) -> None:
    with Database.open(at(country)) as database:
        catalogue = database.catalogue()
    provinces = catalogue.units_on(catalogue.today.code)
    assert len(provinces) == 34
    assert Counter(len(catalogue.communes_of(unit.key)) for unit in provinces) == {3: 34}
    assert {u.level for u in catalogue.units.values()} == {
        *("country", "province", "district", "commune")
    }
    # Phú Thọ of today was merged of Vĩnh Phúc (26), Phú Thọ (25) and Hòa Bình (17).
    parts = [catalogue.communes_of(code) for code in ("17", "25", "26")]
    assert sorted(sum(parts, ())) == ["25001", "25002", "25003"]


def test_the_same_catalogue_gives_the_same_files(
    country: Path, frozen: Path, tmp_path: Path
) -> None:
    write_national(read_catalogue(frozen)[1], frozen, tmp_path, most=3)
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"units.csv", "observations.csv", DEMO_MARKER}
    for file in files:
        assert (tmp_path / file).read_bytes() == (country / "data" / file).read_bytes(), file


def test_written_again_over_itself_it_stays_the_same(country: Path, tmp_path: Path) -> None:
    _, catalogue = read_catalogue(country / "data")
    write_national(catalogue, country / "data", tmp_path, most=3)
    for file in ("catalogue/units.csv", "published/observations.csv"):
        assert (tmp_path / file).read_bytes() == (country / "data" / file).read_bytes()


def test_the_members_have_the_figures_of_the_small_set(country: Path, demo: Dataset) -> None:
    with Database.open(at(country)) as database:
        figures = database.dataset().current
    members = demo.current["unit"].unique()
    columns = ["unit", "indicator", "basis", "year", "value"]
    own = figures.loc[figures["unit"].isin(members), columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, demo.current[columns].reset_index(drop=True))
    assert len(figures["unit"].unique()) > 34


@pytest.mark.parametrize("name", ["headlines", "total", "ranking", "heat_table", "trend"])
def test_a_finding_on_the_cluster_is_that_of_the_small_set(
    country: Path, demo: Dataset, name: str
) -> None:
    with Database.open(at(country)) as database:
        found = build(name, database.dataset(), Selection())
    wanted = build(name, demo, Selection())
    assert (found.headline, found.notes) == (wanted.headline, wanted.notes)
    pd.testing.assert_frame_equal(found.table, wanted.table)


def test_no_figure_of_a_commune_breaks_what_must_hold(country: Path) -> None:
    with Database.open(at(country)) as database:
        communes = communes_of(database.dataset(), "01")
        figures = communes.current
        catalogue = communes.catalogue
    assert set(figures["unit"]) == {"01001", "01002", "01003"}
    values = figures[figures["basis"].isin(["", "all"])].pivot_table(
        index=["unit", "year"], columns="indicator", values="value"
    )
    for code in values.columns:
        whole = catalogue.indicators[code].part_of
        if whole in values.columns:
            assert not (values[code] > values[whole]).any(), code
    rate = values["members"] / values["population"] * 100
    assert (values["members_population_rate"] - rate).abs().max() < 0.01
    assert values.index.get_level_values("year").nunique() == 15


def test_some_communes_and_years_are_silent(country: Path) -> None:
    with Database.open(at(country)) as database:
        data = database.dataset()
        keys = {
            (unit, year)
            for province in data.catalogue.units_on(data.catalogue.today.code)
            for unit, year in communes_of(data, province.key)
            .current[["unit", "year"]]
            .drop_duplicates()
            .itertuples(index=False)
        }
    expected = 34 * 3 * 15
    assert expected * 0.9 < len(keys) < expected


def test_the_command_writes_into_a_folder_of_its_own_and_builds_it(
    tmp_path: Path, frozen: Path
) -> None:
    done = subprocess.run(
        [*(sys.executable, "-m", "khdash", "demo", "--national", "--communes", "1")],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=PROJECT,
        env={**os.environ, "KHDASH_HOME": str(tmp_path), "KHDASH_DATA": str(frozen)},
    )
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "national"
    assert (folder / DEMO_MARKER).exists()
    assert str(folder) in done.stderr
    places = here(data=folder, home=folder / "home")
    assert verify(places) == []
    with Database.open(places) as database:
        assert database.dataset().demo


def khdash(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=PROJECT,
    )


def test_an_export_says_that_it_lacks_the_communes_and_gives_those_of_a_province(
    country: Path,
) -> None:
    places = ("--data", country / "data", "--home", country)
    usual, own = khdash("export", *places), khdash("export", *places, "--communes", "01")
    assert "--communes" in usual.stderr
    codes = [
        {row["unit_code"] for row in csv.DictReader(done.stdout.splitlines())}
        for done in (usual, own)
    ]
    assert {"01", "79"} <= codes[0]
    assert not {"01001", "01002"} & codes[0]
    assert codes[1] == {"01001", "01002", "01003"}
    unknown = khdash("export", *places, "--communes", "zz")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "zz" in unknown.stderr


def test_the_communes_of_a_province_are_asked_for_by_a_command(country: Path) -> None:
    places = ("--data", country / "data", "--home", country)
    query = "tinh=01&chi_so=members&nam=2010&nam=2024"
    done = khdash("exhibit", "communes", *places, "--query", query, "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert {row["unit_code"] for row in rows} == {"01001", "01002", "01003"}
