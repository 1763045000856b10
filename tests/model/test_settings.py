"""Every setting stands in one table; what it may not say is told in one sentence."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.model import settings
from khdash.model.settings import SETTINGS, BadSetting, Setting
from tests.browser.server import free_port

PROJECT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\bKHDASH_[A-Z]+(?:_[A-Z]+)*\b")
MISTYPED = settings.PREFIX + "HOEM"


def our_files() -> list[Path]:
    folders = ("khdash", "pages", "tests", "benchmarks")
    found = [path for folder in folders for path in (PROJECT / folder).rglob("*.py")]
    return [PROJECT / "app.py", PROJECT / "Makefile", *found]


def test_no_other_name_is_used_anywhere() -> None:
    others = {
        (path.name, name)
        for path in our_files()
        for name in NAME.findall(path.read_text(encoding="utf-8"))
        if name not in SETTINGS
    }
    assert others == set()


def test_only_the_table_asks_the_environment() -> None:
    asks = re.compile(r"""(environ(\.get\(|\[)|getenv\()\s*["']KHDASH_""")
    shipped = [path for path in our_files() if path.is_relative_to(PROJECT / "khdash")]
    assert [path for path in shipped if asks.search(path.read_text(encoding="utf-8"))] == []


def test_every_row_means_something_and_its_default_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for setting in SETTINGS.values():
        assert setting.meaning_vi.endswith(".")
        assert setting.meaning_en.endswith(".")
        if setting.default and setting.kind not in ("folder", "file"):
            monkeypatch.setenv(setting.name, setting.default)
    assert settings.faults() == []


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("KHDASH_CHECK_SECONDS", "lâu", "một số lớn hơn 0"),
        ("KHDASH_CHECK_SECONDS", "0", "một số lớn hơn 0"),
        ("KHDASH_CHECK_MEGABYTES", "-5", "một số lớn hơn 0"),
        ("KHDASH_CHECK_MEGABYTES", "nan", "một số lớn hơn 0"),
        ("KHDASH_CHECK_MEGABYTES", "inf", "một số lớn hơn 0"),
        ("KHDASH_UPLOADS_AT", "nap.example.vn", "bắt đầu bằng http://"),
        ("KHDASH_UPLOADS_AT", "javascript:alert(1)", "bắt đầu bằng http://"),
        ("KHDASH_LOG_LEVEL", "loud", "một trong: debug, info, warning, error"),
        ("KHDASH_LOG_LEVEL", "debug, info", "một trong: debug, info, warning, error"),
        ("KHDASH_DATA", "no/such/folder", "không có thư mục này"),
        ("KHDASH_HOME", str(PROJECT / "Makefile"), "phải là một thư mục"),
        ("KHDASH_DATA", str(PROJECT / "Makefile"), "phải là một thư mục"),
        ("KHDASH_SNAPSHOT", str(PROJECT / "Makefile"), "phải là một thư mục"),
        ("KHDASH_DB", str(PROJECT), "phải là một tệp"),
        ("KHDASH_TRUTH", "some", "một trong: all"),
    ],
)
def test_a_bad_value_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(name, value)
    (fault,) = settings.faults()
    for lang in ("vi", "en"):
        assert name in fault.text(lang)
        assert value in fault.text(lang)
    assert why in fault.text("vi")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KHDASH_CHECK_SECONDS", "0.5"),
        ("KHDASH_UPLOADS_AT", "https://nap.example.vn/khuyen-hoc"),
        ("KHDASH_UPLOADS_AT", "http://10.0.0.5:8501"),
        ("KHDASH_PUBLISH", "s3://ngan/thu-muc"),
        ("KHDASH_HOME", "no/such/folder/yet"),
        ("KHDASH_HOME", ""),
        ("KHDASH_LOG_LEVEL", " error "),
    ],
)
def test_what_may_be_said_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert settings.faults() == []


def test_a_number_that_is_none_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.number("KHDASH_CHECK_SECONDS") == 120
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "2.5")
    assert settings.number("KHDASH_CHECK_SECONDS") == 2.5
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "hai")
    with pytest.raises(BadSetting, match="hai"):
        settings.number("KHDASH_CHECK_SECONDS")


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Setting(
        settings.PREFIX + "KEY", "list", "", "Khóa.", "A key.", allowed=("a", "b"), secret=True
    )
    monkeypatch.setitem(settings.SETTINGS, secret.name, secret)  # type: ignore[arg-type]
    monkeypatch.setattr(settings, "_ROWS", (*settings._ROWS, secret))
    monkeypatch.setenv(secret.name, "mật khẩu")
    assert settings.shown(secret) == "***"
    (fault,) = settings.faults()
    assert "mật khẩu" not in fault.text("vi") + fault.text("en") + repr(fault)


def test_a_password_in_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHDASH_PUBLISH", "s3://ten:matkhau@ngan/thu-muc")
    assert settings.shown(SETTINGS["KHDASH_PUBLISH"]) == "s3://***@ngan/thu-muc"


def test_the_command_lists_values_and_where_they_come_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "7")
    assert main(["settings"]) == 0
    rows = {row["name"]: row for row in csv.DictReader(StringIO(capsys.readouterr().out))}
    assert list(rows) == list(SETTINGS)
    assert (rows["KHDASH_CHECK_SECONDS"]["value"], rows["KHDASH_CHECK_SECONDS"]["from"]) == (
        "7",
        "biến môi trường",
    )
    assert (rows["KHDASH_CHECK_MEGABYTES"]["value"], rows["KHDASH_CHECK_MEGABYTES"]["from"]) == (
        "3000",
        "mặc định",
    )


def test_a_name_that_is_nearly_a_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(MISTYPED, "somewhere")
    assert main(["settings", "--lang", "en"]) == 0
    said = capsys.readouterr().err
    assert MISTYPED in said
    assert "KHDASH_HOME" in said


def test_no_command_runs_on_a_setting_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    monkeypatch.setenv("KHDASH_CHECK_SECONDS", "lâu")
    monkeypatch.setenv("KHDASH_UPLOADS_AT", "đâu đó")
    assert main(["build"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 2
    assert not home.exists()
    assert main(["settings"]) == 1


def test_the_server_says_it_and_does_not_start() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())],
        cwd=PROJECT,
        env={**os.environ, "KHDASH_CHECK_SECONDS": "lâu", MISTYPED: "x"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "KHDASH_CHECK_SECONDS ghi «lâu»" in done.stderr
    assert MISTYPED in done.stderr
    assert "Traceback" not in done.stderr
