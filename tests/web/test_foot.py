"""What stands below an exhibit."""

from __future__ import annotations

from typing import get_args

from khdash.exhibit.core.exhibit import NoteKind
from khdash.exhibit.core.notes import NOTE_ORDER


def test_every_kind_of_note_has_its_place() -> None:
    assert sorted(NOTE_ORDER) == sorted(get_args(NoteKind))
