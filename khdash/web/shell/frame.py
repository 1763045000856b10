"""The script behind every page: navigation, brand, language, shared filters, then the page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.log import request, timed
from khdash.report.table import demo_mark
from khdash.store.errors import StoreError
from khdash.web.access.identity import draw_identity
from khdash.web.common import reader
from khdash.web.common.card.drawer import draw_drawer
from khdash.web.common.entries import ENTRIES, entry_of
from khdash.web.common.markdown import plain
from khdash.web.common.once import asked_once
from khdash.web.common.page_registry import PAGES, Page, page_at
from khdash.web.common.presenting import begin, is_presented, taken_up
from khdash.web.common.viewport import is_narrow, watch_width
from khdash.web.common.visitor import fault_text
from khdash.web.giving.cookie import secret
from khdash.web.presenting.stage import draw_stage
from khdash.web.shell.filters import draw_filters, said_in_a_line
from khdash.web.shell.framework_words import speak
from khdash.web.shell.languages import draw_languages
from khdash.web.shell.tools import draw_tools
from khdash.web.shell.turns import TURNS
from khdash.web.shell.version import draw_version

BEHIND = "sau_man_chieu"
"""The container of the page while its exhibits are presented."""
ICON = Path(__file__).parent / "icon.svg"


def open_dataset(lang: str) -> Dataset:
    """The data, or one plain sentence and nothing else."""
    try:
        return reader.dataset()
    except StoreError as error:
        st.error(fault_text(error, lang), icon=":material/database_off:")
        st.stop()


def draw_head(data: Dataset, page: Page, narrow: bool) -> None:
    """One line: whose figures these are, the filters and, but on a phone, the language."""
    words = reader.words()
    # One line of a phone holds the longest name of a page and what stands beside it, one of a
    # laptop's the mark of generated figures too.
    gap: Literal["xxsmall", "xsmall", "small"] = (
        "xsmall" if narrow else "xxsmall" if data.demo else "small"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap=gap, key="dau_trang"):
        if narrow:
            draw_menu(page, words)
        else:
            st.markdown(
                f"**{plain(title_of(data, words))}**",
                help=None if data.demo else plain(about(data, words)),
                width="content",
            )
        if data.demo and not narrow:
            draw_demo_mark(words)
        if page.uses_filters:
            draw_filters(page, narrow)
        if not narrow:
            st.space("stretch")
            draw_languages(words)
        draw_tools(page, narrow)
    if data.demo and narrow:  # Beside the signs of a phone it would part them.
        draw_demo_mark(words)


def draw_demo_mark(words: Words) -> None:
    """That every figure is generated."""
    st.badge(
        demo_mark(words),
        color="orange",
        help=words("Mọi con số ở đây được tạo ra để giới thiệu phần mềm."),
    )


def title_of(data: Dataset, words: Words) -> str:
    """The name of the application."""
    return words.of(data.catalogue.cluster.title_vi, data.catalogue.cluster.title_en)


def about(data: Dataset, words: Words) -> str:
    """What the figures cover and when they were last changed."""
    years = _years(data)
    span = words.years(*years) if years else ""
    return words(
        "{region} · số liệu công bố {span} · cập nhật {date}",
        region=words.of(data.catalogue.cluster.region_vi, data.catalogue.cluster.region_en),
        span=span,
        date=words.date(data.updated_at),
    )


@kept(1)
def _years(data: Dataset) -> tuple[int, int] | None:
    """The first and the last year with a figure."""
    years = data.current["year"]
    return (int(years.min()), int(years.max())) if len(years) else None


def draw_menu(page: Page, words: Words) -> None:
    """The languages and the pages behind one button that names the present one."""
    with st.popover(words.of(page.title_vi, page.title_en), icon=":material/menu:"):
        draw_languages(words)
        for entry in PAGES:
            if not is_shown(entry):
                continue
            st.page_link(
                entry_of(entry),
                label=words.of(entry.title_vi, entry.title_en),
                icon=entry.icon,
                help="",
                width="stretch",
                query_params=reader.link_to(entry),
            )


def is_shown(page: Page) -> bool:
    """Whether the navigation offers a page; it opens by its address in any case."""
    return not page.by_link or bool(secret())


def draw_notices(words: Words) -> None:
    """What every reader must know before the first figure."""
    fault = reader.copy_fault()
    if fault is not None:
        st.warning(
            plain(fault_text(fault, words.lang)),
            title=words("Đang hiện bản công bố trước đó"),
            icon=":material/history:",
        )
    ignored = st.session_state.get("_ignored", [])
    if ignored:
        st.warning(
            "\n".join(f"- {sentence}" for sentence in ignored),
            title=words("Một phần của liên kết không dùng được"),
            icon=":material/link_off:",
        )
        st.button(
            words("Đã rõ"),
            key="da_ro",
            type="tertiary",
            on_click=lambda: st.session_state.update(_ignored=[]),
        )


def present(page: Page, run: Callable[[], None]) -> None:
    """The page as slides; what it draws beside its exhibits stays out of sight."""
    begin()
    st.html(f"<style>.st-key-{BEHIND} {{ display: none; }}</style>")
    try:
        with st.container(key=BEHIND):
            run()
    finally:  # A page may stop early.
        draw_stage(page, taken_up(), said_in_a_line(page) if page.uses_filters else "")


def entries_of(words: Words) -> dict[str, Any]:
    """The pages as the framework knows them, by their address; made once for a session, its
    language and whether it came by a link, since each looks for its file.
    """
    known = words.lang, bool(secret())
    made: tuple[tuple[str, bool], dict[str, Any]] | None = st.session_state.get(ENTRIES)
    if made is None or made[0] != known:
        entries = {
            page.url_path: st.Page(
                page.file,
                title=words.of(page.title_vi, page.title_en),
                icon=page.icon,
                url_path=page.url_path,
                default=page is PAGES[0],
                visibility="visible" if is_shown(page) else "hidden",
                help=words(page.question),
            )
            for page in PAGES
        }
        made = st.session_state[ENTRIES] = known, entries
    return made[1]


def main() -> None:
    """Draw the frame and run the page."""
    words = Words(reader.opened_language(reader.address()))
    # Before the pages are named: the browser would fetch the sign of the page from elsewhere.
    st.set_page_config(
        page_title=words("Khuyến học"),
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    entries = entries_of(words)
    narrow = is_narrow()
    groups: dict[str, list[Any]] = {}
    for entry in PAGES:
        groups.setdefault(words(entry.group) if entry.group else "", []).append(
            entries[entry.url_path]
        )
    chosen = st.navigation(groups, position="hidden" if narrow else "top")
    page = page_at(chosen.url_path)
    # A page that takes files waits for their check: nobody else waits with it.
    with TURNS.turn() if page.uses_filters else nullcontext():
        draw(page, chosen, narrow, words)


def draw(page: Page, chosen: Any, narrow: bool, words: Words) -> None:
    """The head, the page and the foot, with a line in the log."""
    with request(), timed("drawn", page=page.url_path):
        draw_whole(page, chosen, narrow, words)


def draw_whole(page: Page, chosen: Any, narrow: bool, words: Words) -> None:
    """The head, the page and the foot."""
    data = open_dataset(words.lang)
    name = words.of(page.title_vi, page.title_en)
    st.set_page_config(page_title=f"{name} – {title_of(data, words)}")
    reader.follow_link(page)
    speak(reader.words())
    if is_presented(page):
        reader.write_link(page)
        present(page, chosen.run)
        watch_width()
        return
    draw_head(data, page, narrow)
    with asked_once():
        draw_notices(reader.words())
        reader.write_link(page)
        chosen.run()
        draw_drawer()
        draw_foot(data)
        draw_identity(reader.words())
        watch_width()


def draw_foot(data: Dataset) -> None:
    """What the figures cover, and the version of the program."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cuoi_trang"):
        st.caption(plain(about(data, reader.words())), width="content")
        draw_version()


if __name__ == "__main__":
    main()
