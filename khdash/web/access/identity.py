"""Who somebody is to this application, and what that lets them do, at the foot of every page."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import ACTIONS, PERMITTED, ROLES, Action, Actor
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.names import unit_names
from khdash.web.common.notice import draw_sign_in
from khdash.web.common.visitor import can_sign_in, is_signed_in, is_typed, note_sign_in, visitor


def draw_identity(words: Words) -> None:
    """A button with the name of whoever comes from elsewhere; at this machine there is one person,
    who may do everything."""
    if is_typed():
        return
    note_sign_in()
    who = visitor()
    label = f"{who.name}, {words.of(*ROLES[who.role])}"
    with st.popover(plain(label), icon=":material/person:", type="tertiary", key="toi_la_ai"):
        draw_rights(who, words)
        if is_signed_in():
            st.button(words("Đăng xuất"), icon=":material/logout:", on_click=st.logout)
        elif can_sign_in():
            draw_sign_in(words, "dang_nhap")
        else:
            st.caption(words("Ở đây chưa đặt cách đăng nhập; muốn ghi gì, xin hỏi người quản trị."))


def draw_rights(who: Actor, words: Words) -> None:
    """What an actor may do, and for which provinces."""
    names = unit_names(reader.dataset().catalogue, words)
    own = [action for action in Action if PERMITTED[action].get(who.role) == "own"]
    free = [action for action in Action if PERMITTED[action].get(who.role) == "everything"]
    st.markdown(plain(words("Làm được: {actions}.", actions=_listed(free, words))))
    if own and who.may(own[0]):
        provinces = words.listed(sorted({names.get(key, key) for key in who.provinces}))
        st.markdown(
            plain(
                words(
                    "Riêng của {provinces}: {actions}.",
                    provinces=provinces,
                    actions=_listed(own, words),
                )
            )
        )
    if who.identity:
        st.caption(plain(words("Vào bằng: {identity}", identity=who.identity)))


def _listed(actions: list[Action], words: Words) -> str:
    return "; ".join(words.of(*ACTIONS[action]) for action in actions)
