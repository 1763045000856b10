"""Drafts: an uploaded file with what a person decided about it, kept until it is committed.

drafts/<sha256>/ in the home holds `file`, the bytes as they came, and `draft.json`. Two people who
upload the same file meet in the same draft; the newest decision counts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from khdash.store.atomic import write_whole

FILE, DECISIONS = "file", "draft.json"


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell that a person changed in the browser; `at` is Vietnam time in ISO form."""

    sheet: str
    cell: str
    before: str
    after: str
    by: str
    at: str

    @property
    def address(self) -> str:
        """The cell as `Choices.corrections` names it, "Biểu 2!C5"; "C5" in a text file."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


@dataclass(frozen=True)
class Draft:
    """A file on its way into the store.

    reading: sheets, encoding and delimiter where a person fixed them. choices: as
    khdash.ingest.recognise.Choices.to_dict writes them. corrections: in the order made. restates:
    figures that another source gave with the same value are written too.
    """

    sha256: str
    file_name: str
    by: str
    changed_at: str
    size: int = 0
    reading: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    note: str = ""
    restates: bool = False

    def corrected_cells(self) -> dict[str, str]:
        """The newest text of every corrected cell, by `Correction.address`."""
        return {made.address: made.after for made in self.corrections}

    def original_cells(self) -> dict[str, str]:
        """What stood in every corrected cell, by `Correction.address`."""
        return {made.address: made.before for made in self.corrections}

    @property
    def sheets(self) -> tuple[str, ...] | None:
        """The sheets that a person chose to read; None: every visible one with figures."""
        told = self.reading.get("sheets")
        return tuple(str(name) for name in told) if told else None

    def with_correction(self, made: Correction) -> Draft:
        """A copy with one more corrected cell; back to the first text is no correction."""
        same = [c for c in self.corrections if (c.sheet, c.cell) == (made.sheet, made.cell)]
        others = tuple(c for c in self.corrections if c not in same)
        before = same[0].before if same else made.before
        if made.after == before:
            return replace(self, corrections=others)
        return replace(self, corrections=(*others, replace(made, before=before)))


class DraftFolder:
    """A folder of drafts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, content: bytes, file_name: str, by: str, now: datetime) -> Draft:
        """The draft of a file: the open one where the same bytes were uploaded before."""
        sha256 = hashlib.sha256(content).hexdigest()
        known = self.find(sha256)
        if known is not None:
            return known
        folder = self.folder / sha256
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, content)
        draft = Draft(sha256, file_name, by, now.isoformat(timespec="seconds"), len(content))
        self.save(draft, now)
        return draft

    def save(self, draft: Draft, now: datetime) -> Draft:
        """Write the decisions; the draft with the time of this change."""
        saved = replace(draft, changed_at=now.isoformat(timespec="seconds"))
        text = json.dumps(asdict(saved), ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(self.folder / saved.sha256 / DECISIONS, text.encode())
        return saved

    def find(self, sha256: str) -> Draft | None:
        """A draft by the file's SHA-256; None where there is none that can be read."""
        if not _is_sha256(sha256):
            return None
        try:
            content = json.loads((self.folder / sha256 / DECISIONS).read_text(encoding="utf-8"))
            made = tuple(Correction(**c) for c in content.pop("corrections", ()))
            content["reading"] = _reading(content.get("reading") or {})
            return Draft(**content, corrections=made)
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def content(self, draft: Draft) -> bytes:
        """The file as it was uploaded. Raises OSError where it is gone or no longer the same."""
        path = self.folder / draft.sha256 / FILE
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != draft.sha256:
            raise OSError(f"{path} is not the file that was uploaded")
        return content

    def open_drafts(self) -> list[Draft]:
        """Every draft, the newest change first."""
        if not self.folder.is_dir():
            return []
        found = [self.find(path.name) for path in self.folder.iterdir()]
        return sorted((d for d in found if d), key=lambda d: d.changed_at, reverse=True)

    def unreadable(self) -> list[str]:
        """The SHA-256 of the files kept here whose decisions cannot be read any more."""
        if not self.folder.is_dir():
            return []
        names = sorted(path.name for path in self.folder.iterdir() if _is_sha256(path.name))
        return [name for name in names if self.find(name) is None]

    def drop(self, sha256: str) -> None:
        """Remove a draft: it was committed, or the person gave it up."""
        if _is_sha256(sha256):
            shutil.rmtree(self.folder / sha256, ignore_errors=True)


def _reading(told: Mapping[str, Any]) -> dict[str, Any]:
    """How to read the file; a draft made when a file gave one sheet alone keeps to that one."""
    kept = {name: value for name, value in told.items() if name not in ("sheet", "part")}
    return {"sheets": [told["sheet"]], **kept} if told.get("sheet") else kept


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(sign in "0123456789abcdef" for sign in text)
