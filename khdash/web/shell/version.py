"""The version at the foot of a page, and what is new in it, from CHANGELOG.md."""

from __future__ import annotations

from functools import cache

import streamlit as st

import khdash
from khdash.store.places import PROJECT
from khdash.web.common import reader
from khdash.web.methods.methods import section_of

FILE = PROJECT / "CHANGELOG.md"


def draw_version() -> None:
    """The number of the version; a click on it opens what is new."""
    words = reader.words()
    label = words("Phiên bản {version}: có gì mới", version=khdash.__version__)
    if st.button(label, type="tertiary", key="phien_ban"):
        st.dialog(words("Có gì mới"), width="medium")(st.markdown)(news_text(words.lang))


@cache
def news_text(lang: str) -> str:
    """The versions in the reader's language, newest first, without the title of the document."""
    text = section_of(FILE.read_text(encoding="utf-8"), lang).partition("\n")[2].strip()
    return text.replace("#### ", "### ")
