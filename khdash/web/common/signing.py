"""Who decides on a card: the name that the session remembers from page to page."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.web.upload import state


def draw_name(words: Words) -> str:
    """A field for the name inside a form; what stands in it when the form is sent."""
    name = st.text_input(
        words("Họ tên người thực hiện"),
        value=state.person(),
        max_chars=state.LONGEST_NAME,
        placeholder=words("họ và tên, đơn vị công tác"),
    )
    return str(name or "").strip()


def signed(name: str) -> Actor:
    """The person behind a decision, remembered for the next one. Raises ValueError without name."""
    actor = Actor(name, "web")
    st.session_state[state.NAME] = name
    return actor
