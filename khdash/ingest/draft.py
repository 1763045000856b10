"""Drafts: an uploaded file with what a person decided about it, kept until it is committed.

drafts/<key>/ in the home holds `file`, the bytes as they came, and `draft.json`. A draft has an
owner: nobody else sees, continues or drops it, but the administrator. Who uploads the same file
again meets their own draft; the newest decision counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from khdash.model.actor import AT_THE_MACHINE, Action, Actor
from khdash.store.atomic import sync_folder, write_whole
from khdash.store.errors import writing_to

FILE, DECISIONS = "file", "draft.json"
SHA256, MARK = 64, 24
"""Signs of the parts of a draft's key."""


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
    figures that another source gave with the same value are written too. owner: the identity of who
    uploaded it (see Actor), '' for the person at the machine.
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
    owner: str = ""

    @property
    def key(self) -> str:
        """What names the draft: of one file everybody has one of their own."""
        return _key(self.sha256, self.owner)

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
    """The drafts of a folder that an actor may see; the others are not there for them.

    What changes a draft raises AccessRefused where the actor may keep none, DatabaseReadOnly where
    the disk refuses; a draft that could not be begun leaves nothing.
    """

    def __init__(self, folder: Path, actor: Actor = AT_THE_MACHINE) -> None:
        self.folder, self.actor = folder, actor

    def start(self, content: bytes, file_name: str, by: str, now: datetime) -> Draft:
        """The draft of a file: the open one where the same bytes were uploaded before."""
        self.actor.require(Action.DRAFT)
        owner, sha256 = self.actor.identity, hashlib.sha256(content).hexdigest()
        known = self.find(_key(sha256, owner))
        if known is not None:
            return known
        at = now.isoformat(timespec="seconds")
        draft = Draft(sha256, file_name, by, at, len(content), owner=owner)
        folder = self.folder / draft.key
        begun = folder.with_name(f".{draft.key}.{os.getpid()}-{threading.get_ident()}")
        try:
            with writing_to(folder):
                begun.mkdir(parents=True, exist_ok=True)
                write_whole(begun / FILE, content)
                write_whole(begun / DECISIONS, _text(draft))
                # What is there cannot be read. Nobody ever meets a draft that is half written.
                shutil.rmtree(folder, ignore_errors=True)
                begun.rename(folder)
                sync_folder(self.folder)
        finally:
            shutil.rmtree(begun, ignore_errors=True)
        return draft

    def save(self, draft: Draft, now: datetime) -> Draft:
        """Write the decisions; the draft with the time of this change."""
        self._check(draft)
        saved = replace(draft, changed_at=now.isoformat(timespec="seconds"))
        folder = self.folder / saved.key
        with writing_to(folder):
            write_whole(folder / DECISIONS, _text(saved))
        return saved

    def find(self, key: str) -> Draft | None:
        """A draft by its key; None where there is none that can be read, or none of the actor's."""
        if not _is_key(key):
            return None
        try:
            content = json.loads((self.folder / key / DECISIONS).read_text(encoding="utf-8"))
            made = tuple(Correction(**c) for c in content.pop("corrections", ()))
            content["reading"] = _reading(content.get("reading") or {})
            draft = Draft(**content, corrections=made)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return draft if draft.key == key and self._sees(draft.owner) else None

    def content(self, draft: Draft) -> bytes:
        """The file as it was uploaded. Raises OSError where it is gone or no longer the same."""
        self._check(draft)
        path = self.folder / draft.key / FILE
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != draft.sha256:
            raise OSError(f"{path} is not the file that was uploaded")
        return content

    def open_drafts(self) -> list[Draft]:
        """Every draft that the actor may see, the newest change first."""
        if not self.folder.is_dir():
            return []
        found = [self.find(path.name) for path in self.folder.iterdir()]
        return sorted((d for d in found if d), key=lambda d: d.changed_at, reverse=True)

    def unreadable(self) -> list[str]:
        """The keys of the drafts whose decisions cannot be read any more, and so no owner: those
        that the actor may have made."""
        if not self.folder.is_dir():
            return []
        names = sorted(path.name for path in self.folder.iterdir() if self._made(path.name))
        return [name for name in names if self.find(name) is None]

    def drop(self, key: str) -> None:
        """Remove a draft: it was committed, or the person gave it up."""
        if self._made(key):
            self.actor.require(Action.DRAFT)
            shutil.rmtree(self.folder / key, ignore_errors=True)

    def _sees(self, owner: str) -> bool:
        return self.actor.may(Action.SEE_ALL_DRAFTS) or (
            self.actor.may(Action.DRAFT) and owner == self.actor.identity
        )

    def _check(self, draft: Draft) -> None:
        self.actor.require(
            Action.DRAFT if draft.owner == self.actor.identity else Action.SEE_ALL_DRAFTS
        )

    def _made(self, key: str) -> bool:
        """Whether a key is that of a draft of the actor, or of any for who may see them all."""
        return _is_key(key) and (
            self.actor.may(Action.SEE_ALL_DRAFTS)
            or (self.actor.may(Action.DRAFT) and key == _key(key[:SHA256], self.actor.identity))
        )


def _text(draft: Draft) -> bytes:
    return json.dumps(asdict(draft), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _reading(told: Mapping[str, Any]) -> dict[str, Any]:
    """How to read the file; a draft made when a file gave one sheet alone keeps to that one."""
    kept = {name: value for name, value in told.items() if name not in ("sheet", "part")}
    return {"sheets": [told["sheet"]], **kept} if told.get("sheet") else kept


def _key(sha256: str, owner: str) -> str:
    """The name of a draft: the file's SHA-256, and for an owner with an identity a mark of it."""
    if not owner:
        return sha256
    return f"{sha256}-{hashlib.sha256(owner.encode()).hexdigest()[:MARK]}"


def _is_key(text: str) -> bool:
    sha256, between, mark = text[:SHA256], text[SHA256 : SHA256 + 1], text[SHA256 + 1 :]
    return _is_hex(sha256, SHA256) and (
        not text[SHA256:] or (between == "-" and _is_hex(mark, MARK))
    )


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(sign in "0123456789abcdef" for sign in text)
