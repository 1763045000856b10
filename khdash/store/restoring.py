"""A backup put back: checked, laid out beside the home, and exchanged for what is there.

Until everything is laid out and verified nothing of the present home is touched; the exchange is
a few renames, written down before, so that one that was cut off is finished by the next start. What
was there is kept in before-restore/.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from khdash.model.actor import Action, Actor
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.atomic import sync_folder, write_whole
from khdash.store.backup_manifest import DATABASE, HOME, Manifest
from khdash.store.backup_pack import Pack, opened
from khdash.store.build import build, verify
from khdash.store.claim import KIND_NAMES, is_of_demo
from khdash.store.database import Database
from khdash.store.errors import DatabaseNewer, DatabaseReadOnly, HomeMixed, StoreError, writing_to
from khdash.store.exchange import finish_exchange
from khdash.store.home import ASIDE, RECORD, STAGING, tops
from khdash.store.keeping_errors import BackupDamaged
from khdash.store.places import DEMO_MARKER, Places
from khdash.store.probe import probe
from khdash.store.refusal import reasons


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. aside: where what had been there is kept, None where there was nothing."""

    made_at: str
    version: int
    files: int
    aside: Path | None


def restore(places: Places, actor: Actor, source: Path) -> Restored:
    """Put a backup back where nobody has the database open.

    source: a backup, a folder of backups (the newest is taken) or a .zip file. Raises
    AccessRefused, DatabaseLocked, BackupMissing, BackupDamaged, BackupNewer, HomeMixed,
    DatabaseReadOnly or CatalogueError; the present home is as it was then.
    """
    if places.database.exists():
        with suppress(DatabaseNewer):
            probe(places.database)
    staged = lay_out(places, actor, source)
    return exchange(places, actor, staged)


def lay_out(places: Places, actor: Actor, source: Path) -> Manifest:
    """Copy a backup beside the home and verify it there; see `restore`."""
    activity.require(places.home, actor, Action.OPERATE)
    finish_exchange(places)
    staging = places.home / STAGING
    whole = False
    try:
        with opened(source) as pack:
            _check_kind(places, pack.manifest)
            shutil.rmtree(staging, ignore_errors=True)
            _copy(pack, staging)
            _check_staged(places, staging, pack)
            whole = True
            return pack.manifest
    except OSError as error:
        raise DatabaseReadOnly(path=places.home, **reasons(error)) from error
    finally:
        if not whole:
            shutil.rmtree(staging, ignore_errors=True)


def exchange(places: Places, actor: Actor, manifest: Manifest) -> Restored:
    """Put what was laid out in the place of what is there; nobody has the database open.

    The log of what was done goes on: it tells of the restore, too. Raises AccessRefused.
    """
    activity.require(places.home, actor, Action.OPERATE)
    aside = places.home / ASIDE / moment.now().strftime("%Y%m%d-%H%M%S-%f")
    there = places.database.exists() or bool(tops(places))
    told = {"aside": aside.name, "put_out": False}
    with writing_to(places.home):
        write_whole(places.home / RECORD, json.dumps(told).encode())
        finish_exchange(places)
    build(places)
    activity.record(places.home, actor, Deed.RESTORE, made_at=manifest.made_at)
    files = len(manifest.files)
    return Restored(manifest.made_at, manifest.version, files, aside if there else None)


def _check_kind(places: Places, manifest: Manifest) -> None:
    """Raise HomeMixed where generated figures would meet real ones."""
    written = any(places.journal.glob("*.json")) or _in_demo(places)
    for found, wanted in (
        (manifest.demo, places.demo),
        *([(is_of_demo(places), manifest.demo)] if written else []),
    ):
        if found != wanted:
            raise HomeMixed(
                path=places.home,
                found=KIND_NAMES[found]["vi"],
                found_en=KIND_NAMES[found]["en"],
                wanted=KIND_NAMES[wanted]["vi"],
                wanted_en=KIND_NAMES[wanted]["en"],
            )


def _in_demo(places: Places) -> bool:
    """Whether the home lies within a folder of generated figures, which says its kind for good."""
    return (places.home.parent / DEMO_MARKER).exists()


def _copy(pack: Pack, staging: Path) -> None:
    """Every file of the backup, compared with its hash on the way."""
    (staging / HOME).mkdir(parents=True)
    for name in pack.manifest.files:
        pack.copy(name, staging / name)
    for folder, _, _ in os.walk(staging):
        sync_folder(Path(folder))


def _check_staged(places: Places, staging: Path, pack: Pack) -> None:
    """Raise BackupDamaged where what was laid out is not whole in itself.

    The database is built anew where the catalogue or the published figures are others by now.
    """
    if pack.manifest.demo:  # a home elsewhere says its kind itself
        (staging / ("" if _in_demo(places) else HOME) / DEMO_MARKER).touch()
    staged = replace(places, home=staging / HOME, database=staging / DATABASE)
    try:
        build(staged)
        with Database.open(staged) as database:
            database.check_journal_whole()
            version = database.version()
    except StoreError as error:
        raise BackupDamaged(path=pack.path, entry=str(error)) from error
    differences = verify(staged)
    if differences or version != pack.manifest.version:
        entry = differences[0].table if differences else f"{version} ≠ {pack.manifest.version}"
        raise BackupDamaged(path=pack.path, entry=entry)
