"""Damage of what lies in a home is recognised by `verify`, named, and mended the way it says."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.ingest.draft import DraftFolder
from khdash.model.actor import Role
from khdash.schedule.duty import FILE as SCHEDULE_FILE
from khdash.schedule.record import Run, record
from khdash.store import activity
from khdash.store.access import FILE as ACCESS
from khdash.store.access import Grant, grant
from khdash.store.backup import back_up, backups_in
from khdash.store.database import Database
from khdash.store.home import home_files
from khdash.store.journal_end import FILE as END
from khdash.store.places import Places
from khdash.store.plans import save_plan
from khdash.store.round_drafts import FormDraft, RoundDrafts
from tests.published import at
from tests.store.small import SECRETARY
from tests.store.written import CONTENT, SHA256, present, write

UTC_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SCHEDULE = """code,what,scope,year,every,day,at,to,lang
goi-so-lieu,data,,,month,last,22:00,lich/so-lieu,
tin-chi-tieu,targets,,,week,T2,07:30,lich/bao-tin,
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A home, what it says, its files, and a folder with a backup of it."""

    folder: Path
    content: CONTENT
    files: dict[str, bytes]
    backups: Path

    @property
    def places(self) -> Places:
        return at(self.folder)


@pytest.fixture(scope="module")
def kept(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A home with everything that people leave in one, and its backup."""
    folder = tmp_path_factory.mktemp("damage")
    places, content = write(Path(shutil.copytree(built_once, folder / "home")))
    DraftFolder(places.drafts).start(b"Tinh;Nam\n", "nháp.csv", "Thư ký", datetime(2026, 1, 5))
    save_plan(places.plans, "Thi đua", {"weights": [1]})
    grant(places.home, SECRETARY, Grant("lan@hoi.vn", "Lan", Role.CLUSTER))
    own = frozenset({"01", "34"})
    grant(places.home, SECRETARY, Grant("minh@hoi.vn", "Minh", Role.PROVINCES, own))
    (places.home / SCHEDULE_FILE).write_text(SCHEDULE, encoding="utf-8")
    for line in SCHEDULE.splitlines()[1:]:
        record(places, Run(line.partition(",")[0], UTC_NOON, UTC_NOON, "taken-up"))
    typed = FormDraft({"a": "1"}, "", "An", 2)
    RoundDrafts(places.home, SECRETARY).save(1, "34", typed, datetime(2026, 1, 5))
    with Database.open(places) as store:
        back_up(store, SECRETARY, folder / "backups")
    return Kept(folder / "home", content, _files(places), folder / "backups")


def _files(places: Places) -> dict[str, bytes]:
    """What must come back. The log of what was done goes on, and so does what tells the end."""
    passing = {activity.FILE, END, "home.json"}
    found = {name: path.read_bytes() for name, path in home_files(places) if name not in passing}
    return {name: held for name, held in found.items() if "/damaged/" not in name}


def cut(path: Path, chance: random.Random) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: chance.randrange(1, max(2, len(whole) - 8))])


def noise(path: Path, chance: random.Random) -> None:
    """Bytes that no text holds, at some place."""
    whole = bytearray(path.read_bytes())
    at = chance.randrange(max(1, len(whole) - 16))
    whole[at : at + 16] = b"\xff" + chance.randbytes(15)
    path.write_bytes(whole)


def emptied(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"")


def removed(path: Path, chance: random.Random) -> None:
    path.unlink()


def swapped(path: Path, chance: random.Random) -> None:
    """The content of another file, of the same kind where there is one."""
    files = [one for one in sorted(path.parent.iterdir()) if one.is_file() and one != path]
    alike = [one for one in files if one.suffix == path.suffix]
    above = [one for one in sorted(path.parent.parent.iterdir()) if one.is_file()]
    path.write_bytes(chance.choice(alike or files or above).read_bytes())


def doubled(path: Path, chance: random.Random) -> None:
    """Its last line once more; an entry of the journal once more under the next number."""
    if path.suffix == ".json":
        later = path.with_name(f"{int(path.stem) + 1:06d}{path.suffix}")
        later.write_bytes(path.read_bytes())
    else:
        whole = path.read_bytes()
        path.write_bytes(whole + whole.splitlines(keepends=True)[-1])


Harm = Callable[[Path, random.Random], None]
HARMS: tuple[Harm, ...] = (cut, noise, emptied, removed, swapped, doubled)
TARGETS = (
    "journal/000002.json",
    "journal/000004.json",
    "journal/000007.json",
    "journal/000003.csv",
    f"journal/files/{SHA256}",
    "khdash.duckdb",
    ACCESS,
    SCHEDULE_FILE,
)
CASES = [
    (target, harm)
    for target in TARGETS
    for harm in HARMS
    # A database has no lines, and a kept file no number.
    if not (harm is doubled and target == "khdash.duckdb")
]


def test_a_whole_home_has_no_fault(kept: Kept) -> None:
    assert verify(kept.places) == 0


@pytest.mark.parametrize(
    ("target", "harm"),
    CASES,
    ids=[f"{t.partition('/')[2][:11] or t}-{h.__name__}" for t, h in CASES],
)
def test_a_damage_is_named_and_the_way_back_that_is_told_gives_all_back(
    kept: Kept,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    target: str,
    harm: Harm,
) -> None:
    places = at(Path(shutil.copytree(kept.folder, tmp_path / "home")))
    harm(places.home / target, random.Random(f"{target} {harm.__name__}"))
    assert verify(places) != 0
    told = capsys.readouterr().err
    assert "Traceback" not in told
    name = Path(target).name
    assert name in told or f"{int(Path(target).stem) + 1:06d}" in told, told
    follow(told, places, kept.backups)
    capsys.readouterr()
    assert verify(places) == 0, capsys.readouterr().err
    assert _files(places) == kept.files
    assert present(places) == kept.content


def verify(places: Places) -> int:
    return main(["verify", *options(places)])


def options(places: Places) -> list[str]:
    return ["--home", str(places.home), "--data", str(places.data)]


def follow(told: str, places: Places, backups: Path) -> None:
    """Do what the sentences say, as a person would: the command, or the copy of a file."""
    commands = re.findall(r"python -m khdash ([a-z-]+(?: [a-z]+)?(?: --[a-z-]+)*)", told)
    for line in dict.fromkeys(commands):
        words = line.split()
        if words[0] == "journal":
            further = ["--by", "Thư ký"]
            if "--backup" in told:
                further += ["--backup", str(backups)]
            assert main(["journal", "repair", *further, *options(places)]) == 0
            return
        if words[0] == "build":
            assert main([*words, *options(places)]) == 0
            return
        if words[0] == "restore":
            assert main(["restore", str(backups), *options(places)]) == 0
            return
    copied = re.findall(r"home/(\S+) ", told)
    assert copied, told
    for name in copied:
        (places.home / name).write_bytes((backups_in(backups)[0] / "home" / name).read_bytes())
