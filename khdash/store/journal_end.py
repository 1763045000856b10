"""How far the journal goes, said once more in the home: so that its loss is noticed.

Without it a home that lost journal and database alike would look like a new one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from khdash.store.atomic import write_whole
from khdash.store.journal import FIRST_ENTRY, Journal
from khdash.store.keeping_errors import JournalLost

FILE = "journal-end.json"


def write_end(home: Path, last: int) -> None:
    """Say that the journal goes up to an entry. What cannot be written now is said next time."""
    if last >= FIRST_ENTRY and read_end(home) < last:
        with suppress(OSError):
            write_whole(home / FILE, (json.dumps({"last_entry": last}) + "\n").encode())


def read_end(home: Path) -> int:
    """The newest entry that the home knows of; 1 where it knows of none."""
    try:
        return int(json.loads((home / FILE).read_text(encoding="utf-8"))["last_entry"])
    except (OSError, ValueError, TypeError, KeyError):
        return FIRST_ENTRY - 1


def check_end(home: Path, journal: Journal, kept: int = 0) -> None:
    """Raise JournalLost where the journal ends before the entry that the home knows of.

    kept: the newest entry that an open database holds, of which the journal can be mended.
    """
    written = read_end(home)
    if written > max(journal.last(), kept):
        raise JournalLost(
            home=home, written=written, journal=_told(journal.last()), path=home / FILE
        )


def _told(last: int) -> int:
    return last if last >= FIRST_ENTRY else 0
