"""Whether the process lives, and whether it can read and write."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.store.publishing import publish
from khdash.web.common import reader
from tests.store.small import commit, figure
from tests.web.api.asking import ask, of


def test_a_process_is_alive_without_any_data(served: Path) -> None:
    (served / "khdash.duckdb").unlink()
    assert ask("/healthz").json == {"status": "alive"}
    assert ask("/readyz").status == 503


def test_it_is_ready_when_it_can_read_and_write_and_leaves_no_trace(served: Path) -> None:
    reader.dataset()
    before = sorted(served.rglob("*"))
    answer = ask("/readyz")
    assert answer.json == {"status": "ready", "data_version": 1, "reads": True, "writes": True}
    assert sorted(served.rglob("*")) == before
    assert answer.headers["cache-control"] == "no-store"
    assert commit(reader.database(), figure(600_001, source_id="s015"))
    assert ask("/readyz").json["data_version"] == 2


def test_it_is_not_ready_where_the_journal_cannot_be_written(served: Path) -> None:
    (served / "journal").write_text("no folder")
    told = ask("/readyz?lang=en")
    assert (told.status, told.json["type"]) == (503, "urn:khdash:problem:not-writable")
    assert str(served) not in told.body.decode()
    assert of("observations").status == 200


QUESTIONS = ("observations", "totals", "units", "targets", "sources", "exhibits/trend")


def test_a_snapshot_answers_the_same_and_writes_nothing(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {question: of(question) for question in QUESTIONS}
    publish(reader.database(), str(tmp_path / "shelf"))
    reader.forget()
    monkeypatch.setenv("KHDASH_SNAPSHOT", str(tmp_path / "shelf"))
    for question, answer in before.items():
        assert of(question) == answer
    told = ask("/readyz").json
    assert told == {"status": "ready", "data_version": 1, "reads": True, "writes": False}
