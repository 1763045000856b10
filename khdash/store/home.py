"""What lies in a home: everything that users wrote, apart from the database made of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from khdash.store.places import DEMO_MARKER, Places

STAGING, ASIDE = ".restoring", "before-restore"
"""What is being put back, and what was put aside for it."""
RECORD = "restoring.json"
_PASSING = {"serving.json", "running.lock", RECORD, ASIDE}
"""What belongs to a process or to a restore and not to users."""


def tops(places: Places) -> list[Path]:
    """The files and folders in the home that users wrote to.

    Left out: the database and damaged ones kept beside it, what is being written, the shipped data
    where they lie within, and homes of generated figures.
    """
    if not places.home.is_dir():
        return []
    return [top for top in sorted(places.home.iterdir()) if _is_of_users(top, places)]


def home_files(places: Places) -> Iterator[tuple[str, Path]]:
    """Every file below `tops`, by its path in the home."""
    for top in tops(places):
        if top.is_file():
            yield top.name, top
        for folder, subfolders, files in os.walk(top):
            subfolders.sort()
            for file in sorted(files):
                path = Path(folder, file)
                if not file.startswith(".") and path.is_file():
                    yield path.relative_to(places.home).as_posix(), path


def database_files(places: Places) -> list[Path]:
    """The database and its write-ahead log, whether they are there or not."""
    path = places.database
    return [path, path.with_name(f"{path.name}.wal")]


def _is_of_users(top: Path, places: Places) -> bool:
    name, database = top.name, places.database.name
    if name.startswith((".", f"{database}.")) or name in _PASSING or name == database:
        return False
    if top.resolve() == places.data.resolve():
        return False
    return not (top.is_dir() and (top / DEMO_MARKER).exists())
