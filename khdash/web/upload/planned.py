"""The columns of plans of a file, offered as targets and written in the same batch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.draft import Draft
from khdash.ingest.targets.entry import TargetEntry, faults, records, review, to_write
from khdash.ingest.targets.plans import planned
from khdash.locale import Words
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.target_rows import review_frame
from khdash.web.targets.written import MOST_ROWS
from khdash.web.upload import state
from khdash.web.upload.checking import AS_TARGETS, choices_of

LONGEST_INSTRUMENT = 300

_READ: WeakKeyDictionary[CheckReport, list[TargetEntry]] = WeakKeyDictionary()
"""The plans of every report that somebody keeps."""


@dataclass(frozen=True, slots=True)
class Plans:
    """What the plans of a file come to: the targets to write, and why they cannot be yet."""

    targets: tuple[TargetEntry, ...] = ()
    lacks: str = ""

    def records(self) -> list[dict[str, Any]]:
        return records(self.targets, reader.dataset().catalogue)


def plans_of(draft: Draft, report: CheckReport, words: Words) -> Plans:
    """The new and changed targets that the person asked to write."""
    if AS_TARGETS not in draft.reading:
        return Plans()
    instrument = str(draft.reading[AS_TARGETS]).strip()
    if not instrument:
        return Plans(lacks=words("Chỉ tiêu: hãy ghi văn bản đặt ra."))
    entries = (
        replace(entry, instrument=instrument, note=draft.note) for entry in _read(draft, report)
    )
    return Plans(tuple(to_write(entries, reader.dataset().catalogue)))


def draw_plans(draft: Draft, report: CheckReport, words: Words) -> None:
    """The choice to write plans as targets, and their review; nothing where the file has none."""
    found = _read(draft, report)
    if not found:
        return
    asked = AS_TARGETS in draft.reading
    key, named = f"chi_tieu_{draft.sha256[:12]}", f"van_ban_{draft.sha256[:12]}"

    def choose() -> None:
        wanted = bool(st.session_state[key])
        kept = {name: told for name, told in draft.reading.items() if name != AS_TARGETS}
        state.save(lambda d: replace(d, reading=kept | ({AS_TARGETS: ""} if wanted else {})))

    def name_document() -> None:
        text = str(st.session_state[named] or "")
        state.save(lambda d: replace(d, reading={**d.reading, AS_TARGETS: text}))

    st.checkbox(
        words("Ghi {n} số kế hoạch trong tệp làm chỉ tiêu", n=words.number(len(found))),
        value=asked,
        key=key,
        on_change=choose,
        help=words("Số kế hoạch không phải kết quả nên không bao giờ nạp làm số liệu."),
    )
    if not asked:
        return
    st.text_input(
        words("Văn bản đặt ra"),
        value=str(draft.reading[AS_TARGETS]),
        key=named,
        max_chars=LONGEST_INSTRUMENT,
        placeholder=words("ví dụ: KH 291/KH-UBND"),
        on_change=name_document,
        width=460,
    )
    catalogue = reader.dataset().catalogue
    instrument = str(draft.reading[AS_TARGETS]).strip()
    entries = [replace(entry, instrument=instrument) for entry in found]
    wrong = {words.of(*fault) for e in entries if instrument for fault in faults(e, catalogue)}
    for text in sorted(wrong):
        st.warning(plain(text))
    reviewed = review(entries, catalogue)
    st.table(
        review_frame(reviewed[:MOST_ROWS], catalogue, words),
        border="horizontal",
        hide_index=True,
        height="content" if len(reviewed) <= 12 else 420,
        alt=words("Chỉ tiêu đang có và chỉ tiêu mới"),
    )


def _read(draft: Draft, report: CheckReport) -> list[TargetEntry]:
    if report not in _READ:
        catalogue, choices = report.catalogue, choices_of(draft)
        _READ[report] = planned(report.recognitions, catalogue, choices, "")
    return _READ[report]
