"""The ways out of a page: a button for each format that some content can leave as."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.report.format import Format
from khdash.report.formats import file_stem, formats_for_readers

Content = TypeVar("Content")
QUIET: dict[str, Any] = {"type": "tertiary"}
"""The look of ways out that stand below something else."""


def draw_downloads(
    formats: Iterable[Format[Content]],
    content: Callable[[], Content],
    stem: str,
    key: str,
    words: Words,
    label: Callable[[str], str] = str,
    **look: Any,
) -> None:
    """A button a format; the file is made when it is asked for.

    stem: the file's name without extension. label: what stands on a button, given the format's
    name. look: further arguments of the button.
    """

    def made(format_: Format[Content]) -> Callable[[], bytes]:
        return lambda: format_.make(content())

    for one in formats:
        shown = {"help": words(one.help) if one.help else None, "icon": ":material/download:"}
        st.download_button(
            label(words(one.label)),
            data=made(one),
            file_name=f"{stem}.{one.extension}",
            mime=one.mime,
            on_click="ignore",
            key=f"{key}_{one.code}",
            **{**shown, **look},
        )


def draw_exhibit_downloads(
    exhibit: Exhibit, key: str, words: Words, label: Callable[[str], str] = str, **look: Any
) -> None:
    """Every format that fits an exhibit; `key` tells apart two exhibits of one name on a page."""
    formats, stem = formats_for_readers(exhibit), file_stem(exhibit)
    draw_downloads(formats, lambda: exhibit, stem, f"tai_{key}", words, label, **{**QUIET, **look})
