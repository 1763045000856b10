"""The application on the folder of another cluster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.cli import main
from khdash.store.places import PROJECT

from .folder import write_folder

SHELL = PROJECT / "khdash" / "web" / "shell" / "frame.py"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with its database beside it, built by the command."""
    root = tmp_path_factory.mktemp("sao_mai")
    data = write_folder(root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHDASH_DATA", str(data))
        patch.setenv("KHDASH_HOME", str(root / "home"))
        assert main(["build"]) == 0
    return root


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Every command and page reads this folder."""
    monkeypatch.setenv("KHDASH_DATA", str(folder / "data"))
    monkeypatch.setenv("KHDASH_HOME", str(folder / "home"))


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Here the caches stay: no test changes the figures."""


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """open_page("pages/quy.py", lang="en")."""

    def opened(page: str, **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(SHELL), default_timeout=180)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(str(PROJECT / page)).run()

    return opened
