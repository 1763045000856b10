"""Whether the reader's screen is narrow, which decides how charts and filters are laid out."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from khdash.web.common.once import once

NARROW = 640
"""Pixels up to which columns stack; the width at which Streamlit itself stacks them."""

_REPORT_WIDTH = f"""
export default function ({{ data, setStateValue }}) {{
  const query = window.matchMedia("(max-width: {NARROW}px)");
  const report = () => {{
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches);
  }};
  report();
  query.addEventListener("change", report);
  return () => query.removeEventListener("change", report);
}}
"""


@cache
def _reporter() -> ComponentRenderer:
    return st.components.v2.component("viewport", js=_REPORT_WIDTH)


@once
def is_narrow() -> bool:
    """What the browser reported, or, before it could, what it calls itself."""
    reported = st.session_state.get("viewport")
    if reported and reported.get("narrow") is not None:
        return bool(reported["narrow"])
    headers = st.context.headers
    return headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in headers.get("User-Agent", "")


def watch_width() -> None:
    """Let the browser correct the guess; draws nothing."""
    _reporter()(key="viewport", data={"narrow": is_narrow()}, on_narrow_change=lambda: None)
