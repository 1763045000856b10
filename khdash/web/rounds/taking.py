"""A file for a round, by whichever way it comes: taken in, checked, its open questions asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from khdash.ingest.apart import CheckStopped
from khdash.ingest.check import CheckReport
from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.ingest.recognise import Choices
from khdash.ingest.rounds.accepting import check_sent
from khdash.ingest.rounds.within import SAYING, answered
from khdash.locale import Words
from khdash.model.rounds import Round
from khdash.reading.table import Limits
from khdash.web.common import reader
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.markdown import plain
from khdash.web.common.rounds import check_apart
from khdash.web.upload.asking import Change, draw_question
from khdash.web.upload.questions import questions_of
from khdash.web.upload.receiving import KINDS
from khdash.web.upload.tables import Cells

MOST_FINDINGS = 40
_ANSWERS, _CHECKED = "_tep_dot_tra_loi", "_tep_dot_kiem_tra"


@dataclass(frozen=True, eq=False)
class Taken:
    """A file as (name, bytes), what the check says of it, and how it is read."""

    file: tuple[str, bytes]
    report: CheckReport
    reading: Mapping[str, Any]


def take_file(
    asked: Round, unit: str, key: str, words: Words, *, disabled: bool = False
) -> Taken | None:
    """The field for a file of a province, and below it what is unclear or wrong in it; None while
    there is no file that can be used, or something is still to be answered."""
    limit = Limits().file_bytes
    given = st.file_uploader(
        words("Chọn tệp số liệu"),
        type=KINDS,
        key=key,
        max_upload_size=limit // 1024 // 1024,
        label_visibility="collapsed",
        disabled=disabled,
    )
    if given is None:
        return None
    file, reading = (given.name, given.getvalue()), {"choices": _choices(given.file_id).to_dict()}
    report = _checked(asked, unit, given.file_id, file, reading, words)
    if report is None:
        return None
    if not report.is_usable:
        _draw_findings(list(report.findings), words)
        return None
    if _draw_questions(report, unit, given.file_id, words):
        return None
    _draw_findings([f for f in report.findings if f.severity != "info"], words)
    if not any(one.action in SAYING for one in answered(report, asked, unit)):
        st.warning(words("Tệp này chưa có số nào của đợt."), icon=":material/warning:")
        return None
    return Taken(file, report, reading)


def _choices(file_id: str) -> Choices:
    """What was answered about a file in this session."""
    known: dict[str, Choices] = st.session_state.setdefault(_ANSWERS, {})
    return known.get(file_id, Choices())


def _checked(
    asked: Round,
    unit: str,
    file_id: str,
    file: tuple[str, bytes],
    reading: Mapping[str, Any],
    words: Words,
) -> CheckReport | None:
    """The check of the file, made once; None, and why on the page, where it came to no end."""
    database = reader.database()
    key = (file_id, unit, database.version(), asked.number, asked.defined_in, reading)
    known: tuple[object, CheckReport] | None = st.session_state.get(_CHECKED)
    if known is not None and known[0] == key:
        return known[1]
    try:
        with st.spinner(words("Đang kiểm tra tệp…")):
            report = check_sent(
                database, asked, unit, file, reading, dataset=reader.dataset(), check=check_apart
            )
    except CheckStopped:
        st.error(
            words(
                "Chưa kiểm tra xong tệp này, thường vì tệp quá lớn. Chưa gửi gì. Hãy chia nhỏ tệp."
            )
        )
        return None
    st.session_state[_CHECKED] = (key, report)
    return report


def _draw_questions(report: CheckReport, unit: str, file_id: str, words: Words) -> bool:
    """What only a person can tell about the file; whether there is anything to tell."""

    def choose(change: Change) -> None:
        st.session_state[_ANSWERS] = {file_id: change(_choices(file_id))}

    questions = questions_of(report, Cells.of(report))
    for question in questions:
        with st.container(border=True):
            draw_question(question, report, file_id[:12], choose, words, (unit,))
    return bool(questions)


def _draw_findings(findings: list[Finding], words: Words) -> None:
    for finding in findings[:MOST_FINDINGS]:
        st.markdown(f"{SEVERITY_ICONS[finding.severity]} {plain(sentence(finding, words.lang))}")
    if len(findings) > MOST_FINDINGS:
        more = words.number(len(findings) - MOST_FINDINGS)
        st.caption(words("… và {n} chỗ nữa.", n=more))
