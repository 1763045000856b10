"""A small built store for each test, copied from one that is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from khdash.store.build import build
from khdash.store.database import Database
from tests.published import at
from tests.store.small import write_folder


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_folder(folder / "data")
    build(at(folder))
    return folder


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    """A folder with khdash.duckdb and data."""
    return Path(shutil.copytree(built_once, tmp_path / "small"))


@pytest.fixture
def store(folder: Path) -> Iterator[Database]:
    with Database.open(at(folder)) as database:
        yield database


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where a test publishes; nothing is there yet."""
    return tmp_path / "shelf"
