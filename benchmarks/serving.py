"""Servers as processes of their own: started, asked what they spent and held, stopped."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import ServerFailed, free_port, stop

PROJECT = Path(__file__).resolve().parents[1]
START_SECONDS = 120.0
SETTLE_SECONDS = 0.05
"""What a server still does after its last message, before its processor time is read."""
REST_SECONDS = 1.0
IDLE_SHARE = 0.1
"""Of a processor: less than that over a second is rest."""

QUIET_SETTINGS = (
    *("--server.fileWatcherType", "none", "--server.headless", "true"),
    *("--browser.gatherUsageStats", "false", "--runner.postScriptGC", "false"),
)
"""The settings of the application that cost or save time; the floor runs with the same."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Processor seconds since its start, of all its threads, also those that have ended."""
        time.sleep(SETTLE_SECONDS)
        return process_seconds(self.process.pid)

    def rest(self) -> None:
        """Wait until it has computed what it computes ahead of the readers."""
        before = -1.0
        while self.cpu() - before > IDLE_SHARE * REST_SECONDS:
            before = self.cpu()
            time.sleep(REST_SECONDS)

    def memory(self) -> Memory:
        """What it holds."""
        return memory_of(self.process.pid)

    def words(self) -> str:
        """The last that it printed."""
        return self.log.read_text(encoding="utf-8")[-4000:]


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a process in MB: now and at most."""

    now: float
    peak: float


def process_seconds(pid: int) -> float:
    """Processor seconds of a process, from the kernel's clock of it (nanoseconds, not ticks).

    >>> process_seconds(os.getpid()) > 0
    True
    """
    # clock_getcpuclockid(3), which Python does not offer: the complement of the process id,
    # shifted, and the kind of the clock.
    return time.clock_gettime_ns((~pid << 3) | 2) / 1e9


def children_seconds() -> float:
    """Processor seconds of the processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_of(pid: int) -> Memory:
    """Resident memory of a process.

    >>> 1 < memory_of(os.getpid()).now < 100_000
    True
    """
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    told = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(int(told["VmRSS"][0]) / 1024, int(told["VmHWM"][0]) / 1024)


def made_demo(folder: Path, project: Path = PROJECT, *options: str) -> dict[str, str]:
    """Write the generated figures by the project's own command, with further options of it.

    Returns the variables that make the application use them.
    """
    done = subprocess.run(
        [sys.executable, "-m", "khdash", "demo", "--folder", str(folder), *options],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerFailed(f"python -m khdash demo: {done.stderr}")
    return {"KHDASH_DATA": str(folder), "KHDASH_HOME": str(folder / "home")}


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The present environment without the reader's own folders, and with these variables."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KHDASH_")}
    return {**kept, **(variables or {})}


@contextmanager
def served_khdash(folder: Path, project: Path = PROJECT) -> Iterator[Served]:
    """The application on demo figures made for it below `folder`, until the context ends."""
    with served_app(project, folder, made_demo(folder / "demo", project)) as server:
        yield server


@contextmanager
def served_app(project: Path, folder: Path, variables: Mapping[str, str]) -> Iterator[Served]:
    """The application of a checkout on the data that the variables name."""
    with served_streamlit(project / "app.py", folder / "app.log", project, variables) as server:
        yield server


@contextmanager
def served_floor(folder: Path) -> Iterator[Served]:
    """The smallest page with four charts, away from the project's theme."""
    script = PROJECT / "benchmarks" / "floor.py"
    paths = {"PYTHONPATH": str(PROJECT)}
    with served_streamlit(script, folder / "floor.log", folder, paths) as server:
        yield server


@contextmanager
def served_vizro(folder: Path, python: Path) -> Iterator[Served]:
    """The same four charts in Vizro, run by the interpreter that has it."""
    port = free_port()
    command = [str(python), "-m", "benchmarks.vizro_page", str(port)]
    with _running(command, PROJECT, {}, port, "/", folder / "vizro.log") as server:
        yield server


@contextmanager
def served_streamlit(
    script: Path, log: Path, folder: Path, variables: Mapping[str, str]
) -> Iterator[Served]:
    """A script served by Streamlit from a folder, until the context ends."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.port", str(port), "--server.address", "127.0.0.1", *QUIET_SETTINGS),
    ]
    with _running(command, folder, variables, port, "/_stcore/health", log) as server:
        yield server


@contextmanager
def _running(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    port: int,
    health: str,
    log: Path,
) -> Iterator[Served]:
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Served(process, port, log)
    try:
        wait_until_answering(server, health)
        yield server
    finally:
        stop(process)


def wait_until_answering(server: Served, path: str) -> None:
    """Return when the server answers. Raises ServerFailed if it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        if answers(server.address + path):
            return
        time.sleep(0.05)
    raise ServerFailed(f"{server.address} did not answer:\n{server.words()}")


def answers(address: str) -> bool:
    """Whether something answers at an address."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def own_peak_memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
