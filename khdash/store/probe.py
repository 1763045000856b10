"""What an old database says of itself, asked by a process of its own.

A damaged file may end the process that opens it: who builds anew never does so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from khdash.store import history, observations, schema
from khdash.store.connection import naming
from khdash.store.errors import DatabaseLocked, DatabaseNewer, StoreError
from khdash.store.places import PROJECT, Places, normal

SECONDS = 60
"""How long a whole file may take to say it."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the figures are generated ones, the newest event, and the folders of its build."""

    demo: bool
    version: int
    data_folder: str
    home_folder: str


def probe(path: Path) -> Told | None:
    """What a database says; None where it is damaged. Raises DatabaseLocked or DatabaseNewer."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    if told.get("error") == "DatabaseLocked":
        raise DatabaseLocked(path=path)
    if told.get("error") == "DatabaseNewer":
        raise DatabaseNewer(path=path, found=told["found"])
    return None if "error" in told else Told(**told)


def told_places(path: Path) -> Places | None:
    """Where a database's inputs were at its build; None where it does not say."""
    told = probe(path) if path.exists() else None
    if told is None or not told.home_folder:
        return None
    folder = path.resolve().parent
    data, home = (normal(folder / name) for name in (told.data_folder, told.home_folder))
    return Places(data, home, path)


def _ask(path: Path) -> Told:
    with naming(path), duckdb.connect(str(path), read_only=True) as connection:
        found = schema.applied(connection)
        if found > schema.SCHEMA_VERSION:
            raise DatabaseNewer(path=path, found=f"schema {found} > {schema.SCHEMA_VERSION}")
        folders = (schema.read_meta(connection, name) for name in ("data_folder", "home_folder"))
        return Told(observations.is_demo(connection), history.last_event(connection), *folders)


if __name__ == "__main__":
    try:
        print(json.dumps(asdict(_ask(Path(sys.argv[1])))))
    except StoreError as error:
        print(json.dumps({"error": type(error).__name__, "found": error.values.get("found", "")}))
