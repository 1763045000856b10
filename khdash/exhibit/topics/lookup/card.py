"""Everything behind one figure: who states it, why it is the one in use, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from khdash.exhibit.topics.lookup.explained import Explanation, explanations_of
from khdash.exhibit.topics.lookup.follow_up import FollowUp, follow_ups_of
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.observations import CONFIDENCES, SOURCE_KINDS, period_code
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.entries import Source
from khdash.model.value import Qualifier
from khdash.store.database import Database
from khdash.store.decisions import Explained

KIND_RANK = {
    "official_report": 1,
    "association": 2,
    "statistics_office": 3,
    "government": 3,
    "press": 4,
}
LOWEST_KIND = 5
CONFIDENCE_RANK = {"high": 1, "medium": 2}
LOWEST_CONFIDENCE = 3
CRITERIA = ("kind", "confidence", "as_of", "precision", "batch", "line")
"""What decides between two sources, the weightiest first (methods.md rule 7)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says in one batch.

    standing: current | rival | other_time | superseded | retraction. undone_at, undone_by and
    undone_reason are of the batch, None and '' while it is in force.
    """

    value: float | None
    qualifier: Qualifier
    basis: str
    standing: str
    source_id: str
    source: Source | None
    confidence: str
    as_of: pd.Timestamp | None
    point: str
    period: str
    note: str
    batch_id: int
    line: int
    channel: str
    file_name: str
    file_sha256: str
    sheet: str
    cell: str
    committed_at: datetime
    committed_by: str
    live: bool
    undone_at: datetime | None = None
    undone_by: str = ""
    undone_reason: str = ""

    @property
    def kind(self) -> str:
        return self.source.kind if self.source else "unknown"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another published figure for the same thing, and in words what decided between the two."""

    statement: Statement
    criterion: str
    why: str


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure with all that is needed to judge it.

    subject: what the key names; None where no source in force says so. in_use: whether it is the
    figure that pages show; where it is not, `instead` is that one. history: every statement ever
    written, the newest first; explanations: so too, of whatever value.
    """

    key: FigureKey
    subject: Statement | None
    in_use: bool
    instead: Rival | None
    rivals: tuple[Rival, ...]
    history: tuple[Statement, ...]
    follow_ups: tuple[FollowUp, ...]
    explanations: tuple[Explanation, ...] = ()

    @property
    def explanation(self) -> Explanation | None:
        """What the office says of the figure as it stands."""
        said = self.subject
        if said is None:
            return None
        stands = (said.value, said.qualifier, said.point, said.period)
        newest = next((one for one in self.explanations if one.is_of(*stands)), None)
        return newest if newest is not None and newest.text else None


@dataclass(frozen=True, slots=True)
class FigureRecords:
    """What the store holds on a figure: its statements on every base that competes, the batches
    by their number, and the decisions of people."""

    statements: pd.DataFrame
    batches: pd.DataFrame
    follow_ups: pd.DataFrame
    preferences: pd.DataFrame
    explanations: pd.DataFrame


def read_records(database: Database, catalogue: Catalogue, key: FigureKey) -> FigureRecords:
    """Read the store for one card."""
    entry = catalogue.indicators[key.indicator]
    bases: tuple[str, ...] = (key.basis,)
    if entry.basis_matters:
        stated = ("all", "registered", "unstated")
        bases = tuple(b for b in stated if not key.basis or _compete(b, key.basis))
    frames = [
        database.history_of(key.unit, key.indicator, key.subgroup, key.year, basis)
        for basis in bases
    ]
    filled = [frame for frame in frames if len(frame)]
    return FigureRecords(
        pd.concat(filled, ignore_index=True) if filled else frames[0],
        database.history(),
        database.records("follow_up"),
        database.records("preference"),
        database.records("explanation"),
    )


def _compete(one: str, other: str) -> bool:
    """A figure without a stated base competes with both; two stated bases are two series."""
    return one == other or "unstated" in (one, other)


def build_card(
    catalogue: Catalogue, records: FigureRecords, key: FigureKey, words: Words
) -> FigureCard:
    """The card of a figure; without `subject` where nothing in force answers to the key.

    A key without a base, of an indicator that has bases, becomes the key of what is found.
    """
    batches: list[Any] = list(records.batches.itertuples())
    undone = {int(row.batch_id): row for row in batches if not row.live}
    said = [
        _statement(row, catalogue, undone, words)
        for row in records.statements.sort_values(
            ["batch_id", "line"], ascending=False, kind="stable"
        ).itertuples()
    ]
    said = [s for s in said if s.period == key.period]
    subject = _subject(said, key)
    if subject is not None:
        key = replace(key, basis=subject.basis)
    rivals: tuple[Rival, ...] = ()
    instead = None
    if subject is not None:
        others = [
            s
            for s in said
            if s is not subject and s.point == subject.point and _compete(s.basis, subject.basis)
        ]
        if subject.standing == "rival":
            winner = next((s for s in others if s.standing == "current"), None)
            if winner is not None:
                instead = Rival(winner, *_decided(winner, subject, records.preferences, key, words))
        for other in (s for s in others if s.standing == "rival" and subject.standing != "rival"):
            decided = _decided(subject, other, records.preferences, key, words)
            rivals += (Rival(other, *decided),)
    return FigureCard(
        key=key,
        subject=subject,
        in_use=subject is not None and subject.standing == "current",
        instead=instead,
        rivals=rivals,
        history=tuple(said),
        follow_ups=follow_ups_of(records.follow_ups, key),
        explanations=explanations_of(records.explanations, key),
    )


def _subject(said: list[Statement], key: FigureKey) -> Statement | None:
    """The statement in force that the key names: the one in use before those that are not."""
    own = [
        s
        for s in said
        if s.standing not in _OUT_OF_FORCE and (s.basis == key.basis or not key.basis)
    ]
    if key.point:
        own = [s for s in own if s.point == key.point]
    order = {"current": 0, "rival": 1, "other_time": 2}
    return min(own, key=lambda s: order[s.standing], default=None)


_OUT_OF_FORCE = ("superseded", "retraction")


def _statement(row: Any, catalogue: Catalogue, undone: dict[int, Any], words: Words) -> Statement:
    batch = undone.get(int(row.batch_id))
    return Statement(
        value=None if pd.isna(row.value) else float(row.value),
        qualifier=row.qualifier or "exact",
        basis=row.basis,
        standing=row.standing,
        source_id=row.source_id,
        source=catalogue.sources.get(row.source_id),
        confidence=row.confidence,
        as_of=None if pd.isna(row.as_of) else pd.Timestamp(row.as_of),
        point=row.point,
        period=row.period,
        note=row.note_vi if words.lang == "vi" else (row.note_en or row.note_vi),
        batch_id=int(row.batch_id),
        line=int(row.line),
        channel=row.channel,
        file_name=row.file_name,
        file_sha256=row.file_sha256,
        sheet=row.sheet,
        cell=row.cell,
        committed_at=pd.Timestamp(row.committed_at).to_pydatetime(),
        committed_by=row.committed_by,
        live=bool(row.live),
        undone_at=pd.Timestamp(batch.changed_at).to_pydatetime() if batch else None,
        undone_by=batch.changed_by if batch else "",
        undone_reason=batch.reason if batch else "",
    )


def deciding_criterion(
    winner: Statement, rival: Statement, preferences: pd.DataFrame, key: FigureKey
) -> str:
    """What puts one statement before another: 'preferred' by a person, or the first of CRITERIA."""
    if _preference(winner, preferences, key) is not None:
        return "preferred"
    ours, theirs = _standing_of(winner), _standing_of(rival)
    return next(
        (name for name, a, b in zip(CRITERIA, ours, theirs, strict=True) if a != b), CRITERIA[-1]
    )


def _standing_of(said: Statement) -> tuple[float, ...]:
    """A statement's place by each of CRITERIA; smaller goes before."""
    return (
        KIND_RANK.get(said.kind, LOWEST_KIND),
        CONFIDENCE_RANK.get(said.confidence, LOWEST_CONFIDENCE),
        float("inf") if said.as_of is None else -said.as_of.timestamp(),
        said.qualifier != "exact",
        -said.batch_id,
        said.line,
    )


