"""The log of the server: one line an event, as key=value, on stderr.

    at=2026-01-05T08:00:00.123+07:00 level=info event=recorded request=17 entry=12 batch=12 ms=31

`request` is the number of what was asked for when it happened: a page drawn, an address fetched, a
command run for somebody. Names of people, queries of addresses and figures are not logged: the
journal says who wrote what.
"""

from __future__ import annotations

import itertools
import json
import logging
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone
from typing import TextIO

from khdash.model import settings

LOGGER = logging.getLogger("khdash")
Told = dict[str, object]
_BARE = re.compile(r"[^\s\"=]+")
_numbers = itertools.count(1)
_request: ContextVar[int] = ContextVar("request", default=0)


@contextmanager
def serving(stream: TextIO | None = None) -> Iterator[None]:
    """Log to a stream as long as this process serves, from the level on that the settings tell."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines())
    before, level = list(LOGGER.handlers), LOGGER.level
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(settings.text("KHDASH_LOG_LEVEL").upper())
    try:
        yield
    finally:
        LOGGER.handlers[:] = before
        LOGGER.setLevel(level)


def log(event: str, *, level: int = logging.INFO, **values: object) -> None:
    """Write down that something happened."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, event, extra={"values": values})


def failed(event: str, error: BaseException, **values: object) -> None:
    """Write down that something went wrong, with where in the program."""
    LOGGER.error(event, exc_info=error, extra={"values": values})


@contextmanager
def request() -> Iterator[int]:
    """What happens meanwhile belongs to one request; its number."""
    number = next(_numbers)
    token = _request.set(number)
    try:
        yield number
    finally:
        _request.reset(token)


@contextmanager
def timed(event: str, *, level: int = logging.INFO, **values: object) -> Iterator[Told]:
    """Log an event when it has ended, with how long it took and what was put into the mapping."""
    start = time.perf_counter()
    told: Told = dict(values)
    try:
        yield told
    except Exception as error:
        told["fault"] = type(error).__name__
        raise
    finally:
        log(event, level=level, **told, ms=round((time.perf_counter() - start) * 1000))


class _Lines(logging.Formatter):
    """A record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, timezone(timedelta(hours=7)))
        told: Told = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if number := _request.get():
            told["request"] = number
        told |= getattr(record, "values", {})
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return " ".join(f"{name}={_quoted(str(value))}" for name, value in told.items())


class _Stderr(logging.StreamHandler[TextIO]):
    """Where a process logs that serves nobody: warnings, to whatever stderr is now."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setLevel(logging.WARNING)
        self.setFormatter(_Lines())

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


LOGGER.addHandler(_Stderr())
LOGGER.propagate = False


def _quoted(value: str) -> str:
    """A value on one line; in quotes where it holds spaces.

    >>> _quoted("12"), _quoted('a "b"')
    ('12', '"a \\\\"b\\\\""')
    """
    return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)
