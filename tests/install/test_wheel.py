"""A wheel of this tree, installed where there is no checkout: it runs, is used, upgrades."""

from __future__ import annotations

import asyncio
import csv
import email
import re
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import khdash
from benchmarks.reader import Answer, Reader
from tests.deployment.proxy import first_message, proxied
from tests.install.installed import Installed, build_wheel, copy_of_the_tree, environment
from tests.install.unpacked import unpacked
from tests.published import PROJECT

REPORT = "Tỉnh;Năm;Số hội viên\nHà Nam;2024;100.000\n"
TARGET = (
    "indicator,basis,unit_code,year,rule,value,unit,instrument_vi,confidence\n"
    "members_population_rate,,35,2026,at_least,31,%,Kế hoạch của tỉnh,high\n"
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which the first version has run: what it wrote lies among the shipped data."""
    folder = copy_of_the_tree(tmp_path_factory.mktemp("tree") / "khdash")
    for name in ("data/journal/000002.json", "data/demo/demo.marker", "home/journal/000002.json"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("written by a user", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tree, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def newer(wheel: Path, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a later version, which brings a target that an office set before."""
    package = tree / "khdash" / "__init__.py"
    text = package.read_text(encoding="utf-8")
    package.write_text(text.replace(khdash.__version__, "99.0.0"), encoding="utf-8")
    targets = tree / "data" / "catalogue" / "targets.csv"
    columns = next(csv.reader(targets.read_text(encoding="utf-8").splitlines()))
    row = next(csv.DictReader(TARGET.splitlines())) | {"value": "30"}
    with targets.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="").writerow(row)
    return build_wheel(tree, tmp_path_factory.mktemp("newer"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    found = environment(tmp_path_factory.mktemp("office"))
    found.install(wheel)
    return found


def test_everything_that_is_shipped_is_inside_and_nothing_that_users_wrote(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {name.removeprefix("khdash/shipped/") for name in names}
    for part in (
        *("pages", "static", "data/catalogue", "data/published", "data/boundaries"),
        *("docs/guides", "docs/pictures"),
    ):
        there = {
            path.relative_to(PROJECT).as_posix()
            for path in (PROJECT / part).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert there
        assert there <= shipped, part
    for name in (
        "app.py",
        ".streamlit/config.toml",
        "docs/guide.md",
        "docs/licences.md",
        "docs/methods.md",
        "CHANGELOG.md",
    ):
        assert name in shipped
    modules = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "khdash").rglob("*.py")}
    assert modules <= names
    for part in ("*.sql", "*.po", "*.csv", "*.svg"):
        files = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "khdash").rglob(part)}
        assert files <= names
    pattern = re.compile(
        r"journal/|journal-end|demo\.marker|\.duckdb|/home/|tests/|__pycache__|\.pyc$"
    )
    assert [name for name in names if pattern.search(name) and not name.endswith(".py")] == []


