"""round as a process: the whole way of a round, and requests that cannot be followed."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from khdash.store.places import PROJECT

BY = ("--by", "Lê Thị Lan")
PUBLIC = "https://so-lieu.example.vn"


def khdash(
    home: Path, *arguments: object, public: str = PUBLIC
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khdash", *map(str, arguments), "--home", str(home)],
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        cwd=PROJECT,
        env={**os.environ, "KHDASH_PUBLIC_URL": public},
    )


def table(home: Path, *arguments: object) -> list[dict[str, str]]:
    done = khdash(home, *arguments)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def opened(home: Path) -> None:
    done = khdash(
        home, "round", "open", "--title", "Số liệu năm 2024", "--years", "2024", "--due",
        "2030-12-15", "--indicators", "members", "--units", "34,36", *BY,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
    assert done.stderr == "Đã mở đợt 1: hỏi 2 số.\n"


def test_a_round_is_opened_answered_refused_accepted_and_closed(own: Path, tmp_path: Path) -> None:
    opened(own)
    links = khdash(own, "round", "link", 1, "--units", "34", *BY)
    unit, address = links.stdout.strip().split("\t")
    assert (unit, address.startswith(f"{PUBLIC}/gui/")) == ("34", True)
    file = tmp_path / "thai_binh.csv"
    file.write_text("Tỉnh;Năm;Tổng số hội viên (người)\nThái Bình;2024;65.000\n", encoding="utf-8")
    first = khdash(own, "round", "receive", 1, "34", file, *BY)
    assert first.returncode == 0, first.stderr
    number = first.stdout.strip()
    refused = khdash(own, "round", "refuse", number, "--reason", "Thiếu một chữ số", *BY)
    assert refused.returncode == 0
    assert "xin Hội xem lại: Thiếu một chữ số." in refused.stdout
    assert "Kính gửi Hội Khuyến học tỉnh Thái Bình," in refused.stdout
    board = {row["unit"]: row for row in table(own, "round", "board", 1)}
    assert (board["34"]["state"], board["34"]["reason"]) == ("refused", "Thiếu một chữ số")
    assert (board["36"]["state"], board["36"]["link"]) == ("not_opened", "")
    file.write_text("Tỉnh;Năm;Tổng số hội viên (người)\nThái Bình;2024;650.000\n", encoding="utf-8")
    number = khdash(own, "round", "receive", 1, "34", file, *BY).stdout.strip()
    (seen,) = table(own, "round", "accept", number, "--preview", *BY)
    assert (seen["unit"], seen["value"], seen["action"]) == ("34", "650000", "new")
    done = khdash(own, "round", "accept", number, *BY)
    assert done.returncode == 0, done.stderr
    assert "1 số mới, 0 số thay đổi" in done.stderr
    assert khdash(own, "round", "close", 1, *BY).returncode == 0
    late = khdash(own, "round", "receive", 1, "34", file, *BY)
    assert (late.returncode, "đã đóng" in late.stderr) == (2, True)
    (listed,) = table(own, "round", "list")
    assert (listed["closed"], listed["accepted"]) == ("true", "1")
    assert khdash(own, "verify").returncode == 0


def test_a_province_that_is_not_asked_is_said_before_its_file_is_read(own: Path) -> None:
    opened(own)
    done = khdash(own, "round", "receive", 1, "33", own / "no-such-file.xlsx", *BY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Đợt «Số liệu năm 2024» không hỏi tỉnh này (33).\n"


def test_without_a_public_address_no_link_is_made(own: Path) -> None:
    opened(own)
    done = khdash(own, "round", "link", 1, *BY, public="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "KHDASH_PUBLIC_URL" in done.stderr
    assert all(row["link"] == "" for row in table(own, "round", "board", 1))


def test_a_link_is_revoked_by_its_code(own: Path) -> None:
    opened(own)
    done = khdash(own, "round", "link", 1, "--text", "--units", "36", "--until", "2031-01-31", *BY)
    assert "Kính gửi Hội Khuyến học tỉnh Nam Định," in done.stdout
    assert "dùng đến hết ngày 31/01/2031" in done.stdout
    code = next(row["link"] for row in table(own, "round", "board", 1) if row["unit"] == "36")
    assert khdash(own, "round", "revoke", code, "--reason", "gửi nhầm", *BY).returncode == 0
    again = khdash(own, "round", "revoke", code, "--reason", "gửi nhầm", *BY)
    assert (again.returncode, code in again.stderr) == (2, True)


OPEN = ("open", "--title", "a", "--due", "2030-01-01", *BY)


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (("board", 9), "Không có đợt thu thập số 9"),
        (("close", 9, *BY), "Không có đợt thu thập số 9"),
        (("accept", 9, *BY), "Không có bản gửi số 9"),
        ((*OPEN, "--years", "2o24"), "Năm «2o24»"),
        ((*OPEN, "--years", "2024", "--units", "99"), "Không có tỉnh nào mang mã «99»"),
        (
            (*OPEN, "--years", "2024", "--indicators", "membres"),
            "Không có chỉ số nào mang mã «membres»",
        ),
    ],
)
def test_a_request_that_cannot_be_followed_writes_nothing(
    own: Path, step: tuple[object, ...], why: str
) -> None:
    done = khdash(own, "round", *step)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
