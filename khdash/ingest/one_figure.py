"""One figure given by hand: the same check as a file, and what is written of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from khdash.ingest.check import UPLOAD_SOURCE, CheckReport, Known, Store, figures
from khdash.ingest.findings import Finding
from khdash.ingest.pipeline import REPORTED, check_bytes
from khdash.ingest.recognise import Choices
from khdash.model.entries import Source
from khdash.store.batches import Submission
from khdash.store.database import Database

CHANNEL = "correction"
"""How a figure given on its card came into the store."""
FILE_NAME = "figure.csv"
"""What the form of a single figure is called while it is checked; it is kept nowhere."""
CONFIDENCES = {"press": "medium", "unknown": "low"}
"""How far a source of this kind is trusted; others highly."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who states a figure: the source, and how far it is trusted."""

    source_id: str
    confidence: str = "high"

    @classmethod
    def of(cls, source: Source | None) -> Saying:
        """What a source says that said nothing of the figure before; None: the associations."""
        if source is None:
            return cls(UPLOAD_SOURCE)
        return cls(source.source_id, CONFIDENCES.get(source.kind, "high"))


@dataclass(frozen=True)
class _SaidBy:
    """The store as a check asks it, of figures that this source states."""

    database: Database
    saying: Saying

    def classify(self, rows: pd.DataFrame) -> pd.DataFrame:
        return self.database.classify(_said_by(rows, self.saying))


def check_figure(
    data: bytes, known: Known, database: Database, saying: Saying, convention: Literal["vi", "en"]
) -> CheckReport:
    """The report on the form of a single figure; convention: how its number is written."""
    store: Store = _SaidBy(database, saying)
    choices = Choices(convention=convention)
    return check_bytes(data, FILE_NAME, known, store, choices=choices)


def refusals(report: CheckReport) -> list[Finding]:
    """What keeps the figure from being written."""
    return [finding for finding in report.findings if finding.rejects]


def submission_of_figure(report: CheckReport, saying: Saying, reason: str) -> Submission:
    """What a commit of the figure writes; the reason stands in the journal and at the figure."""
    rows = _said_by(figures(report.cells, restates=True), saying)
    rows = rows.assign(sheet="", cell="", note_vi=reason, note_en=reason)
    return Submission(rows=rows, sources=(REPORTED,), channel=CHANNEL, note=reason)


def _said_by(rows: pd.DataFrame, saying: Saying) -> pd.DataFrame:
    return rows.assign(source_id=saying.source_id, confidence=saying.confidence)


def into_locked(known: Known) -> Known:
    """The same without locks, for a person who gives the reason."""
    return replace(known, locked=frozenset())
