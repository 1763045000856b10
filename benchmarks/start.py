"""From `make run` to the first page, what is imported on the way, and what the environment weighs.

`python -m benchmarks.start` prints all three. The environment and the database are built first and
are not part of the seconds.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from importlib import metadata
from pathlib import Path

from benchmarks.reader import Reader
from benchmarks.results import Row, as_text
from benchmarks.serving import (
    PROJECT,
    QUIET_SETTINGS,
    Served,
    environment,
    wait_until_answering,
)
from tests.browser.server import free_port, stop

VENV = f"VENV={sys.prefix}"
RUNS = 3
SHOWN_IMPORTS = 12
HEAVY_MB = 8.0
"""A package of the run-time environment from this size on has its reason in REASONS."""

REASONS = {
    "pyarrow": "Streamlit sends every table as Arrow; Parquet and extracts for other processes",
    "pandas": "the frames that every transform takes and gives",
    "numpy": "under pandas and pyarrow",
    "duckdb": "the store",
    "plotly": "the figures; most of it is a Python class for every part of every kind of chart",
    "streamlit": "the pages; its JavaScript is what a browser loads",
    "babel": "numbers, dates and message catalogues; carries the data of every language",
    "pydeck": "demanded by Streamlit, used by no page",
    "uvloop": "the event loop of the server: each message of a page passes through it",
    "cryptography": "checks the tokens of an office's own sign-in service",
    "lxml": "the XML of Word and PowerPoint files, read and written by their libraries",
    "pillow": "demanded by Streamlit, used by no page",
    "altair": "demanded by Streamlit, used by no page",
    "rapidfuzz": "finds the indicator and the unit that a misspelt heading means",
}
"""Why each heavy package is there."""


def main() -> None:
    """Print the three tables."""
    with tempfile.TemporaryDirectory() as name:
        rows = [*start_rows(Path(name)), *import_rows(Path(name))]
    print(as_text([*rows, *size_rows()], {}))


def start_rows(folder: Path, project: Path = PROJECT) -> list[Row]:
    """Seconds from `make run` to the first page, on the shipped figures."""
    variables = _built(folder, project)
    subprocess.run(["make", "environment", VENV], cwd=project, env=variables, check=True)
    runs = [_start(project, variables, folder / "run.log") for _ in range(RUNS)]
    wall, cpu = (statistics.median(times) for times in zip(*runs, strict=True))
    part = "Start: `make run` to the first page"
    return [Row(part, "wall", wall, "s"), Row(part, "CPU of all its processes", cpu, "s")]


def _built(folder: Path, project: Path) -> dict[str, str]:
    """The variables of an application whose database is built; no trace of a calling make."""
    kept = {k: v for k, v in environment().items() if k not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    variables = {**kept, "KHDASH_HOME": str(folder / "home")}
    subprocess.run(
        [sys.executable, "-m", "khdash", "build"],
        cwd=project,
        env=variables,
        check=True,
        capture_output=True,
    )
    return variables


def _start(project: Path, variables: dict[str, str], log: Path) -> tuple[float, float]:
    """Wall and processor seconds of one start."""
    port = free_port()
    begun = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            ["make", "run", VENV, f"PORT={port}", "ADDRESS=127.0.0.1"],
            cwd=project,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_answering(Served(process, port, log), "/_stcore/health")
        asyncio.run(_first_page(port))
        return time.monotonic() - begun, session_seconds(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


async def _first_page(port: int) -> None:
    async with Reader(port) as reader:
        await reader.open("")


def session_seconds(leader: int) -> float:
    """Processor seconds of the processes of a session, and of those of them that have ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        # proc(5): after the name come the state (3), ... session (6), ... utime to cstime (14-17).
        if int(fields[3]) == leader:
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


IMPORT_LINE = re.compile(r"import time:\s*(\d+) \|\s*(\d+) \|\s*([\w.]+)")


def import_rows(folder: Path, project: Path = PROJECT) -> list[Row]:
    """Where the time of importing goes until the first page is there, by package."""
    modules = imported(folder, project)
    packages: Counter[str] = Counter()
    for module, seconds in modules.items():
        packages[module.partition(".")[0]] += seconds
    part = "Imports until the first page, own time by package"
    total = sum(packages.values())
    top = packages.most_common(SHOWN_IMPORTS)
    return [
        Row(part, "all modules", total / 1000, "ms"),
        *(Row(part, package, own / 1000, "ms") for package, own in top),
        Row(part, "other packages", (total - sum(own for _, own in top)) / 1000, "ms"),
    ]


def imported(folder: Path, project: Path = PROJECT) -> dict[str, int]:
    """Microseconds of each module that the server has imported when the first page is there."""
    variables, port, log = _built(folder, project), free_port(), folder / "imports.log"
    command = [
        *(sys.executable, "-X", "importtime", "-m", "streamlit", "run", "app.py"),
        *("--server.port", str(port), "--server.address", "127.0.0.1", *QUIET_SETTINGS),
    ]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=project, env=variables, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=output,
        )  # fmt: skip
    try:
        wait_until_answering(Served(process, port, log), "/_stcore/health")
        asyncio.run(_first_page(port))
    finally:
        stop(process)
    lines = log.read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := IMPORT_LINE.match(line))]
    return {match[3]: int(match[1]) for match in found}


def size_rows(requirements: Path = PROJECT / "requirements.txt") -> list[Row]:
    """Megabytes of the run-time environment by package, each heavy one with its reason."""
    sizes = sorted(package_sizes(requirements).items(), key=lambda item: -item[1])
    part = "Size of the run-time environment"
    heavy = [(name, size) for name, size in sizes if size >= HEAVY_MB]
    rest = [size for _, size in sizes if size < HEAVY_MB]
    return [
        Row(part, "all packages", sum(size for _, size in sizes), "MB"),
        *(Row(part, f"{name}: {REASONS.get(name, '')}", size, "MB") for name, size in heavy),
        Row(part, "others", sum(rest), "MB"),
    ]


def package_sizes(requirements: Path) -> dict[str, float]:
    """Megabytes of each package that the pins name, as installed here."""
    pinned = re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==", requirements.read_text(encoding="utf-8"))
    return {name: size for name in pinned if (size := _size(name)) is not None}


def _size(name: str) -> float | None:
    """Megabytes of an installed package; None where it is not installed, as on another system."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return None
    places = (Path(str(file.locate())) for file in files)
    return sum(place.stat().st_size for place in places if place.is_file()) / 1e6


if __name__ == "__main__":
    main()
