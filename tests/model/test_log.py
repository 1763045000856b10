"""The log: one line an event, whatever is in it; what belongs to one request has its number."""

from __future__ import annotations

import io
import logging

import pytest

from khdash.model import log


def written(monkeypatch: pytest.MonkeyPatch, level: str) -> list[str]:
    monkeypatch.setenv("KHDASH_LOG_LEVEL", level)
    stream = io.StringIO()
    with log.serving(stream):
        log.log("quiet", level=logging.DEBUG)
        with log.request() as number, log.timed("recorded", batch=12) as told:
            told["said"] = 'hai dòng\n"trích"'
        log.log("outside")
        with pytest.raises(KeyError), log.timed("failing"):
            raise KeyError("secret")
        try:
            raise ValueError("where\nit broke")
        except ValueError as error:
            log.failed("page failed", error)
    lines = stream.getvalue().splitlines()
    return [line.partition(" ")[2].replace(f"request={number}", "request=N") for line in lines]


def test_every_event_is_one_line_with_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded, outside, failing, failed = written(monkeypatch, "info")
    assert recorded.startswith(
        'level=info event=recorded request=N batch=12 said="hai dòng\\n\\"trích\\"" ms='
    )
    assert outside == "level=info event=outside"
    assert failing.startswith("level=info event=failing fault=KeyError ms=")
    assert "secret" not in failing
    assert failed.startswith('level=error event="page failed" trace="Traceback')
    assert "ValueError: where" in failed


@pytest.mark.parametrize(("level", "count"), [("debug", 5), ("info", 4), ("error", 1)])
def test_the_setting_says_how_much_is_logged(
    monkeypatch: pytest.MonkeyPatch, level: str, count: int
) -> None:
    assert len(written(monkeypatch, level)) == count


def test_a_process_that_serves_nobody_says_warnings_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.log("recorded")
    log.log("refused", level=logging.WARNING, said="đĩa đầy")
    assert capsys.readouterr().err.count("\n") == 1
