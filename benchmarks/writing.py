"""What a commit costs while many read: files imported through the running application.

`python -m benchmarks.writing [--readers 20] [--seconds 60]`
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Event

from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, made_demo, served_app
from benchmarks.sessions import load_of, warm
from khdash.commands.door import ask
from khdash.store.places import DATABASE, Places

READERS = 20
SECONDS = 60.0
PAUSE = 1.0
"""Seconds between two files."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print(as_text(measure(Path(name), given.readers, given.seconds), {}))


def measure(folder: Path, readers: int = READERS, seconds: float = SECONDS) -> list[Row]:
    """Imports while nobody reads, then beside the readers; and what the readers had of it."""
    variables = made_demo(folder / "demo")
    home = Path(variables["KHDASH_HOME"])
    places = Places(Path(variables["KHDASH_DATA"]), home, home / DATABASE)
    with served_app(PROJECT, folder, variables) as server:
        asyncio.run(warm([server]))
        stop = Event()
        alone = _imports(places, folder, stop, count=5)

        async def both() -> tuple[list[float], list[str]]:
            writing = asyncio.to_thread(_imports, places, folder, stop)
            reading = asyncio.create_task(load_of([server], readers, seconds))
            reading.add_done_callback(lambda _: stop.set())
            took, load = await asyncio.gather(writing, reading)
            return took, load.faults

        beside, faults = asyncio.run(both())
    part = f"an import through the application, {readers} readers"
    return [
        Row(part, "while nobody reads", median(alone) * 1000, "ms", "", "p50"),
        Row(part, "beside the readers", median(beside) * 1000, "ms", "", "p50"),
        Row(part, "while nobody reads", max(alone) * 1000, "ms", "", "slowest"),
        Row(part, "beside the readers", max(beside) * 1000, "ms", "", "slowest"),
        Row(part, "while nobody reads", 0, "", "0", "errors of readers"),
        Row(part, "beside the readers", len(faults), "", "0", "errors of readers"),
    ]


def _imports(places: Places, folder: Path, stop: Event, count: int = 10**6) -> list[float]:
    """Seconds of each import until told to stop. Raises RuntimeError where one is refused."""
    took: list[float] = []
    while len(took) < count and not stop.is_set():
        file = folder / f"{time.monotonic_ns()}.csv"
        value = 90_000 + time.monotonic_ns() % 9_000
        file.write_text(f"Tỉnh;Năm;Số hội viên\nHà Nam;2003;{value}\n", encoding="utf-8")
        begun = time.monotonic()
        status = ask(places, ["import", str(file), "--by", "Thư ký"], lambda kind, said: None)
        if status != 0:
            raise RuntimeError(f"the import ended with {status}")
        took.append(time.monotonic() - begun)
        stop.wait(PAUSE)
    return took


if __name__ == "__main__":
    main()
