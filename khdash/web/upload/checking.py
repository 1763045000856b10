"""The check of a draft, kept until the draft or the data change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from khdash.ingest.check import CheckReport, figures
from khdash.ingest.draft import Draft
from khdash.ingest.pipeline import Options, check_bytes, known_by
from khdash.ingest.recognise import Choices
from khdash.store.places import database_file
from khdash.web import reader
from khdash.web.upload import state


@dataclass(frozen=True, eq=False)
class Checked:
    """A report and what its commit would write; `version` is that of the data it was made with."""

    report: CheckReport
    writes: int
    version: int


def choices_of(draft: Draft) -> Choices:
    """The decisions about a draft with its corrected cells."""
    return Choices.from_dict({**draft.choices, "corrections": draft.corrected_cells()})


def check(draft: Draft) -> Checked:
    """What importing the draft would do now. Raises OSError where its file is gone."""
    decisions = json.dumps([draft.reading, choices_of(draft).to_dict()], sort_keys=True)
    return _check(
        database_file(), reader.database().version(), draft.sha256, draft.file_name, decisions
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _check(path: Path, version: int, sha256: str, file_name: str, decisions: str) -> Checked:
    database = reader.database()
    draft = state.drafts().find(sha256)
    if draft is None:
        raise FileNotFoundError(sha256)
    reading, choices = json.loads(decisions)
    report = check_bytes(
        state.drafts().content(draft),
        file_name,
        known_by(database),
        database,
        choices=Choices.from_dict(choices),
        options=_options(reading),
    )
    rows = figures(report.cells) if not report.cells.empty else report.cells
    writes = int(database.classify(rows)["writes"].sum()) if len(rows) else 0
    return Checked(report, writes, version)


def _options(reading: dict[str, Any]) -> Options:
    return Options(
        sheet=reading.get("sheet"),
        encoding=reading.get("encoding"),
        delimiter=reading.get("delimiter"),
    )
