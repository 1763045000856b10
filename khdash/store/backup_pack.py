"""A backup to read from, whether it is a folder or a .zip file; and one written as .zip."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from khdash.store.backup import BLOCK, backups_in
from khdash.store.backup_manifest import (
    MANIFEST,
    Manifest,
    Newer,
    NotReadable,
    read_manifest,
)
from khdash.store.keeping_errors import BackupDamaged, BackupMissing, BackupNewer


@dataclass(frozen=True)
class Pack:
    """A backup that is open. path: as it was named."""

    path: Path
    root: Path | zipfile.Path
    manifest: Manifest

    def copy(self, name: str, target: Path) -> None:
        """Copy a file of the backup. Raises BackupDamaged where it is not what was written."""
        wanted, size = self.manifest.files[name]
        digest, copied = hashlib.sha256(), 0
        target.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            try:
                source = stack.enter_context(_open(self.root, name))
            except (OSError, KeyError, zipfile.BadZipFile) as error:
                raise BackupDamaged(path=self.path, entry=name) from error
            written = stack.enter_context(target.open("wb"))
            while block := self._read(source, name):
                digest.update(block)
                copied += written.write(block)
                if copied > size:
                    break
            written.flush()
            os.fsync(written.fileno())
        if digest.hexdigest() != wanted:
            raise BackupDamaged(path=self.path, entry=name)

    def _read(self, source: BinaryIO, name: str) -> bytes:
        try:
            return source.read(BLOCK)
        except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise BackupDamaged(path=self.path, entry=name) from error


@contextmanager
def opened(path: Path) -> Iterator[Pack]:
    """The backup at a place: itself, the newest in a folder, or a .zip file.

    Raises BackupMissing, BackupDamaged or BackupNewer.
    """
    with ExitStack() as stack:
        if path.is_file():
            try:
                packed = stack.enter_context(zipfile.ZipFile(path))
            except (OSError, zipfile.BadZipFile) as error:
                raise BackupDamaged(path=path, entry=path.name) from error
            yield _pack(path, zipfile.Path(packed))
            return
        found = [path] if (path / MANIFEST).is_file() else backups_in(path)
        if not found:
            raise BackupMissing(path=path)
        yield _pack(found[0], found[0])


def _pack(path: Path, root: Path | zipfile.Path) -> Pack:
    try:
        with _open(root, MANIFEST) as file:
            return Pack(path, root, read_manifest(file.read()))
    except KeyError as error:
        raise BackupMissing(path=path) from error
    except Newer as error:
        raise BackupNewer(path=path, found=error) from error
    except FileNotFoundError as error:
        raise BackupMissing(path=path) from error
    except (OSError, NotReadable, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BackupDamaged(path=path, entry=MANIFEST) from error


def _open(root: Path | zipfile.Path, name: str) -> BinaryIO:
    return cast(BinaryIO, (root / name).open("rb"))


def write_zip(backup: Path, target: Path) -> None:
    """A backup as one .zip file, to be carried elsewhere; `restore` takes it as it is."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for folder, _, files in sorted(os.walk(backup)):
            for file in sorted(files):
                path = Path(folder) / file
                packed.write(path, path.relative_to(backup).as_posix())
