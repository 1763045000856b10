"""Batches: what a commit would do, what it does, undo, redo, and the store as known at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from khdash.model.actor import Actor
from khdash.model.entries import Source
from khdash.store.batches import Receipt, Submission
from khdash.store.database import Database
from khdash.store.errors import (
    AlreadyUndone,
    NoSuchBatch,
    NotUndone,
    PublishedBatch,
    RowsRefused,
    YearLocked,
)
from tests.store.small import SECRETARY, commit, current, figure, rate, standings


def test_rows_are_new_changed_or_same_before_and_in_the_commit(store: Database) -> None:
    commit(store, figure(100), figure(50, year=2019, as_of="2019-12-31"))
    rows = [
        figure(100),
        figure(55, year=2019, as_of="2019-12-31"),
        figure(70, year=2018, as_of="2018-12-31"),
    ]
    review = store.classify(pd.DataFrame(rows))
    assert list(review["action"]) == ["same", "changed", "new"]
    assert review["old_value"].tolist()[:2] == [100, 50]
    assert commit(store, *rows) == Receipt(3, new=1, changed=1, same=1, written=2)


def test_the_same_rows_again_change_nothing(store: Database) -> None:
    commit(store, figure(100), rate(70, "all"))
    before = store.version()
    assert commit(store, figure(100), rate(70, "all")).batch_id is None
    assert store.version() == before


def test_a_value_known_from_another_source_reads_same_but_is_kept_as_a_second_source(
    store: Database,
) -> None:
    commit(store, figure(100, source_id="press"))
    receipt = commit(store, figure(100, source_id="official_report"))
    assert (receipt.same, receipt.written) == (1, 1)
    assert standings(store) == [(100, "official_report", "current"), (100, "press", "rival")]


def test_a_value_that_differs_from_another_source_reads_changed(store: Database) -> None:
    commit(store, figure(100, source_id="press"))
    review = store.classify(pd.DataFrame([figure(120, source_id="official_report")]))
    assert review[["action", "old_value", "old_source_id"]].values.tolist() == [
        ["changed", 100.0, "press"]
    ]


@pytest.mark.parametrize(
    "other",
    [{"qualifier": "at_least"}, {"confidence": "low"}, {"as_of": "2020-11-30"}],
    ids=["qualifier", "confidence", "date"],
)
def test_a_source_that_changes_its_precision_is_written(
    store: Database, other: dict[str, str]
) -> None:
    commit(store, figure(100))
    assert commit(store, figure(100, **other)).changed == 1


def test_a_retraction_of_nothing_is_not_written(store: Database) -> None:
    assert commit(store, figure(None)).batch_id is None


def test_input_rows_are_not_changed_by_a_commit(store: Database) -> None:
    rows = pd.DataFrame([figure(100), figure(None, year=2019)], index=[7, 3])
    before = rows.copy(deep=True)
    store.classify(rows)
    store.commit(SECRETARY, Submission(rows=rows))
    pd.testing.assert_frame_equal(rows, before)


def test_undo_brings_back_what_was_current_and_redo_takes_it_away_again(store: Database) -> None:
    commit(store, figure(100))
    second = commit(store, figure(110)).batch_id
    store.undo(second, SECRETARY, "nhập nhầm tệp")
    assert current(store) == [100]
    store.redo(second, SECRETARY)
    assert current(store) == [110]


def test_undo_leaves_what_a_later_batch_wrote(store: Database) -> None:
    first = commit(store, figure(100), figure(50, year=2019, as_of="2019-12-31")).batch_id
    later = commit(store, figure(110)).batch_id
    preview = store.preview_undo(first).set_index("year")
    assert preview.loc[2020, "outcome"] == "kept"
    assert preview.loc[2020, "batch_after"] == later
    assert preview.loc[2019, "outcome"] == "disappears"
    store.undo(first, SECRETARY)
    assert current(store) == [110]


def test_the_preview_of_an_undo_names_the_value_that_returns(store: Database) -> None:
    commit(store, figure(100, source_id="press"))
    second = commit(store, figure(120, source_id="official_report")).batch_id
    preview = store.preview_undo(second)
    columns = ["value_now", "source_now", "value_after", "source_after", "outcome"]
    assert preview[columns].values.tolist() == [
        [120.0, "official_report", 100.0, "press", "returns"]
    ]
    store.undo(second, SECRETARY)
    assert store.preview_undo(second)["outcome"].tolist() == ["replaced"]


def test_the_preview_of_an_undo_says_how_exact_each_value_is(store: Database) -> None:
    commit(store, figure(274_000, qualifier="at_least"))
    second = commit(store, figure(280_000, qualifier="nearly")).batch_id
    (row,) = store.preview_undo(second).to_dict("records")
    assert (row["qualifier_now"], row["qualifier_after"]) == ("nearly", "at_least")


def test_undoing_twice_is_refused_and_so_is_redoing_what_is_in_force(store: Database) -> None:
    batch = commit(store, figure(100)).batch_id
    with pytest.raises(NotUndone):
        store.redo(batch, SECRETARY)
    store.undo(batch, SECRETARY)
    with pytest.raises(AlreadyUndone, match=str(batch)):
        store.undo(batch, SECRETARY)


def test_unknown_batches_and_the_published_figures_cannot_be_undone(store: Database) -> None:
    with pytest.raises(NoSuchBatch, match="99"):
        store.undo(99, SECRETARY)
    with pytest.raises(NoSuchBatch):
        store.preview_undo(99)
    with pytest.raises(PublishedBatch):
        store.undo(1, SECRETARY)


def test_every_read_can_be_asked_as_known_at_a_moment(store: Database) -> None:
    first = commit(store, figure(100)).batch_id
    second = commit(store, figure(110)).batch_id
    store.undo(second, SECRETARY)
    store.redo(second, SECRETARY)
    with store.cursor() as cursor:
        moments = cursor.execute("SELECT occurred_at FROM batch_event ORDER BY id").fetchall()
    known = [current(store, as_known_at=moment) for (moment,) in moments]
    assert known == [[], [100], [110], [100], [110]]
    assert store.dataset(moments[first - 1][0]).version == first


def test_the_published_figures_are_known_at_every_moment(store: Database) -> None:
    dataset = store.dataset(datetime(1990, 1, 1))
    assert dataset.observations["value"].tolist() == [8_246_500]
    assert dataset.version == 1
    # ... and carry the newest date that their sources state.
    assert dataset.updated_at == datetime(2024, 12, 31)


def test_a_moment_with_a_zone_is_read_in_vietnam_time(store: Database) -> None:
    commit(store, figure(100))
    with store.cursor() as cursor:
        at = cursor.execute("SELECT max(occurred_at) FROM batch_event").fetchall()[0][0]
    in_utc = (at - timedelta(hours=7)).replace(tzinfo=UTC)
    assert current(store, as_known_at=in_utc) == [100]
    assert current(store, as_known_at=in_utc - timedelta(microseconds=1)) == []


def test_the_history_of_a_figure_shows_every_row_ever_written(store: Database) -> None:
    commit(store, figure(100), file_name="2020.xlsx", file_bytes=b"one")
    second = commit(store, figure(110, cell="C7", sheet="Biểu 1")).batch_id
    store.undo(second, SECRETARY)
    rows = store.history_of("34", "members", "", 2020, "")
    columns = ["value", "committed_by", "file_name", "live", "standing"]
    assert rows[columns].values.tolist() == [
        [100.0, SECRETARY.name, "2020.xlsx", True, "current"],
        [110.0, SECRETARY.name, "", False, "superseded"],
    ]
    assert rows["cell"].tolist() == ["", "C7"]


def test_the_history_of_batches_tells_who_when_and_why(store: Database) -> None:
    batch = commit(store, figure(100), figure(90, year=2019), note="quý IV").batch_id
    store.undo(batch, Actor("Trần Văn B", "web"), "sai năm")
    row = store.history().iloc[0]
    assert row["batch_id"] == batch
    assert (row["committed_by"], row["note"], row["figures"]) == (SECRETARY.name, "quý IV", 2)
    assert (row["live"], row["changed_by"], row["reason"]) == (False, "Trần Văn B", "sai năm")


def test_rows_that_the_catalogue_does_not_know_are_all_named_and_nothing_is_written(
    store: Database,
) -> None:
    before = store.version()
    with pytest.raises(RowsRefused) as refused:
        commit(
            store,
            figure(1, indicator="member"),
            figure(2, unit="35"),
            figure(3, source_id="bao"),
            figure(4, basis="all"),
            figure(float("nan")) | {"retracted": False},
            figure(6, year=20),
            rate(7, ""),
            figure(8, qualifier="over"),
            file_name="bao-cao.xlsx",
        )
    found = sorted((p.line, p.column) for p in refused.value.problems)
    assert found == [
        (1, "indicator"),
        (2, "unit"),
        (3, "source_id"),
        (4, "basis"),
        (5, "value"),
        (6, "year"),
        (7, "basis"),
        (8, "qualifier"),
    ]
    assert "members" in next(p.repair_en for p in refused.value.problems if p.column == "indicator")
    assert store.version() == before


def test_a_locked_year_is_changed_only_with_a_reason(store: Database) -> None:
    batch = commit(store, figure(100)).batch_id
    lock = {"year": 2020, "unit": "", "locked": True, "reason": "đã chốt"}
    store.commit(SECRETARY, Submission(records={"year_lock": [lock]}, channel="decision"))
    with pytest.raises(YearLocked, match="2020"):
        commit(store, figure(120))
    with pytest.raises(YearLocked):
        store.undo(batch, SECRETARY)
    commit(store, figure(90, year=2019, as_of="2019-12-31"))
    commit(store, figure(120), note="đính chính theo công văn")
    assert current(store) == [90, 120]


def test_a_year_can_be_unlocked(store: Database) -> None:
    for locked in (True, False):
        lock = {"year": 2020, "unit": "34", "locked": locked, "reason": "x"}
        store.commit(SECRETARY, Submission(records={"year_lock": [lock]}))
    assert commit(store, figure(120)).written == 1


def test_an_uploaded_target_replaces_the_same_target_until_it_is_undone(store: Database) -> None:
    def values() -> list[float]:
        return [target.value for target in store.dataset().catalogue.targets]

    target = {
        "line": 1,
        "indicator": "family_rate",
        "subgroup": "",
        "basis": "all",
        "unit": "01",
        "from_year": None,
        "year": 2025,
        "rule": "at_least",
        "value": 75.0,
        "measure": "%",
        "set_by": "",
        "instrument_vi": "QĐ 387",
        "instrument_en": "",
        "confidence": "high",
        "source_url": "",
        "note_vi": "",
        "note_en": "",
        "retracted": False,
    }
    assert values() == [70]
    batch = store.commit(SECRETARY, Submission(records={"target": [target]})).batch_id
    assert values() == [75]
    store.commit(SECRETARY, Submission(records={"target": [target | {"retracted": True}]}))
    assert values() == []
    store.undo(batch + 1, SECRETARY)
    store.undo(batch, SECRETARY)
    assert values() == [70]


def test_an_upload_brings_its_own_source(store: Database) -> None:
    report = Source("u1", "official_report", "HKH Thái Bình", "", "", "2020", "Báo cáo", "Report")
    commit(store, figure(100, source_id="u1"), sources=[report])
    assert store.dataset().catalogue.sources["u1"] == report
    assert current(store) == [100]


def test_a_merged_unit_is_told_from_the_old_one_with_the_same_code(store: Database) -> None:
    commit(
        store,
        figure(1, unit="24", year=2024, as_of="2024-12-31"),
        figure(2, unit="24@2025-07-01", year=2025, as_of="2025-12-31"),
    )
    rows = store.dataset().observations.set_index("value")["unit"]
    assert rows[[1, 2]].tolist() == ["24", "24@2025-07-01"]
