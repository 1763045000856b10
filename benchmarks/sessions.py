"""A hall of readers: sessions that each change to a state drawn at random every few seconds.

`python -m benchmarks.sessions [--sessions 10 40 100] [--seconds 60] [--processes 1]`

The server is a process of its own; the clients are one asyncio loop in this one, whose processor
time is told apart. The first row is one reader alone, the measure of the others.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from math import nan
from pathlib import Path

from websockets.exceptions import WebSocketException

from benchmarks.pages import FILTERED, SPANS, address_of
from benchmarks.reader import Reader, ScriptFailed
from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, Served, made_demo, served_app
from khdash.store.catalogue_files import read_catalogue
from khdash.web.common.choices import member_codes

EVERY_SECONDS = 5.0
ALONE_CHANGES = 40
ALONE_PAUSE = 0.2
POOL = 1_000
SEED = 20
SESSIONS = (10, 40, 100)
SECONDS = 60.0
AGAINST_ONE = "p95 / that of one"
MEAN_AIM = {"CPU of a change": "≤ 35 ms"}
NAMED_AIMS = {
    10: MEAN_AIM,
    40: {**MEAN_AIM, AGAINST_ONE: "≤ 3 x"},
    100: {**MEAN_AIM, "p95": "< 2,000 ms", "errors": "0"},
}


@dataclass(frozen=True, slots=True)
class State:
    """One address: a page and what its filters say."""

    page: str
    query: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class Load:
    """What a number of sessions met: seconds of each answer, faults, and who spent what."""

    sessions: int
    answers: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    server_cpu: float = nan
    client_cpu: float = nan
    wall: float = nan

    @property
    def cpu_per_change(self) -> float:
        """Milliseconds of the servers for each answer."""
        return self.server_cpu / len(self.answers) * 1000 if self.answers else nan

    def percentile(self, share: int) -> float:
        """The answer, in milliseconds, that so many in a hundred do not exceed."""
        if len(self.answers) < 2:
            return nan
        return statistics.quantiles(self.answers, n=100, method="inclusive")[share - 1] * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    print(as_text(measure(given.sessions, given.seconds, given.processes), {}))


def measure(
    counts: Sequence[int] = SESSIONS,
    seconds: float = SECONDS,
    processes: int = 1,
    project: Path = PROJECT,
) -> list[Row]:
    """The rows of one session alone and of each number of sessions, on servers started for it."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        servers = [
            stack.enter_context(_server(Path(name) / f"process{number}", project))
            for number in range(processes)
        ]
        asyncio.run(warm(servers))
        alone = asyncio.run(_alone(servers))
        loads = [asyncio.run(load_of(servers, count, seconds)) for count in counts]
        memory = [server.memory() for server in servers]
    rows = [row for load in (alone, *loads) for row in rows_of(load, alone, processes)]
    now, peak = max(one.now for one in memory), max(one.peak for one in memory)
    return [*rows, *memory_rows("after the sessions", now, peak)]


def memory_rows(when: str, now: float, peak: float) -> list[Row]:
    """What a server process holds."""
    return [
        Row("Memory of a server process", when, value, "MB", column=column)
        for column, value in (("resident", now), ("at most so far", peak))
    ]


@contextmanager
def _server(folder: Path, project: Path) -> Iterator[Served]:
    """A server on demo figures of its own: one process owns a database."""
    folder.mkdir()
    with served_app(project, folder, made_demo(folder / "demo", project)) as server:
        yield server


def rows_of(load: Load, alone: Load, processes: int) -> list[Row]:
    """What one number of sessions met."""
    part = f"Sessions, each with a change every {EVERY_SECONDS:g} s"
    part += f", {processes} server processes" if processes > 1 else ""
    name = "one alone" if load is alone else f"{load.sessions}"
    aims = NAMED_AIMS.get(load.sessions, {})
    against = nan if load is alone else load.percentile(95) / alone.percentile(95)
    measures = [
        ("answers", len(load.answers), ""),
        ("CPU of a change", load.cpu_per_change, "ms"),
        ("p50", load.percentile(50), "ms"),
        ("p95", load.percentile(95), "ms"),
        (AGAINST_ONE, against, "x"),
        ("errors", len(load.faults), ""),
        ("server CPU in use", load.server_cpu / load.wall * 100, "%"),
        ("client CPU in use", load.client_cpu / load.wall * 100, "%"),
    ]
    return [
        Row(part, name, value, unit, aims.get(column, ""), column)
        for column, value, unit in measures
    ]


