"""The rules that every file of the project keeps, read from the files themselves."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from khdash.chart.theme import DARK, LIGHT, Theme

PROJECT = Path(__file__).resolve().parents[1]
THIS_FILE = Path(__file__).resolve()
LONGEST = 450
LONGER_WITH_REASON: dict[str, str] = {}
FOUND_BY = {"uvloop": "uvicorn"}
"""What a library takes up by itself where it is installed: named among what it asks for."""
"""Files longer than LONGEST, each with the reason."""

NOT_OURS = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    ".import_linter_cache",
    "__pycache__",
    "screenshots",
    "build",
    "dist",
}
NOT_SHIPPED = {"home", "data/demo", "data/journal", "data/drafts", "data/schemes"}
"""What users write, also where the first version wrote it."""
TEXT = {
    "",
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".csv",
    ".json",
    ".geojson",
    ".po",
    ".sql",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".yml",
    ".yaml",
    ".ini",
    ".cfg",
    ".bat",
    ".sh",
    ".ps1",
}


def project_files() -> Iterator[Path]:
    """Every file that belongs to the project; nothing that is installed, cached or built."""
    waiting = [PROJECT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in NOT_OURS or str(path.relative_to(PROJECT)) in NOT_SHIPPED:
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def text_files() -> list[Path]:
    return [p for p in project_files() if p.suffix in TEXT and p.name != "OFL.txt"]


def python_files() -> list[Path]:
    return [p for p in project_files() if p.suffix == ".py"]


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    """`file:line: text` of every line that holds the pattern."""
    wanted = re.compile(pattern)
    return [
        f"{name(path)}:{number}: {line.strip()[:90]}"
        for path in files
        if path != THIS_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


@cache
def imported_modules(path: Path) -> frozenset[str]:
    """The top-level names that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.split(".")[0])
    return frozenset(found)


def importers(module: str) -> set[str]:
    """The files outside the tests that import a module."""
    return {
        name(path)
        for path in python_files()
        if module in imported_modules(path) and not name(path).startswith(("tests/", "benchmarks/"))
    }


def test_the_search_finds_the_project() -> None:
    found = {name(path) for path in project_files()}
    assert {"app.py", "Makefile", "khdash/__init__.py", "tests/test_project.py"} <= found


def test_streamlit_is_imported_by_the_pages_the_web_package_and_app_py_only() -> None:
    found = importers("streamlit")
    assert "app.py" in found
    assert [f for f in found if not f.startswith(("khdash/web/", "pages/", "app.py"))] == []


def test_duckdb_is_imported_by_the_store_only() -> None:
    found = importers("duckdb")
    assert "khdash/store/database.py" in found
    assert [f for f in found if not f.startswith("khdash/store/")] == []


def test_no_module_imports_a_page_or_the_application() -> None:
    assert importers("pages") == set()
    assert importers("app") == set()


def test_no_page_queries_computes_or_draws_by_itself() -> None:
    pattern = r"^\s*(from|import) khdash\.(store|transform|chart)\b"
    assert lines_with(pattern, sorted((PROJECT / "pages").glob("*.py"))) == []


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    too_long = {file: n for file, n in lengths.items() if n > LONGEST}
    assert too_long.keys() == LONGER_WITH_REASON.keys()


def test_no_work_is_left_as_a_remark() -> None:
    assert lines_with(r"\b(TODO|FIXME|XXX|HACK)\b", text_files()) == []


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    pattern = r"(?<![\w.])/(work|root|home/\w+|Users/\w+|tmp/\w+)/|\b[A-Z]:\\Users\\"
    assert lines_with(pattern, text_files()) == []


def test_no_file_names_a_package_registry() -> None:
    pattern = r"(?i)pypi\.org|pythonhosted|registry\.npm|npmjs|--(extra-)?index-url\b"
    files = [path for path in text_files() if path.name != "Makefile"]
    assert lines_with(pattern, files) == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    pattern = r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b"
    assert lines_with(pattern, [p for p in python_files() if name(p).startswith("tests/")]) == []


def test_every_variable_of_the_environment_is_documented() -> None:
    pattern = re.compile(r"\bKHDASH_[A-Z]+(?:_[A-Z]+)*\b")
    code = [*python_files(), PROJECT / "Makefile"]
    used = {v for path in code for v in pattern.findall(path.read_text(encoding="utf-8"))}
    guides = [PROJECT / "README.md", *(PROJECT / "docs").glob("**/*.md")]
    documented = "\n".join(path.read_text(encoding="utf-8") for path in guides)
    assert {variable for variable in used if variable not in documented} == set()


@pytest.mark.parametrize("command", ["make run", "make test", "make test-all", "make demo"])
def test_the_readme_names_the_commands(command: str) -> None:
    assert command in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_every_pin_satisfies_the_short_list_and_every_dependency_is_used() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    used = {module for path in python_files() for module in imported_modules(path)}
    pinned = dict(re.findall(r"(?m)^([a-z][\w-]*)==([\w.]+)", pins))
    for wish in map(Requirement, project["dependencies"]):
        assert wish.specifier.contains(pinned[wish.name]), wish
        assert {limit.operator for limit in wish.specifier} & {"==", "<"}, f"{wish}: no upper end"
        modules = {
            name
            for name, of in packages_distributions().items()
            if wish.name in {one.replace("_", "-") for one in of}
        }
        finder = FOUND_BY.get(wish.name)
        if finder is not None:
            assert wish.name in {Requirement(text).name for text in requires(finder) or ()}, finder
            continue
        assert used & (modules or {wish.name}), f"{wish.name} is never imported"


def test_development_and_run_time_pins_agree() -> None:
    pin = re.compile(r"(?m)^[a-z].*==.*$")
    run_time = set(pin.findall((PROJECT / "requirements.txt").read_text(encoding="utf-8")))
    development = set(pin.findall((PROJECT / "requirements-dev.txt").read_text(encoding="utf-8")))
    assert run_time
    assert run_time - development == set()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.mode)
def test_the_pages_and_the_figures_have_the_same_colours(theme: Theme) -> None:
    config = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    page = config["theme"][theme.mode]
    assert page["backgroundColor"] == theme.ground
    assert page["secondaryBackgroundColor"] == theme.panel
    assert page["textColor"] == theme.ink
    assert page["borderColor"] == theme.border
    assert page["primaryColor"] == theme.primary
    assert page["grayTextColor"] == theme.muted


def test_every_font_of_the_theme_is_in_the_project_with_its_licence() -> None:
    config = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    declared = {face["url"].removeprefix("app/") for face in config["theme"]["fontFaces"]}
    present = {name(path) for path in (PROJECT / "static/fonts").glob("*.woff2")}
    assert declared == present
    licence = (PROJECT / "static/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_nothing_is_sent_to_the_makers_of_the_framework() -> None:
    config = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
