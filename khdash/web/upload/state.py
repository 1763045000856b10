"""Who is loading which file: the session's draft; everything else is in the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from khdash.ingest.deciding import in_table
from khdash.ingest.draft import Correction, Draft, DraftFolder
from khdash.ingest.recognise import Choices
from khdash.reading.table import Table
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.places import here
from khdash.web.common.visitor import person, visitor
from khdash.web.upload.tables import key_of

_DRAFT, _UPLOADER = "_nap_ban_nhap", "_nap_lan"
_DONE, _NEWS = "_nap_ket_qua", "_nap_vua_xong"


def drafts() -> DraftFolder:
    """The drafts of whoever is at the page."""
    return DraftFolder(here().drafts, visitor())


def current() -> Draft | None:
    """The draft on the page, as it is on disk."""
    key = st.session_state.get(_DRAFT, "")
    return drafts().find(key) if key else None


def open_draft(key: str) -> None:
    st.session_state[_DRAFT] = key
    st.session_state.pop(_DONE, None)


def leave() -> None:
    """No draft on the page, and an empty field for the next file."""
    st.session_state.pop(_DRAFT, None)
    st.session_state[_UPLOADER] = uploader() + 1


def drop(key: str) -> None:
    drafts().drop(key)
    if st.session_state.get(_DRAFT) == key:
        leave()


def give_up(key: str) -> None:
    """Drop a draft that was not committed, and keep that somebody did."""
    known = drafts().find(key)
    drop(key)
    name = known.file_name if known else ""
    activity.record(here().home, visitor(), Deed.DROP, file=name, draft=key[:12])


def uploader() -> int:
    """How many files were handed over: a new key empties the field."""
    return int(st.session_state.get(_UPLOADER, 0))


def save(change: Callable[[Draft], Draft]) -> None:
    """Apply a decision to the draft on the page and keep it."""
    draft = current()
    if draft is not None:
        drafts().save(change(draft), moment.now())


def decide(table: Table, change: Callable[[Choices], Choices]) -> None:
    """Apply a decision about one table of the file."""
    choose(lambda choices: in_table(choices, key_of(table), change))


def read_sheets(names: Sequence[str]) -> None:
    """Read these sheets of the file and no other, hidden ones too."""
    save(lambda draft: replace(draft, reading={**draft.reading, "sheets": list(names)}))


def choose(change: Callable[[Choices], Choices]) -> None:
    """Apply a decision about columns, units or numbers."""
    save(lambda draft: replace(draft, choices=change(Choices.from_dict(draft.choices)).to_dict()))


def correct(sheet: str, cell: str, before: str, after: str) -> None:
    """Record that the person changed the text of a cell."""
    at = moment.now().isoformat(timespec="seconds")
    made = Correction(sheet, cell, before, after.strip(), person(), at)
    save(lambda draft: draft.with_correction(made))
    draft = current()
    activity.record(
        here().home,
        visitor(),
        Deed.CORRECTION,
        file=draft.file_name if draft else "",
        cell=made.address,
        before=before,
        after=made.after,
    )


def finish(result: object) -> None:
    """The draft is committed: keep what came of it for the next run of the page."""
    st.session_state[_DONE] = result
    st.session_state[_NEWS] = True


def is_news() -> bool:
    """Whether the result is told for the first time."""
    return bool(st.session_state.pop(_NEWS, False))


def finished() -> object:
    return st.session_state.get(_DONE)
