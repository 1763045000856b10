"""What was laid out beside a home, exchanged for what is in it by renaming.

The record says how far it is: first everything that is there goes out, then everything new goes in.
Each step is repeated without harm, so that an exchange that was cut off is finished by whoever
opens the home next.
"""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from typing import Any

from khdash.store.activity import FILE as LOG
from khdash.store.atomic import sync_folder, write_whole
from khdash.store.errors import DatabaseReadOnly, writing_to
from khdash.store.home import ASIDE, RECORD, STAGING, database_files, tops
from khdash.store.places import DATABASE, Places

STAGED_HOME, STAGED_DATABASE = "home", DATABASE
"""In what was laid out: what goes into the home, and the database."""


def finish_exchange(places: Places) -> bool:
    """Go on with the exchange that the record tells; whether there was one.

    Raises DatabaseReadOnly where the home cannot be written.
    """
    record = places.home / RECORD
    try:
        told: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        if not (places.home / STAGING).exists():  # nothing had begun
            record.unlink(missing_ok=True)
            return False
        raise DatabaseReadOnly(path=record, reason=str(error), reason_en=str(error)) from error
    with writing_to(places.home):
        if not told["put_out"]:
            _put_out(places, places.home / ASIDE / told["aside"])
            write_whole(record, json.dumps({**told, "put_out": True}).encode())
        _put_in(places)
        shutil.rmtree(places.home / STAGING)
        record.unlink()
        sync_folder(places.home)
    return True


def _put_out(places: Places, aside: Path) -> None:
    """Everything that users wrote, and the database, into the folder aside; but for the log of what
    was done, which is only ever added to."""
    for path in [*tops(places), *database_files(places)]:
        if path.name != LOG:
            _move(path, aside / path.name)


def _put_in(places: Places) -> None:
    staging = places.home / STAGING
    for top in sorted((staging / STAGED_HOME).glob("*")):
        if top.name != LOG or not (places.home / LOG).exists():
            _move(top, places.home / top.name)
    _move(staging / STAGED_DATABASE, places.database)


def _move(source: Path, target: Path) -> None:
    """Rename, or, onto another disk, copy and remove; nothing where it was moved already."""
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.rename(target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EBUSY, errno.ENOTEMPTY, errno.EEXIST):
            raise
        if not target.exists():
            _copy(source, target)
        _remove(source)
    sync_folder(target.parent)
    sync_folder(source.parent)


def _copy(source: Path, target: Path) -> None:
    """A copy that has its name only when it is whole."""
    draft = target.with_name(f".{target.name}.moving")
    _remove(draft)
    (shutil.copytree if source.is_dir() else shutil.copy2)(source, draft)
    draft.rename(target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
