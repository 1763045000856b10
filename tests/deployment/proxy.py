"""nginx in front of a server of a test, with the configuration that is shipped or another."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.browser.programs import NGINX
from tests.browser.server import free_port
from tests.published import PROJECT

SHIPPED = PROJECT / "deploy" / "nginx.conf"
DOMAIN = "so-lieu.example.vn"


def shown(text: str) -> str:
    """The configuration as nginx reads it whole: /etc/nginx/nginx.conf includes conf.d/*.conf."""
    return f"events {{}}\nhttp {{\naccess_log off;\n{text}\n}}\n"


def nginx(folder: Path, text: str, *options: str) -> subprocess.Popen[bytes]:
    """nginx on a configuration, with all that it writes in a folder of its own."""
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    own = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    command = [NGINX.require(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", own]
    with (folder / "said").open("wb") as said:
        return subprocess.Popen([*command, *options], stdin=subprocess.DEVNULL, stderr=said)


@contextmanager
def proxied(folder: Path, port: int) -> Iterator[int]:
    """The shipped configuration without TLS, before a port of this computer; where it listens."""
    front = free_port()
    text = SHIPPED.read_text(encoding="utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{front};")
    text = re.sub(r"\s*ssl_certificate(_key)? .*;", "", text)
    text = text.replace("127.0.0.1:8501", f"localhost:{port}")
    with running(folder, shown(text), front):
        yield front


@contextmanager
def running(folder: Path, text: str, port: int) -> Iterator[None]:
    """nginx on a configuration, once it answers at a port, until the context ends."""
    process = nginx(folder, text)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                assert time.monotonic() < deadline, (folder / "said").read_text("utf-8")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def first_message(port: int) -> bytes:
    """What the pages send first to a browser that shows the domain of the proxy."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as line,
        connect(
            f"ws://{DOMAIN}/_stcore/stream",
            sock=line,
            origin=Origin(f"http://{DOMAIN}"),
            subprotocols=[Subprotocol("streamlit")],
        ) as browser,
    ):
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        browser.send(asked.SerializeToString())
        return bytes(browser.recv(timeout=60))  # type: ignore[arg-type]
