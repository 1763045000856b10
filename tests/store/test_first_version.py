"""What users wrote with the first version is moved, opened and unchanged in the present one.

tests/data/first_version holds a home as that version laid it below its data folder, and what it
said of it: every figure with its standing, and the history.
"""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khdash.exhibit.topics.emulation.plan import Plan
from khdash.ingest.draft import DraftFolder
from khdash.ingest.pipeline import check_bytes, known_by
from khdash.ingest.recognise import Choices
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.places import DATABASE, PROJECT, Places
from khdash.store.plans import read_plan, saved_plans
from tests.published import FROZEN, SHIPPED, write_data

KEPT = PROJECT / "tests" / "data" / "first_version"
STANDS_FOR = ["unit", "indicator", "subgroup", "basis", "year", "point", "value", "source_id"]


def unpack(folder: Path, published: Path = FROZEN) -> Places:
    """A checkout of the first version: what users wrote lies among the shipped data."""
    data = write_data(folder / "data", published)
    with tarfile.open(KEPT / "home.tar.xz") as archive:
        archive.extractall(data, filter="data")
    return Places(data, folder / "home", folder / "home" / DATABASE)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The home moved, on the figures that were published then."""
    found = unpack(tmp_path_factory.mktemp("first"))
    build(found)
    return found


@pytest.fixture
def store(places: Places) -> Iterator[Database]:
    with Database.open(places) as database:
        yield database


def rows_then() -> list[dict[str, str]]:
    with (KEPT / "observations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_now(observations: pd.DataFrame) -> list[dict[str, str]]:
    """The rows in the columns that were known then, as text."""
    text = observations.to_csv(index=False, columns=list(rows_then()[0]))
    return list(csv.DictReader(text.splitlines()))


def in_order(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return sorted(tuple(row.values()) for row in rows)


def test_the_database_equals_one_built_from_scratch(places: Places) -> None:
    assert verify(places) == []


def test_the_history_is_the_same(store: Database) -> None:
    assert store.history().to_csv(index=False) == (KEPT / "history.csv").read_text("utf-8")


def test_every_figure_has_the_same_value_and_standing(store: Database) -> None:
    assert in_order(rows_now(store.dataset().observations)) == in_order(rows_then())


def test_figures_published_since_change_none_that_users_wrote_and_drop_none_published_then(
    tmp_path: Path,
) -> None:
    places = unpack(tmp_path, SHIPPED)
    build(places)
    assert verify(places) == []
    with Database.open(places) as store:
        now = rows_now(store.dataset().observations)
        history = store.history()
    written = [row for row in rows_then() if row["batch_id"] != "1"]
    assert in_order([row for row in now if row["batch_id"] != "1"]) == in_order(written)
    published = {tuple(row[name] for name in STANDS_FOR) for row in now}
    assert {tuple(row[name] for name in STANDS_FOR) for row in rows_then()} <= published
    then = (KEPT / "history.csv").read_text("utf-8").splitlines()
    assert history.to_csv(index=False).splitlines()[:-1] == then[:-1]


def test_the_undone_batch_is_still_undone_and_the_one_put_back_in_force(store: Database) -> None:
    live = store.history().set_index("batch_id")["live"]
    assert live[[2, 3, 4]].tolist() == [True, True, False]


def test_lock_follow_up_task_status_and_preference_are_in_force(store: Database) -> None:
    (lock,) = store.records("year_lock").to_dict("records")
    assert (lock["year"], lock["locked"]) == (2018, True)
    (follow_up,) = store.records("follow_up").to_dict("records")
    assert (follow_up["unit"], follow_up["status"]) == ("01", "open")
    (status,) = store.dataset().task_statuses.to_dict("records")
    assert (status["task"], status["unit"], status["status"]) == ("cum3-2022.1.a", "34", "done")
    (preference,) = store.records("preference").to_dict("records")
    preferred = store.dataset().current.query(
        "unit == '34' and indicator == 'fund_balance' and year == 2014 and point == 'year_end'"
    )
    assert preferred["value"].tolist() == [preference["value"]] == [52_100]
    assert preferred["source_id"].tolist() == ["s059"]


def test_the_kept_files_have_the_bytes_that_were_uploaded(store: Database) -> None:
    recorded = [sha256 for sha256 in store.history()["file_sha256"] if sha256]
    assert len(recorded) == 3
    for sha256 in recorded:
        content = store.journal.kept_file(sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256


def test_the_draft_opens_with_its_corrected_cell(places: Places, store: Database) -> None:
    folder = DraftFolder(places.drafts)
    (draft,) = folder.open_drafts()
    assert draft.corrected_cells() == {"C2": "401.250"}
    choices = Choices.from_dict({**draft.choices, "corrections": draft.corrected_cells()})
    report = check_bytes(
        folder.content(draft), draft.file_name, known_by(store), store, choices=choices
    )
    assert report.cells["value"].tolist() == [401_250]


def test_the_saved_plan_opens(places: Places) -> None:
    (name,) = saved_plans(places.plans)
    plan = Plan.from_json(read_plan(places.plans, name).encode())
    assert name == "thi-dua-nam-2024"
    assert [criterion.code for criterion in plan.scheme.root.leaves()]


def test_the_commands_move_it_over_and_find_it_whole(tmp_path: Path) -> None:
    places = unpack(tmp_path)

    def khdash(*words: str) -> subprocess.CompletedProcess[str]:
        given = ("--home", str(places.home), "--data", str(places.data))
        return subprocess.run(
            [sys.executable, "-m", "khdash", *words, *given],
            cwd=PROJECT,
            capture_output=True,
            encoding="utf-8",
        )

    built = khdash("build")
    assert built.returncode == 0
    assert f"Đã chuyển những gì người dùng ghi từ {places.data} sang {places.home}" in built.stderr
    verified = khdash("verify")
    assert verified.returncode == 0, verified.stderr
    assert "Đã chuyển" not in verified.stderr
    batches = list(csv.DictReader(khdash("history").stdout.splitlines()))
    assert [row["batch_id"] for row in batches] == ["11", "10", "9", "8", "4", "3", "2", "1"]
