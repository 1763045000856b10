"""The steps of a section of docs/extending.md, and how a reader of it follows them in a copy.

A step that changes something ends with a line that says where, followed by a fenced block: new
rows of a CSV file by the names of their columns, a new file, lines at the end of a file or of a
list in it, commands to run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khdash.store.places import DATABASE, PROJECT, Places
from tests.catalogue_rows import add_rows

GUIDE = PROJECT / "docs" / "extending.md"
COPIED = (
    "khdash",
    "pages",
    "docs",
    "static",
    "data/catalogue",
    "data/published",
    "data/boundaries",
)
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.M | re.S)


@dataclass(frozen=True)
class Copy:
    """A copy of the project, with a home of its own."""

    root: Path

    @property
    def places(self) -> Places:
        home = self.root / "home"
        return Places(self.root / "data", home, home / DATABASE)

    def run(self, *command: str, shell: bool = False) -> str:
        """What a command prints; it must succeed."""
        settings = {k: v for k, v in os.environ.items() if not k.startswith("KHDASH_")}
        done = subprocess.run(
            command[0] if shell else [sys.executable, *command],
            cwd=self.root,
            env=settings,
            shell=shell,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def copy_project(root: Path) -> Copy:
    """What the steps of the guide change or run."""
    for name in COPIED:
        shutil.copytree(
            PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.duckdb")
        )
    shutil.copy(PROJECT / "app.py", root)
    return Copy(root)


def section(title: str) -> str:
    """The text of a section of the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"docs/extending.md has no section «{title}»"
    return found[1]


def follow(title: str, copy: Copy) -> None:
    """Do what the section says, in its order; every block must say where it belongs."""
    text = section(title)
    blocks = list(_BLOCK.finditer(text))
    assert blocks, f"«{title}» has no steps"
    for block in blocks:
        where = text[: block.start()].rstrip().rpartition("\n")[2]
        _act(where, re.sub(rf"^{block[1]}", "", block[3], flags=re.M), copy)


def _act(where: str, content: str, copy: Copy) -> None:
    for pattern, act in _ACTIONS.items():
        if found := re.search(pattern, where):
            act(copy, content, *found.groups())
            return
    raise AssertionError(f"no step is told by «{where}»")


def _add_rows(copy: Copy, content: str, path: str) -> None:
    """Rows apart by an empty line, each cell as `column: value`, in quotes where it needs them."""
    rows = [dict(map(_cell, row.splitlines())) for row in content.strip().split("\n\n")]
    add_rows(copy.root / path, *rows)


def _cell(line: str) -> tuple[str, str]:
    column, _, value = line.partition(": ")
    return column, value.removeprefix('"').removesuffix('"')


def _create(copy: Copy, content: str, path: str) -> None:
    assert not (copy.root / path).exists()
    (copy.root / path).write_text(content, encoding="utf-8")


def _append(copy: Copy, content: str, path: str) -> None:
    file = copy.root / path
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{content}", encoding="utf-8")


def _append_to(copy: Copy, content: str, path: str, name: str) -> None:
    """The last entry of a list or tuple that a module binds to a name."""
    file = copy.root / path
    before, found, after = re.split(
        rf"(^{name}\b.*?)(?=^[)\]])", file.read_text("utf-8"), maxsplit=1, flags=re.M | re.S
    )
    file.write_text(
        f"{before}{found}{textwrap.indent(content.rstrip(), '    ')},\n{after}", encoding="utf-8"
    )


def _run(copy: Copy, content: str) -> None:
    for line in content.splitlines():
        copy.run(re.sub(r"(?:^|(?<=&& ))python\b", f'"{sys.executable}"', line), shell=True)


_ACTIONS: dict[str, Callable[..., None]] = {
    r"Dòng mới trong `([^`]+)`:$": _add_rows,
    r"New file `([^`]+)`:$": _create,
    r"At the end of `([^`]+)`:$": _append,
    r"In `([^`]+)`, one more entry of `(\w+)`:$": _append_to,
    r"Chạy:$": _run,
}
