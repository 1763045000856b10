"""Who acts: the name that the session remembers from page to page."""

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

NAME = "nguoi_nap"
LONGEST_NAME = 100


def person() -> str:
    """The name as it was typed, '' before."""
    return str(st.session_state.get(NAME) or "").strip()


def actor() -> Actor:
    """Raises ValueError before a name was typed."""
    return Actor(person(), "web")


def draw_name_field(words: Words, help_text: str = "") -> None:
    """The field of a page for the name, remembered as it is typed."""
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
    name = st.text_input(
        words("Họ tên người thực hiện"),
        value=person(),
        max_chars=LONGEST_NAME,
        placeholder=words("họ và tên, đơn vị công tác"),
    )
    return str(name or "").strip()


def signed(name: str, write: Callable[[Database, Actor], Receipt], words: Words) -> Receipt | None:
    """What a person decided, written; the name is remembered for the next time. None, and why on
    the page, where the store refuses. Raises ValueError without name.
    """
    who = Actor(name, "web")
    st.session_state[NAME] = name
    try:
        return write(reader.database(), who)
    except StoreError as error:
        st.error(plain(error.text(words.lang)))
        return None
