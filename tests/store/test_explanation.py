"""Explanations of figures: of a value as it stood, versioned, undone, replayed, published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.store import moment
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.decisions import LONGEST_EXPLANATION, Explained, one_line
from khdash.store.errors import ExplanationTooLong, FigureChanged
from khdash.store.publishing import publish
from khdash.store.snapshot import Snapshot
from tests.published import at

from .small import SECRETARY, commit, figure

MEMBERS = Explained("34", "members", 2020, 100.0)


@pytest.fixture
def counted(store: Database) -> Database:
    """With 100 members of unit 34 in 2020."""
    commit(store, figure(100))
    return store


def said(store: Database) -> list[str]:
    return store.dataset().explanations["text"].tolist()


def test_an_explanation_is_kept_with_who_and_when_and_what_it_explains(counted: Database) -> None:
    counted.explain(SECRETARY, MEMBERS, "Sáp nhập chi hội")
    row = counted.dataset().explanations.iloc[0]
    assert (row["unit"], row["indicator"], row["year"]) == ("34", "members", 2020)
    assert (row["value"], row["qualifier"], row["text"]) == (100.0, "exact", "Sáp nhập chi hội")
    assert row["committed_by"] == SECRETARY.name
    assert counted.history().iloc[0]["note"] == "Sáp nhập chi hội"


def test_an_earlier_text_stays_and_was_known_then(counted: Database) -> None:
    counted.explain(SECRETARY, MEMBERS, "Sáp nhập chi hội")
    between = moment.now()
    counted.explain(SECRETARY, MEMBERS, "Rà soát hội viên trùng")
    counted.explain(SECRETARY, MEMBERS, "")
    assert said(counted) == ["Sáp nhập chi hội", "Rà soát hội viên trùng", ""]
    assert counted.dataset(between).explanations["text"].tolist() == ["Sáp nhập chi hội"]


def test_an_undone_batch_takes_its_explanation_out_of_force(counted: Database) -> None:
    batch = counted.explain(SECRETARY, MEMBERS, "Sáp nhập chi hội").batch_id
    assert batch is not None
    counted.undo(batch, SECRETARY, "nhầm tỉnh")
    assert said(counted) == []
    counted.redo(batch, SECRETARY)
    assert said(counted) == ["Sáp nhập chi hội"]


@pytest.mark.parametrize(
    "wrong",
    [
        Explained("34", "members", 2020, 101.0),
        Explained("34", "members", 2020, 100.0, "at_least"),
        Explained("01", "members", 2020, 100.0),
        Explained("34", "members", 2020, 100.0, point="2020-06"),
    ],
)
def test_what_no_source_states_is_not_explained(counted: Database, wrong: Explained) -> None:
    with pytest.raises(FigureChanged, match="vừa thay đổi"):
        counted.explain(SECRETARY, wrong, "Sáp nhập chi hội")
    assert said(counted) == []


def test_a_long_text_is_refused_with_its_length(counted: Database) -> None:
    counted.explain(SECRETARY, MEMBERS, "a" * LONGEST_EXPLANATION)
    with pytest.raises(ExplanationTooLong, match="dài 301 chữ cái, chỉ nhận đến 300"):
        counted.explain(SECRETARY, MEMBERS, "a" * (LONGEST_EXPLANATION + 1))
    assert len(said(counted)) == 1


@given(st.text())
def test_every_text_becomes_one_line_of_signs_that_are_seen(text: str) -> None:
    line = one_line(text)
    assert line.isprintable()
    assert line == line.strip()
    assert one_line(line) == line


def test_the_journal_alone_brings_it_back(folder: Path) -> None:
    with Database.open(at(folder)) as store:
        commit(store, figure(0.1 + 0.2))
        store.explain(SECRETARY, Explained("34", "members", 2020, 0.1 + 0.2), "Làm tròn")
        entry = store.places.journal / "000003.json"
        assert json.loads(entry.read_text())["records"]["explanation"][0]["text"] == "Làm tròn"
        before = store.dataset().explanations
    build(at(folder), from_scratch=True)
    assert verify(at(folder)) == []
    with Database.open(at(folder)) as store:
        assert store.dataset().explanations.equals(before)


def test_a_published_copy_has_it(counted: Database, shelf: Path) -> None:
    counted.explain(SECRETARY, MEMBERS, "Sáp nhập chi hội")
    publish(counted, str(shelf))
    with Snapshot.open(str(shelf), counted.places.data) as copy:
        assert copy.dataset().explanations["text"].tolist() == ["Sáp nhập chi hội"]
