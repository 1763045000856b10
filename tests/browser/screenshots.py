"""Pictures of whole pages to look at: python -m tests.browser.screenshots FOLDER [--pages PATH ...]

Each page wide and narrow, in the light and in the dark theme. Where KHDASH_HOME is set the pictures
show that home; otherwise a database built from the frozen figures of the tests.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from khdash.web.common.page_registry import PAGES
from tests.browser.server import PROJECT, build_database, serve
from tests.browser.visitor import NARROW, WIDE, Visitor, launch, visit

SIZES = {"wide": WIDE, "narrow": NARROW}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 12_000
# The first page answers to the address alone.
PATHS = ["", *(page.url_path for page in PAGES[1:])]


def show_whole_page(visitor: Visitor) -> None:
    """Make the window as high as the page: Streamlit scrolls an inner container."""
    width = visitor.page.evaluate("window.innerWidth")
    for _ in range(3):
        height = visitor.page.evaluate(
            """Math.max(...[...document.querySelectorAll('[data-testid="stMain"], section')]
                .map(part => part.scrollHeight))"""
        )
        visitor.page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
        visitor.wait_for_app_run()
    # Figures fade in after the script has ended.
    visitor.page.wait_for_timeout(600)


def take(browser: Browser, address: str, path: str, folder: Path) -> list[Path]:
    """The four pictures of one page."""
    pictures = []
    for size_name, size in SIZES.items():
        for scheme in SCHEMES:
            with visit(browser, address, size, scheme) as visitor:
                visitor.open_page(path)
                show_whole_page(visitor)
                name = path.split("?")[0].strip("/") or "start"
                picture = folder / f"{name}_{size_name}_{scheme}.png"
                visitor.page.screenshot(path=picture)
                pictures.append(picture)
    return pictures


def main(arguments: list[str]) -> int:
    """Take the pictures and print where they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="+", default=PATHS)
    parser.add_argument("--address", help="of an application that is already running")
    wishes = parser.parse_args(arguments)
    wishes.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = launch(playwright)
        if wishes.address:
            take_all(browser, wishes.address, wishes.pages, wishes.folder)
        else:
            own = "KHDASH_HOME" in os.environ
            places = {} if own else build_database(Path(scratch))
            with serve(PROJECT / "app.py", Path(scratch) / "server.log", places) as server:
                take_all(browser, server.address, wishes.pages, wishes.folder)
        browser.close()
    return 0


def take_all(browser: Browser, address: str, paths: list[str], folder: Path) -> None:
    """The pictures of several pages."""
    for path in paths:
        for picture in take(browser, address, path, folder):
            print(picture, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
