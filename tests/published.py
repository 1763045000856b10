"""The published figures of a fixed day, so that no expected value follows what is published later.

Tests of the shipped data themselves use PROJECT / "data"; all others use the frozen figures, which
stand beside the present catalogue and boundaries.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.store.build import build as build_database
from khdash.store.database import Database
from khdash.store.places import DATABASE, PROJECT, Places

FROZEN = Path(__file__).parent / "data" / "published"


def at(folder: Path) -> Places:
    """A folder with the data folder of a test in it and, beside that, all that the test writes."""
    return Places(folder / "data", folder, folder / DATABASE)


def write_frozen_data(data: Path) -> Path:
    """Make a data folder of the present catalogue and boundaries and the frozen figures."""
    for part in ("catalogue", "boundaries"):
        shutil.copytree(PROJECT / "data" / part, data / part)
    shutil.copytree(FROZEN, data / "published")
    return data


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of the frozen figures, built once and only read: see `at`."""
    folder = tmp_path_factory.mktemp("frozen")
    write_frozen_data(folder / "data")
    build_database(at(folder))
    return folder


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A copy of `built` that only this test changes."""
    return Path(shutil.copytree(built, tmp_path / "own"))


@pytest.fixture(scope="session")
def published(built: Path) -> Dataset:
    with Database.open(at(built)) as database:
        return database.dataset()


@pytest.fixture(scope="session")
def exhibit(published: Dataset) -> Callable[..., Exhibit]:
    """exhibit("trend", indicators=("members",), last_year=2020); two years of tolerance."""

    def make(name: str, **chosen: object) -> Exhibit:
        return build(name, published, Selection(tolerance=2).with_(**chosen))

    return make
