"""The application ended hard (SIGKILL) while people write: what was acknowledged is there.

`python -m benchmarks.killing [--kills 200]`

Two people import files and undo and redo their batches through the running application, a third
takes in and accepts what a province sends to a round, a fourth uploads files on a page; in the
midst of one of these, each kind in its turn, it is killed. Then the home is opened: every
acknowledged batch is there in the state that was acknowledged last, every submission waits or is
accepted as was told, every draft holds its file, the journal is whole, and the database is what a
build from scratch gives.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TypeVar

from benchmarks.results import Row, as_text
from benchmarks.serving import PROJECT, environment, served_app
from benchmarks.written import KINDS, OFFICE, PEOPLE, PROVINCE, YEAR, Counts, Office, Told
from khdash.commands.door import FILE
from khdash.ingest.draft import DraftFolder
from khdash.model.rounds import SentState
from khdash.store.build import verify_open
from khdash.store.database import Database
from khdash.store.places import DATABASE, Places
from khdash.store.rounds import read_rounds

Key = TypeVar("Key", str, int)
KILLS = 200
LONGEST = 1.5
"""Seconds that the application lives on, at most, after the kind of the kill was asked for."""
START_SECONDS = 120.0
REPLAYED_EVERY = 10
"""Kills between two comparisons with a build from scratch, which takes longer with every entry; a
difference stays until it is found."""


@dataclass(slots=True)
class Outcome:
    """Of all kills: what people were told, and what was wrong afterwards."""

    kills: int = 0
    replayed: int = 0
    lost: int = 0
    seconds: float = 0.0
    counts: Counts = field(default_factory=Counts)
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Print the table; exit status 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        outcome = killed(Path(name), given.kills, random.Random(given.seed), shown=True)
    print(as_text(rows_of(outcome), {}))
    print("\n".join(outcome.faults), file=sys.stderr)
    raise SystemExit(bool(outcome.faults))


def rows_of(outcome: Outcome) -> list[Row]:
    """The tables: by kind, and of all."""
    counts, part = outcome.counts, "SIGKILL while people write, all kinds"
    by_kind = [
        Row("SIGKILL while people write", kind, counter[kind], "", "", column)
        for kind in KINDS
        for column, counter in (
            ("acknowledged", counts.done),
            ("met by a kill", counts.met),
            ("refused", counts.refused),
        )
    ]
    return [
        *by_kind,
        Row(part, "kills", outcome.kills),
        Row(part, "acknowledged", sum(counts.done.values())),
        Row(part, "acknowledged and lost", outcome.lost, "", "0"),
        Row(part, "faults", len(outcome.faults), "", "0"),
        Row(part, "compared with a build from scratch", outcome.replayed),
        Row(part, "time", outcome.seconds, "s"),
    ]


def killed(folder: Path, kills: int, chance: random.Random, *, shown: bool = False) -> Outcome:
    """Serve, write and kill so many times on one home. shown: tell of every tenth on stderr."""
    places = _built(folder / "home")
    variables = {"KHDASH_DATA": str(places.data), "KHDASH_HOME": str(places.home)}
    told, outcome, begun = Told(), Outcome(), time.monotonic()
    for number in range(kills):
        (places.home / FILE).unlink(missing_ok=True)
        with served_app(PROJECT, folder, variables) as server:
            office = Office(places, folder, server.port, number, outcome.counts, told)
            writers = [Thread(target=office.imports, args=(who,)) for who in range(len(PEOPLE))]
            writers += [Thread(target=office.accepts), Thread(target=office.uploads)]
            for writer in writers:
                writer.start()
            _wait_for(KINDS[number % len(KINDS)], outcome.counts)
            time.sleep(chance.uniform(0, LONGEST))
            server.process.kill()
            server.process.wait()
            office.ended.set()
            for writer in writers:
                writer.join()
        outcome.kills += 1
        last = number == kills - 1
        replayed = last or outcome.kills % REPLAYED_EVERY == 0
        outcome.replayed += replayed
        outcome.seconds = time.monotonic() - begun
        _look(places, told, outcome, replayed=replayed)
        if shown and replayed:
            print(as_text(rows_of(outcome), {}), file=sys.stderr, flush=True)
    outcome.faults += outcome.counts.faults
    return outcome


def _wait_for(kind: str, counts: Counts) -> None:
    """Until the application has acknowledged something in this life and is asked for a kind."""
    before, deadline = sum(counts.done.values()), time.monotonic() + START_SECONDS
    while sum(counts.done.values()) == before or not counts.waiting[kind]:
        if time.monotonic() > deadline:
            counts.faults.append(f"nobody came to ask for: {kind}")
            return
        time.sleep(0.005)


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


def _look(places: Places, told: Told, outcome: Outcome, *, replayed: bool) -> None:
    """Open what the kill left, and note what is lost or not whole. replayed: compare it with a
    build from scratch too."""
    with Database.open(places) as database:
        faults = [f"journal: {fault}" for fault in database.journal_faults(whole=True)]
        if replayed:
            faults += [f"database: {difference}" for difference in verify_open(database)]
        history = database.history()
        sent = {one.number: one.state for one in read_rounds(database).sent}
    lost = [
        *_lost(told.live, dict(zip(history["file_name"], history["live"], strict=True)), told),
        *_lost(told.accepted, {n: s is SentState.ACCEPTED for n, s in sent.items()}, told),
        *_lost_drafts(places, told),
    ]
    told.asked.clear()
    outcome.lost += len(lost)
    outcome.faults += [f"kill {outcome.kills}: {fault}" for fault in (*faults, *lost)]


def _lost(known: dict[Key, bool], found: Mapping[Key, bool], told: Told) -> list[str]:
    """What is gone or in another state than was told last; what was only asked for may be either,
    and is from now on as it is found."""
    lost = []
    for name, state in known.items():
        if name not in found:
            lost.append(f"{name} was acknowledged and is gone")
        elif found[name] != state and name not in told.asked:
            lost.append(f"{name} is {found[name]}, was told {state}")
    known.update({name: found[name] for name in known if name in found})
    return lost


def _lost_drafts(places: Places, told: Told) -> list[str]:
    """Drafts without their file. All are dropped then, so that the page stays short."""
    drafts, lost = DraftFolder(places.drafts), []
    for key in sorted(told.drafts):
        draft = drafts.find(key)
        try:
            if draft is None:
                raise OSError("there is no such draft")
            drafts.content(draft)
        except OSError as error:
            lost.append(f"draft {key}: {error}")
    for draft in drafts.open_drafts():
        drafts.drop(draft.key)
    told.drafts.clear()
    return lost


if __name__ == "__main__":
    main()
