"""A disk that is full for the database alone: a sentence that says whether it was recorded."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from khdash.store.build import content
from khdash.store.database import Database
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


def test_a_disk_that_is_full_for_the_database_alone(folder: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            + textwrap.dedent(WRITE),
            str(folder),
        ],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
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
