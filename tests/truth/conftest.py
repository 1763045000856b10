"""Both data sets, built once: the frozen published figures and the generated ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.demo.generate import write_demo
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from tests.published import at
from tests.truth.exhibits import World
from tests.truth.properties import all_low


def _world(folder: Path) -> World:
    with Database.open(at(folder)) as database:
        return World(database.dataset())


@pytest.fixture(scope="session")
def published(built: Path) -> World:
    return _world(built)


@pytest.fixture(scope="session")
def demo(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("demo")
    _, catalogue = read_catalogue(frozen)
    write_demo(catalogue, frozen, folder / "data")
    build(at(folder))
    return _world(folder)


@pytest.fixture(scope="session")
def worlds(published: World, demo: World) -> dict[str, World]:
    return {"published": published, "demo": demo}


@pytest.fixture(scope="session")
def low_worlds(worlds: dict[str, World]) -> dict[str, World]:
    """Both data sets with every figure of low confidence."""
    return {name: World(all_low(world.dataset)) for name, world in worlds.items()}
