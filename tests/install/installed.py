"""The program as an office has it: a wheel of this tree, installed where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import Server, free_port, stop, wait_until_healthy
from tests.published import PROJECT

OF_A_CHECKOUT = (
    ".streamlit",
    "CHANGELOG.md",
    "README.md",
    "app.py",
    "data",
    "docs",
    "khdash",
    "pages",
    "pyproject.toml",
    "static",
)
"""What a wheel is made of."""


def copy_of_the_tree(folder: Path) -> Path:
    """A checkout, with what users might have written among the shipped data."""
    for name in OF_A_CHECKOUT:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache")
            )
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    return folder


def build_wheel(tree: Path, folder: Path) -> Path:
    """`pip wheel` of a tree, by the build backend that is installed: nothing is fetched."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("khdash-*.whl")
    return wheel


@dataclass(frozen=True)
class Installed:
    """An environment with the program, and a person's folders; nothing leads to the checkout."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "env" / "bin" / "python"

    @property
    def packages(self) -> Path:
        (found,) = (self.folder / "env" / "lib").glob("python*/site-packages")
        return found

    @property
    def home(self) -> Path:
        return self.folder / "user" / "share" / "khdash"

    @property
    def variables(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KHDASH_", "PYTHON"))}
        user = self.folder / "user"
        return {**kept, "HOME": str(user), "XDG_DATA_HOME": str(user / "share"), "DISPLAY": ""}

    def install(self, wheel: Path) -> None:
        """Put a wheel in the place of the one before; it can be read only, like a system's."""
        self._writable(True)
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet"]
        command += ["--no-index", "--no-deps", "--force-reinstall", str(wheel)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        self._writable(False)

    def _writable(self, flag: bool) -> None:
        for path in (self.packages, *self.packages.rglob("*")):
            path.chmod((0o755 if path.is_dir() else 0o644) if flag else 0o555)

    def khdash(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """The command as it is typed in a person's folder."""
        return subprocess.run(
            [str(self.python.with_name("khdash")), *map(str, arguments)],
            cwd=self.folder / "user",
            env=self.variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """`khdash run` for as long as the context lasts."""
        port, log = free_port(), self.folder / "server.log"
        with log.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                [
                    *(str(self.python.with_name("khdash")), "run", "--port", str(port)),
                    *("--host", "so-lieu.example.vn"),
                ],
                cwd=self.folder / "user",
                env=self.variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                address = f"http://localhost:{port}"
                wait_until_healthy(address, process, log)
                yield Server(address, log)
            finally:
                stop(process)


def environment(folder: Path) -> Installed:
    """A new environment that sees the libraries of this one, but not the checkout."""
    venv.create(folder / "env", symlinks=True)
    installed = Installed(folder)
    (installed.packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (folder / "user").mkdir()
    return installed
