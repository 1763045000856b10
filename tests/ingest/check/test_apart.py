"""A check in a process of its own says what the same check says here, and ends with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khdash.ingest.apart import CheckStopped, Worker, reviewed
from khdash.ingest.check import finding_dict
from khdash.ingest.pipeline import Options, Stage, check_bytes, known_by
from khdash.store.database import Database

LINES = ["Tỉnh;Năm;Hội viên"]
LINES += [
    f"{unit};{year};{1000 * i + year}"
    for i, unit in enumerate(("01", "26"))
    for year in (2004, 2005)
]
KNOWN = "01;2024;1953233"
"""A figure that the store has."""
LARGE = "\n".join([LINES[0], *LINES[1:] * 20_000]).encode()
"""80,000 rows: a second or more of work."""
CONTENT = "\n".join([*LINES, KNOWN, "34;2005;không rõ"]).encode()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def test_the_report_is_that_of_a_check_here(worker: Worker, store: Database) -> None:
    known, told = known_by(store), list[Stage]()
    options = Options(progress=lambda stage, share: told.append(stage))
    apart = reviewed(worker.check(CONTENT, "tep.csv", known, None, options), store)
    here = check_bytes(CONTENT, "tep.csv", known, store)
    pd.testing.assert_frame_equal(apart.cells, here.cells)
    assert [finding_dict(one) for one in apart.findings] == [
        finding_dict(one) for one in here.findings
    ]
    assert (apart.data, apart.sha256) == (here.data, here.sha256)
    assert apart.cells["action"].tolist() == ["new"] * 4 + ["same", "rejected"]


def test_a_file_that_cannot_be_used_says_why(worker: Worker, store: Database) -> None:
    known = known_by(store)
    report = worker.check(b"%PDF-1.7", "tep.pdf", known, None, Options())
    assert report.findings == check_bytes(b"%PDF-1.7", "tep.pdf", known, store).findings


def test_after_a_killed_process_the_next_check_has_another(store: Database) -> None:
    worker, known = Worker(), known_by(store)

    def kill(*_: object) -> None:
        for process in worker._pool._processes.values():  # type: ignore[union-attr]
            os.kill(process.pid, signal.SIGKILL)
            process.join()

    try:
        with pytest.raises(CheckStopped):
            worker.check(LARGE, "tep.csv", known, None, Options(progress=kill))
        assert not worker.check(CONTENT, "tep.csv", known, None, Options()).cells.empty
        kill()
        assert not worker.check(CONTENT, "tep.csv", known, None, Options()).cells.empty
    finally:
        worker.stop()


PARENT = """
import sys, time
from khdash.ingest.apart import Worker
worker = Worker()
if __name__ == "__main__":
    worker._submit(0).exception()
    print(*worker._pool._processes, flush=True)
    time.sleep(60)
"""


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_process_ends_with_its_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).parents[3])
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 30
    while is_running(child):
        assert time.monotonic() < deadline, "the process outlived its parent"
        time.sleep(0.1)
