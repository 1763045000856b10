"""What a backup says of itself: of which moment it is, and the hash of every file in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from khdash.store.schema import SCHEMA_VERSION

FORMAT = 1
"""Raised when a backup is laid out so that an older program would misread it."""

MANIFEST = "manifest.json"
HOME = "home"
DATABASE = "khdash.duckdb"


class NotReadable(ValueError):
    """The text is no manifest, or was changed."""


class Newer(ValueError):
    """A newer version of the program wrote the manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup. files: path -> [SHA-256, bytes]; tables: rows and a hash of each table."""

    made_at: str
    version: int
    demo: bool
    files: Mapping[str, tuple[str, int]]
    tables: Mapping[str, tuple[int, int]]
    schema: int = SCHEMA_VERSION

    def to_bytes(self) -> bytes:
        """As JSON, with a hash of everything else in it."""
        told = {"format": FORMAT, **asdict(self)}
        return _json({**told, "sha256": _digest(told)})


def read_manifest(content: bytes) -> Manifest:
    """Raises NotReadable or Newer."""
    try:
        told: dict[str, Any] = json.loads(content.decode())
        found, digest = int(told["format"]), str(told.pop("sha256"))
        if digest != _digest(told):
            raise NotReadable(MANIFEST)
        if found > FORMAT or int(told["schema"]) > SCHEMA_VERSION:
            raise Newer(f"format {found}, schema {told['schema']}")
        del told["format"]
        files = {str(path): (str(one[0]), int(one[1])) for path, one in told.pop("files").items()}
        tables = {str(name): (int(one[0]), int(one[1])) for name, one in told.pop("tables").items()}
        if not all(_is_inside(path) for path in files):
            raise NotReadable(MANIFEST)
        return Manifest(files=files, tables=tables, **told)
    except (Newer, NotReadable):
        raise
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise NotReadable(MANIFEST) from error


def _is_inside(path: str) -> bool:
    """Whether a path stays within the backup, on every system.

    >>> _is_inside("home/journal/000002.json"), _is_inside("home/../../x"), _is_inside("C:/x")
    (True, False, False)
    """
    parts = PurePosixPath(path).parts
    rooted = path == DATABASE or (len(parts) > 1 and parts[0] == HOME)
    return rooted and ".." not in parts and "\\" not in path and ":" not in path


def _digest(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(told)).hexdigest()


def _json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
