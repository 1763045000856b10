"""A disk that is full: a sentence that says what was not written, and nothing half done is left."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from khdash.ingest import draft
from khdash.ingest.draft import DECISIONS, FILE, DraftFolder
from khdash.store.atomic import write_whole
from khdash.store.build import content
from khdash.store.database import Database
from khdash.store.errors import DatabaseReadOnly
from khdash.store.places import PROJECT
from tests.published import at
from tests.store.small import current

WRITE = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from khdash.store.database import Database
from khdash.store.errors import StoreError
from tests.published import at
from tests.store.small import commit, figure

places = at(Path(sys.argv[1]))
with Database.open(places) as store:
    commit(store, figure(1, year=2001))
    # No file may grow beyond what the log of the database has now; those of the journal are small.
    log = places.database.with_name("khdash.duckdb.wal")
    limit = log.stat().st_size + 200
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(limit, 6000), limit + 10**9))
    for year in range(1950, 2000):
        try:
            commit(store, figure(year, year=year, note_vi="x" * 300))
        except StoreError as error:
            print(type(error).__name__, store.journal.last(), error.text("en"))
            break
    else:
        print("never full")
"""


BACK_UP = """
import resource, sys
from pathlib import Path
from khdash.store.backup import back_up
from khdash.store.database import Database
from khdash.store.keeping_errors import BackupNotWritten
from tests.published import at
from tests.store.small import SECRETARY, commit, figure

places = at(Path(sys.argv[1]))
with Database.open(places) as store:
    commit(store, figure(1, year=2001))
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        back_up(store, SECRETARY, Path(sys.argv[2]))
    except BackupNotWritten as error:
        print(error.values["path"], error.text("en"))
"""


def run(script: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """A script in a process of its own, which a limit of its files does not end."""
    ignoring = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    return subprocess.run(
        [sys.executable, "-c", ignoring + textwrap.dedent(script), *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_a_backup_for_which_there_is_no_room_names_its_place(folder: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    done = run(BACK_UP, folder, backups)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{backups} The backup could not be written to {backups}")
    assert list(backups.iterdir()) == []


def test_what_is_printed_to_a_full_disk_is_told(folder: Path) -> None:
    options = ["--home", str(folder), "--data", str(folder / "data")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "khdash", "export", *options],
            cwd=PROJECT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    told = "Lệnh dừng giữa chừng: ổ đĩa đã đầy. Hãy dọn bớt chỗ trên ổ đĩa."
    assert done.stderr.strip() == told


@pytest.mark.parametrize("full_at", [FILE, DECISIONS])
def test_a_draft_for_which_there_is_no_room_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_at: str
) -> None:
    def write(path: Path, content: bytes) -> None:
        if path.name == full_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(path, content)

    monkeypatch.setattr(draft, "write_whole", write)
    drafts = DraftFolder(tmp_path / "drafts")
    with pytest.raises(DatabaseReadOnly, match="Hãy dọn bớt chỗ"):
        drafts.start(b"a", "a.csv", "Thư ký", datetime(2026, 1, 5))
    assert drafts.unreadable() == []
    assert list(drafts.folder.iterdir()) == []


def test_nobody_meets_a_draft_that_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file takes its time: to others the draft is not damaged meanwhile, and not theirs to
    drop."""
    drafts = DraftFolder(tmp_path / "drafts")
    seen: list[tuple[list[str], int]] = []

    def write(path: Path, content: bytes) -> None:
        write_whole(path, content)
        seen.append((drafts.unreadable(), len(drafts.open_drafts())))

    monkeypatch.setattr(draft, "write_whole", write)
    begun = drafts.start(b"a", "a.csv", "Thư ký", datetime(2026, 1, 5))
    assert seen == [([], 0), ([], 0)]
    assert drafts.open_drafts() == [begun]
    assert drafts.content(begun) == b"a"


def test_a_draft_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    drafts = DraftFolder(tmp_path / "drafts")
    begun = drafts.start(b"a", "a.csv", "Thư ký", datetime(2026, 1, 5))
    (drafts.folder / begun.key / DECISIONS).write_bytes(b"{")
    assert drafts.unreadable() == [begun.key]
    assert drafts.start(b"a", "a.csv", "Thư ký", datetime(2026, 1, 5)) == begun
    assert drafts.unreadable() == []


def test_a_disk_that_is_full_for_the_database_alone(folder: Path) -> None:
    done = run(WRITE, folder)
    assert "Traceback" not in done.stderr, done.stderr
    kind, last, said = done.stdout.split(" ", 2)
    assert kind in ("RecordedNotApplied", "DatabaseReadOnly"), done.stdout
    with Database.open(at(folder)) as store:
        assert store.journal.last() == int(last)
        assert len(current(store)) == int(last) - 1
        if kind == "RecordedNotApplied":
            assert f"entry {last}" in said
            assert 1950 + int(last) - 3 in current(store)
        assert content(store)["batch"][0] == int(last)
