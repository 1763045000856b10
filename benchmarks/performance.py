"""Everything that is measured, as one table: printed, and written to docs/performance.md.

`python -m benchmarks.performance [--vizro PYTHON] [--before CHECKOUT|FILE] [--save FILE]`

A baseline is another checkout, measured in the same run, or the file that `--save` wrote earlier.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from math import nan
from pathlib import Path

from benchmarks import meeting, national, pages, sessions, start, uploading
from benchmarks.browser import VIZRO_CHOICES, Seen, Target, middle
from benchmarks.browser import measure as watch
from benchmarks.results import Before, Row, as_markdown, as_text, load, save
from benchmarks.serving import PROJECT, made_demo, served_app, served_floor, served_vizro
from tests.browser.programs import CHROMIUM

DOCUMENT = PROJECT / "docs" / "performance.md"
INGEST_CELLS = 100_000
WATCHED = ("quy", "tong-quan")
PACKAGES = ("streamlit", "plotly", "pandas", "duckdb", "pyarrow")
ALL_PARTS = (
    "browser",
    "pages",
    "sessions",
    "uploading",
    "ingest",
    "meeting",
    "national",
    "start",
    "size",
)

INGEST = """\
import sys
sys.path.insert(0, sys.argv[1])
import benchmarks
sys.path[0] = sys.argv[2]
from benchmarks.ingest import measure, processor_seconds
measured = measure(int(sys.argv[3]), "plain", processor_seconds)
print(measured.seconds, measured.bare)
"""
"""This benchmark on the application of another checkout, in a process of its own."""

METHOD = """\
- Everything runs on one machine in one run, on generated figures (`python -m khdash demo`) made for
  it; the start is on the shipped ones. What matters are the ratios: seconds of another machine are
  other seconds.
- **The floor** is the smallest Streamlit page (`benchmarks/floor.py`): four plain `go.Figure` with
  as many marks as the first four charts of the fund page, the default theme, one filter.
  **Vizro** shows the same four charts with the same filter (`benchmarks/vizro_page.py`).
- **In a browser**: headless Chromium, 1440 x 900. An observer inside the page notes every change
  below a chart. Counted is from the release of the mouse on a province to the first change of the
  first chart and to the last change of the last one. Every click leads to a state that nobody has
  seen; the pages take turns click by click; medians of {clicks} clicks.
- **Server**: a websocket client speaks Streamlit's protocol, nothing is drawn. CPU is the
  processor time of the server process, from the kernel's clock of that process; medians of
  {changes} changes of the years, all filters open. Seen before: the same states again. First visit:
  of a page that nobody has opened, on a server that has shown another one.
- **Sessions**: websocket clients in a process of their own, each changing every
  {every:g} s to one of {pool:,} states drawn at random (page x years x provinces x boundaries), for
  {seconds:g} s, after all have opened the first page. They follow addresses; the filters behind the
  button stay closed. The most of them also on {processes} processes, each with its share.
- **A file in the middle**: ten such readers by themselves, then beside one more visitor who gives
  the page for uploads a file of some {cells:,} cells.
- **Ingest**: processor time of check and commit of a file of {cells:,} cells against DuckDB
  inserting the same rows from a CSV (`benchmarks/README.md`).
- **Package for a meeting**: processor time of `python -m khdash report --format zip`, start of its
  process and of the one that draws the pictures included.
- **National set**: `python -m khdash demo --national`, every province and commune of the country;
  the build from scratch by a command of its own, then the pages as above, beside a server on the
  usual generated figures (of this checkout only).
- **Start**: wall and processor time of `make run` on a built environment and database until the
  first page is there, medians of {runs}; imports by `-X importtime`, own time by package.
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to measure and for how long. vizro: the interpreter that has it, if any."""

    parts: tuple[str, ...]
    vizro: Path | None
    clicks: int
    sessions: tuple[int, ...]
    seconds: float
    processes: int


def main() -> None:
    """Measure, print the table and write the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vizro", type=Path, help="an interpreter that has Vizro")
    parser.add_argument("--before", type=Path, help="another checkout, or a file of --save")
    parser.add_argument("--save", type=Path, help="keep the values, to be a later baseline")
    parser.add_argument("--parts", nargs="+", choices=ALL_PARTS, default=ALL_PARTS)
    parser.add_argument("--clicks", type=int, default=14)
    parser.add_argument("--sessions", type=int, nargs="+", default=sessions.SESSIONS)
    parser.add_argument("--seconds", type=float, default=sessions.SECONDS)
    parser.add_argument("--processes", type=int, default=2, help="for the most sessions")
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    given = parser.parse_args()
    # absolute() and not resolve(): the interpreter of a virtual environment is a link.
    wishes = Wishes(
        tuple(given.parts),
        given.vizro and given.vizro.absolute(),
        given.clicks,
        tuple(given.sessions),
        given.seconds,
        given.processes,
    )
    before: Before = {}
    if given.before and given.before.is_dir():
        before = {row.key: row.value for row in measured(wishes, given.before.absolute())}
    elif given.before:
        before = load(given.before)
    busy = os.getloadavg()[0]
    rows = list(measured(wishes, PROJECT))
    if given.save:
        save(rows, given.save)
    print(as_text(rows, before))
    given.document.write_text(document(rows, before, wishes, busy), encoding="utf-8")


