"""Both data sets, built once: the frozen published figures and the generated ones."""

from __future__ import annotations

import pytest

from khdash.model.dataset import Dataset
from tests.truth.exhibits import World
from tests.truth.properties import all_low


@pytest.fixture(scope="session")
def published(published: Dataset) -> World:
    return World(published)


@pytest.fixture(scope="session")
def demo(demo: Dataset) -> World:
    return World(demo)


@pytest.fixture(scope="session")
def worlds(published: World, demo: World) -> dict[str, World]:
    return {"published": published, "demo": demo}


@pytest.fixture(scope="session")
def low_worlds(worlds: dict[str, World]) -> dict[str, World]:
    """Both data sets with every figure of low confidence."""
    return {name: World(all_low(world.dataset)) for name, world in worlds.items()}
