"""run: build the database if its inputs changed, serve the pages, open them in a browser.

One process serves a home. A second start finds the lock taken, or the door of the first open, and
opens the browser there.
"""

from __future__ import annotations

import errno
import os
import runpy
import socket
import sys
import time
import webbrowser
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from filelock import FileLock, Timeout

from khdash.commands.command import DONE, UNUSABLE, Command, RequestFault, add_places, places, say
from khdash.commands.door import address_of
from khdash.commands.store import say_own, say_result
from khdash.locale.words import Words, mark
from khdash.model.program import INSTALLED
from khdash.store.build import build
from khdash.store.errors import DatabaseReadOnly, writing_to
from khdash.store.places import PROJECT, Places, snapshot_address
from khdash.store.refusal import reasons

LOCK = "running.lock"
PORT = 8501
PORTS_TRIED = 100
START_SECONDS = 120.0
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
"""By these it may always be opened, as .streamlit/config.toml says."""
EVERYWHERE = ("localhost", "0.0.0.0", "::")


def _arguments(parser: ArgumentParser, words: Words) -> None:
    add_places(parser, words)
    add_serving(parser, words)


def add_serving(parser: ArgumentParser, words: Words) -> None:
    """The options --port, --address, --host and --no-browser."""
    parser.add_argument(
        "--port",
        type=_port,
        default=None,
        metavar="N",
        help=words("đúng cổng này (mặc định: 8501, đang bận thì lấy cổng trống tiếp theo)"),
    )
    parser.add_argument(
        "--address",
        default="localhost",
        metavar="HOST",
        help=words("địa chỉ nghe (mặc định: localhost, chỉ máy này; 0.0.0.0: cả mạng cơ quan)"),
    )
    parser.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="NAME",
        help=words("tên hay địa chỉ mà người đọc gõ, ngoài localhost; ghi nhiều lần được"),
    )
    parser.add_argument("--no-browser", action="store_true", help=words("không mở trình duyệt"))


def _port(text: str) -> int:
    if not 1 <= int(text) <= 65535:
        raise ValueError(text)
    return int(text)


def _run(args: Namespace, words: Words) -> int:
    return serve(places(args), args, words)


def serve(found: Places, args: Namespace, words: Words) -> int:
    """Serve these places until somebody ends it; where they are served already, say so."""
    if snapshot_address():
        return _listen(found, args, words)
    lock = _lock(found)
    address = address_of(found)
    try:
        if not address:
            lock.acquire(blocking=False)
    except Timeout:
        address = _waited_for(lambda: address_of(found))
        if not address:
            say(words("Một lần chạy khác đang khởi động trên {home}.", home=found.home))
            return UNUSABLE
    except OSError as error:
        raise DatabaseReadOnly(path=found.home, **reasons(error)) from error
    if address:
        say(words("Chương trình đang chạy rồi, ở {address}.", address=address))
        if not args.no_browser:
            _show(address)
        return DONE
    with lock:
        result = build(found)
        say_result(found, result, words)
        say_own(result.own, words)
        _mention_older_home(words)
        return _listen(found, args, words)


def _lock(found: Places) -> FileLock:
    with writing_to(found.home):
        found.home.mkdir(parents=True, exist_ok=True)
    return FileLock(found.home / LOCK)


def _mention_older_home(words: Words) -> None:
    """An installed program cannot know where a checkout was, unless it is started there."""
    here = Path.cwd()
    if INSTALLED and (here / "app.py").exists() and (here / "home" / "journal").is_dir():
        say(
            words(
                "Thư mục {folder} có những gì đã ghi bằng bản trước. Muốn dùng tiếp, hãy dừng"
                " chương trình rồi chạy: python -m khdash move {folder}.",
                folder=here,
            )
        )


def _listen(found: Places, args: Namespace, words: Words) -> int:
    port = _chosen_port(args, words)
    os.environ.update(
        KHDASH_DATA=str(found.data.absolute()),
        KHDASH_HOME=str(found.home.absolute()),
        KHDASH_DB=str(found.database.absolute()),
    )
    Thread(target=_announce, args=(found, args, words), name="browser", daemon=True).start()
    # The framework's own command, in this process, so that a signal reaches what it is meant for.
    sys.argv = ["streamlit", "run", str(PROJECT / "app.py")]
    sys.argv += ["--server.port", str(port), "--server.address", args.address]
    if names := [*args.host, *(name for name in [args.address] if name not in EVERYWHERE)]:
        sys.argv += [
            f"--server.allowedHosts={name}" for name in dict.fromkeys((*OWN_NAMES, *names))
        ]
    try:
        runpy.run_module("streamlit", run_name="__main__")
    except SystemExit as ended:
        return int(ended.code or 0)
    return DONE


def _chosen_port(args: Namespace, words: Words) -> int:
    """The port that was asked for and no other: a proxy looks there alone; else a free one."""
    try:
        port = free_port(args.address, args.port or PORT, 1 if args.port else PORTS_TRIED)
    except OSError as error:
        raise RequestFault(
            words("Máy này không có địa chỉ {host}; chọn lại --address.", host=args.address)
        ) from error
    if port is None and args.port:
        raise RequestFault(
            words(
                "Cổng {port} đang bận nên chưa chạy: một chương trình khác đang nghe ở đó. Dừng"
                " chương trình ấy, hoặc chọn cổng khác, ở cả máy chủ web đứng trước nếu có.",
                port=args.port,
            )
        )
    if port is None:
        raise RequestFault(
            words(
                "Các cổng từ {first} đến {last} đều bận; chọn cổng khác bằng --port.",
                first=PORT,
                last=PORT + PORTS_TRIED - 1,
            )
        )
    if port != (args.port or PORT):
        say(words("Cổng {busy} đang bận; dùng cổng {port}.", busy=PORT, port=port))
    return port


def _announce(found: Places, args: Namespace, words: Words) -> None:
    """Once the pages answer: where they are, in words and in the browser."""
    address = _waited_for(lambda: address_of(found))
    if address and _waited_for(lambda: _answers(address)):
        say(words("Đang chạy ở {address}. Muốn dừng: Ctrl+C.", address=address))
        if not args.no_browser:
            _show(address)


def _waited_for(told: Callable[[], str]) -> str:
    """What is told within START_SECONDS, else ''."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if found := told():
            return found
        time.sleep(0.2)
    return ""


def _answers(address: str) -> str:
    try:
        with urlopen(f"{address}/healthz", timeout=2):
            return address
    except (URLError, OSError):
        return ""


def _show(address: str) -> None:
    """Open the browser, unless this computer shows none: a text browser would take the terminal."""
    told = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in told):
        webbrowser.open(address)


def free_port(host: str, first: int, tried: int = PORTS_TRIED) -> int | None:
    """The first of so many ports from `first` on that nothing listens at; None where all are busy.

    Raises OSError for a host that is none of this computer.
    """
    last = min(first + tried, 65536)
    return next((port for port in range(first, last) if _is_free(host, port)), None)


def _is_free(host: str, port: int) -> bool:
    """Whether nothing listens at any address of this computer that the host stands for."""
    refused: list[OSError] = []
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as listener:
            if os.name == "posix":  # a port that was left a moment ago is free
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(address)
            except OSError as error:
                if error.errno in (errno.EADDRINUSE, errno.EACCES):
                    return False
                refused.append(error)
    if len(refused) == len(found):
        raise refused[0]
    return True


SERVE_COMMANDS = (
    Command(
        "run",
        mark("Dựng kho nếu cần, chạy ứng dụng và mở trình duyệt; lệnh mặc định."),
        _arguments,
        _run,
    ),
)
