"""The application ended hard (SIGKILL) while people write: what was acknowledged is there.

`python -m benchmarks.killing [--kills 200]`

Two people import files and undo and redo their batches through the running application, a third
takes in and accepts what a province sends to a round; at some moment it is killed. Then the home is
opened: every acknowledged batch is there in the state that was acknowledged last, every submission
waits or is accepted as was told, the journal is whole, the database is what a build from scratch
gives.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, environment, served_app
from khdash.commands.door import FILE, DoorClosed, ask
from khdash.model.rounds import SentState
from khdash.store.build import verify_open
from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from khdash.store.rounds import read_rounds

KILLS = 200
LONGEST = 4.0
"""Seconds that the application lives on after its first acknowledgement, at most."""
START_SECONDS = 120.0
PEOPLE = ("Nguyễn Thị Lan", "Trần Văn Minh")
OFFICE = "Văn phòng Cụm"
ROUND, PROVINCE, YEAR = "1", "35", 2015
"""The one round of the home, and whom it asks for members in which year."""
_BATCH = re.compile(r"lần nạp số (\d+)")
_SUBMISSION = re.compile(r"bản gửi số (\d+)")


@dataclass(slots=True)
class Told:
    """What one person was told: the batches by file, and those whose state was just asked for."""

    live: dict[str, bool] = field(default_factory=dict)
    batches: dict[str, int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Handled:
    """What the office was told: the submissions by number, and whether each was accepted; the one
    whose acceptance was just asked for."""

    accepted: dict[int, bool] = field(default_factory=dict)
    open: int = 0


@dataclass(slots=True)
class Outcome:
    """Of all kills: what was acknowledged, and what was wrong afterwards."""

    kills: int = 0
    acknowledged: int = 0
    accepted: int = 0
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Print the table; exit status 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        outcome = killed(Path(name), given.kills, random.Random(given.seed))
    print(as_text(rows_of(outcome), {}))
    print("\n".join(outcome.faults), file=sys.stderr)
    raise SystemExit(bool(outcome.faults))


def rows_of(outcome: Outcome) -> list[Row]:
    """The table."""
    part = "SIGKILL while two people import and a third accepts"
    return [
        Row(part, "kills", outcome.kills),
        Row(part, "files acknowledged", outcome.acknowledged),
        Row(part, "submissions accepted", outcome.accepted),
        Row(part, "faults", len(outcome.faults), "", "0"),
    ]


def killed(folder: Path, kills: int, chance: random.Random) -> Outcome:
    """Serve, write and kill so many times on one home."""
    places = _built(folder / "home")
    variables = {"KHDASH_DATA": str(places.data), "KHDASH_HOME": str(places.home)}
    told, handled = [Told() for _ in PEOPLE], Handled()
    outcome = Outcome()
    for number in range(kills):
        (places.home / FILE).unlink(missing_ok=True)
        stop, before = Event(), sum(len(one.live) for one in told)
        with served_app(PROJECT, folder, variables) as server:
            writers = [
                Thread(target=_write, args=(places, folder, who, told[who], number, stop))
                for who in range(len(PEOPLE))
            ]
            writers.append(Thread(target=_accept, args=(places, folder, handled, number, stop)))
            for writer in writers:
                writer.start()
            _wait_for_the_first(told, before)
            time.sleep(chance.uniform(0, LONGEST))
            server.process.kill()
            server.process.wait()
            stop.set()
            for writer in writers:
                writer.join()
        outcome.kills += 1
        outcome.faults += [f"kill {number}: {fault}" for fault in _faults(places, told, handled)]
        for one in told:
            one.open.clear()
        handled.open = 0
    outcome.acknowledged = sum(len(one.live) for one in told)
    outcome.accepted = sum(handled.accepted.values())
    return outcome


def _wait_for_the_first(told: list[Told], before: int) -> None:
    """Until the application has acknowledged something, so that each life has work in it."""
    deadline = time.monotonic() + START_SECONDS
    while sum(len(one.live) for one in told) == before and time.monotonic() < deadline:
        time.sleep(0.02)


def _built(home: Path) -> Places:
    places = Places(PROJECT / "data", home, home / DATABASE)
    asked = ["--units", PROVINCE, "--years", str(YEAR), "--indicators", "members"]
    named = ["--title", "Hội viên", "--due", f"{YEAR + 1}-01-31", "--by", OFFICE]
    for command in (["build"], ["round", "open", *asked, *named]):
        subprocess.run(
            [sys.executable, "-m", "khdash", *command],
            cwd=PROJECT,
            env=environment({"KHDASH_DATA": str(places.data), "KHDASH_HOME": str(home)}),
            check=True,
            capture_output=True,
        )
    return places


def _write(places: Places, folder: Path, who: int, told: Told, kill: int, stop: Event) -> None:
    """Import one file after the other; each third one is undone, and redone by the next."""
    number = 0
    while not stop.is_set():
        number += 1
        name = f"{who}-{kill}-{number}.csv"
        value = 90_000 + 7 * (1000 * kill + 2 * number + who)
        text = f"Tỉnh;Năm;Số hội viên\nHà Nam;{2001 + who};{value}\n"
        (folder / name).write_text(text, encoding="utf-8")
        said: list[bytes] = []
        status = _asked(places, ["import", str(folder / name), "--by", PEOPLE[who]], said)
        if status is None:
            time.sleep(0.05)
            continue
        told.live[name] = True
        found = _BATCH.search(b"".join(said).decode())
        if found and number % 3 == 0:
            _turn(places, who, told, name, int(found[1]))


def _turn(places: Places, who: int, told: Told, name: str, batch: int) -> None:
    for command in ("undo", "redo"):
        told.open.add(name)
        reason = ["--by", PEOPLE[who], "--reason", "thử"]
        if _asked(places, [command, str(batch), *reason], []) is None:
            return
        told.live[name] = command == "redo"
        told.open.discard(name)


def _accept(places: Places, folder: Path, handled: Handled, kill: int, stop: Event) -> None:
    """Take in one file of the province after the other, and accept all but each third."""
    number = 0
    while not stop.is_set():
        number += 1
        file = folder / f"{PROVINCE}-{kill}-{number}.csv"
        file.write_text(f"Tỉnh;Năm;Số hội viên\nHà Nam;{YEAR};{90_000 + 1000 * kill + number}\n")
        said: list[bytes] = []
        given = [ROUND, PROVINCE, str(file), "--by", OFFICE]
        if _asked(places, ["round", "receive", *given], said) is None:
            time.sleep(0.05)
            continue
        found = _SUBMISSION.search(b"".join(said).decode())
        assert found is not None, said
        submission = int(found[1])
        handled.accepted[submission] = False
        if number % 3 == 0:
            continue
        handled.open = submission
        # It is refused where somebody wrote since it was looked through: then again.
        while not stop.is_set():
            if _asked(places, ["round", "accept", str(submission), "--by", OFFICE], []) is not None:
                handled.accepted[submission], handled.open = True, 0
                break


def _asked(places: Places, arguments: list[str], said: list[bytes]) -> int | None:
    """The exit status 0 of a command that the application ran; None where it came to no end."""
    try:
        status = ask(places, arguments, lambda kind, part: said.append(part))
    except (DoorClosed, OSError, EOFError):
        return None
    return status if status == 0 else None


def _faults(places: Places, told: list[Told], handled: Handled) -> list[str]:
    """What is not as it was acknowledged, or not whole."""
    with Database.open(places) as database:
        faults = [f"journal: {fault}" for fault in database.journal_faults(whole=True)]
        faults += [f"database: {difference}" for difference in verify_open(database)]
        history = database.history()
        sent = {one.number: one.state for one in read_rounds(database).sent}
    for number, accepted in handled.accepted.items():
        if number not in sent:
            faults.append(f"submission {number} was acknowledged and is gone")
        elif (sent[number] is SentState.ACCEPTED) != accepted and number != handled.open:
            faults.append(f"submission {number} is {sent[number]}")
        else:
            handled.accepted[number] = sent[number] is SentState.ACCEPTED
    found = dict(zip(history["file_name"], history["live"], strict=True))
    for one in told:
        for name, live in one.live.items():
            if name not in found:
                faults.append(f"{name} was acknowledged and is gone")
            elif found[name] != live and name not in one.open:
                faults.append(f"{name} is {'live' if found[name] else 'undone'}")
            else:
                one.live[name] = found[name]
    return faults


if __name__ == "__main__":
    main()