def states(seed: int = SEED) -> list[State]:
    """Addresses in random order: pages x years x provinces x boundaries.

    >>> len(set(states())) == POOL, len({state.page for state in states()}) == len(FILTERED)
    (True, True)
    """
    _, catalogue = read_catalogue(PROJECT / "data")
    every = [
        State(page, _query(boundaries.code, chosen, span))
        for page in FILTERED
        for boundaries in catalogue.boundary_sets
        for chosen in ((), *itertools.combinations(member_codes(catalogue, boundaries.code), 3))
        for span in SPANS
    ]
    return random.Random(seed).sample(every, POOL)


def _query(
    boundaries: str, chosen: Sequence[str], span: tuple[int, int]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    provinces = (("tinh", tuple(chosen)),) if chosen else ()
    return (*provinces, ("nam", tuple(map(str, span))), ("ranh_gioi", (boundaries,)))


async def warm(servers: Sequence[Served]) -> None:
    """Open every page once: what is measured is a server that has been running."""
    for server in servers:
        async with Reader(server.port) as reader:
            for page in FILTERED:
                await reader.open(address_of(page))


async def _alone(servers: Sequence[Served]) -> Load:
    """One reader who goes through states that nobody has seen."""
    load = Load(1)
    pool = iter(states(SEED + 1))
    async with Reader(servers[0].port) as reader:
        await reader.open("")
        with _spent(servers, load):
            for state in itertools.islice(pool, ALONE_CHANGES):
                await _change(reader, state, load)
                await asyncio.sleep(ALONE_PAUSE)
    return load


async def load_of(servers: Sequence[Served], count: int, seconds: float) -> Load:
    """So many readers at once, each on the process that its turn gives it."""
    load = Load(count)
    pool, chance = states(), random.Random(SEED + count)
    readers = [Reader(servers[number % len(servers)].port) for number in range(count)]
    opened = await asyncio.gather(*(_enter(reader, load) for reader in readers))
    here = [reader for reader, come in zip(readers, opened, strict=True) if come]
    with _spent(servers, load):
        end = time.monotonic() + seconds
        await asyncio.gather(
            *(_read(reader, pool, random.Random(chance.random()), end, load) for reader in here)
        )
    await asyncio.gather(*(reader.__aexit__(None, None, None) for reader in here))
    return load


async def _enter(reader: Reader, load: Load) -> bool:
    """Whether a reader could open the first page."""
    try:
        await reader.__aenter__()
        await reader.open("")
    except (OSError, TimeoutError, WebSocketException, ScriptFailed) as error:
        load.faults.append(repr(error))
        return False
    return True


async def _read(
    reader: Reader, pool: Sequence[State], chance: random.Random, end: float, load: Load
) -> None:
    """Change to states of the pool until the end; the next at once if an answer took too long."""
    due = time.monotonic() + chance.random() * EVERY_SECONDS
    while due < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        due = max(due, time.monotonic()) + EVERY_SECONDS
        await _change(reader, chance.choice(pool), load)


async def _change(reader: Reader, state: State, load: Load) -> None:
    query = {name: list(values) for name, values in state.query}
    try:
        answer = await reader.open(address_of(state.page), **query)
    except (OSError, TimeoutError, WebSocketException, ScriptFailed) as error:
        load.faults.append(repr(error))
    else:
        load.answers.append(answer.seconds)


@contextmanager
def _spent(servers: Sequence[Served], load: Load) -> Iterator[None]:
    """Note what the servers and this process spend in the block."""
    server, own, wall = sum(s.cpu() for s in servers), time.process_time(), time.monotonic()
    yield
    load.wall = time.monotonic() - wall
    load.client_cpu = time.process_time() - own
    load.server_cpu = sum(s.cpu() for s in servers) - server


if __name__ == "__main__":
    main()
