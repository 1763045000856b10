"""Commands while the application serves: it holds the database, so it runs them for others.

The application listens on this computer alone, at a port of its own that no reader knows; where and
with which key stands in a file of the home that only its owner can read. A command that finds the
file asks there, and opens the database itself only where nobody answers. What is printed and the
exit status are the same either way.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from io import RawIOBase, TextIOWrapper
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Semaphore, Thread
from typing import Any

from khdash.store.atomic import write_whole
from khdash.store.places import Places

FILE = "serving.json"
AT_ONCE = 2
"""Commands that run beside each other in the process of those who read."""
LAST_WORDS = 20.0
"""Seconds that a command may take when the application is told to stop."""
OUT, ERR, STATUS = b"o", b"e", b"s"
Run = Callable[[Sequence[str], Path], int]
"""Runs a command line as given in a folder; returns its exit status."""


class Door:
    """The listener of a serving process. `close` it where the process goes on without serving."""

    def __init__(self, places: Places, run: Run, address: str) -> None:
        """address: where readers find the pages. Raises OSError where the home is not writable."""
        key = secrets.token_bytes(32)
        self._listener = Listener(("127.0.0.1", 0), authkey=key)
        self._run, self._turn = run, Semaphore(AT_ONCE)
        self._file = places.home / FILE
        told = {"port": self._listener.address[1], "key": key.hex(), "address": address}
        places.home.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, json.dumps(told | _of(places)).encode(), private=True)
        sys.stdout, sys.stderr = _Routed(sys.stdout, OUT), _Routed(sys.stderr, ERR)
        Thread(target=self._listen, name="door", daemon=True).start()

    def close(self) -> None:
        """Take the sign down; commands that are running come to their end, if it is near."""
        self._file.unlink(missing_ok=True)
        self._listener.close()
        for _ in range(AT_ONCE):
            self._turn.acquire(timeout=LAST_WORDS)

    def _listen(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                continue
            except OSError:
                return  # closed
            Thread(target=self._answer, args=(connection,), name="command", daemon=True).start()

    def _answer(self, connection: Connection) -> None:
        with self._turn, suppress(OSError, EOFError), connection:
            asked = json.loads(connection.recv_bytes())
            streams = {kind: _stream(connection, kind, asked["terminal"]) for kind in (OUT, ERR)}
            _streams.set(streams)
            status = self._run(asked["arguments"], Path(asked["folder"]))
            for stream in streams.values():
                stream.flush()
            connection.send_bytes(STATUS + str(status).encode())


def _print(kind: bytes, said: bytes) -> None:
    stream = sys.stdout if kind == OUT else sys.stderr
    stream.buffer.write(said)
    stream.buffer.flush()


def ask(
    places: Places, arguments: Sequence[str], show: Callable[[bytes, bytes], None] = _print
) -> int | None:
    """The exit status of a command line run by the application; None where none serves this home.

    show: what to do with what it prints, OUT or ERR, as it comes. Raises DoorClosed.
    """
    try:
        told = _told(places)
        if any(told[name] != value for name, value in _of(places).items()):
            return None
        connection = _knock(told)
    except NOBODY:
        return None
    with connection:
        asked = {
            "arguments": list(arguments),
            "folder": os.getcwd(),
            "terminal": sys.stderr.isatty(),
        }
        try:
            connection.send_bytes(json.dumps(asked).encode())
        except OSError as error:
            raise DoorClosed from error
        while True:
            kind, said = _received(connection)
            if kind == STATUS:
                return int(said)
            show(kind, said)


def address_of(places: Places) -> str:
    """Where the application that serves this home shows its pages; '' where none serves it."""
    try:
        told = _told(places)
        _knock(told).close()
        return str(told["address"])
    except NOBODY:
        return ""


NOBODY = (OSError, ValueError, KeyError, EOFError, AuthenticationError)
"""What an application leaves behind that was ended hard."""


def _told(places: Places) -> dict[str, Any]:
    return dict(json.loads((places.home / FILE).read_text(encoding="utf-8")))


def _knock(told: dict[str, Any]) -> Connection:
    return Client(("127.0.0.1", told["port"]), authkey=bytes.fromhex(told["key"]))


class DoorClosed(Exception):
    """The application ended before the command did."""


def _received(connection: Connection) -> tuple[bytes, bytes]:
    try:
        said = connection.recv_bytes()
    except (OSError, EOFError) as error:
        raise DoorClosed from error
    return said[:1], said[1:]


def _of(places: Places) -> dict[str, str]:
    """What must be the same for a command to be run by an application."""
    return {"database": str(places.database.resolve()), "data": str(places.data.resolve())}


_streams: ContextVar[dict[bytes, TextIOWrapper] | None] = ContextVar("streams", default=None)


class _Routed:
    """A standard stream of the process; of a command that it runs for others, that of the asker."""

    def __init__(self, own: Any, kind: bytes) -> None:
        self._own, self._kind = own, kind

    def __getattr__(self, name: str) -> Any:
        streams = _streams.get()
        return getattr(self._own if streams is None else streams[self._kind], name)


def _stream(connection: Connection, kind: bytes, terminal: bool) -> TextIOWrapper:
    return TextIOWrapper(
        _Sender(connection, kind, terminal),  # type: ignore[arg-type]
        encoding="utf-8",
        newline="\n",
        write_through=True,
    )


class _Sender(RawIOBase):
    """Sends what is written to it."""

    def __init__(self, connection: Connection, kind: bytes, terminal: bool) -> None:
        self._connection, self._kind, self._terminal = connection, kind, terminal

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._terminal and self._kind == ERR

    def write(self, content: Any, /) -> int:
        self._connection.send_bytes(self._kind + bytes(content))
        return len(content)