def _preference(said: Statement, preferences: pd.DataFrame, key: FigureKey) -> Any | None:
    """The newest decision in force for a figure of this key, if it names this statement."""
    if preferences.empty:
        return None
    concerns = (
        (preferences["unit"] == key.unit)
        & (preferences["indicator"] == key.indicator)
        & (preferences["subgroup"] == key.subgroup)
        & (preferences["year"] == key.year)
        & (preferences["point"] == said.point)
        & preferences["basis"].map(lambda basis: _compete(basis, said.basis))
    )
    for row in preferences[concerns].sort_values("batch_id").tail(1).itertuples():
        if (row.basis, row.source_id, row.value) == (said.basis, said.source_id, said.value):
            return row
    return None


def _decided(
    winner: Statement, rival: Statement, preferences: pd.DataFrame, key: FigureKey, words: Words
) -> tuple[str, str]:
    """The deciding criterion, and a sentence about it."""
    criterion = deciding_criterion(winner, rival, preferences, key)
    chosen = _preference(winner, preferences, key)
    if chosen is None:
        return criterion, _why(winner, rival, criterion, words)
    why = words(
        "{who} đã chọn số đang dùng lúc {when}, lý do: {reason}",
        who=chosen.committed_by,
        when=words.moment(chosen.committed_at),
        reason=chosen.reason,
    )
    return criterion, why


