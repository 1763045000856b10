"""The published figures of a fixed day, so that no expected value follows what is published later.

Tests of the shipped figures themselves use SHIPPED; all others use the frozen ones, which stand
beside the present catalogue and boundaries.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khdash.demo.generate import write_demo
from khdash.demo.national import write_national
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.store.build import build as build_database
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import DATABASE, PROJECT, Places

ENLARGED = Path(__file__).parent / "data" / "enlarged"
"""What was published when further figures came in: five of eight provinces have members."""
FROZEN = Path(__file__).parent / "data" / "published"
SHIPPED = PROJECT / "data" / "published"


def at(folder: Path) -> Places:
    """A folder with the data folder of a test in it and, beside that, all that the test writes."""
    return Places(folder / "data", folder, folder / DATABASE)


def write_data(data: Path, published: Path = FROZEN) -> Path:
    """Make a data folder of the present catalogue and boundaries and the figures of a folder."""
    for part in ("catalogue", "boundaries"):
        shutil.copytree(PROJECT / "data" / part, data / part)
    shutil.copytree(published, data / "published")
    return data


def names_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of the frozen figures, to which KHDASH_DATA leads in every test.

    No test may leave anything there or in the checkout's own.
    """
    folder: Path = tmp_path_factory.mktemp("frozen") / "data"
    shipped = (PROJECT / "data", write_data(folder))
    before = [names_below(data) for data in shipped]
    yield folder
    assert [names_below(data) for data in shipped] == before


@pytest.fixture(scope="session")
def built(frozen: Path) -> Path:
    """A folder with a database of the frozen figures, built once and only read: see `at`."""
    build_database(at(frozen.parent))
    return frozen.parent


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A copy of `built` that only this test changes."""
    return Path(shutil.copytree(built, tmp_path / "own"))


@pytest.fixture(scope="session")
def published(built: Path) -> Dataset:
    with Database.open(at(built)) as database:
        return database.dataset()


@pytest.fixture(scope="session")
def enlarged(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The figures of ENLARGED."""
    folder: Path = tmp_path_factory.mktemp("enlarged")
    write_data(folder / "data", ENLARGED)
    build_database(at(folder))
    with Database.open(at(folder)) as database:
        return database.dataset()


@pytest.fixture(scope="session")
def demo(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The generated figures, in which every province reports every year."""
    places = at(tmp_path_factory.mktemp("demo"))
    _, catalogue = read_catalogue(frozen)
    write_demo(catalogue, frozen, places.data)
    build_database(places)
    with Database.open(places) as database:
        return database.dataset()


@pytest.fixture(scope="session")
def country(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the national set of three communes a province, built once and only read."""
    places = at(tmp_path_factory.mktemp("country"))
    _, catalogue = read_catalogue(frozen)
    write_national(catalogue, frozen, places.data, most=3)
    build_database(places)
    return places.data.parent


@pytest.fixture(scope="session")
def exhibit(published: Dataset) -> Callable[..., Exhibit]:
    """exhibit("trend", indicators=("members",), last_year=2020); two years of tolerance."""

    def make(name: str, **chosen: object) -> Exhibit:
        return build(name, published, Selection(tolerance=2).with_(**chosen))

    return make
