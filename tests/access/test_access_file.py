"""Access as data: granted, taken back, read at the next click; a faulty row grants nothing."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.model.actor import AccessRefused, Actor, Role
from khdash.store import activity
from khdash.store.access import (
    FILE,
    AccessFaulty,
    Grant,
    GrantFaulty,
    NoSuchGrant,
    grant,
    grant_of,
    grants,
    not_as_granted,
    revoke,
)
from tests.published import PROJECT

OFFICE = Actor("Chánh văn phòng", "command-line")
LAN = Grant("lan@hoi.vn", "Nguyễn Thị Lan", Role.PROVINCES, frozenset({"33", "34"}))


def test_what_is_granted_is_found_by_any_spelling_of_an_address(home: Path) -> None:
    grant(home, OFFICE, LAN)
    assert grant_of(home, ["sub:1", " LAN@Hoi.vn "]) == LAN
    assert grant_of(home, ["lan@hoi.vn.xau.test"]) is None
    assert grant_of(home, ["sub:lan@hoi.vn"]) is None
    assert (home / FILE).stat().st_mode & 0o077 == 0


def test_a_change_holds_from_the_next_question(home: Path) -> None:
    grant(home, OFFICE, LAN)
    grant(home, OFFICE, Grant("lan@hoi.vn", "Lan", Role.CLUSTER))
    assert grant_of(home, ["lan@hoi.vn"]) == Grant("lan@hoi.vn", "Lan", Role.CLUSTER)
    revoke(home, OFFICE, "Lan@hoi.vn")
    assert grant_of(home, ["lan@hoi.vn"]) is None
    with pytest.raises(NoSuchGrant):
        revoke(home, OFFICE, "lan@hoi.vn")
    deeds = [(one.deed, one.who, one.about["to"]) for one in activity.read(home, OFFICE)]
    assert deeds == [
        ("revoke", OFFICE.name, "lan@hoi.vn"),
        ("grant", OFFICE.name, "lan@hoi.vn"),
        ("grant", OFFICE.name, "lan@hoi.vn"),
    ]


@pytest.mark.parametrize("role", [Role.READER, Role.PROVINCES, Role.CLUSTER])
def test_only_the_administrator_grants(home: Path, role: Role) -> None:
    who = Actor("Lan", "web", role, frozenset({"33"}))
    for step in (lambda: grant(home, who, LAN), lambda: revoke(home, who, "a@hoi.vn")):
        with pytest.raises(AccessRefused):
            step()
    assert not (home / FILE).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        Grant("", "Lan", Role.READER),
        Grant("sub:", "Lan", Role.READER),
        Grant("lan@hoi.vn", "Lan", Role.PROVINCES),
        Grant("lan@hoi.vn", "Lan", Role.ADMINISTRATOR, frozenset({"33"})),
        Grant("lan@hoi.vn", "Lan", Role.LINK, frozenset({"33"})),
        Grant("lan@hoi.vn\n", "L\nan", Role.READER),
    ],
)
def test_a_grant_that_means_nothing_is_refused(home: Path, wrong: Grant) -> None:
    with pytest.raises(GrantFaulty):
        grant(home, OFFICE, wrong)
    assert not (home / FILE).exists()


@pytest.mark.parametrize(
    "row",
    [
        "be@hoi.vn,Bé,boss,",
        "be@hoi.vn,Bé,link,33",
        "be@hoi.vn,Bé,steward-of-provinces,",
        ",Bé,administrator,",
        "lan@hoi.vn,Lan,administrator,",
    ],
)
def test_a_faulty_row_grants_nothing_and_no_change_is_written_over_it(home: Path, row: str) -> None:
    home.mkdir()
    text = f"identity,name,role,provinces\nlan@hoi.vn,Lan,reader,\nan@hoi.vn,An,reader,\n{row}\n"
    (home / FILE).write_text(text, "utf-8")
    known, problems = grants(home)
    assert {one.role for one in known.values()} == {Role.READER}
    assert [problem.line for problem in problems] == [4]
    with pytest.raises(AccessFaulty, match="dòng 4"):
        grant(home, OFFICE, LAN)
    assert (home / FILE).read_text("utf-8") == text


def test_who_is_listed_however_often_is_let_in_by_none_of_the_rows(home: Path) -> None:
    home.mkdir()
    rows = "lan@hoi.vn,Lan,administrator,\n" * 3
    (home / FILE).write_text(f"identity,name,role,provinces\n{rows}", "utf-8")
    known, problems = grants(home)
    assert not known
    assert [problem.line for problem in problems] == [3, 4]


def cut(text: str) -> str:
    return text[: text.index(";34")] + "\n"


@pytest.mark.parametrize(
    "harm",
    [
        None,
        lambda text: "",
        cut,
        lambda text: text.replace("steward-of-provinces,33;34", "administrator,"),
    ],
)
def test_what_was_granted_and_stands_otherwise_in_the_file_is_known(
    home: Path, harm: Callable[[str], str] | None
) -> None:
    grant(home, OFFICE, LAN)
    grant(home, OFFICE, Grant("an@hoi.vn", "An", Role.READER))
    revoke(home, OFFICE, "an@hoi.vn")
    assert not_as_granted(home, OFFICE) == ()
    if harm is None:
        (home / FILE).unlink()
    else:
        (home / FILE).write_text(harm((home / FILE).read_text("utf-8")), "utf-8")
    assert not_as_granted(home, OFFICE) == ("lan@hoi.vn",)


def test_who_was_taken_out_by_hand_can_still_be_revoked(home: Path) -> None:
    grant(home, OFFICE, LAN)
    (home / FILE).write_text("identity,name,role,provinces\n", "utf-8")
    revoke(home, OFFICE, "lan@hoi.vn")
    assert not_as_granted(home, OFFICE) == ()
    with pytest.raises(NoSuchGrant):
        revoke(home, OFFICE, "lan@hoi.vn")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name,role\n",
        "\xff",
        "identity;name;role;provinces\n",
        "identity,name,role,provinces\nlan@hoi.vn," + "n" * 2_000_000 + ",reader,\n",
    ],
    ids=["empty", "columns", "not UTF-8", "semicolons", "a cell without end"],
)
def test_a_file_of_another_form_lets_nobody_in(home: Path, text: str) -> None:
    home.mkdir()
    (home / FILE).write_bytes(text.encode("latin-1"))
    known, problems = grants(home)
    assert not known
    assert len(problems) == 1


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *arguments, "--home", str(home)],
        cwd=PROJECT,
        env=os.environ | {"KHDASH_DATA": str(PROJECT / "data")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_grants_lists_and_revokes(home: Path) -> None:
    done = run(
        *("access", "grant", "Lan@hoi.vn", "--role", "steward-of-provinces"),
        *("--province", "Hưng Yên", "--province", "34", "--name", "Lan", "--by", "Hoa"),
        home=home,
    )
    assert done.returncode == 0, done.stderr
    assert "Hưng Yên (33), Hưng Yên (33@2025-07-01), Thái Bình (34)" in done.stderr
    (row,) = csv.DictReader(io.StringIO(run("access", "list", home=home).stdout))
    assert row == {
        "identity": "lan@hoi.vn",
        "name": "Lan",
        "role": "steward-of-provinces",
        "provinces": "33;33@2025-07-01;34",
    }
    for wrong in (
        ("access", "grant", "a@hoi.vn", "--role", "reader"),
        ("access", "grant", "a@hoi.vn", "--by", "Hoa"),
        ("access", "grant", "a@hoi.vn", "--role", "steward-of-provinces", "--by", "Hoa",
         "--province", "Atlantis"),
        ("access", "revoke", "a@hoi.vn", "--by", "Hoa"),
    ):  # fmt: skip
        refused = run(*wrong, home=home)
        assert refused.returncode == 2
        assert refused.stderr
        assert "Traceback" not in refused.stderr
    assert run("access", "revoke", "lan@hoi.vn", "--by", "Hoa", home=home).returncode == 0
    told = list(csv.DictReader(io.StringIO(run("activity", home=home).stdout)))
    assert [(row["deed"], row["who"]) for row in told] == [("revoke", "Hoa"), ("grant", "Hoa")]
