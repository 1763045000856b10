"""The national set: building it, what a server holds, and pages against those of the small set.

`python -m benchmarks.national`
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pages import WARM_UP, address_of, page_costs
from benchmarks.reader import Reader
from benchmarks.results import Row, as_text
from benchmarks.serving import (
    PROJECT,
    Served,
    children_seconds,
    environment,
    made_demo,
    served_app,
)

PART = "National set"
PAGES = ("tong-quan", "quy", "ho-so-tinh")
"""The first page, a page of a theme, and the one that opens the communes."""
PROFILES = ("01", "26", "27", "33", "34")
"""Provinces whose communes are opened one after the other."""
CHANGES = 9
IDLE, PATIENCE = 0.05, 60
"""Processor seconds a second below which a server is idle, and how many seconds that may take."""


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(as_text(measure(Path(name)), {}))


def measure(folder: Path) -> list[Row]:
    """The rows of this part."""
    small = made_demo(folder / "demo")
    large = made_demo(folder / "national", PROJECT, "--national")
    built = build_seconds(large)
    with served_app(PROJECT, folder, small) as server:
        wait_until_idle(server)
        usual = page_costs(server, PAGES, CHANGES)
    with served_app(PROJECT, folder, large) as server:
        wait_until_idle(server)
        costs = page_costs(server, PAGES, CHANGES)
        pages = server.memory()
        asyncio.run(_open_profiles(server.port))
        profiles = server.memory()
    return [
        Row(PART, "build, CPU", built, "s", "≤ 60 s"),
        Row(PART, f"server after {', '.join(PAGES)}", pages.now, "MB", "≤ 1,500 MB"),
        Row(PART, f"server after the communes of {len(PROFILES)} provinces", profiles.now, "MB"),
        Row(PART, "server, at most so far", profiles.peak, "MB", "≤ 1,500 MB"),
        *(
            Row(PART, f"{page}: {name} / small set", spent / before, "x", aim)
            for page in PAGES
            for name, spent, before, aim in (
                ("CPU of a change", costs[page].change, usual[page].change, "≤ 2 x"),
                ("CPU of the first visit", costs[page].first, usual[page].first, ""),
            )
        ),
    ]


def wait_until_idle(server: Served) -> None:
    """Return when what is computed ahead of the first reader is done: it is no page's cost."""
    asyncio.run(_open(server.port, WARM_UP))
    before = server.cpu()
    for _ in range(PATIENCE):
        time.sleep(1)
        spent, before = server.cpu() - before, server.cpu()
        if spent < IDLE:
            return


def build_seconds(variables: dict[str, str]) -> float:
    """Processor seconds of a build from scratch, with the start of its process."""
    before = children_seconds()
    subprocess.run(
        [sys.executable, "-m", "khdash", "build", "--from-scratch"],
        cwd=PROJECT,
        env=environment(variables),
        check=True,
        capture_output=True,
    )
    return children_seconds() - before


async def _open(port: int, page: str, **query: list[str]) -> None:
    async with Reader(port) as reader:
        await reader.open(address_of(page), **query)


async def _open_profiles(port: int) -> None:
    for code in PROFILES:
        await _open(port, "ho-so-tinh", ho_so=[code])


if __name__ == "__main__":
    main()
