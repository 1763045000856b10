"""The pictures of README and the guides, taken from the running application: `make pictures`.

python -m tests.browser.pictures [NAME…]: of the shipped figures, light theme, few colours, so that
they are small enough to be kept with the text; in each language of the guides.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from khdash.cli import main as khdash
from khdash.locale import Words
from tests.browser.server import PROJECT, serve
from tests.browser.visitor import NARROW, Visitor, launch, visit

FOLDER = PROJECT / "docs" / "pictures"
LANGUAGES = ("vi", "en")
WINDOW, TALL = (1200, 800), (1200, 1050)
COLOURS = 64


def path_of(name: str, lang: str) -> Path:
    """Where a picture lies: the Vietnamese ones in the folder, those of another language below."""
    return FOLDER / ("" if lang == LANGUAGES[0] else lang) / f"{name}.png"


def _nothing(visitor: Visitor, words: Words, scratch: Path) -> None:
    """The page as it opens."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the page, its parameters, what is done there first, the size of the window.

    demo: of the generated figures, where something is handed in that nobody reported.
    """

    page: str = ""
    query: tuple[tuple[str, str], ...] = ()
    do: Callable[[Visitor, Words, Path], None] = _nothing
    size: tuple[int, int] = WINDOW
    demo: bool = False


def _card(visitor: Visitor, words: Words, scratch: Path) -> None:
    """The card of the first figure that an answer names."""
    visitor.click(visitor.page.locator("[data-card]").first)
    expect(visitor.page.get_by_test_id("stDialog")).to_be_visible(timeout=60_000)
    visitor.wait_for_app_run()


def _report_file(scratch: Path) -> Path:
    """What a province might send, in the year after the last of the generated figures."""
    path = scratch / "bao_cao_nam_dinh.csv"
    path.write_text(
        "Tỉnh, thành phố;Năm;Hội viên;Số dư quỹ (triệu đồng)\n"
        "Nam Định;2023;512.300;131.500\nNam Định;2024;518.900;hơn 140.000\n",
        encoding="utf-8",
    )
    return path


def _upload(visitor: Visitor, words: Words, scratch: Path) -> None:
    page = visitor.page
    file = _report_file(scratch)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    last = page.get_by_role("heading", name=words("5. Ghi vào số liệu"))
    expect(last).to_be_visible(timeout=180_000)
    visitor.wait_for_app_run()
    _to_the_top(visitor, words("3. Kiểm tra"))


def _forms(visitor: Visitor, words: Words, scratch: Path) -> None:
    visitor.click(visitor.page.get_by_text(words("Biểu cộng từ xã, phường cho một tỉnh")))
    _to_the_top(visitor, words("Biểu mẫu để điền"))


def _journal(visitor: Visitor, words: Words, scratch: Path) -> None:
    """An upload, the only one, with the way back opened."""
    if words.lang == LANGUAGES[0]:
        file = str(_report_file(scratch))
        khdash(["import", file, "--by", "Văn phòng Hội", "--note", "báo cáo năm"])
    visitor.open_page("nhat-ky", lang=words.lang)
    visitor.click(visitor.page.get_by_text(words("Hoàn tác lần nạp này")))


def _to_the_top(visitor: Visitor, heading: str) -> None:
    visitor.page.get_by_role("heading", name=heading).evaluate("own => own.scrollIntoView()")


SHOTS: dict[str, Shot] = {
    "overview": Shot(),
    "phone": Shot(size=NARROW),
    "targets": Shot("chi-tieu", size=TALL),
    "compare": Shot("so-sanh", (("so_sanh", "members"), ("xem", "dien_bien")), size=TALL),
    "card": Shot("tong-quan", do=_card),
    "quality": Shot("chat-luong", size=TALL),
    "report": Shot("bao-cao", (("pham_vi", "36"),)),
    "forms": Shot("nap-so-lieu", do=_forms, size=TALL, demo=True),
    "upload": Shot("nap-so-lieu", do=_upload, size=TALL, demo=True),
    "journal": Shot("nhat-ky", do=_journal, demo=True),
}
"""Every picture by the name of its file; README and the guides name each of them."""


def take(browser: Browser, address: str, shot: Shot, path: Path, lang: str, scratch: Path) -> None:
    """One picture, once everything on the page stands still."""
    with visit(browser, address, shot.size) as visitor:
        page = "" if shot.page == "tong-quan" else shot.page
        visitor.open_page(page, **dict(shot.query), lang=lang)
        shot.do(visitor, Words(lang), scratch)
        visitor.page.wait_for_timeout(1500)
        visitor.expect_no_exception()
        visitor.page.screenshot(path=path, animations="disabled")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main(arguments: list[str]) -> int:
    """Take the pictures that are named, or all."""
    wanted = {name: SHOTS[name] for name in arguments or SHOTS}
    for lang in LANGUAGES:
        path_of("", lang).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = launch(playwright)
        for demo in (False, True):
            own = {name: shot for name, shot in wanted.items() if shot.demo is demo}
            if own:
                take_all(browser, own, Path(name) / str(demo), demo)
        browser.close()
    return 0


def take_all(browser: Browser, shots: dict[str, Shot], scratch: Path, demo: bool) -> None:
    """Pictures of one application, on a home of its own."""
    scratch.mkdir()
    os.environ.update(KHDASH_HOME=str(scratch), KHDASH_DATA=str(PROJECT / "data"), KHDASH_DB="")
    if demo:
        khdash(["demo"])
        folder = scratch / "demo"
        os.environ.update(KHDASH_DATA=str(folder), KHDASH_HOME=str(folder / "home"))
    else:
        khdash(["build"])
    with serve(PROJECT / "app.py", scratch / "server.log") as server:
        for (name, shot), lang in product(shots.items(), LANGUAGES):
            take(browser, server.address, shot, path_of(name, lang), lang, scratch)
            print(path_of(name, lang), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
