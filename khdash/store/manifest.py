"""What a snapshot says of itself: the pointer that names it and the list of its files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from khdash.store.errors import SnapshotDamaged, SnapshotMissing, SnapshotNewer
from khdash.store.schema import SCHEMA_VERSION
from khdash.store.shelf import POINTER, Shelf

FORMAT = 1
"""Raised when a snapshot is laid out so that an older program would misread it."""

Content = TypeVar("Content")
_NAME = re.compile(r"\d{9}-[0-9a-f]{16}")
_FILE = re.compile(r"(tables/\w+\.parquet|boundaries/[\w.-]+)")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot: of which version of the data, by which tables, made of which files.

    files: path -> SHA-256. uploads_at: the address where figures are handed in, or ''.
    """

    version: int
    schema: int
    demo: bool
    uploads_at: str
    files: Mapping[str, str]
    published_at: str = ""

    @property
    def name(self) -> str:
        """The version and what it is made of: the same data have the same name."""
        told = {key: value for key, value in asdict(self).items() if key != "published_at"}
        return f"{self.version:09d}-{sha256(_json(told))[:16]}"

    def to_bytes(self) -> bytes:
        return _json({"format": FORMAT, **asdict(self)})


@dataclass(frozen=True, slots=True)
class Pointer:
    """The newest snapshot by its name and the SHA-256 of its manifest."""

    snapshot: str
    manifest: str

    def to_bytes(self) -> bytes:
        return _json({"format": FORMAT, **asdict(self)})


def manifest_path(name: str) -> str:
    """Where the manifest of a snapshot lies, below its folder's name."""
    return f"versions/{name}/manifest.json"


def read_pointer(shelf: Shelf) -> Pointer:
    """Raises SnapshotMissing, SnapshotDamaged, SnapshotNewer or SnapshotUnreachable."""
    content = shelf.read(POINTER)
    if content is None:
        raise SnapshotMissing(path=shelf.address)

    def make(told: dict[str, Any]) -> Pointer:
        pointer = Pointer(str(told["snapshot"]), str(told["manifest"]))
        if not _NAME.fullmatch(pointer.snapshot):
            raise ValueError(pointer.snapshot)
        return pointer

    return _read(content, make, POINTER, shelf)


def read_manifest(shelf: Shelf, pointer: Pointer) -> Manifest | None:
    """None where there is none. Raises SnapshotDamaged, SnapshotNewer or SnapshotUnreachable."""
    path = manifest_path(pointer.snapshot)
    content = shelf.read(path)
    if content is None:
        return None
    if sha256(content) != pointer.manifest:
        raise SnapshotDamaged(path=shelf.address, file=path)
    return _read(content, _manifest, path, shelf)


def published_at(shelf: Shelf, name: str) -> str:
    """When a snapshot was published; '' where its manifest does not say."""
    try:
        told = json.loads(shelf.read(manifest_path(name)) or b"{}")
        return str(told.get("published_at", ""))
    except (ValueError, AttributeError):
        return ""


def _manifest(told: dict[str, Any]) -> Manifest:
    files = {str(path): str(digest) for path, digest in told["files"].items()}
    if not all(_FILE.fullmatch(path) for path in files):
        raise ValueError(files)
    return Manifest(
        int(told["version"]),
        int(told["schema"]),
        bool(told["demo"]),
        str(told["uploads_at"]),
        files,
        str(told["published_at"]),
    )


def _read(
    content: bytes, make: Callable[[dict[str, Any]], Content], path: str, shelf: Shelf
) -> Content:
    try:
        told = json.loads(content)
        made, schema = int(told["format"]), int(told.get("schema", 0))
        if made > FORMAT or schema > SCHEMA_VERSION:
            found = f"format {made}, schema {schema} > {SCHEMA_VERSION}"
            raise SnapshotNewer(path=shelf.address, found=found)
        return make(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SnapshotDamaged(path=shelf.address, file=path) from error


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
