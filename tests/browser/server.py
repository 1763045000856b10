"""The application as a process of its own, on data of its own, for as long as a test needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.published import PROJECT, write_data

START_SECONDS = 60
PUBLIC = "https://so-lieu.example.vn"
"""The public address that the shared server of the tests is given; nobody goes there."""


class ServerFailed(RuntimeError):
    """The application did not come up; the message holds what it printed."""


def build_database(folder: Path) -> dict[str, str]:
    """Build a database in `folder` by the project's own command, from the frozen figures.

    Returns the variables that make the application use it.
    """
    data = write_data(folder / "data")
    places = {"KHDASH_DATA": str(data), "KHDASH_HOME": str(folder), "KHDASH_DB": ""}
    done = subprocess.run(
        [sys.executable, "-m", "khdash", "build"],
        cwd=PROJECT,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerFailed(f"python -m khdash build: {done.stderr}")
    return places


@dataclass(frozen=True, slots=True)
class Server:
    """A running application: where it answers and where its words go."""

    address: str
    log: Path


@contextmanager
def serve(app: Path, log: Path, variables: dict[str, str] | None = None) -> Iterator[Server]:
    """Run an application of Streamlit with these variables, until the context ends."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(app)),
        *("--server.port", str(port), "--server.address", "127.0.0.1"),
        *("--server.fileWatcherType", "none"),
    ]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_healthy(address, process, log)
            yield Server(address, log)
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, and wait for it."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers. Raises ServerFailed if it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise ServerFailed(f"{address} did not answer:\n{log.read_text(encoding='utf-8')}")
