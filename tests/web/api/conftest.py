"""The API on the published figures, and on copies that a test changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khdash.store.places import DATABASE


@pytest.fixture(autouse=True)
def served(built: Path, home: Path) -> Path:
    """The home that this test's API reads: a database of the published figures."""
    home.mkdir()
    shutil.copy(built / DATABASE, home)
    return home
