"""The published figures as one dataset, built once from the project's own data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.store.build import build as build_database
from khdash.store.database import Database
from khdash.store.places import PROJECT


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path: Path = tmp_path_factory.mktemp("published") / "published.duckdb"
    build_database(path, PROJECT / "data")
    with Database.open(path, PROJECT / "data") as database:
        return database.dataset()


@pytest.fixture(scope="session")
def exhibit(published: Dataset) -> Callable[..., Exhibit]:
    """exhibit("trend", indicators=("members",), last_year=2020); two years of tolerance."""

    def make(name: str, **chosen: object) -> Exhibit:
        return build(name, published, Selection(tolerance=2).with_(**chosen))

    return make
