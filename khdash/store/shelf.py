"""Where snapshots lie: a folder, or an object store that pyarrow knows (s3://bucket/prefix).

newest.json                    the pointer: one small file, written last
versions/NAME/manifest.json    what a snapshot is made of, each file with its SHA-256
versions/NAME/tables/…         the published tables, Parquet
versions/NAME/boundaries/…     the outlines, GeoJSON
"""

from __future__ import annotations

import os
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from khdash.store.atomic import sync_folder, write_whole
from khdash.store.errors import SnapshotUnreachable
from khdash.store.refusal import reasons

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

POINTER = "newest.json"
VERSIONS = "versions"
ABANDONED_AFTER = 3600.0
"""Seconds after which what an interrupted publication left may go."""


class Shelf(ABC):
    """Files by their path below one address. Every method may raise SnapshotUnreachable."""

    def __init__(self, address: str) -> None:
        self.address = address

    @abstractmethod
    def read(self, path: str) -> bytes | None:
        """The content of a file; None where there is none."""

    @abstractmethod
    def place(self, name: str, files: Mapping[str, bytes]) -> None:
        """Write a snapshot, the last of `files` last; what lies there under its name goes."""

    @abstractmethod
    def point(self, content: bytes) -> None:
        """Replace the pointer as a whole."""

    @abstractmethod
    def names(self) -> dict[str, float]:
        """Every snapshot and every unfinished one, with when it last changed (time.time)."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a snapshot; no error where it is gone already."""

    def abandoned(self) -> Iterator[str]:
        """What an interrupted publication left behind long enough ago."""
        for name, changed in self.names().items():
            if time.time() - changed > ABANDONED_AFTER and not self._is_whole(name):
                yield name

    def _is_whole(self, name: str) -> bool:
        return (
            not name.startswith(".") and self.read(f"{VERSIONS}/{name}/manifest.json") is not None
        )


def shelf_at(address: str) -> Shelf:
    """The shelf at an address. Raises SnapshotUnreachable where it makes no sense."""
    return ObjectShelf(address) if "://" in address else FolderShelf(address)


class FolderShelf(Shelf):
    """A folder, of this machine or of a disk that several machines see."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._folder = Path(address)

    def read(self, path: str) -> bytes | None:
        with self._named():
            try:
                return (self._folder / path).read_bytes()
            except FileNotFoundError:
                return None

    def place(self, name: str, files: Mapping[str, bytes]) -> None:
        folder = self._folder / VERSIONS
        draft = folder / f".{name}.{os.getpid()}"
        with self._named():
            shutil.rmtree(draft, ignore_errors=True)
            for path, content in files.items():
                (draft / path).parent.mkdir(parents=True, exist_ok=True)
                write_whole(draft / path, content)
            if (folder / name).exists():
                shutil.rmtree(folder / name)
            draft.rename(folder / name)
            sync_folder(folder)

    def point(self, content: bytes) -> None:
        with self._named():
            write_whole(self._folder / POINTER, content)

    def names(self) -> dict[str, float]:
        folder = self._folder / VERSIONS
        with self._named():
            if not folder.is_dir():
                return {}
            return {path.name: path.stat().st_mtime for path in folder.iterdir()}

    def remove(self, name: str) -> None:
        with self._named():
            shutil.rmtree(self._folder / VERSIONS / name, ignore_errors=True)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SnapshotUnreachable(path=self.address, **reasons(error)) from error


class ObjectShelf(Shelf):
    """An object store. It renames nothing, so a snapshot is written under its own name, its
    manifest last, and nobody reads it before the pointer names it."""

    def __init__(self, address: str) -> None:
        # An address may carry a key; it is shown without.
        scheme, _, rest = address.partition("://")
        super().__init__(f"{scheme}://{rest.split('?')[0].rpartition('@')[2]}")
        with self._named():
            self._files, self._root = _file_system(address)

    def read(self, path: str) -> bytes | None:
        with self._named():
            try:
                with self._files.open_input_stream(self._at(path)) as stream:
                    return bytes(stream.read())
            except FileNotFoundError:
                return None

    def place(self, name: str, files: Mapping[str, bytes]) -> None:
        for path, content in files.items():
            self._write(f"{VERSIONS}/{name}/{path}", content)

    def point(self, content: bytes) -> None:
        self._write(POINTER, content)

    def names(self) -> dict[str, float]:
        from pyarrow.fs import FileSelector

        root = self._at(VERSIONS)
        found: dict[str, float] = {}
        with self._named():
            selector = FileSelector(root, allow_not_found=True, recursive=True)
            for entry in self._files.get_file_info(selector):
                name = PurePosixPath(entry.path).relative_to(root).parts[0]
                changed = entry.mtime.timestamp() if entry.mtime else 0.0
                found[name] = max(found.get(name, 0.0), changed)
        return found

    def remove(self, name: str) -> None:
        """The manifest first: what is half removed is no snapshot any more."""
        with self._named():
            try:
                self._files.delete_file(self._at(f"{VERSIONS}/{name}/manifest.json"))
                self._files.delete_dir(self._at(f"{VERSIONS}/{name}"))
            except FileNotFoundError:
                return

    def _write(self, path: str, content: bytes) -> None:
        with self._named(), self._files.open_output_stream(self._at(path)) as stream:
            stream.write(content)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _named(self) -> Iterator[None]:
        import pyarrow

        try:
            yield
        except (OSError, pyarrow.ArrowException) as error:
            raise SnapshotUnreachable(
                path=self.address,
                reason="kho đối tượng không trả lời hoặc từ chối",
                reason_en="the object store does not answer or refuses",
            ) from error


def _file_system(address: str) -> tuple[FileSystem, str]:
    """The file system of an address and the path in it. Raises OSError or ArrowException."""
    from pyarrow.fs import FileSystem

    files, root = FileSystem.from_uri(address)
    return files, root.rstrip("/")
