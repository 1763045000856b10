"""A hall of readers while one person uploads: what the check of a large file costs the others.

`python -m benchmarks.uploading [--sessions 10] [--seconds 60] [--cells 100000]`
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from math import nan
from pathlib import Path

from benchmarks.ingest import large_file
from benchmarks.reader import Reader
from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, Served, environment, made_demo, served_app
from benchmarks.sessions import Load, load_of, warm

SESSIONS = 10
SECONDS = 60.0
CELLS = 100_000
BEFORE_UPLOAD = 5.0
"""Seconds in which the readers are alone before the file comes."""


@dataclass(slots=True)
class Upload:
    """Seconds until the page shows what became of the file, and what went wrong, if anything."""

    seconds: float = nan
    fault: str = ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--cells", type=int, default=CELLS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(as_text(measure(Path(name), given.sessions, given.seconds, given.cells), {}))


def measure(
    folder: Path,
    sessions: int = SESSIONS,
    seconds: float = SECONDS,
    cells: int = CELLS,
    project: Path = PROJECT,
) -> list[Row]:
    """The readers by themselves, then the same readers while the file is checked."""
    variables = made_demo(folder / "demo", project)
    file = folder / "large.csv"
    written = large_file(file, folder / "demo", cells, str)
    subprocess.run(
        [sys.executable, "-m", "khdash", "build"],
        cwd=project,
        env=environment(variables),
        check=True,
        capture_output=True,
    )
    upload = Upload()
    with served_app(project, folder, variables) as server:
        asyncio.run(warm([server]))
        alone = asyncio.run(load_of([server], sessions, seconds))
        beside = asyncio.run(_with_upload(server, sessions, seconds, file, upload))
    part = f"{sessions} readers while a file of {written:,} cells is checked"
    rows = [
        Row(part, name, value, unit, aim, column)
        for name, load in (("without the file", alone), ("with it", beside))
        for column, value, unit, aim in (
            ("p50", load.percentile(50), "ms", ""),
            ("p95", load.percentile(95), "ms", ""),
            ("slowest", max(load.answers) * 1000, "ms", ""),
            ("errors", len(load.faults), "", "0"),
        )
    ]
    later = (max(beside.answers) - max(alone.answers)) * 1000
    faults = [upload.fault] if upload.fault else []
    print("\n".join(faults), file=sys.stderr, end="")
    return [
        *rows,
        Row(part, "with it", later, "ms", "≤ 1,000 ms", "slowest, later by"),
        Row(part, "with it", upload.seconds, "s", "", "until the check is shown"),
    ]


async def _with_upload(
    server: Served, sessions: int, seconds: float, file: Path, upload: Upload
) -> Load:
    load, _ = await asyncio.gather(
        load_of([server], sessions, seconds), _upload(server, file, upload)
    )
    return load


async def _upload(server: Served, file: Path, upload: Upload) -> None:
    """One more visitor, who gives the file in the middle."""
    await asyncio.sleep(BEFORE_UPLOAD)
    async with Reader(server.port) as reader:
        await reader.open("nap-so-lieu")
        begun = time.monotonic()
        answer = await reader.upload("tep", file.name, file.read_bytes())
        upload.seconds = time.monotonic() - begun
    if answer.messages < 20:
        upload.fault = f"the page answered the upload in {answer.messages} messages only\n"


if __name__ == "__main__":
    main()
