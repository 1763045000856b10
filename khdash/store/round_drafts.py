"""What a province began and has not sent: its draft and when it first opened its link.

home/submissions/ROUND/UNIT/ holds `form.json` (what was typed) and `opened.json`. It is kept beside
the journal, for it changes no figure and is nobody's statement yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from khdash.model.actor import Action, Actor
from khdash.model.rounds import Seen
from khdash.store import activity
from khdash.store.atomic import write_whole
from khdash.store.rights import check_round

FORM, OPENED = "form.json", "opened.json"
MOST_VALUES, LONGEST_VALUE = 5000, 200
"""What a draft may hold: fields, and letters of a field."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was typed into the form of a round, by the name of its field; asked_in: the batch of the
    round as it was shown."""

    values: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    sender: str = ""
    asked_in: int = 0
    at: datetime | None = None


class RoundDrafts:
    """The folder of all drafts. What is in one is for those who may hand it in: `read`, `save`
    and `mark_opened` raise AccessRefused or LinkUnknown; that there is one is no secret."""

    def __init__(self, home: Path, actor: Actor) -> None:
        self.home, self.folder, self.actor = home, home / "submissions", actor

    def read(self, number: int, unit: str) -> FormDraft:
        """The draft of a province; an empty one where there is none that can be read."""
        self._check(number, unit)
        return self._read(number, unit)

    def _read(self, number: int, unit: str) -> FormDraft:
        return _read(self._file(number, unit, FORM))

    def save(self, number: int, unit: str, draft: FormDraft, now: datetime) -> None:
        """Keep what was typed so far; what is more than a form holds is cut off."""
        self._check(number, unit)
        values = {
            name: text[:LONGEST_VALUE] for name, text in list(draft.values.items())[:MOST_VALUES]
        }
        told = {
            "values": values,
            "remark": draft.remark,
            "sender": draft.sender,
            "asked_in": draft.asked_in,
            "at": now.isoformat(timespec="seconds"),
        }
        self._write(number, unit, FORM, told)

    def mark_opened(self, number: int, unit: str, now: datetime) -> bool:
        """Remember that a province opened its link; whether it was for the first time."""
        self._check(number, unit)
        if self._file(number, unit, OPENED).exists():
            return False
        self._write(number, unit, OPENED, {"at": now.isoformat(timespec="seconds")})
        return True

    def seen(self, number: int) -> dict[tuple[int, str], Seen]:
        """What each province of a round did before it sent."""
        folder = self.folder / str(number)
        if not folder.is_dir():
            return {}
        return {
            (number, path.name): Seen(self._when(number, path.name), self._drafted(number, path))
            for path in folder.iterdir()
            if path.is_dir()
        }

    def unreadable(self) -> list[str]:
        """The files of drafts that cannot be read any more, as they lie in the home."""
        return [
            path.relative_to(self.home).as_posix()
            for path in sorted(self.folder.glob(f"*/*/{FORM}"))
            if _read(path).at is None
        ]

    def _drafted(self, number: int, path: Path) -> datetime | None:
        return self._read(number, path.name).at

    def _check(self, number: int, unit: str) -> None:
        activity.require(self.home, self.actor, Action.SUBMIT, [unit])
        check_round(self.actor, number)

    def _when(self, number: int, unit: str) -> datetime | None:
        try:
            told = json.loads(self._file(number, unit, OPENED).read_text(encoding="utf-8"))
            return datetime.fromisoformat(told["at"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _file(self, number: int, unit: str, name: str) -> Path:
        return self.folder / str(int(number)) / unit / name

    def _write(self, number: int, unit: str, name: str, told: Mapping[str, object]) -> None:
        path = self._file(number, unit, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(path, text.encode())


def _read(path: Path) -> FormDraft:
    """What a draft's file holds; an empty draft where it cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        values = {str(name): str(text) for name, text in told["values"].items()}
        at = datetime.fromisoformat(told["at"])
        return FormDraft(
            values, str(told["remark"]), str(told["sender"]), int(told["asked_in"]), at
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return FormDraft()
