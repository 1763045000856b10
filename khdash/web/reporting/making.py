"""A document is made beside the readers' pages: in a thread that takes nobody's turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from khdash.report.paper.paper import Tell

DRAWN = 0.6
"""How much of the work is done when every exhibit is there and only the file is to be written."""


_ONE_AT_A_TIME = Lock()
"""However many documents are asked for, pages share the processor with one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that can be taken away."""

    name: str
    mime: str
    content: bytes


class Job:
    """A document in the making. `share`: how much is done; `made` or `fault`: how it ended."""

    def __init__(self, asked: object, make: Callable[[Tell], Made]) -> None:
        self.asked = asked
        self.share = 0.0
        self.made: Made | None = None
        self.fault: Exception | None = None
        self._thread = Thread(target=self._run, args=(make,), name="document", daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        return self.made is not None or self.fault is not None

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is made."""
        self._thread.join(seconds)

    def _run(self, make: Callable[[Tell], Made]) -> None:
        try:
            with _ONE_AT_A_TIME:
                self.made = make(self._tell)
        except Exception as fault:  # told to the reader, who sees no log
            self.fault = fault

    def _tell(self, share: float) -> None:
        self.share = share * DRAWN
