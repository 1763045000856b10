"""python -m khdash as a process: data on stdout, messages on stderr, exit 0, 1 or 2."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from khdash.cli import COMMANDS, main
from khdash.store.database import Database
from tests.published import at
from tests.store.small import commit, figure

PROJECT = Path(__file__).parents[2]


def khdash(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        cwd=PROJECT,
    )


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("﻿"))))


def test_build_and_export_the_published_figures(built: Path, tmp_path: Path) -> None:
    places = ("--home", tmp_path, "--data", built / "data")
    done = khdash("build", *places)
    assert (done.returncode, done.stdout) == (0, "")
    assert "519 số liệu" in done.stderr
    rows = table(khdash("export", *places).stdout)
    ha_noi = [
        row
        for row in rows
        if (row["unit_code"], row["indicator"], row["year"]) == ("01", "members", "2024")
    ]
    assert [(row["value"], row["source_id"], row["unit"]) for row in ha_noi] == [
        ("1953233", "s062", "persons")
    ]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """A command in this process: exit status, stdout, stderr."""
    try:
        status = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    output = capsys.readouterr()
    return status, output.out, output.err


def test_undo_redo_and_history(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "khdash.duckdb"
    with Database.open(at(folder)) as store:
        commit(store, figure(100), note="=HYPERLINK()")
    change = ("2", "--db", path, "--by", "Lê Văn C")
    status, out, _ = run(capsys, "undo", *change, "--preview")
    assert (status, [row["outcome"] for row in table(out)]) == (0, ["disappears"])
    status, _, err = run(capsys, "undo", *change, "--reason", "nhầm")
    assert (status, "1 số liệu trở lại" in err) == (0, True)
    status, _, err = run(capsys, "undo", *change)
    assert (status, "đã được hoàn tác" in err) == (2, True)
    status, out, _ = run(capsys, "history", "--db", path)
    newest = table(out)[0]
    assert (newest["live"], newest["changed_by"], newest["reason"]) == ("false", "Lê Văn C", "nhầm")
    assert newest["note"] == "'=HYPERLINK()"
    status, _, err = run(capsys, "redo", *change, "--lang", "en")
    assert (status, "in force again" in err) == (0, True)


def test_verify_exits_1_with_the_tables_that_differ(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "khdash.duckdb"
    status, out, err = run(capsys, "verify", "--db", path)
    assert (status, out) == (0, "")
    assert "khớp" in err
    with Database.open(at(folder)) as store, store.writing() as cursor:
        cursor.execute("DELETE FROM observation")
    status, out, err = run(capsys, "verify", "--db", path)
    assert (status, out) == (1, "")
    assert "observation" in err


def test_a_fault_in_the_catalogue_exits_1_with_file_line_value_and_repair(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = folder / "data" / "catalogue" / "units.csv"
    units.write_text(units.read_text("utf-8").replace("province", "provinc", 1), "utf-8")
    places = ("--db", folder / "khdash.duckdb", "--data", folder / "data")
    status, _, err = run(capsys, "build", *places)
    assert status == 1
    assert "units.csv, dòng 3, cột level: giá trị «provinc»" in err
    assert "country, province, district, commune" in err
    status, _, err = run(capsys, "build", *places, "--lang", "en")
    assert "units.csv, line 3, column level: value “provinc”" in err


def test_a_store_that_cannot_be_used_exits_2_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "export", "--db", tmp_path / "none.duckdb")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "Chưa có kho số liệu" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["undo", "2"], "thiếu --by"),
        (["undo", "two", "--by", "A"], "BATCH không nhận 'two'"),
        (["undo", "2", "--by", "  "], "--by không nhận"),
        (["export", "--colour"], "không hiểu --colour"),
        (["nonsense"], "không nhận 'nonsense'"),
        (["export", "--as-known-at", "hôm qua"], "«hôm qua»"),
    ],
)
def test_a_wrong_request_exits_2_and_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_export_writes_a_file_that_excel_opens(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database.open(at(folder)) as store:
        commit(store, figure(86.25, note_vi="-2+3", cell="=A1"))
    file = folder / "export.csv"
    status, out, _ = run(capsys, "export", "--db", folder / "khdash.duckdb", "-o", file)
    assert (status, out) == (0, "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    row = next(r for r in table(file.read_text("utf-8")) if r["indicator"] == "members")
    assert (row["value"], row["note"], row["cell"]) == ("86.25", "'-2+3", "'=A1")
    status, _, err = run(
        capsys, "export", "--db", folder / "khdash.duckdb", "-o", folder / "no" / "export.csv"
    )
    assert (status, "Không ghi được tệp" in err) == (2, True)


def test_an_export_can_be_asked_as_known_at_a_moment(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database.open(at(folder)) as store:
        commit(store, figure(100))
    _, now, _ = run(capsys, "export", "--db", folder / "khdash.duckdb")
    _, then, _ = run(
        capsys, "export", "--db", folder / "khdash.duckdb", "--as-known-at", "2020-01-01"
    )
    assert (len(table(now)), len(table(then))) == (2, 1)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: object
) -> None:
    name = command.name  # type: ignore[attr-defined]
    status, vietnamese, _ = run(capsys, name, "--help")
    assert status == 0
    _, english, _ = run(capsys, name, "--help", "--lang", "en")
    assert "Cách dùng:" in vietnamese
    assert "Cách dùng:" not in english
