"""A store of the published figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khdash.store.database import Database
from tests.published import at


@pytest.fixture
def database(own: Path) -> Iterator[Database]:
    """A copy of its own for each test."""
    with Database.open(at(own)) as opened:
        yield opened
