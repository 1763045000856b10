"""What every test starts from: a home of its own, empty caches, repeatable examples."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.libreoffice", "tests.published", "tests.small_files"]

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, frozen: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """KHDASH_HOME names a folder that only this test meets, KHDASH_DATA the frozen figures."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KHDASH_HOME", str(folder))
    monkeypatch.setenv("KHDASH_DATA", str(frozen))
    monkeypatch.delenv("KHDASH_DB", raising=False)
    monkeypatch.delenv("KHDASH_PUBLIC_URL", raising=False)
    return folder


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    """Streamlit keeps its caches for the whole process, the pages keep open databases."""
    yield
    if "khdash.web.common.reader" in sys.modules:
        sys.modules["khdash.web.common.reader"].forget()
    if "streamlit" in sys.modules:
        streamlit = sys.modules["streamlit"]
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()
