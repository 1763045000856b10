"""What the guides do by commands can be done: a reader who types the lines is not turned away."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.store.places import PROJECT
from tests.guide.test_documents import DOCUMENTS, name

BLOCK = re.compile(r"(?ms)^```(?:sh)?\n(.*?)^```")
COMMAND = re.compile(r"(?:python -m )?khdash (.+?)(?:\s+#.*)?")


def lines_of(path: Path) -> list[list[list[str]]]:
    """The commands of each block of a document."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ").replace("\\", "/")
    blocks = BLOCK.findall(text)
    found = [map(COMMAND.fullmatch, map(str.strip, block.splitlines())) for block in blocks]
    return [[shlex.split(line[1]) for line in block if line] for block in found]


@pytest.fixture
def office(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own on the published figures, and a folder to work in."""
    monkeypatch.setenv("KHDASH_HOME", str(own))
    monkeypatch.setenv("KHDASH_PUBLIC_URL", "https://so-lieu.example.vn")
    (work := tmp_path / "work").mkdir()
    monkeypatch.chdir(work)
    return work


WITH_FORM = [
    path
    for path in DOCUMENTS
    if any(line[:1] == ["form"] for block in lines_of(path) for line in block)
]


@pytest.mark.parametrize("path", WITH_FORM, ids=name)
def test_every_form_that_a_document_asks_for_is_made_and_then_called_by_its_name(
    path: Path, office: Path
) -> None:
    for block in lines_of(path):
        made: set[str] = set()
        for line in block:
            if line[:1] == ["form"]:
                assert main(line) == 0, line
                made |= {file.name for file in office.rglob("*.xlsx")}
            elif made and line[:1] in (["check"], ["import"]):
                assert line[1] in {*made, "so-lieu-2024.xlsx"}


def test_what_the_readme_writes_into_a_folder_lies_there_each_in_a_file_of_its_own(
    office: Path,
) -> None:
    lines = [line for block in lines_of(PROJECT / "README.md") for line in block]
    written = [line for line in lines if line[:1] in (["report"], ["form"])]
    assert len(written) == 3
    for line in written:
        assert main(line) == 0, line
    (folder,) = {line[line.index("--out") + 1] for line in written}
    assert sorted(path.suffix for path in (office / folder).iterdir()) == [
        ".docx",
        ".docx",
        ".xlsx",
    ]


def test_the_commands_of_a_round_go_through_in_their_order(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (steps,) = (block for block in lines_of(PROJECT / "docs" / "rounds.md") if len(block) > 1)
    province, file = next(step[3:5] for step in steps if step[1] == "receive")
    waiting = ""
    for step in steps:
        if step[1] == "receive":
            capsys.readouterr()
            assert main(["round", "board", step[2]]) == 0
            (row,) = re.findall(rf"(?m)^{province}@?[^,]*,([^,]+),", capsys.readouterr().out)
            file = str(Path(file).with_suffix(".csv"))
            waiting = send(step, row, file, capsys)
        elif step[1] == "refuse":
            assert main([*step[:2], waiting, *step[3:]]) == 0
            step = next(one for one in steps if one[1] == "receive")
            waiting = send(step, row, file, capsys, figure="611.000")
        elif step[1] == "accept":
            assert main([*step[:2], waiting, *step[3:]]) == 0
        else:
            assert main(step) == 0, step


def send(
    step: list[str],
    province: str,
    file: str,
    capsys: pytest.CaptureFixture[str],
    figure: str = "610.000",
) -> str:
    """The file of a province is taken in; the number under which it waits."""
    text = f"Tỉnh;Năm;Tổng số hội viên (người)\n{province};2025;{figure}\n"
    Path(file).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main([*step[:4], file, *step[5:]]) == 0
    return capsys.readouterr().out.strip()
