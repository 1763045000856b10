"""What the tests of published copies share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd

from khdash.model.dataset import Dataset
from khdash.store.database import Database
from khdash.store.decisions import Explained
from tests.store.small import SECRETARY, commit, figure, rate

FRAMES = ("observations", "periods", "confirmations", "task_statuses", "explanations")


READER = """
import sys, time
from pathlib import Path
from khdash.store.snapshot import Newest
newest = Newest(sys.argv[1], Path(sys.argv[2]), every=0.2)
seen = 0
while True:
    dataset = newest.snapshot().dataset()
    if dataset.version != seen:
        seen = dataset.version
        print(seen, len(dataset.observations), flush=True)
    time.sleep(0.1)
"""


def assert_same(found: Dataset, expected: Dataset) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(expected, name))
    assert found.catalogue == expected.catalogue
    assert (found.version, found.updated_at) == (expected.version, expected.updated_at)
    assert found.demo == expected.demo


def write_some(store: Database) -> None:
    """Figures, a rival preferred, an undo, decisions of every kind, and a corrected cell."""
    commit(store, figure(100), figure(90, year=2019, as_of="2019-06-30"))
    commit(store, figure(120, source_id="association"), rate(61, "all"))
    commit(store, figure(None))
    commit(
        store,
        figure(130, source_id="official_report"),
        records={
            "correction": [
                {
                    "sheet": "Biểu 1",
                    "cell": "B2",
                    "text_before": "chép nhầm kín",
                    "text_after": "130",
                    "corrected_by": "Lê Thị D",
                    "corrected_at": datetime(2025, 1, 1),
                }
            ],
            "year_lock": [{"year": 2019, "unit": "", "locked": True, "reason": "đã báo cáo"}],
        },
    )
    store.explain(SECRETARY, Explained("34", "members", 2020, 130.0), "Sáp nhập chi hội")
    store.undo(3, SECRETARY, "nhầm tệp")


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
