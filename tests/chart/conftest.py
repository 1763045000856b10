"""The outlines of both boundary sets, and the published figures as one dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.chart import Boundaries, read_boundaries
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.selection import Selection
from khdash.store.build import build as build_database
from khdash.store.database import Database
from khdash.store.places import PROJECT


@pytest.fixture(scope="session")
def outlines() -> Callable[[str], Boundaries]:
    return lambda name: read_boundaries(PROJECT / "data" / "boundaries", name)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Exhibit]:
    """published("trend", indicators=("members",)): an exhibit of the published figures."""
    path: Path = tmp_path_factory.mktemp("published") / "published.duckdb"
    build_database(path, PROJECT / "data")
    with Database.open(path, PROJECT / "data") as database:
        dataset = database.dataset()

    def make(name: str, **chosen: object) -> Exhibit:
        return build(name, dataset, Selection().with_(**chosen))

    return make
