"""An object store on this machine: moto's server, in an environment of its own.

moto asks for an older python-dateutil than the application has: the two do not fit into one
environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port
from tests.published import PROJECT

PINS = PROJECT / "requirements-moto.txt"
FOLDER = Path(sys.prefix) / "moto"
START_SECONDS = 60


class MotoFailed(RuntimeError):
    """The server could not be installed or did not answer."""


@contextmanager
def object_store(log: Path) -> Iterator[str]:
    """The server's address, for as long as the context lasts."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [environment(), "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def make_bucket(address: str, bucket: str) -> None:
    """Make an empty bucket."""
    request = urllib.request.Request(f"{address}/{bucket}", method="PUT")
    request.add_header("Authorization", "AWS4-HMAC-SHA256 Credential=test/x/us-east-1/s3/x")
    urllib.request.urlopen(request, timeout=30).close()


def environment() -> str:
    """The interpreter of the server's environment, made when the pins have changed."""
    python = FOLDER / ("Scripts" if os.name == "nt" else "bin") / "python"
    installed = FOLDER / "installed-requirements.txt"
    if not installed.exists() or installed.read_text("utf-8") != PINS.read_text("utf-8"):
        _run(sys.executable, "-m", "venv", str(FOLDER))
        _run(str(python), "-m", "pip", "install", "--quiet", "--requirement", str(PINS))
        installed.write_text(PINS.read_text("utf-8"), "utf-8")
    return str(python)


def _run(*command: str) -> None:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MotoFailed(done.stderr)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/moto-api/", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise MotoFailed(log.read_text("utf-8"))
