"""People who come by different ways: plain requests and sessions of pages, from any address of this
machine, with any headers."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

LOCAL, ELSEWHERE, PROXY = "127.0.0.1", "127.0.0.2", "127.0.0.3"
IDENTITY = "X-Khuyenhoc-Email"
WAIT = 120


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


def ask(
    server: str,
    path: str,
    source: str = LOCAL,
    method: str = "GET",
    body: bytes | None = None,
    **headers: str,
) -> Answer:
    """A request from an address; `host="x.test"` and other headers as they are given."""
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(
        str(parts.hostname), parts.port, timeout=WAIT, source_address=(source, 0)
    )
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.putrequest(method, path, skip_host="host" in own)
        for name, value in own.items():
            connection.putheader(name, value)
        if body is not None and "content-length" not in own:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read().decode("utf-8", "replace"))
    finally:
        connection.close()


@dataclass
class Session:
    """A page as its browser has it: what was drawn, and what stands in its widgets."""

    socket: ClientConnection
    elements: dict[tuple[int, ...], Any] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    page: str = ""
    query: str = ""

    def run(self, page: str = "", query: str = "", **press: str) -> None:
        """Draw a page, or the present one again; press: the kind of value of a widget, and its id,
        as `trigger_value=...` for a button."""
        self.page, self.query = page or self.page, query or self.query
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        for identity, value in self.states.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = identity
            for name, one in value.items():
                setattr(state, name, one)
        for name, identity in press.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = identity
            setattr(state, name, True)
        self.elements.clear()
        self.socket.send(message.SerializeToString())
        self._take()

    def _take(self) -> None:
        while True:
            message = ForwardMsg()
            message.ParseFromString(bytes(self.socket.recv(timeout=WAIT)))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                place = tuple(message.metadata.delta_path)
                self.elements[place] = message.delta.new_element
            if kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                return

    def of(self, kind: str) -> list[Any]:
        """Every element of a kind, `of("button")`."""
        found = self.elements.values()
        return [getattr(one, kind) for one in found if one.WhichOneof("type") == kind]

    def widget(self, kind: str, key: str) -> Any:
        """The one widget with a key; None where it is not drawn."""
        return next((one for one in self.of(kind) if one.id.endswith(f"-{key}")), None)

    def words(self) -> str:
        """All that is written on the page."""
        found = [one.body for one in (*self.of("markdown"), *self.of("alert"))]
        return "\n".join([*found, *(one.body for one in self.of("heading"))])


@contextmanager
def session(server: str, source: str = LOCAL, **headers: str) -> Iterator[Session]:
    """A page opened from an address. Raises websockets' InvalidStatus where it is refused."""
    parts = urlsplit(server)
    raw = socket.create_connection(
        (str(parts.hostname), int(parts.port or 80)), timeout=WAIT, source_address=(source, 0)
    )
    raw.settimeout(None)
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    host = own.pop("host", parts.netloc)
    with connect(
        f"ws://{host}/_stcore/stream",
        sock=raw,
        additional_headers=own,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=WAIT,
    ) as opened:
        yield Session(opened)
