"""schedule: the command, and the application that keeps the schedule while people read."""

from __future__ import annotations

import csv
import io
import json
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.schedule.duty import COLUMNS
from tests.browser.server import PROJECT, Server, build_database, serve
from tests.commands.test_while_serving import Home, home_at
from tests.schedule.smtp import Sink, mail_sink

SIGNED = ("--by", "Thư ký Hội")
ROW = ("--what", "docx", "--scope", "Nam Định", "--every", "month", "--at", "07:00")
PATIENCE = 180
"""Seconds that a report may take on a machine that has much else to do."""


def table(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed)))


def test_a_row_is_added_listed_done_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in build_database(tmp_path).items():
        monkeypatch.setenv(name, value)

    def said(*words: str) -> tuple[int, str, str]:
        status = main(["schedule", *words])
        return status, *capsys.readouterr()

    status, printed, told = said("list")
    assert (status, len(table(printed))) == (0, 0)
    assert "schedule add" in told
    add = ("add", "--code", "bao-cao", *ROW, "--day", "last", "--to", "lich")
    status, _, told = said(*add, *SIGNED)
    assert status == 0
    assert "Đã thêm bao-cao: ngày cuối tháng, 07:00. Lần tới: " in told
    assert said(*add, *SIGNED)[0] == 1  # the code is taken
    assert said("add", "--code", "b", *ROW, "--day", "40", "--to", "lich", *SIGNED)[0] == 1
    status, printed, _ = said("list")
    (row,) = table(printed)
    assert (row["code"], row["what"]) == ("bao-cao", "Báo cáo (Word): Nam Định")
    assert "đã nhận lịch" in row["last"]
    status, printed, told = said("run-now", "bao-cao", *SIGNED)
    assert status == 0
    assert "đã xong" in told
    assert Path(printed.strip()).parent == tmp_path / "lich"
    assert said("run-now", "khac", *SIGNED)[0] == 2
    assert said("remove", "bao-cao", *SIGNED)[0] == 0
    assert said("remove", "bao-cao", *SIGNED)[0] == 2
    _, printed, _ = said("runs")
    assert [(run["outcome"], run["by"]) for run in table(printed)] == [
        ("đã bỏ khỏi lịch", "Thư ký Hội"),
        ("đã xong", "Thư ký Hội"),
        ("đã nhận lịch", "Thư ký Hội"),
    ]


def test_lines_that_cannot_be_followed_are_listed_with_their_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in build_database(tmp_path).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "schedule.csv").write_text(
        f"{','.join(COLUMNS)}\na,docx,,,day,,25:00,lich,\n", encoding="utf-8"
    )
    assert main(["schedule", "list"]) == 1
    assert "schedule.csv, dòng 2, cột at: giá trị «25:00»." in capsys.readouterr().err


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with mail_sink() as found:
        yield found


@pytest.fixture(scope="module")
def missed(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Home:
    """A home whose daily report was last seen to three days ago."""
    home = home_at(tmp_path_factory.mktemp("missed"))
    folder = Path(home.variables["KHDASH_HOME"])
    (folder / "schedule.csv").write_text(
        f"{','.join(COLUMNS)}\nbao-cao,docx,36,2024,day,,00:00,lich,\n", encoding="utf-8"
    )
    then = (datetime.now(UTC) - timedelta(days=3)).isoformat()
    run = {"duty": "bao-cao", "due": then, "at": then, "outcome": "taken-up", "version": 1}
    (folder / "schedule").mkdir()
    (folder / "schedule" / "runs.jsonl").write_text(json.dumps(run) + "\n", encoding="utf-8")
    mail = {"HOST": "localhost", "PORT": str(sink.port), "SECURITY": "none", "FROM": "a@b.vn"}
    home.variables.update({f"KHDASH_SMTP_{name}": value for name, value in mail.items()})
    return home


def reports(home: Home) -> list[str]:
    folder = Path(home.variables["KHDASH_HOME"]) / "lich"
    return sorted(path.name for path in folder.glob("[!.]*"))


def is_answering(server: Server) -> bool:
    with urllib.request.urlopen(f"{server.address}/healthz", timeout=60) as answer:
        return bool(answer.status == 200)


def test_what_was_missed_is_made_once_at_the_start_and_the_rest_as_ordered(
    missed: Home, sink: Sink, tmp_path: Path
) -> None:
    with serve(PROJECT / "app.py", tmp_path / "first.log", missed.variables) as server:
        end = time.monotonic() + PATIENCE
        while not reports(missed) and time.monotonic() < end:
            assert is_answering(server)
            time.sleep(0.5)
        (name,) = reports(missed)
        assert name.startswith("bao-cao-giao-ban-nam-dinh-2024-ngay-")
        status, _, told = missed.khdash(
            *("schedule", "add", "--code", "tin", "--what", "changes", "--every", "day"),
            *("--at", "23:59", "--to", "van-phong@b.vn", *SIGNED),
        )
        assert status == 0, told
        # In this home the clock stands before the end of the day, or the alert finds nothing.
        assert "không có gì mới" in missed.khdash("schedule", "run-now", "tin", *SIGNED)[2]
        (missed.folder / "ha-noi.csv").write_text(
            "Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.975.000\n", encoding="utf-8"
        )
        assert missed.khdash("import", "ha-noi.csv", *SIGNED)[0] == 0
        status, _, told = missed.khdash("schedule", "run-now", "tin", *SIGNED)
        assert status == 0, told
    (mail,) = sink.mails
    assert mail["Subject"] == "1 số thay đổi"
    assert "1.953.233 → 1.975.000. Thư ký Hội" in mail.get_body(("plain",)).get_content()
    with serve(PROJECT / "app.py", tmp_path / "second.log", missed.variables):
        status, printed, _ = missed.khdash("schedule", "runs")
    outcomes = [run["outcome"] for run in table(printed) if run["code"] == "bao-cao"]
    assert outcomes == ["đã xong", "đã nhận lịch"]
    assert reports(missed) == [name]
