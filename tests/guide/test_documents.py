"""Every command, option, make target, file and heading that the documents name is one there is."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from khdash.cli import COMMANDS, make_parser
from khdash.locale import Words
from khdash.store.places import PROJECT

DOCUMENTS = sorted(
    [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / "data").rglob("*.md")]
)
CALL = re.compile(r"(?:python -m khdash|(?<![\w./-])khdash) (?!khdash\b)([a-z]+)\b([^`\n]*)")
"""A command with what follows it on the line."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
LINK = re.compile(r"\]\((?:<([^>]+)>|([^)\s]+))\)")
MAKE = re.compile(r"(?m)(?:^|`)make ([a-z][a-z-]*)")


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def options() -> dict[str, frozenset[str]]:
    """The options of every command by its name, those of its parts too."""
    (commands,) = (a for a in make_parser(Words("vi"))._actions if a.dest == "name")
    assert isinstance(commands.choices, dict)
    return {command: frozenset(_options(own)) for command, own in commands.choices.items()}


def _options(parser: ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action.choices, dict):
            for part in action.choices.values():
                yield from _options(part)


def code_of(text: str) -> Iterator[str]:
    """The lines of code blocks and the code within sentences."""
    for block in re.findall(r"(?ms)^```\w*\n(.*?)^```", text):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", text))


def calls(text: str) -> Iterator[tuple[str, str]]:
    for line in code_of(text):
        for command, rest in CALL.findall(line):
            yield command, rest.partition("#")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_and_option_is_one(path: Path) -> None:
    known = options()
    for command, rest in calls(path.read_text(encoding="utf-8")):
        assert command in known, command
        wrong = set(OPTION.findall(rest)) - known[command]
        assert wrong == set(), f"{command}: {wrong}"


def test_commands_are_found_where_they_are_written() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    guide = (PROJECT / "docs" / "guides" / "can-bo-so-lieu.md").read_text(encoding="utf-8")
    assert {"exhibit", "report", "form", "check", "proof"} <= {c for c, _ in calls(readme)}
    assert {"form", "check", "import", "verify"} <= {c for c, _ in calls(guide)}
    assert len(options()) == len(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_example_line_of_a_command_is_understood(path: Path) -> None:
    parser = make_parser(Words("vi"))
    for block in re.findall(r"(?ms)^```(?:sh)?\n(.*?)^```", path.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            found = re.fullmatch(r"(?:python -m )?khdash ([a-z][^#|>]*)(?:[#|>].*)?", line.strip())
            if found and "…" not in line:
                parser.parse_args(shlex.split(found[1].replace("\\", "/")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_to_a_file_or_a_heading(path: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```", "", path.read_text(encoding="utf-8"))
    for bracketed, plain in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        target = bracketed or plain
        if re.match(r"https?://|mailto:|/", target):
            continue
        file, _, heading = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        if heading:
            assert heading in headings(there), target


def headings(path: Path) -> set[str]:
    """The anchors of a document, as its readers on the web know them."""
    found = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in found}


def test_every_make_target_that_is_named_is_one() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8")))
    told = [code for path in DOCUMENTS for code in code_of(path.read_text(encoding="utf-8"))]
    named = {target for line in told for target in MAKE.findall(line)}
    assert named - targets == set()
    assert {"run", "test", "demo", "windows", "pictures"} <= named
