"""People who write through the running application, and what each of them was told.

A command or an upload counts as acknowledged when its answer came, as met when the application
ended before that. Who was told something can be compared with what is there afterwards.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event, Lock

from websockets.exceptions import WebSocketException

from benchmarks.reader import Reader, ScriptFailed
from khdash.commands.door import DoorClosed, ask
from khdash.store.places import Places

KINDS = ("upload", "import", "undo", "redo", "receive", "accept")
PEOPLE = ("Nguyễn Thị Lan", "Trần Văn Minh")
OFFICE = "Văn phòng Cụm"
ROUND, PROVINCE, YEAR = "1", "35", 2015
"""The one round of the home, and whom it asks for members in which year."""
PAUSE = 0.05
ENDS_WITHIN = 10.0
"""Seconds in which whoever lost the connection learns that the application was ended."""
_BATCH = re.compile(r"lần nạp số (\d+)")
_SUBMISSION = re.compile(r"bản gửi số (\d+)")


@dataclass(slots=True)
class Counts:
    """By kind: what was acknowledged, refused, or met by the end of the application; and what
    somebody waits for at this moment."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, to: Counter[str], kind: str, number: int = 1) -> None:
        with self._lock:
            to[kind] += number

    @contextmanager
    def waiting_for(self, kind: str) -> Iterator[None]:
        self.add(self.waiting, kind)
        try:
            yield
        finally:
            self.add(self.waiting, kind, -1)


@dataclass(slots=True)
class Told:
    """What people were told: whether the batch of a file is in force, whether a submission was
    accepted, which drafts are kept; `asked` are files and submissions whose state was just asked
    for and not answered."""

    live: dict[str, bool] = field(default_factory=dict)
    accepted: dict[int, bool] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    asked: set[str | int] = field(default_factory=set)


@dataclass(slots=True)
class Office:
    """One life of the application and those who write in it."""

    places: Places
    folder: Path
    port: int
    life: int
    counts: Counts
    told: Told
    ended: Event = field(default_factory=Event)

    def imports(self, who: int) -> None:
        """Import one file after the other; each second one is undone, and redone by the next."""
        number = 0
        while not self.ended.is_set():
            if self.counts.waiting["accept"]:  # it is refused where somebody wrote meanwhile
                time.sleep(PAUSE)
                continue
            number += 1
            file = self._file(f"{who}-{self.life}-{number}.csv", 2001 + who, number)
            said = self._asked("import", [str(file), "--by", PEOPLE[who]])
            if said is None:
                time.sleep(PAUSE)
                continue
            self.told.live[file.name] = True
            found = _BATCH.search(said)
            if found and number % 2 == 0:
                self._turn(who, file.name, found[1])

    def _turn(self, who: int, name: str, batch: str) -> None:
        for kind in ("undo", "redo"):
            self.told.asked.add(name)
            if self._asked(kind, [batch, "--by", PEOPLE[who], "--reason", "thử"]) is None:
                return
            self.told.live[name] = kind == "redo"
            self.told.asked.discard(name)

    def accepts(self) -> None:
        """Take in one file of the province after the other, and accept all but each third."""
        number = 0
        while not self.ended.is_set():
            number += 1
            name = f"{PROVINCE}-{self.life}-{number}.csv"
            file = self._file(name, YEAR, number)
            given = ["receive", ROUND, PROVINCE, str(file), "--by", OFFICE]
            said = self._asked("receive", given)
            if said is None:
                time.sleep(PAUSE)
                continue
            found = _SUBMISSION.search(said)
            assert found is not None, said
            submission = int(found[1])
            self.told.accepted[submission] = False
            if number % 3 == 0:
                continue
            self.told.asked.add(submission)
            with self.counts.waiting_for("accept"):
                while not self.ended.is_set():
                    if self._asked("accept", ["accept", found[1], "--by", OFFICE]) is not None:
                        self.told.accepted[submission] = True
                        self.told.asked.discard(submission)
                        break
                    time.sleep(PAUSE)

    def uploads(self) -> None:
        """Give one file after the other to the upload page, where it stays as a draft."""
        asyncio.run(self._uploads())

    async def _uploads(self) -> None:
        number = 0
        while not self.ended.is_set():
            number += 1
            file = self._file(f"d-{self.life}-{number}.csv", 2003, number)
            content, given = file.read_bytes(), False
            try:
                async with Reader(self.port) as reader:
                    await reader.open("nap-so-lieu")
                    given = True
                    with self.counts.waiting_for("upload"):
                        await reader.upload("tep", file.name, content)
            except (ScriptFailed, WebSocketException, HTTPException, OSError) as error:
                self._cut_off(error, given)
                continue
            self.counts.add(self.counts.done, "upload")
            self.told.drafts.add(hashlib.sha256(content).hexdigest())
            await asyncio.sleep(PAUSE)

    def _cut_off(self, error: Exception, given: bool) -> None:
        """An upload without an answer: the application was ended, or the page failed."""
        if self.ended.wait(ENDS_WITHIN):
            self.counts.add(self.counts.met, "upload", given)
        else:
            self.counts.faults.append(f"upload: {type(error).__name__}: {error}")

    def _file(self, name: str, year: int, number: int) -> Path:
        """A file with a figure that no other has, since the same file is not taken in twice, and a
        plausible one."""
        file, value = self.folder / name, 90_000 + 100 * self.life + number
        file.write_text(f"Tỉnh;Năm;Số hội viên\nHà Nam;{year};{value}\n", encoding="utf-8")
        return file

    def _asked(self, kind: str, arguments: list[str]) -> str | None:
        """What a command said that the application ran to a good end; None of any other."""
        said: list[bytes] = []
        command = ["round"] if kind in ("receive", "accept") else [kind]
        try:
            with self.counts.waiting_for(kind):
                status = ask(self.places, [*command, *arguments], lambda _, part: said.append(part))
        except DoorClosed:
            self.counts.add(self.counts.met, kind)
            return None
        if status is None:  # nobody serves
            return None
        self.counts.add(self.counts.done if status == 0 else self.counts.refused, kind)
        return b"".join(said).decode() if status == 0 else None
