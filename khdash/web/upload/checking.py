"""The check of a draft, kept until the draft or the data change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from khdash.ingest.apart import CheckStopped, check_here_or_apart, reviewed
from khdash.ingest.check import CheckReport, figures
from khdash.ingest.draft import Draft
from khdash.ingest.pipeline import Options, Stage, known_by
from khdash.ingest.recognise import Choices
from khdash.locale import Words
from khdash.store.database import Database
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.common.worker import WORKER
from khdash.web.upload import state
from khdash.web.upload.locked_years import writes_into_locked

AS_TARGETS = "as_targets"
"""The decision of a draft to write its plans as targets, with the document that sets them."""
REMEMBERED = "remembered"
"""What a draft took over from earlier files on its form."""
MOST_KEPT = 8
Progress = Callable[[Stage, float], None]
Kept = dict[tuple[str, ...], "Checked"]


class DraftLost(Exception):
    """A draft cannot be opened: its file is gone or changed, its decisions mean nothing, or its
    check did not come to an end."""

    def __init__(self, what: Literal["file", "decisions", "check"]) -> None:
        super().__init__(what)
        self.what = what

    def text(self, file_name: str, words: Words) -> str:
        """What happened to the draft of a file, and what to do."""
        if self.what == "file":
            return words(
                "Không mở lại được «{name}»: tệp gốc không còn nguyên trên máy chủ. Hãy bỏ bản nháp"
                " rồi tải tệp lên lại.",
                name=file_name,
            )
        if self.what == "check":
            return words(
                "Chưa kiểm tra xong «{name}»: việc kiểm tra dừng giữa chừng, thường vì tệp quá lớn"
                " so với bộ nhớ của máy chủ. Chưa ghi gì vào số liệu. Hãy chia tệp thành vài phần"
                " rồi tải lên lại.",
                name=file_name,
            )
        return words(
            "Không mở lại được «{name}»: các lựa chọn đã lưu không còn đọc được. Hãy bỏ bản nháp"
            " rồi tải tệp lên lại.",
            name=file_name,
        )


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
    told_apart = (REMEMBERED, AS_TARGETS)
    reading = {name: told for name, told in draft.reading.items() if name not in told_apart}
    decisions = json.dumps([reading, choices.to_dict(), draft.restates], sort_keys=True)
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
    report = check_content(_content(draft), draft, choices, database, progress)
    rows = report.cells if report.cells.empty else figures(report.cells, draft.restates)
    writes = int(database.classify(rows)["writes"].sum()) if len(rows) else 0
    return Checked(report, writes, version)


def _content(draft: Draft) -> bytes:
    """The uploaded bytes, as a check before this one read them. Raises DraftLost."""
    for checked in list(_kept().values()):
        if checked.report.sha256 == draft.sha256 and checked.report.data:
            return checked.report.data
    try:
        return state.drafts().content(draft)
    except OSError as error:
        raise DraftLost("file") from error


def check_content(
    content: bytes, draft: Draft, choices: Choices, database: Database, progress: Progress
) -> CheckReport:
    """The check of every visible sheet with figures, or of those that the person chose."""
    known = known_by(database)
    if writes_into_locked(draft):
        known = replace(known, locked=frozenset())
    options = Options(
        draft.sheets or (),
        draft.reading.get("encoding"),
        draft.reading.get("delimiter"),
        progress=progress,
    )
    try:
        report = check_here_or_apart(WORKER, content, draft.file_name, known, choices, options)
        return reviewed(report, database)
    except CheckStopped as error:
        raise DraftLost("check") from error
