"""Any sequence of commits, undos and redos gives what a plain reading of the rules gives."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.store.batches import Submission
from khdash.store.build import build, content
from khdash.store.database import Database
from tests.published import at
from tests.store.small import SECRETARY, rate

KIND_RANK = {"official_report": 1, "statistics_office": 3, "government": 3, "press": 4}
CONFIDENCE_RANK = {"high": 1, "medium": 2, "low": 3}
DAYS = ("2020-06-30", "2020-11-30", "2020-12-31", None)

Row = dict[str, Any]

ROWS = st.builds(
    rate,
    st.sampled_from([None, 10.0, 20.0, 30.0]),
    st.sampled_from(["all", "registered", "unstated"]),
    source_id=st.sampled_from(sorted(KIND_RANK)),
    as_of=st.sampled_from(DAYS),
    confidence=st.sampled_from(sorted(CONFIDENCE_RANK)),
    qualifier=st.sampled_from(["exact", "at_least"]),
)
STEPS = st.lists(
    st.one_of(
        st.lists(ROWS, min_size=1, max_size=4),
        st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 5)),
    ),
    min_size=1,
    max_size=7,
)


@dataclass
class PlainLog:
    """Batches as lists of rows, and which of them are in force."""

    batches: dict[int, list[Row]]
    live: dict[int, bool]

    def said(self) -> list[tuple[int, int, Row]]:
        """(batch, line, row) of what each source says: its newest live batch, if not retracted."""
        groups: dict[tuple[Any, ...], list[tuple[int, int, Row]]] = {}
        for batch, rows in self.batches.items():
            for line, row in enumerate(rows):
                if self.live[batch]:
                    groups.setdefault((*key(row), row["source_id"]), []).append((batch, line, row))
        found = []
        for group in groups.values():
            newest = max(batch for batch, _, _ in group)
            own = [entry for entry in group if entry[0] == newest]
            if not any(row["retracted"] for _, _, row in own):
                found += own
        return found

    def to_write(self, rows: list[Row]) -> list[Row]:
        """The rows of those sources and keys about which anything is not known already."""
        said = [(*key(row), *identity(row)) for _, _, row in self.said()]
        speaking = {(*key(row), row["source_id"]) for _, _, row in self.said()}
        fresh = set()
        for row in rows:
            group = (*key(row), row["source_id"])
            known = (
                group not in speaking if row["retracted"] else (*key(row), *identity(row)) in said
            )
            if not known:
                fresh.add(group)
        return [row for row in rows if (*key(row), row["source_id"]) in fresh]

    def standings(self) -> list[tuple[Any, ...]]:
        ranked = sorted(self.said(), key=rank)
        winners: dict[tuple[str, str], int] = {}
        for place, (_, _, row) in enumerate(ranked):
            winners.setdefault(key(row), place)
        current = {spot: place for spot, place in winners.items() if wins(spot, winners)}
        return sorted(
            (row["basis"], row["value"], row["source_id"], str(row["as_of"]), batch, standing)
            for place, (batch, _, row) in enumerate(ranked)
            for standing in [stands(key(row), place, current)]
        )


def key(row: Row) -> tuple[str, str]:
    """The basis and the point in time of a row; everything else is the same in this test."""
    return row["basis"], "2020-06" if row["as_of"] == "2020-06-30" else "year_end"


def identity(row: Row) -> tuple[Any, ...]:
    names = ("source_id", "value", "qualifier", "confidence", "as_of")
    return tuple(row[name] for name in names)


def rank(entry: tuple[int, int, Row]) -> tuple[Any, ...]:
    batch, line, row = entry
    day = datetime.fromisoformat(row["as_of"]).toordinal() if row["as_of"] else 0
    return (
        KIND_RANK[row["source_id"]],
        CONFIDENCE_RANK[row["confidence"]],
        -day,
        row["qualifier"] != "exact",
        -batch,
        line,
    )


def wins(spot: tuple[str, str], winners: dict[tuple[str, str], int]) -> bool:
    """Whether the first of a basis is not beaten by the first of a basis it competes with."""
    basis, point = spot
    stated = [winners[b, point] for b in ("all", "registered") if (b, point) in winners]
    unstated = winners.get(("unstated", point))
    if basis == "unstated":
        return all(winners[spot] < place for place in stated)
    return unstated is None or min(stated) < unstated


def stands(spot: tuple[str, str], place: int, current: dict[tuple[str, str], int]) -> str:
    basis, point = spot
    competing = [p for b, p in current if b == basis or "unstated" in (b, basis)]
    if point < max(competing, default=point):
        return "other_time"
    return "current" if current.get(spot) == place else "rival"


def found(store: Database, when: datetime | None = None) -> list[tuple[Any, ...]]:
    rows = store.dataset(when).observations.query("indicator == 'family_rate'")
    days = rows["as_of"].dt.strftime("%Y-%m-%d").fillna("None")
    names = ("basis", "value", "source_id", "batch_id", "standing")
    basis, value, source, batch, standing = (rows[name] for name in names)
    return sorted(zip(basis, value, source, days, batch, standing, strict=True))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_store_equals_a_plain_reading_of_the_rules_at_every_moment(
    built_once: Path, steps: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(built_once, Path(name) / "small"))
        places = at(folder)
        log = PlainLog({}, {})
        expected = []
        with Database.open(places) as store:
            for step in steps:
                if not take(store, log, step):
                    continue
                expected.append(log.standings())
                assert found(store) == expected[-1]
            with store.cursor() as cursor:
                moments = cursor.execute(
                    "SELECT occurred_at FROM batch_event WHERE id > 1 ORDER BY id"
                ).fetchall()
            assert [found(store, at) for (at,) in moments[:-1]] == expected[:-1]
            before = content(store)
        build(places, from_scratch=True)
        with Database.open(places) as store:
            assert content(store) == before


def take(store: Database, log: PlainLog, step: Any) -> bool:
    """Take a step in the store and in the plain log; False where it changes nothing."""
    if isinstance(step, list):
        rows = log.to_write(step)
        receipt = store.commit(SECRETARY, Submission(rows=pd.DataFrame(step)))
        assert receipt.written == len(rows)
        if receipt.batch_id is not None:
            log.batches[receipt.batch_id] = rows
            log.live[receipt.batch_id] = True
        return receipt.batch_id is not None
    change, choice = step
    able = [batch for batch, live in log.live.items() if live == (change == "undo")]
    if not able:
        return False
    batch = able[choice % len(able)]
    (store.undo if change == "undo" else store.redo)(batch, SECRETARY)
    log.live[batch] = change == "redo"
    return True
