"""The check of a draft, kept until the draft or the data change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from khdash.ingest.check import CheckReport, Known, check_recognitions, figures
from khdash.ingest.draft import Draft
from khdash.ingest.pipeline import Options, Stage, check_bytes, known_by
from khdash.ingest.recognise import Choices
from khdash.store.database import Database
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.upload import state
from khdash.web.upload.locked_years import writes_into_locked

MOST_KEPT = 8
Progress = Callable[[Stage, float], None]
Kept = dict[tuple[str, ...], "Checked"]


class DraftLost(Exception):
    """A draft cannot be opened: its file is gone, or its decisions mean nothing any more."""

    def __init__(self, what: Literal["file", "decisions"]) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, eq=False)
class Checked:
    """A report and what its commit would write; `version` is that of the data it was made with."""

    report: CheckReport
    writes: int
    version: int


def silent(stage: Stage, share: float) -> None:
    """Tells nobody how far a check is."""


def choices_of(draft: Draft) -> Choices:
    """The decisions about a draft with its corrected cells. Raises DraftLost."""
    try:
        return Choices.from_dict({**draft.choices, "corrections": draft.corrected_cells()})
    except (TypeError, ValueError, AttributeError) as error:
        raise DraftLost("decisions") from error


def check(draft: Draft, progress: Progress = silent) -> Checked:
    """What importing the draft would do now. Raises DraftLost."""
    choices, version = choices_of(draft), reader.database().version()
    reading = {name: told for name, told in draft.reading.items() if name != "remembered"}
    decisions = json.dumps([reading, choices.to_dict()], sort_keys=True)
    key = (str(here().database), str(version), draft.sha256, draft.file_name, decisions)
    kept = _kept()
    found = kept.get(key)
    if found is None:
        found = _check(draft, choices, version, progress)
        for oldest in list(kept)[: 1 - MOST_KEPT]:
            kept.pop(oldest, None)
        kept[key] = found
    return found


@st.cache_resource(max_entries=1, show_spinner=False)
def _kept() -> Kept:
    """The newest checks of all sessions.

    Streamlit's own cache would keep the bar of progress with the check and draw it again.
    """
    return {}


def _check(draft: Draft, choices: Choices, version: int, progress: Progress) -> Checked:
    database = reader.database()
    try:
        content = state.drafts().content(draft)
    except OSError as error:
        raise DraftLost("file") from error
    report = check_content(content, draft, choices, database, progress)
    rows = figures(report.cells) if not report.cells.empty else report.cells
    writes = int(database.classify(rows)["writes"].sum()) if len(rows) else 0
    return Checked(report, writes, version)


def check_content(
    content: bytes, draft: Draft, choices: Choices, database: Database, progress: Progress
) -> CheckReport:
    """The check of every visible sheet with figures, or of those that the person chose."""
    known, options = known_by(database), _options(draft.reading, progress)
    if writes_into_locked(draft):
        known = replace(known, locked=frozenset())
    if draft.sheets is None:
        options = replace(options, every_sheet=True)
        return check_bytes(
            content, draft.file_name, known, database, choices=choices, options=options
        )
    alone = [
        check_bytes(
            content,
            draft.file_name,
            known,
            None,
            choices=choices,
            options=replace(options, sheet=name),
        )
        for name in draft.sheets
    ]
    return _joined(alone, draft.sheets, known, database)


def _joined(
    alone: list[CheckReport], sheets: tuple[str, ...], known: Known, database: Database
) -> CheckReport:
    """The sheets checked together; one that cannot be read is a finding beside the others."""
    recognitions = [own for report in alone for own in report.recognitions]
    if not recognitions:
        return alone[0]
    unread = [found for report in alone if not report.is_usable for found in report.findings]
    report = check_recognitions(recognitions, known, database, unread)
    told = tuple(
        found
        for found in report.findings
        if found.code != "other-sheets"
        and not (found.code == "hidden-sheet-skipped" and found.params.get("sheet") in sheets)
    )
    return replace(report, findings=told)


def _options(reading: Any, progress: Progress) -> Options:
    return Options(
        encoding=reading.get("encoding"),
        delimiter=reading.get("delimiter"),
        progress=progress,
    )
