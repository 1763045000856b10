"""The drill of the operation guide, as it stands there, gives back what was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khdash.cli import COMMANDS, main
from khdash.store.places import PROJECT
from tests.published import at
from tests.store.small import write_folder
from tests.store.written import present, write

GUIDE = (PROJECT / "docs" / "operation.md").read_text(encoding="utf-8")


def commands_of(section: str) -> list[list[str]]:
    """The command lines of a section of the guide."""
    text = GUIDE.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return [line.split()[3:] for line in re.findall(r"(?m)^python -m khdash .*$", text)]


def test_the_drill_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = at(tmp_path / "office")
    write_folder(places.data)
    assert main(["build", "--home", str(places.home), "--data", str(places.data)]) == 0
    _, expected = write(tmp_path / "office")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHDASH_HOME", str(places.home))
    monkeypatch.setenv("KHDASH_DATA", str(places.data))
    backup, restore, verify, history = commands_of("Diễn tập")
    assert main(backup) == 0
    assert main(restore) == 0
    capsys.readouterr()
    assert main(verify) == 0
    assert "khớp" in capsys.readouterr().err
    assert main(["history"]) == 0
    here = capsys.readouterr().out
    assert main(history) == 0
    assert capsys.readouterr().out == here
    drill = tmp_path / "dien-tap"
    assert present(type(places)(places.data, drill, drill / "khdash.duckdb")) == expected


def test_every_command_of_the_guide_is_one() -> None:
    named = set(re.findall(r"python -m khdash ([a-z]+)", GUIDE))
    assert named <= {command.name for command in COMMANDS}
    assert {"backup", "restore", "verify", "journal", "build", "settings"} <= named
