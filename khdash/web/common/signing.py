"""Who signs: the name that the session remembers from page to page, or that of who signed in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.store.batches import Receipt
from khdash.store.database import Database
from khdash.store.errors import StoreError
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.visitor import LONGEST_NAME, NAME, is_typed, person, visitor


def draw_name_field(words: Words, help_text: str = "") -> None:
    """The field of a page for the name, remembered as it is typed."""
    if not is_typed():
        _draw_known(words)
        return
    st.text_input(
        words("Họ tên người thực hiện"),
        key=NAME,
        max_chars=LONGEST_NAME,
        persist_state="session",
        placeholder=words("họ và tên, đơn vị công tác"),
        help=help_text or words("Tên được ghi vào nhật ký cùng mỗi lần nạp và mỗi ô đã sửa."),
        width=460,
    )


def draw_name(words: Words) -> str:
    """A field for the name inside a form; what stands in it when the form is sent."""
    if not is_typed():
        _draw_known(words)
        return person()
    name = st.text_input(
        words("Họ tên người thực hiện"),
        value=person(),
        max_chars=LONGEST_NAME,
        placeholder=words("họ và tên, đơn vị công tác"),
    )
    return str(name or "").strip()


def _draw_known(words: Words) -> None:
    """Under which name it is written, where that is not for anybody to type."""
    st.caption(plain(words("Ghi dưới tên: {name}", name=person())))


def signed(name: str, write: Callable[[Database, Actor], Receipt], words: Words) -> Receipt | None:
    """What a person decided, written; the name is remembered for the next time. None, and why on
    the page, where the store refuses. Raises ValueError without name.
    """
    if not name.strip():
        raise ValueError("a decision needs a name")
    who = visitor(name)
    if is_typed():
        st.session_state[NAME] = name
    try:
        return write(reader.database(), who)
    except StoreError as error:
        st.error(plain(error.text(words.lang)))
        return None
