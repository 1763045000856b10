"""Commands while the application serves: the same output, status and effect as without it."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.commands.door import FILE
from tests.browser.server import PROJECT, Server, build_database, serve

REPORT = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\n"
FAULTY = "Tỉnh;Năm;Số hội viên\nHà Tây;2024;nhiều\n"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?")
"""When something was written: the two homes are written to one after the other."""


@dataclass(frozen=True)
class Home:
    """A home with its data, and a folder from which commands are given."""

    variables: dict[str, str]
    folder: Path

    def khdash(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, stdout and stderr of a command given in the folder."""
        done = subprocess.run(
            [sys.executable, "-m", "khdash", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.variables, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=False,
            timeout=120,
        )
        return done.returncode, *self.told(done.stdout, done.stderr)

    def told(self, printed: bytes, said: bytes) -> tuple[str, str]:
        """stdout and stderr without what differs between homes: their names, the time of day."""
        own = self.variables["KHDASH_HOME"]
        first, second = (out.decode().replace(own, "HOME") for out in (printed, said))
        return MOMENT.sub("WHEN", first), MOMENT.sub("WHEN", second)


def home_at(folder: Path) -> Home:
    """A home of its own with the frozen figures, built."""
    given_in = folder / "commands"
    given_in.mkdir(parents=True)
    for name, text in (("bao-cao.csv", REPORT), ("loi.csv", FAULTY)):
        (given_in / name).write_text(text, encoding="utf-8")
    return Home(build_database(folder / "home"), given_in)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return home_at(tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Server]]:
    folder = tmp_path_factory.mktemp("served")
    home = home_at(folder)
    with serve(PROJECT / "app.py", folder / "server.log", home.variables) as server:
        yield home, server


COMMANDS = (
    ("check", "bao-cao.csv", "--json"),
    ("check", "loi.csv", "--lang", "en"),
    ("import", "loi.csv", "--by", "Thư ký Hội"),
    ("import", "bao-cao.csv", "--by", "Thư ký Hội", "--note", "Báo cáo năm"),
    ("history",),
    ("undo", "2", "--by", "Thư ký Hội", "--reason", "nhầm"),
    ("undo", "99", "--by", "Thư ký Hội"),
    ("redo", "2", "--by", "Thư ký Hội"),
    ("export",),
    ("exhibit", "total", "--query", "chi_so=members", "--format", "csv"),
    ("exhibit", "total", "--query", "chi_so=members", "--format", "xlsx", "-o", "tong.xlsx"),
    ("exhibit", "khong_co"),
    ("report", "--scope", "36", "--year", "2024", "--format", "docx", "--out", "bao-cao.docx"),
)


def test_each_command_says_and_does_the_same(
    alone: Home,
    application: tuple[Home, Server],
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served, _ = application
    for name, value in alone.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(alone.folder)
    for command in COMMANDS:
        status = main(command)
        assert served.khdash(*command) == (status, *alone.told(*capsysbinary.readouterr())), command
    # The member count of Hà Nam was undone and restored, in the home that is served too.
    assert "100000" in served.khdash("export")[1]
    assert (served.folder / "tong.xlsx").exists()
    assert (served.folder / "bao-cao.docx").exists()


def test_readers_see_at_once_what_a_command_wrote(application: tuple[Home, Server]) -> None:
    served, server = application
    (served.folder / "moi.csv").write_text(REPORT.replace("100.000", "123.457"), encoding="utf-8")
    assert served.khdash("import", "moi.csv", "--by", "Thư ký Hội")[0] == 0
    address = f"{server.address}/app/exhibits/comparison.csv?chi_so=members&nam=2010&nam=2024"
    with urllib.request.urlopen(address, timeout=60) as answer:
        assert "123457" in answer.read().decode()


def test_a_snapshot_is_published_while_people_read(application: tuple[Home, Server]) -> None:
    served, _ = application
    status, _, said = served.khdash("publish", "ban-de-doc")
    assert (status, (served.folder / "ban-de-doc").is_dir()) == (0, True), said


def test_only_the_owner_can_read_where_to_ask(application: tuple[Home, Server]) -> None:
    sign = Path(application[0].variables["KHDASH_HOME"]) / FILE
    if os.name == "posix":
        assert stat.S_IMODE(sign.stat().st_mode) == 0o600
    assert set(json.loads(sign.read_text())) == {"port", "key", "address", "database", "data"}


def test_who_does_not_know_the_key_is_sent_away(application: tuple[Home, Server]) -> None:
    served, _ = application
    home = Path(served.variables["KHDASH_HOME"])
    told = json.loads((home / FILE).read_text())
    (home / FILE).write_text(json.dumps({**told, "key": "00" * 32}))
    try:
        # Nobody answers, so the command opens the database itself, which the application holds.
        status, printed, said = served.khdash("history")
        assert (status, printed) == (2, "")
        assert "đang được một chương trình khác mở" in said
    finally:
        (home / FILE).write_text(json.dumps(told))
    assert served.khdash("history")[0] == 0


def test_what_an_application_left_behind_stops_no_command(alone: Home, tmp_path: Path) -> None:
    home = Path(alone.variables["KHDASH_HOME"])
    told = {"port": 1, "key": "00", "database": str(home / "khdash.duckdb")}
    (home / FILE).write_text(json.dumps({**told, "data": alone.variables["KHDASH_DATA"]}))
    assert alone.khdash("history")[0] == 0
    (home / FILE).write_text("{")
    assert alone.khdash("history")[0] == 0
    (home / FILE).unlink()


def test_the_sign_is_taken_down_with_the_application(tmp_path: Path) -> None:
    home = home_at(tmp_path)
    sign = Path(home.variables["KHDASH_HOME"]) / FILE
    with serve(PROJECT / "app.py", tmp_path / "server.log", home.variables):
        assert sign.exists()
        assert home.khdash("history")[0] == 0
    assert not sign.exists()
    shutil.rmtree(home.folder)
