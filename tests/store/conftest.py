"""A small built store for each test, copied from one that is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from khdash.store.build import build
from khdash.store.database import Database
from tests.store.small import write_folder

REAL_DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    build(folder / "khdash.duckdb", write_folder(folder / "data"))
    return folder


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    """A folder with khdash.duckdb and data."""
    return Path(shutil.copytree(built_once, tmp_path / "small"))


@pytest.fixture
def store(folder: Path) -> Iterator[Database]:
    with Database.open(folder / "khdash.duckdb", folder / "data") as database:
        yield database


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue and the published figures of the project, without any journal."""
    folder = tmp_path_factory.mktemp("real")
    for part in ("catalogue", "published"):
        shutil.copytree(REAL_DATA / part, folder / part)
    return folder
