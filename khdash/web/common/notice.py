"""What stands where a page would write, for whoever may not: why, and where or by whom it is
done."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Action
from khdash.web.common.markdown import plain
from khdash.web.common.reading_copy import draw_copy_notice
from khdash.web.common.visitor import can_sign_in, denial, is_signed_in, is_typed


def draw_closed(words: Words, action: Action, units: Iterable[str] = ()) -> bool:
    """Say why the visitor cannot do something here, and return True; False where they can."""
    if draw_copy_notice(words):
        return True
    why = denial(action, units)
    if not why:
        return False
    with st.container(gap="small"):
        st.info(plain(why), icon=":material/lock_person:")
        if can_sign_in() and not is_typed() and not is_signed_in():
            draw_sign_in(words, key=f"dang_nhap_{action}")
    return True


def draw_sign_in(words: Words, key: str) -> None:
    """The button that leads to the provider of identities."""
    st.button(words("Đăng nhập"), key=key, icon=":material/login:", on_click=st.login)
