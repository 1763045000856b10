"""Rounds in the store: every step is a batch, replay is equal, what may not be done is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.model.actor import AccessRefused, Actor, Role
from khdash.model.problem import StoreError
from khdash.model.rounds import AskedCell, LinkState, OfficeState, Rounds, Seen, SentState
from khdash.store import activity, moment
from khdash.store.batches import Submission
from khdash.store.build import verify
from khdash.store.database import Database
from khdash.store.round_drafts import FormDraft, RoundDrafts
from khdash.store.round_errors import (
    DataChanged,
    LinkEnded,
    LinkExpired,
    LinkTooShort,
    LinkUnknown,
    NoSuchLink,
    NoSuchRound,
    NotAsked,
    NotWaiting,
    ReasonNeeded,
    RoundChanged,
    RoundClosed,
    RoundEmpty,
    RoundIncomplete,
    RoundStateKnown,
    SentAlready,
)
from khdash.store.rounds import (
    RoundDraft,
    Sending,
    accept,
    change_round,
    close_round,
    end_link,
    make_links,
    open_round,
    read_rounds,
    refuse,
    reopen_round,
    seat_of,
    send,
)
from tests.published import at
from tests.store.small import SECRETARY, figure

TODAY = moment.now().date()
LATER = TODAY + timedelta(days=20)
CELLS = (AskedCell("01", "members", 2024), AskedCell("34", "members", 2024))
LINK = Actor("Văn thư", "link", Role.LINK, frozenset({"34"}), round="1")


def draft(**changed: object) -> RoundDraft:
    given: dict[str, object] = {
        "title": "Số liệu năm 2024",
        "asked_by": "Cụm",
        "due": TODAY + timedelta(days=7),
        "cells": CELLS,
    }
    return RoundDraft(**given | changed)  # type: ignore[arg-type]


def sending(rounds: Rounds, content: bytes = b"a", **changed: object) -> Sending:
    given: dict[str, object] = {
        "round": 1,
        "unit": "34",
        "asked_in": rounds.rounds[1].defined_in,
        "kind": "file",
        "file_name": "a.csv",
        "content": content,
    }
    return Sending(**given | changed)  # type: ignore[arg-type]


def opened(store: Database) -> tuple[Rounds, str]:
    """A round with a link for Thái Bình; its secret."""
    open_round(store, SECRETARY, draft())
    secret = make_links(store, SECRETARY, 1, ["34"], LATER)["34"]
    return read_rounds(store), secret


def states(store: Database) -> dict[str, OfficeState]:
    return {row.unit: row.state for row in read_rounds(store).board(1, TODAY)}


def test_a_round_goes_its_whole_way(store: Database, folder: Path) -> None:
    rounds, secret = opened(store)
    asked = rounds.rounds[1]
    assert (asked.title, asked.cells, asked.years, asked.closed) == (
        "Số liệu năm 2024",
        CELLS,
        (2024,),
        False,
    )
    first = send(store, LINK, sending(rounds, b"first"), secret)
    assert states(store) == {"01": OfficeState.NOT_OPENED, "34": OfficeState.SENT}
    assert first.batch_id is not None
    refuse(store, SECRETARY, first.batch_id, "Thiếu số xã")
    assert states(store)["34"] is OfficeState.REFUSED
    second = send(store, LINK, sending(rounds, b"second"), secret)
    assert second.batch_id is not None
    assert store.dataset().current["indicator"].tolist() == ["population"]
    given = Submission(rows=pd.DataFrame([figure(650_000, year=2024)]), file_name="a.csv")
    accept(store, SECRETARY, second.batch_id, store.version(), given)
    assert states(store)["34"] is OfficeState.ACCEPTED
    current = store.dataset().current
    assert current[current["indicator"] == "members"]["value"].tolist() == [650_000]
    newest = read_rounds(store).sent_by(1, "34")
    assert [one.state for one in newest] == [SentState.REFUSED, SentState.ACCEPTED]
    assert (newest[0].reason, newest[0].link) == ("Thiếu số xã", rounds.links[0].code)
    assert store.journal.kept_file(newest[1].sha256).read_bytes() == b"second"
    close_round(store, SECRETARY, 1)
    assert read_rounds(store).rounds[1].closed
    before = read_rounds(store)
    store.close()
    assert verify(at(folder)) == []
    with Database.open(at(folder)) as again:
        assert read_rounds(again) == before
    told = [one.deed for one in activity.read(folder, SECRETARY)]
    assert {"link-made", "submit", "refuse", "accept"} <= set(told)


def test_the_secret_stands_nowhere_in_the_home(store: Database, folder: Path) -> None:
    rounds, secret = opened(store)
    send(store, LINK, sending(rounds), secret)
    store.close()
    holding = [
        path
        for path in folder.rglob("*")
        if path.is_file() and secret.encode() in path.read_bytes()
    ]
    assert holding == []


def test_undoing_a_step_takes_it_back(store: Database) -> None:
    rounds, secret = opened(store)
    receipt = send(store, LINK, sending(rounds), secret)
    assert receipt.batch_id is not None
    given = Submission(rows=pd.DataFrame([figure(650_000, year=2024)]))
    done = accept(store, SECRETARY, receipt.batch_id, store.version(), given)
    assert done.batch_id is not None
    store.undo(done.batch_id, SECRETARY)
    assert states(store)["34"] is OfficeState.SENT
    store.undo(receipt.batch_id, SECRETARY)
    assert states(store)["34"] is OfficeState.NOT_OPENED
    store.undo(rounds.rounds[1].defined_in, SECRETARY)
    assert read_rounds(store).rounds == {}
    with pytest.raises(LinkUnknown):
        seat_of(read_rounds(store), secret, TODAY)
    assert open_round(store, SECRETARY, draft()) == 2  # a number is never given twice


def test_a_link_opens_its_own_round_and_province_until_it_is_over(store: Database) -> None:
    rounds, secret = opened(store)
    asked, link = seat_of(rounds, secret, TODAY)
    assert (asked.number, link.unit, link.state(TODAY)) == (1, "34", LinkState.OPEN)
    assert seat_of(rounds, secret, LATER)[1] == link
    with pytest.raises(LinkExpired):
        seat_of(rounds, secret, LATER + timedelta(days=1))
    with pytest.raises(LinkUnknown):
        seat_of(rounds, secret[:-1], TODAY)
    with pytest.raises(LinkUnknown):  # another province's figures by this link
        send(store, LINK, sending(rounds, unit="01"), secret)
    with pytest.raises(ReasonNeeded):
        end_link(store, SECRETARY, link.code, "  ")
    end_link(store, SECRETARY, link.code, "gửi nhầm")
    with pytest.raises(LinkEnded):
        send(store, LINK, sending(rounds), secret)
    with pytest.raises(NoSuchLink):
        end_link(store, SECRETARY, link.code, "lần nữa")


def test_what_cannot_be_sent_is_refused_and_leaves_nothing(store: Database) -> None:
    rounds, secret = opened(store)
    send(store, LINK, sending(rounds, b"once"), secret)
    version = store.version()
    with pytest.raises(SentAlready):
        send(store, LINK, sending(rounds, b"once"), secret)
    with pytest.raises(RoundChanged):
        send(store, LINK, sending(rounds, b"x", asked_in=1), secret)
    with pytest.raises(NotAsked):
        send(store, SECRETARY, sending(rounds, b"x", unit="24"))
    with pytest.raises(NoSuchRound):
        send(store, SECRETARY, sending(rounds, b"x", round=9))
    assert store.version() == version
    close_round(store, SECRETARY, 1)
    with pytest.raises(RoundClosed):
        send(store, LINK, sending(rounds, b"x"), secret)
    with pytest.raises(RoundClosed):
        make_links(store, SECRETARY, 1, ["34"], LATER)
    with pytest.raises(RoundStateKnown):
        close_round(store, SECRETARY, 1)
    reopen_round(store, SECRETARY, 1)
    send(store, LINK, sending(rounds, b"x"), secret)


def test_the_same_may_be_sent_again_after_it_was_given_back(store: Database) -> None:
    rounds, secret = opened(store)
    first = send(store, LINK, sending(rounds), secret)
    assert first.batch_id is not None
    refuse(store, SECRETARY, first.batch_id, "Xem lại")
    send(store, LINK, sending(rounds), secret)
    assert states(store)["34"] is OfficeState.SENT


def test_a_newer_submission_takes_the_place_of_one_that_waits(store: Database) -> None:
    rounds, secret = opened(store)
    first = send(store, LINK, sending(rounds, b"1"), secret)
    send(store, LINK, sending(rounds, b"2"), secret)
    assert first.batch_id is not None
    assert [one.state for one in read_rounds(store).sent] == [
        SentState.REPLACED,
        SentState.WAITING,
    ]
    with pytest.raises(NotWaiting):
        refuse(store, SECRETARY, first.batch_id, "Cũ")


def test_nothing_is_accepted_that_was_not_seen_as_it_is(store: Database) -> None:
    rounds, secret = opened(store)
    first = send(store, LINK, sending(rounds), secret)
    version = store.version()
    store.commit(SECRETARY, Submission(rows=pd.DataFrame([figure(1, year=2023)])))
    assert first.batch_id is not None
    with pytest.raises(DataChanged):
        accept(store, SECRETARY, first.batch_id, version, Submission())
    accept(store, SECRETARY, first.batch_id, store.version(), Submission())
    with pytest.raises(NotWaiting):
        accept(store, SECRETARY, first.batch_id, store.version(), Submission())


@pytest.mark.parametrize(
    ("changed", "fault"),
    [({"title": " "}, RoundIncomplete), ({"cells": ()}, RoundEmpty)],
)
def test_a_round_that_asks_nothing_is_not_opened(
    store: Database, changed: dict[str, object], fault: type[StoreError]
) -> None:
    with pytest.raises(fault):
        open_round(store, SECRETARY, draft(**changed))
    assert store.version() == 1


def test_a_changed_round_is_the_same_round(store: Database) -> None:
    opened(store)
    change_round(store, SECRETARY, 1, draft(title="Sửa", cells=CELLS[1:], due=LATER))
    asked = read_rounds(store).rounds[1]
    assert (asked.title, asked.cells, asked.due) == ("Sửa", CELLS[1:], LATER)
    assert asked.opened_at < read_rounds(store).links[0].made_at
    with pytest.raises(LinkTooShort):
        make_links(store, SECRETARY, 1, ["34"], TODAY - timedelta(days=1))


READER = Actor("Người đọc", "web", Role.READER)
STEWARD = Actor("Thư ký tỉnh", "web", Role.PROVINCES, frozenset({"34"}))


@pytest.mark.parametrize("actor", [READER, STEWARD, LINK])
@pytest.mark.parametrize(
    "step",
    [
        lambda store, who: open_round(store, who, draft()),
        lambda store, who: change_round(store, who, 1, draft(title="Khác")),
        lambda store, who: close_round(store, who, 1),
        lambda store, who: make_links(store, who, 1, ["34"], LATER),
        lambda store, who: end_link(store, who, read_rounds(store).links[0].code, "x"),
        lambda store, who: refuse(store, who, read_rounds(store).sent[0].number, "x"),
        lambda store, who: accept(
            store, who, read_rounds(store).sent[0].number, store.version(), Submission()
        ),
    ],
)
def test_only_the_cluster_asks_and_decides(
    store: Database, actor: Actor, step: Callable[[Database, Actor], object]
) -> None:
    rounds, secret = opened(store)
    send(store, LINK, sending(rounds), secret)
    version = store.version()
    with pytest.raises(AccessRefused):
        step(store, actor)
    assert store.version() == version


def test_a_link_sends_for_its_own_province_alone(store: Database) -> None:
    rounds, secret = opened(store)
    with pytest.raises(LinkUnknown):
        send(store, LINK, sending(rounds, unit="01"), secret)
    with pytest.raises(LinkUnknown):
        send(store, LINK, sending(rounds))  # as the province, and by no link
    with pytest.raises(LinkUnknown):
        send(store, replace(LINK, round="2"), sending(rounds), secret)
    with pytest.raises(AccessRefused):
        send(store, READER, sending(rounds))
    with pytest.raises(AccessRefused):
        store.commit(LINK, Submission(rows=pd.DataFrame([figure(1, year=2024)])))


def test_drafts_are_kept_by_round_and_province(tmp_path: Path) -> None:
    drafts = RoundDrafts(tmp_path, SECRETARY)
    assert drafts.read(1, "24@2025-07-01") == FormDraft()
    assert drafts.mark_opened(1, "24@2025-07-01", moment.now())
    assert not drafts.mark_opened(1, "24@2025-07-01", moment.now())
    drafts.save(1, "24@2025-07-01", FormDraft({"a": "12.650"}, "gấp", "Lan", 3), moment.now())
    kept = drafts.read(1, "24@2025-07-01")
    assert (kept.values, kept.remark, kept.sender, kept.asked_in) == (
        {"a": "12.650"}, "gấp", "Lan", 3,
    )  # fmt: skip
    assert drafts.read(2, "24@2025-07-01") == FormDraft()
    seen = drafts.seen(1)[(1, "24@2025-07-01")]
    assert seen.opened_at is not None
    assert seen.drafted_at == kept.at
    (tmp_path / "submissions/1/24@2025-07-01/form.json").write_text("{", encoding="utf-8")
    assert drafts.read(1, "24@2025-07-01") == FormDraft()


@pytest.mark.parametrize("place", [(1, "01"), (2, "34")])
@pytest.mark.parametrize(
    "step",
    [
        lambda drafts, place: drafts.read(*place),
        lambda drafts, place: drafts.save(*place, FormDraft({"a": "1"}), moment.now()),
        lambda drafts, place: drafts.mark_opened(*place, moment.now()),
    ],
)
def test_a_draft_of_another_province_or_round_is_closed_to_a_link(
    tmp_path: Path, place: tuple[int, str], step: Callable[[RoundDrafts, object], object]
) -> None:
    RoundDrafts(tmp_path, SECRETARY).save(*place, FormDraft({"a": "650"}), moment.now())
    with pytest.raises((AccessRefused, LinkUnknown)):
        step(RoundDrafts(tmp_path, LINK), place)
    assert RoundDrafts(tmp_path, SECRETARY).read(*place).values == {"a": "650"}


def test_late_is_counted_from_the_due_date(store: Database) -> None:
    open_round(store, SECRETARY, draft(due=TODAY - timedelta(days=3)))
    rounds = read_rounds(store)
    assert [row.late for row in rounds.board(1, TODAY)] == [3, 3]
    send(store, SECRETARY, sending(rounds))
    rounds = read_rounds(store)
    assert [row.late for row in rounds.board(1, TODAY + timedelta(days=9))] == [12, 3]


def test_opening_a_link_makes_a_draft_of_the_board(store: Database) -> None:
    rounds, _ = opened(store)
    seen = {(1, "34"): Seen(opened_at=moment.now())}
    assert [row.state for row in rounds.board(1, TODAY, seen)] == [
        OfficeState.NOT_OPENED,
        OfficeState.DRAFT,
    ]


STEPS = st.lists(st.sampled_from(["send", "refuse", "accept", "undo", "redo"]), max_size=9)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_board_follows_from_the_events(folder: Path, steps: list[str]) -> None:
    """Any course of events: the state is that of the newest event in force, also when replayed."""
    with Database.open(at(folder)) as store:
        number = open_round(store, SECRETARY, draft())
        asked = read_rounds(store).rounds[number]
        events: list[tuple[int, str, int]] = []  # (batch, what, submission)
        undone: list[tuple[int, str, int]] = []
        for place, step in enumerate(steps):
            live = read_rounds(store)
            waiting = [one for one in live.waiting(number) if one.unit == "34"]
            if step == "send":
                content = f"{number} {place}".encode()
                batch = send(
                    store,
                    SECRETARY,
                    Sending(number, "34", asked.defined_in, "file", "a.csv", content),
                ).batch_id
                assert batch is not None
                events.append((batch, "send", batch))
            elif step in ("refuse", "accept") and waiting:
                own = waiting[0].number
                if step == "refuse":
                    refuse(store, SECRETARY, own, "x")
                else:
                    accept(store, SECRETARY, own, store.version(), Submission())
                events.append((store.version(), step, own))
            elif step == "undo" and events:
                undone.append(events.pop())
                store.undo(undone[-1][0], SECRETARY)
            elif step == "redo" and undone:
                again = undone.pop()
                store.redo(again[0], SECRETARY)
                events = sorted([*events, again])
        (_, row) = read_rounds(store).board(number, TODAY)
        assert row.state is expected(events)
        before = read_rounds(store)
    assert verify(at(folder)) == []
    with Database.open(at(folder)) as store:
        assert read_rounds(store) == before


def expected(events: list[tuple[int, str, int]]) -> OfficeState:
    sent = [batch for batch, what, _ in events if what == "send"]
    if not sent:
        return OfficeState.NOT_OPENED
    decided = [what for _, what, own in events if own == sent[-1] and what != "send"]
    if not decided:
        return OfficeState.SENT
    return OfficeState.ACCEPTED if decided[-1] == "accept" else OfficeState.REFUSED
