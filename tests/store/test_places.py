"""Where a checkout and an installed program keep what users write."""

from __future__ import annotations

from pathlib import Path

import platformdirs.unix
import platformdirs.windows
import pytest

from khdash.store import places
from khdash.store.places import DEMO_MARKER, PROJECT, here


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("KHDASH_HOME", "KHDASH_DATA", "KHDASH_DB"):
        monkeypatch.delenv(variable, raising=False)


def test_a_checkout_keeps_it_beside_the_program() -> None:
    found = here()
    assert (found.data, found.home) == (PROJECT / "data", PROJECT / "home")
    assert (PROJECT / "app.py").exists()
    assert found.own_catalogue == PROJECT / "home" / "catalogue"


def test_an_installed_program_keeps_it_in_the_user_s_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "INSTALLED", True)
    monkeypatch.setattr(platformdirs, "user_data_path", platformdirs_of(platformdirs.unix.Unix))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert here().home == tmp_path / "khdash"
    assert here().database == tmp_path / "khdash" / "khdash.duckdb"


def test_on_windows_that_is_the_local_folder_named_after_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "INSTALLED", True)
    monkeypatch.setattr(
        platformdirs, "user_data_path", platformdirs_of(platformdirs.windows.Windows)
    )
    monkeypatch.setattr(platformdirs.windows, "get_win_folder", lambda name: f"C:/Local/{name}")
    assert str(here().home).endswith("khdash")
    assert str(here().home).startswith("C:/Local/CSIDL_LOCAL_APPDATA")
    assert here().home.parent.name == "CSIDL_LOCAL_APPDATA"


def test_generated_figures_keep_theirs_in_their_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "INSTALLED", True)
    (tmp_path / DEMO_MARKER).touch()
    assert here(data=tmp_path).home == tmp_path / "home"


def platformdirs_of(platform: type) -> object:
    def user_data_path(name: str, appauthor: bool) -> Path:
        return Path(platform(name, appauthor).user_data_dir)

    return user_data_path
