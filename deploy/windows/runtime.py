"""The embeddable Python for Windows, fetched from its publisher and checked against its hash.

The publisher states the SHA-256 of the archive in the list of its parts (SPDX) beside it. Both are
taken from the folder where somebody has put them there.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.request import urlopen

VERSION = "3.13.9"
ARCHIVE = f"python-{VERSION}-embed-amd64.zip"
PARTS = f"{ARCHIVE}.spdx.json"
ADDRESS = f"https://www.python.org/ftp/python/{VERSION}"


class RuntimeNotTrusted(RuntimeError):
    """The archive is not what its publisher says, or the publisher says nothing."""


def runtime(folder: Path) -> Path:
    """The archive of the runtime in a folder, fetched where it is not there yet.

    Raises OSError where the network does not allow it, RuntimeNotTrusted where the hash differs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (PARTS, ARCHIVE):
        if not (folder / name).exists():
            with urlopen(f"{ADDRESS}/{name}", timeout=60) as answer:
                (folder / name).write_bytes(answer.read())
    check(folder / ARCHIVE, stated_hash((folder / PARTS).read_text(encoding="utf-8")))
    return folder / ARCHIVE


def stated_hash(parts: str) -> str:
    """The SHA-256 that the list of parts gives for the archive as a whole."""
    for package in json.loads(parts)["packages"]:
        if str(package.get("downloadLocation", "")).endswith(f"/{ARCHIVE}"):
            for checksum in package.get("checksums", ()):
                if checksum["algorithm"] == "SHA256":
                    return str(checksum["checksumValue"])
    raise RuntimeNotTrusted(f"{PARTS} states no SHA-256 of {ARCHIVE}")


def check(archive: Path, wanted: str) -> None:
    """Raise RuntimeNotTrusted where the archive is another one."""
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wanted.lower():
        raise RuntimeNotTrusted(f"{archive.name}: SHA-256 {found}, its publisher says {wanted}")
