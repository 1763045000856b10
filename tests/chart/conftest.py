"""The outlines of both boundary sets, and the published figures as one dataset."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khdash.chart import Boundaries, read_boundaries
from khdash.exhibit.core.exhibit import Exhibit
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT


@pytest.fixture(scope="session")
def outlines() -> Callable[[str], Boundaries]:
    catalogue = read_catalogue(PROJECT / "data")[1]
    folder = PROJECT / "data" / "boundaries"
    return lambda name: read_boundaries(folder, catalogue.boundary_set(name))


@pytest.fixture(scope="session")
def published(exhibit: Callable[..., Exhibit]) -> Callable[..., Exhibit]:
    """published("trend", indicators=("members",)): an exhibit of the published figures."""
    return exhibit