def test_what_it_requires_is_what_the_project_states(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        told = email.message_from_string(archive.read(name).decode())
        scripts = archive.read(name.replace("METADATA", "entry_points.txt")).decode()
    assert told["Version"] == khdash.__version__
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = told.get_all("Requires-Dist", [])
    required = {Requirement(one) for one in listed if "extra ==" not in one}
    assert required == {Requirement(one) for one in stated["dependencies"]}
    assert "khdash = khdash.__main__:run" in scripts


def test_the_version_is_printed_and_nothing_of_the_checkout_is_used(installed: Installed) -> None:
    done = installed.khdash("--version")
    assert (done.returncode, done.stdout) == (0, f"khdash {khdash.__version__}\n")
    helped = installed.khdash("--help")
    assert helped.stdout.startswith("Cách dùng: khdash ")
    assert "python -m khdash" not in helped.stdout


@pytest.fixture(scope="module")
def used(installed: Installed) -> Iterator[Installed]:
    """The program in use: built, a report taken in, a target of the office's own, served once."""
    before = state(installed.packages)
    user = installed.folder / "user"
    (user / "bao-cao.csv").write_text(REPORT, encoding="utf-8")
    own = installed.home / "catalogue"
    own.mkdir(parents=True)
    (own / "targets.csv").write_text(TARGET, encoding="utf-8")
    for command in (
        ("build",),
        ("check", "bao-cao.csv"),
        ("import", "bao-cao.csv", "--by", "Thư ký Hội"),
        ("verify",),
    ):
        done = installed.khdash(*command)
        assert done.returncode == 0, done.stderr
    yield installed
    assert state(installed.packages) == before


async def first_page(address: str) -> Answer:
    """What a browser gets; raises ScriptFailed where the page shows an exception."""
    async with Reader(int(address.rpartition(":")[2])) as reader:
        return await reader.open("")


def state(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {str(path): (told.st_size, told.st_mtime_ns) for path, told in found}


def test_what_is_written_lies_in_the_user_s_data_folder(used: Installed) -> None:
    names = {path.name for path in used.home.iterdir()}
    assert {"khdash.duckdb", "journal", "home.json", "catalogue"} <= names


def test_a_sentence_names_the_command_as_it_is_typed_here(used: Installed) -> None:
    done = used.khdash("history", "--db", used.folder / "user" / "none.duckdb")
    assert done.returncode == 2
    assert "Hãy chạy: khdash build." in done.stderr


def test_it_serves_from_a_folder_that_is_no_checkout(used: Installed, tmp_path: Path) -> None:
    with used.serving() as server:
        with proxied(tmp_path, int(server.address.rpartition(":")[2])) as front:
            assert first_message(front)
        with urllib.request.urlopen(f"{server.address}/healthz", timeout=30) as answer:
            assert answer.read() == b'{"status":"alive"}'
        with urllib.request.urlopen(
            f"{server.address}/app/static/fonts/OFL.txt", timeout=30
        ) as answer:
            assert b"SIL OPEN FONT LICENSE" in answer.read()
        with urllib.request.urlopen(
            f"{server.address}/app/exhibits/comparison.csv?chi_so=members&nam=2010&nam=2024",
            timeout=60,
        ) as answer:
            assert "100000" in answer.read().decode()
        assert asyncio.run(first_page(server.address)).charts
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
        again = used.khdash("--no-browser")
        assert again.returncode == 0
        assert f"Chương trình đang chạy rồi, ở {server.address}." in again.stderr


def test_a_newer_version_finds_everything_and_the_older_one_refuses_to_go_back(
    used: Installed, newer: Path, wheel: Path, tmp_path: Path
) -> None:
    office = environment(tmp_path)
    office.install(wheel)
    office.home.parent.mkdir()
    used.home.rename(office.home)
    before = office.khdash("export").stdout
    assert "100000" in before
    office.install(newer)
    built = office.khdash("build")
    assert "dòng riêng của cơ quan được dùng" in built.stderr
    assert office.khdash("--version").stdout == "khdash 99.0.0\n"
    assert office.khdash("verify").returncode == 0
    assert office.khdash("export").stdout == before
    (row,) = csv.DictReader(office.khdash("catalogue").stdout.splitlines())
    assert (row["outcome"], row["columns"]) == ("replaces", "value")
    note = office.home / "home.json"
    note.write_text(re.sub(r'"schema": \d+', '"schema": 999', note.read_text()))
    office.install(wheel)
    refused = office.khdash("history")
    assert refused.returncode == 2
    assert "phiên bản 99.0.0" in refused.stderr
    office.home.rename(used.home)


def test_the_folder_for_windows_is_updated_and_a_version_that_cannot_open_it_gives_way(
    wheel: Path, newer: Path, tmp_path: Path, installed: Installed
) -> None:
    told = {**installed.variables, "KHDASH_HOME": str(tmp_path / "local" / "khdash")}
    program = unpacked(tmp_path / "program", wheel, told)
    report = tmp_path / "bao-cao.csv"
    report.write_text(REPORT, encoding="utf-8")
    for command in (("build",), ("import", report, "--by", "Thư ký Hội")):
        done = program.khdash(*command)
        assert done.returncode == 0, done.stderr
    before = program.khdash("export").stdout
    assert "100000" in before

    new = unpacked(tmp_path / "new", newer, told)
    done = new.khdash("upgrade", program.folder, "--new", new.folder)
    assert done.returncode == 0, done.stderr
    assert (program.folder / f"app-{khdash.__version__}" / "python" / "python.exe").exists()
    assert program.khdash("--version").stdout == "khdash 99.0.0\n"
    assert program.khdash("export").stdout == before
    assert len(list((tmp_path / "local" / "khdash-backups").iterdir())) == 1

    broken = new.folder / "app/packages/khdash/shipped/data/catalogue/themes.csv"
    broken.write_text("x\n", encoding="utf-8")
    done = new.khdash("upgrade", program.folder, "--new", new.folder)
    assert done.returncode == 1
    assert "bản cũ đã được đặt lại như trước" in done.stderr
    assert (program.folder / "app-failed").exists()
    assert program.khdash("verify").returncode == 0
    assert program.khdash("export").stdout == before

    refused = program.khdash("upgrade", tmp_path, "--new", new.folder)
    assert refused.returncode == 2
    assert str(tmp_path) in refused.stderr
