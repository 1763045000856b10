"""A reader without a browser: one websocket session of a running server, as the front end opens it.

Only what the server does is measured; nothing is drawn.
"""

from __future__ import annotations

import asyncio
import json
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

CHART = "chart"
"""The component of the application that draws a figure."""
LARGEST_MESSAGE = 64 * 2**20
PATIENCE = 120.0
FAILED = ":material/error:"
"""The sign of the sentence that the application shows instead of a page that fails."""
EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
"""The script stopped because it runs again: the answer is still to come."""


class ScriptFailed(RuntimeError):
    """The page showed an exception or did not finish."""


@dataclass(slots=True)
class Answer:
    """What came back for one click.

    seconds: wall time to the end of the script; first, headline: to the first chart and to the
    first heading that came (NaN if none did); messages and bytes of all that was sent.
    """

    seconds: float
    first: float
    headline: float
    messages: int
    bytes: int
    charts: list[int] = field(default_factory=list)


class Reader:
    """One open page. Use as an asynchronous context manager."""

    def __init__(self, port: int) -> None:
        self._url = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._origin = f"http://127.0.0.1:{port}"
        self._socket: ClientConnection
        self._page = ""
        self._query = ""
        self._hash = ""
        self._session = ""
        self._widgets: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            self._url,
            max_size=LARGEST_MESSAGE,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=self._origin,  # type: ignore[arg-type]
            compression=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    async def open(self, page: str, **query: list[str]) -> Answer:
        """Open a page by its address; '' is the first one."""
        self._page, self._hash = page, ""
        return await self.follow(**query)

    async def follow(self, **query: list[str]) -> Answer:
        """Go to another address of the same page, as a link or the back button does."""
        self._query = urlencode(query, doseq=True)
        return await self._run(changed=())

    def shows(self, name: str) -> bool:
        """Whether the filter of this parameter has been there."""
        return name in self._widgets

    async def open_filters(self) -> Answer:
        """Press the button behind which most filters stand."""
        pressed = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{self._widgets['bo_loc']}__events")
        pressed.json_trigger_value = json.dumps([{"event": "opened", "value": True}])
        self._states["bo_loc"] = pressed
        return await self._run(changed=("bo_loc",))

    async def move(self, name: str, value: object) -> Answer:
        """Move the filter of this parameter: years as a pair of numbers, else an option's texts."""
        state = WidgetState(id=self._widgets[name])
        if name == "nam":
            state.double_array_value.data.extend(float(year) for year in value)  # type: ignore[attr-defined]
        elif isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.data.extend(value)
        self._states[name] = state
        return await self._run(changed=(name,))

    async def upload(self, field: str, name: str, content: bytes) -> Answer:
        """Give a file to the field whose key begins so; ends when the page shows what became of it.

        Raises ScriptFailed where the server does not take the file.
        """
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._session
        await self._socket.send(asked.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            received = ForwardMsg.FromString(bytes(raw))  # type: ignore[arg-type]
            if received.WhichOneof("type") == "file_urls_response":
                break
        (urls,) = received.file_urls_response.file_urls
        await asyncio.to_thread(_send_file, self._origin + urls.upload_url, name, content)
        key = next(key for key in self._widgets if key.startswith(field))
        state = WidgetState(id=self._widgets[key])
        told = state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(content), file_id=urls.file_id
        )
        told.file_urls.CopyFrom(urls)
        self._states[key] = state
        return await self._run(changed=(key,))

    async def _run(self, changed: tuple[str, ...]) -> Answer:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        asked.page_name = self._page
        asked.page_script_hash = self._hash
        asked.context_info.timezone = "Asia/Ho_Chi_Minh"
        asked.context_info.locale = "vi-VN"
        asked.context_info.url = f"{self._origin}/{self._page}"
        asked.context_info.color_scheme = "light"
        for name in changed:
            asked.widget_states.widgets.append(self._states[name])
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        return await self._answer(start)

    async def _answer(self, start: float) -> Answer:
        answer = Answer(0.0, float("nan"), float("nan"), 0, 0)
        running = False
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            received = ForwardMsg.FromString(bytes(raw))  # type: ignore[arg-type]
            answer.messages += 1
            answer.bytes += len(raw)
            match received.WhichOneof("type"):
                case "new_session":
                    running = True
                    self._hash = received.new_session.page_script_hash
                    self._session = received.new_session.initialize.session_id or self._session
                case "navigation":
                    self._hash = received.navigation.page_script_hash
                case "delta":
                    self._note(received, answer, time.perf_counter() - start)
                case "page_info_changed":
                    self._query = received.page_info_changed.query_string
                case "script_finished" if running and received.script_finished != EARLY:
                    answer.seconds = time.perf_counter() - start
                    return answer

    def _note(self, received: ForwardMsg, answer: Answer, passed: float) -> None:
        if received.delta.WhichOneof("type") != "new_element":
            return
        element = received.delta.new_element
        kind = element.WhichOneof("type")
        match kind:
            case "exception":
                raise ScriptFailed(element.exception.message)
            case "alert" if element.alert.icon == FAILED:
                raise ScriptFailed(element.alert.body)
            case "plotly_chart" | "bidi_component" if size := _size_of_chart(element):
                answer.charts.append(size)
                answer.first = min(passed, answer.first) if answer.first == answer.first else passed
            case "heading" if answer.headline != answer.headline:
                answer.headline = passed
            case "html" if answer.headline != answer.headline and "<h" in element.html.body:
                answer.headline = passed
        own = getattr(element, str(kind), None)
        known = getattr(own, "id", "")
        if isinstance(known, str) and known.startswith("$$ID"):
            self._widgets[known.split("-", 2)[-1]] = known


def _size_of_chart(element: Element) -> int:
    """Bytes of the figure that an element carries; 0 of one that is no chart."""
    if element.WhichOneof("type") == "plotly_chart":
        return len(element.plotly_chart.spec)
    own = element.bidi_component
    return len(own.bytes.partition(b"\n")[0]) if own.component_name == CHART else 0


def _send_file(address: str, name: str, content: bytes) -> None:
    """Put a file where the server said, as a browser does."""
    boundary = uuid.uuid4().hex
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    with urllib.request.urlopen(f"{address.split('/_stcore')[0]}/_stcore/health") as answered:
        cookie = answered.headers.get("Set-Cookie", "").partition(";")[0]
    sent = urllib.request.Request(address, data=body, method="PUT")
    sent.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    sent.add_header("Cookie", cookie)
    sent.add_header("X-Xsrftoken", cookie.partition("=")[2])
    try:
        with urllib.request.urlopen(sent):
            pass
    except urllib.error.URLError as error:
        raise ScriptFailed(f"{name} was not taken: {error}") from error
