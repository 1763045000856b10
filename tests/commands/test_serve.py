"""run: one process serves a home; a second start leads there.

A busy port gives way to the next, one that was asked for does not.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import khdash
from khdash import cli
from khdash.cli import main
from khdash.commands import serve
from khdash.commands.command import RequestFault
from khdash.commands.door import FILE
from khdash.commands.serve import free_port
from khdash.locale import Words
from tests.browser.server import START_SECONDS
from tests.browser.server import free_port as any_free_port
from tests.published import PROJECT, write_data


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ([], ["run"]),
        (["--no-browser"], ["run", "--no-browser"]),
        (["--lang", "en"], ["run", "--lang", "en"]),
        (["--port", "8600"], ["run", "--port", "8600"]),
        (["history"], ["history"]),
        (["--lang", "en", "history"], ["--lang", "en", "history"]),
        (["--version"], ["--version"]),
        (["-h"], ["-h"]),
        (["histroy"], ["histroy"]),
    ],
)
def test_without_a_command_the_application_runs(typed: list[str], read: list[str]) -> None:
    assert cli._with_command(typed) == read


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"khdash {khdash.__version__}\n"


@contextmanager
def listening(port: int, host: str = "127.0.0.1") -> Iterator[None]:
    with socket.socket() as listener:
        listener.bind((host, port))
        listener.listen()
        yield


def test_a_busy_port_gives_way_to_the_next_free_one() -> None:
    first = any_free_port()
    assert free_port("127.0.0.1", first) == first
    with listening(first):
        assert free_port("localhost", first) == first + 1
        assert free_port("0.0.0.0", first) == first + 1
        with listening(first + 1):
            assert free_port("localhost", first) == first + 2


def test_the_usual_port_gives_way_and_one_that_was_asked_for_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = any_free_port()
    monkeypatch.setattr(serve, "PORT", port)
    words = Words("vi")
    asked = Namespace(address="127.0.0.1", port=port)
    assert serve._chosen_port(asked, words) == port
    with listening(port):
        assert serve._chosen_port(Namespace(address="127.0.0.1", port=None), words) == port + 1
        assert f"Cổng {port} đang bận; dùng cổng {port + 1}." in capsys.readouterr().err
        with pytest.raises(RequestFault, match=f"Cổng {port} đang bận nên chưa chạy"):
            serve._chosen_port(asked, words)


def test_a_host_that_is_no_address_of_this_computer_is_an_error() -> None:
    with pytest.raises(OSError, match=r"\d"):
        free_port("192.0.2.1", 8501)


@dataclass(frozen=True)
class Running:
    """A process of `run`: where it says that it is, what it prints, what it opened."""

    process: subprocess.Popen[bytes]
    home: Path
    log: Path
    opened: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def wait_for(told: Callable[[], bool]) -> bool:
    """Whether something comes true before two builds and a start would have ended."""
    until = time.monotonic() + 3 * START_SECONDS
    while not told():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def run(folder: Path, port: int, name: str = "first", *options: str) -> Iterator[Running]:
    """`khdash run` on the data and home of a folder, with a browser that writes down addresses."""
    opened = folder / f"{name}.opened"
    browser = folder / "browser"
    browser.write_text('#!/bin/sh\necho "$1" >> "$OPENED"\n')
    browser.chmod(0o755)
    log = folder / f"{name}.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "khdash", "run", "--port", str(port), *options],
            cwd=PROJECT,
            env={
                **os.environ,
                "KHDASH_DATA": str(folder / "data"),
                "KHDASH_HOME": str(folder / "home"),
                "KHDASH_DB": "",
                "OPENED": str(opened),
                "BROWSER": str(browser),
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Running(process, folder / "home", log, opened)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_one_process_serves_a_home_and_a_second_start_leads_there(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    port = any_free_port()
    address = f"http://localhost:{port}"
    with run(tmp_path, port) as first:
        assert wait_for(first.opened.exists), first.said()
        assert first.opened.read_text() == f"{address}\n"
        assert "Đã dựng kho" in first.said()
        assert f"Đang chạy ở {address}." in first.said()
        assert page(f"{address}/healthz") == '{"status":"alive"}'
        assert "<html" in page(address)
        with run(tmp_path, port, "second") as second:
            assert second.process.wait(timeout=START_SECONDS) == 0
            assert f"Chương trình đang chạy rồi, ở {address}." in second.said()
            assert second.opened.read_text() == f"{address}\n"
        with run(tmp_path, port, "third", "--no-browser") as third:
            assert third.process.wait(timeout=START_SECONDS) == 0
            assert not third.opened.exists()
        first.process.send_signal(signal.SIGTERM)
        first.process.wait(timeout=20)
        assert not (first.home / FILE).exists()


def test_behind_a_proxy_a_busy_port_is_told_and_nothing_serves_elsewhere(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    port = any_free_port()
    with listening(port), run(tmp_path, port, "first", "--no-browser") as refused:
        assert refused.process.wait(timeout=3 * START_SECONDS) == 2
        assert f"Cổng {port} đang bận nên chưa chạy" in refused.said()
        assert not (refused.home / FILE).exists()


def test_of_two_that_start_at_once_one_serves_and_the_other_leads_there(tmp_path: Path) -> None:
    write_data(tmp_path / "data")
    with run(tmp_path, any_free_port()) as one, run(tmp_path, any_free_port(), "second") as other:
        both = (one, other)
        assert wait_for(lambda: all(running.opened.exists() for running in both))
        assert one.opened.read_text() == other.opened.read_text()
        assert wait_for(lambda: any(running.process.poll() is not None for running in both))
        (led,) = (running for running in both if running.process.poll() is not None)
        assert led.process.returncode == 0
        assert "Chương trình đang chạy rồi" in led.said()
