"""The shell on a database of the published figures, as a reader meets it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from khdash.store.places import DATABASE
from tests.shell import Open, open_shell


@pytest.fixture(scope="session")
def shared_home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all these tests, with a database of the published figures."""
    folder: Path = tmp_path_factory.mktemp("pages")
    shutil.copy(built / DATABASE, folder)
    return folder


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Here the caches stay: they are kept by file and version, and no page changes the figures."""


@pytest.fixture
def open_app(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the application: `open_app("pages/quy.py", tinh=["01"], lang="en")`."""
    monkeypatch.setenv("KHDASH_HOME", str(shared_home))
    return open_shell


TOLERANCES = {"2022": "4", "2025": "5"}
"""What the published figures settle as the default on each boundary set (methods.md rule 9)."""


def query(app: AppTest) -> dict[str, list[str]]:
    """The parameters in the address, each as a list; the tolerance, which every link states, only
    where it is not the default.
    """
    every = address(app)
    usual = TOLERANCES[every.get("ranh_gioi", ["2022"])[-1]]
    return {k: v for k, v in every.items() if k != "sai_so" or v != [usual]}


def address(app: AppTest) -> dict[str, list[str]]:
    """All parameters in the address."""
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in app.query_params.items()
    }


def widget(app: AppTest, key: str) -> Any:
    """The one widget with a key, whatever its kind."""
    return app.get_by_key(key)
