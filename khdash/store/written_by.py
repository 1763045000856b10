"""Which version of the program wrote to a home: home.json. An older one leaves such a home alone.

The tables of the database say the same of themselves, but they are a cache and may be gone: what
an older program cannot read is then in the journal.
"""

from __future__ import annotations

import json
from pathlib import Path

import khdash
from khdash.store.atomic import write_whole
from khdash.store.errors import HomeNewer, writing_to
from khdash.store.schema import SCHEMA_VERSION

FILE = "home.json"
_NOTE = (
    "Phiên bản chương trình ghi vào thư mục này gần nhất; phiên bản có kho cũ hơn không mở. / "
    "The version of the program that wrote here last; one with older tables does not open it."
)


def check_written_by(home: Path) -> None:
    """Raise HomeNewer where a newer version of the program has written to the home."""
    version, schema = _read(home)
    if schema > SCHEMA_VERSION:
        raise HomeNewer(path=home, found=version, own=khdash.__version__)


def record_written_by(home: Path) -> None:
    """Note the running version, unless it is noted. Raises DatabaseReadOnly."""
    own = (khdash.__version__, SCHEMA_VERSION)
    if _read(home) == own:
        return
    told = {"note": _NOTE, "version": own[0], "schema": own[1]}
    with writing_to(home):
        home.mkdir(parents=True, exist_ok=True)
        write_whole(home / FILE, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def _read(home: Path) -> tuple[str, int]:
    """The version and the number of its tables; ("", 0) where nothing readable says so."""
    try:
        told = json.loads((home / FILE).read_text(encoding="utf-8"))
        return str(told["version"]), int(told["schema"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0
