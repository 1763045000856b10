"""A person at a browser: opens pages, chooses by what is written on them, reads what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Locator, Page, Playwright

from tests.browser.programs import CHROMIUM

WIDE = (1440, 900)
NARROW = (390, 844)
OWN_HOSTS = {"127.0.0.1", "localhost"}
OPEN_MS = 180_000
ERRORS = '[data-testid="stException"], [data-testid="stAlertContentError"]'
QUIET_MS = 250

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name outside this machine is not even looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

# True once the script has stood still for a while: a finished run may start another at once,
# as when the browser reports its width.
APP_IS_QUIET = """
(quiet) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const still = app?.dataset.testConnectionState === 'CONNECTED'
    && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]');
  const now = performance.now();
  if (!still) { window.__quietSince = null; return false; }
  window.__quietSince ??= now;
  return now - window.__quietSince >= quiet;
}
"""


@dataclass
class Visitor:
    """One page of one browser window, and every address that it asked for."""

    page: Page
    address: str
    log: Path | None = None
    requests: list[str] = field(default_factory=list)

    def open_page(self, path: str = "", **query: str | list[str]) -> None:
        """Open a page of the application by its path and the parameters of its link."""
        link = f"{self.address}/{path.lstrip('/')}"
        self.page.goto(link + (f"?{urlencode(query, doseq=True)}" if query else ""))
        self.wait_for_app_run()

    def wait_for_app_run(self) -> None:
        """Wait until the script has run and stands still."""
        self.page.evaluate("window.__quietSince = null")
        self.page.wait_for_function(APP_IS_QUIET, arg=QUIET_MS, timeout=OPEN_MS)

    def click(self, target: Locator) -> None:
        """Click, then wait for what the application makes of it."""
        target.click()
        self.wait_for_app_run()

    def pill(self, label: str) -> Locator:
        """One choice of a row of pills or of a segmented control."""
        group = self.page.get_by_test_id("stButtonGroup")
        return group.get_by_role("button", name=label, exact=True).or_(
            group.get_by_role("radio", name=label, exact=True)
        )

    def choose_pill(self, label: str) -> None:
        """Turn a pill on or off."""
        self.click(self.pill(label))

    def chosen_pills(self) -> list[str]:
        """What is chosen in all rows of pills, in the order shown."""
        chosen = self.page.get_by_test_id("stButtonGroup").locator(
            "[aria-checked=true], [aria-pressed=true]"
        )
        return chosen.all_inner_texts()

    def title(self) -> str:
        """The first heading of the page."""
        return as_read(self.page.get_by_role("heading").first.inner_text())

    def headlines(self) -> list[str]:
        """The sentences that head the exhibits, in the order shown."""
        return [as_read(one) for one in self.page.get_by_role("heading", level=3).all_inner_texts()]

    def headline(self) -> str:
        """The sentence that heads the first exhibit."""
        return as_read(self.page.get_by_role("heading", level=3).first.inner_text())

    def parameters(self) -> str:
        """The parameters of the present link, as they stand in the address bar."""
        return urlsplit(self.page.url).query

    def expect_no_exception(self) -> None:
        """No stack trace, no error message, no page that was not found."""
        errors = self.page.locator(ERRORS).all_inner_texts()
        assert not errors, f"{self.page.url} shows {errors}\n{self.server_words()}"
        missing = self.page.get_by_text(re.compile("page not found", re.IGNORECASE))
        assert missing.count() == 0, f"{self.page.url}: page not found"

    def expect_local_requests_only(self) -> None:
        """Everything that the page asked for, it asked of this machine."""
        assert self.requests, "the page asked for nothing: the record is broken"
        left = outside(self.requests)
        assert not left, f"{self.page.url} asked other machines: {left}"

    def server_words(self) -> str:
        """The last that the server said, to explain a failure."""
        if self.log is None:
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8").splitlines()[-40:])

    def loaded_fonts(self, family: str) -> set[str]:
        """The weights of a font family that the page has loaded."""
        weights: list[str] = self.page.evaluate(
            """async (family) => [...await document.fonts.ready]
                .filter(face => face.family.replaceAll(/["']/g, '') === family)
                .filter(face => face.status === 'loaded').map(face => face.weight)""",
            family,
        )
        return set(weights)


def as_read(text: str) -> str:
    """A text whose names and figures are kept in one line, as a person reads it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def outside(addresses: list[str]) -> list[str]:
    """The addresses that lead out of this machine.

    >>> outside(["http://127.0.0.1:8501/", "data:image/png;base64,AA", "https://example.org/a"])
    ['https://example.org/a']
    """
    parts = [(address, urlsplit(address)) for address in addresses]
    return [
        address
        for address, part in parts
        if part.scheme in {"http", "https", "ws", "wss"} and part.hostname not in OWN_HOSTS
    ]


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium. Raises ProgramMissing where there is none."""
    return playwright.chromium.launch(executable_path=CHROMIUM.require(), args=list(FLAGS))


@contextmanager
def visit(
    browser: Browser,
    address: str,
    size: tuple[int, int] = WIDE,
    scheme: Literal["light", "dark"] = "light",
    log: Path | None = None,
) -> Iterator[Visitor]:
    """A new window without history; a narrow one behaves like a phone. `log`: the server's."""
    phone: dict[str, Any] = {"is_mobile": True, "has_touch": True} if size == NARROW else {}
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        locale="vi-VN",
        **phone,
    )
    page = context.new_page()
    visitor = Visitor(page, address, log)
    context.on("request", lambda request: visitor.requests.append(request.url))
    page.on("websocket", lambda socket: visitor.requests.append(socket.url))
    try:
        yield visitor
    finally:
        context.close()