def measured(wishes: Wishes, project: Path) -> Iterator[Row]:
    """The rows of every part that was asked for."""
    for part in wishes.parts:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as name:
            yield from _part(part, wishes, project, Path(name))
        print(f"{part}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)


def _part(part: str, wishes: Wishes, project: Path, folder: Path) -> Sequence[Row]:
    match part:
        case "browser":
            return browser_rows(wishes, project, folder)
        case "pages":
            return server_rows(project, folder)
        case "sessions":
            most = wishes.sessions[-1:]
            return [
                *sessions.measure(wishes.sessions, wishes.seconds, 1, project),
                *sessions.measure(most, wishes.seconds, wishes.processes, project),
            ]
        case "uploading":
            return uploading.measure(folder, seconds=wishes.seconds, project=project)
        case "ingest":
            return ingest_rows(project)
        case "meeting":
            return meeting.measure(folder, project)
        case "national":
            return national.measure(folder)
        case "start":
            return [*start.start_rows(folder, project), *start.import_rows(folder, project)]
        case _:
            return start.size_rows(project / "requirements.txt")


def browser_rows(wishes: Wishes, project: Path, folder: Path) -> list[Row]:
    """What a browser shows after a click: the floor, Vizro and ours, and how they compare."""
    with ExitStack() as stack:
        floor = stack.enter_context(served_floor(folder))
        ours = stack.enter_context(served_app(project, folder, made_demo(folder / "demo", project)))
        targets = [
            Target("floor", floor.address),
            *(Target(page, f"{ours.address}/{pages.address_of(page)}") for page in WATCHED),
        ]
        if wishes.vizro:
            vizro = stack.enter_context(served_vizro(folder, wishes.vizro))
            targets.insert(1, Target("Vizro", vizro.address, VIZRO_CHOICES))
        seen = watch(targets, wishes.clicks)
    return [row for name, one in seen.items() for row in _seen_rows(name, one, seen)]


def _seen_rows(name: str, own: Seen, seen: dict[str, Seen]) -> list[Row]:
    """What one page showed, and of ours how that compares."""
    bottom, vizro = middle(seen["floor"].last), seen.get("Vizro")
    fourth, headline = middle(own.fourth), middle(own.headline)
    measures = [
        ("first chart", middle(own.first), "ms", ""),
        ("headline", headline, "ms", ""),
        ("last of the first four", fourth, "ms", ""),
        ("last of all", middle(own.last), "ms", ""),
        ("charts", max(own.redrawn), "", ""),
    ]
    if name in WATCHED:
        against = fourth / middle(vizro.last) if vizro else nan
        measures += [
            ("last of four / floor", fourth / bottom, "x", "≤ 1.00 x"),
            ("last of four / Vizro", against, "x", "≤ 0.90 x"),
            ("headline / floor's last", headline / bottom, "x", "≤ 0.50 x"),
        ]
    return [
        Row("Browser, from the click", name, value, unit, aim, column)
        for column, value, unit, aim in measures
    ]


def server_rows(project: Path, folder: Path) -> list[Row]:
    """What every page with filters costs the server."""
    data = made_demo(folder / "demo", project)
    with served_floor(folder) as floor, served_app(project, folder, data) as server:
        earlier = pages.floor_cost(floor)
        costs = pages.page_costs(server)
        bottom = pages.between(earlier, pages.floor_cost(floor))
        memory = server.memory()
    return [
        *pages.rows_of("floor", bottom),
        *(row for page, cost in costs.items() for row in pages.rows_of(page, cost, bottom)),
        *sessions.memory_rows("after every page", memory.now, memory.peak),
    ]


def ingest_rows(project: Path) -> list[Row]:
    """Check and commit of a file against a bare insert, by the code of a checkout."""
    command = [sys.executable, "-c", INGEST, str(PROJECT), str(project), str(INGEST_CELLS)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"ingest could not be measured: {done.stderr[-500:]}", file=sys.stderr)
        return []
    check, bare = map(float, done.stdout.split())
    part = f"Ingest of {INGEST_CELLS:,} cells, CPU"
    return [
        Row(part, "check and commit", check, "s"),
        Row(part, "bare insert", bare, "s"),
        Row(part, "check and commit / bare insert", check / bare, "x"),
    ]


def document(rows: Sequence[Row], before: Before, wishes: Wishes, busy: float) -> str:
    """The whole of docs/performance.md."""
    method = METHOD.format(
        clicks=wishes.clicks,
        changes=pages.CHANGES,
        every=sessions.EVERY_SECONDS,
        pool=sessions.POOL,
        seconds=wishes.seconds,
        processes=wishes.processes,
        cells=INGEST_CELLS,
        runs=start.RUNS,
    )
    return "\n".join(
        [
            "# Performance",
            "",
            "Written by `make bench`; `make bench-quick` holds the key ratios within bounds.",
            "",
            f"Measured on {date.today():%d %B %Y}: {machine(wishes, busy)}.",
            "",
            "## How",
            "",
            method,
            "## Measured",
            "",
            as_markdown(rows, before).rstrip(),
            "",
        ]
    )


def machine(wishes: Wishes, busy: float) -> str:
    """What it ran on, without the name of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    told = [
        f"{os.cpu_count()} cores, {memory:.0f} GB",
        f"load {busy:.1f} before it began",
        f"Python {sys.version.split()[0]}",
        *(f"{package} {version(package)}" for package in PACKAGES),
    ]
    if "browser" in wishes.parts:
        told.append(_said([CHROMIUM.require(), "--version"]).partition(" built")[0])
        if wishes.vizro:
            asked = "from importlib.metadata import version; print(version('vizro'))"
            told.append(f"Vizro {_said([str(wishes.vizro), '-c', asked])}")
    return ", ".join(told)


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
