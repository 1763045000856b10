"""A missing browser is installed or asked for in a sentence; no test passes without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import programs
from tests.browser.programs import CHROMIUM, ProgramMissing


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are those put in the folder."""
    monkeypatch.delenv("KHDASH_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def make_program(path: Path, script: str = "") -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_without_a_browser_or_the_right_to_install_one_the_message_says_what_to_install(
    bare_machine: Path,
) -> None:
    with pytest.raises(ProgramMissing, match=r"apt-get install chromium.*KHDASH_CHROMIUM"):
        CHROMIUM.require()


def test_the_first_known_name_on_the_path_is_used(bare_machine: Path) -> None:
    make_program(bare_machine / "google-chrome")
    second_name = make_program(bare_machine / "chromium-browser")
    assert CHROMIUM.require() == str(second_name)


def test_the_variable_names_a_browser_of_one_s_own(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(bare_machine / "chromium")
    own = make_program(bare_machine / "my-browser")
    monkeypatch.setenv("KHDASH_CHROMIUM", str(own))
    assert CHROMIUM.require() == str(own)
    monkeypatch.setenv("KHDASH_CHROMIUM", str(bare_machine / "no-such-browser"))
    with pytest.raises(ProgramMissing, match="no-such-browser"):
        CHROMIUM.require()


def test_who_may_install_gets_the_distribution_s_package(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = bare_machine / "log"
    browser = bare_machine / "chromium"
    make_program(
        bare_machine / "apt-get",
        f'echo "$@" >> {log}; [ "$2" = update ] || /bin/cp "$0" {browser}',
    )
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    assert CHROMIUM.require() == str(browser)
    assert log.read_text().splitlines() == [
        "--quiet update",
        "--quiet install --yes --no-install-recommends chromium",
    ]


def test_what_the_package_manager_complained_of_is_passed_on(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(bare_machine / "apt-get", "echo 'no space left' >&2; exit 100")
    monkeypatch.setattr(programs.os, "geteuid", lambda: 0)
    with pytest.raises(ProgramMissing, match="no space left"):
        CHROMIUM.require()