def _why(winner: Statement, rival: Statement, criterion: str, words: Words) -> str:
    """The first criterion that differs as a sentence about the two statements."""

    def day(said: Statement) -> str:
        return words.date(said.as_of) if said.as_of is not None else words("không rõ ngày")

    match criterion:
        case "kind":
            return words(
                "Xét loại nguồn trước tiên: {ours} đứng trước {theirs}.",
                ours=words(SOURCE_KINDS.get(winner.kind, winner.kind)),
                theirs=words(SOURCE_KINDS.get(rival.kind, rival.kind)),
            )
        case "confidence":
            return words(
                "Hai số cùng bậc về loại nguồn; độ tin cậy của số đang dùng là {ours}, của số kia"
                " là {theirs}.",
                ours=words(CONFIDENCES.get(winner.confidence, winner.confidence)),
                theirs=words(CONFIDENCES.get(rival.confidence, rival.confidence)),
            )
        case "as_of":
            return words(
                "Hai số cùng bậc nguồn, cùng độ tin cậy; số đang dùng có thời điểm muộn hơn:"
                " {ours}, số kia: {theirs}.",
                ours=day(winner),
                theirs=day(rival),
            )
        case "precision":
            return words(
                "Ngang nhau về loại nguồn, độ tin cậy và thời điểm; số đang dùng là số chính xác,"
                " số kia đã làm tròn."
            )
        case "batch":
            return words(
                "Ngang nhau ở mọi tiêu chí khác; số đang dùng thuộc lần nạp sau (số {ours}, số kia"
                " thuộc lần nạp số {theirs}).",
                ours=winner.batch_id,
                theirs=rival.batch_id,
            )
    return words("Cùng một nguồn, cùng một lần nạp ghi hai số; số đứng trước trong tệp được dùng.")


def figure_in_use(dataset: Dataset, key: FigureKey) -> Any | None:
    """The row that a dataset uses for a key; None where it has none.

    With the dataset of an earlier moment: the figure as then known.
    """
    frame = dataset.periods if key.period else dataset.observations
    rows = frame[
        (frame["unit"] == key.unit)
        & (frame["indicator"] == key.indicator)
        & (frame["subgroup"] == key.subgroup)
        & (frame["basis"] == key.basis)
        & (frame["year"] == key.year)
    ]
    if key.period:
        own = [period_code(row) == key.period for row in rows.itertuples()]
        rows = rows[pd.Series(own, index=rows.index, dtype=bool)]
    if key.point:
        rows = rows[rows["point"] == key.point]
    rows = rows[rows["standing"].isin(["current"] if not key.point else ["current", "other_time"])]
    return next(rows.itertuples(), None)


def figure_to_explain(dataset: Dataset, key: FigureKey) -> Explained | None:
    """The figure in use that a key names, as it stands; None where there is none."""
    row = figure_in_use(dataset, key)
    if row is None:
        return None
    about = (row.unit, row.indicator, int(row.year), float(row.value), row.qualifier)
    return Explained(*about, row.subgroup, row.basis, row.point, key.period)
