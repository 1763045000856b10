"""A store built from the project's own catalogue and published figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from khdash.store.build import build
from khdash.store.database import Database

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for name in ("catalogue", "published"):
        shutil.copytree(PROJECT / "data" / name, folder / "data" / name)
    build(folder / "khdash.duckdb", folder / "data")
    return folder


@pytest.fixture
def database(built: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of its own for each test."""
    folder = Path(shutil.copytree(built, tmp_path / "own"))
    with Database.open(folder / "khdash.duckdb", folder / "data") as opened:
        yield opened
