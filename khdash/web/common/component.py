"""Parts of a page that static/components draws in the browser."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_LOAD = """
const drawing = import(new URL("app/static/components/{name}.js", document.baseURI));
export default async (component) => (await drawing).default(component);
"""


@cache
def component(name: str) -> ComponentRenderer:
    """What static/components/{name}.js draws; it keeps its place as long as its key stays."""
    return st.components.v2.component(name, js=_LOAD.format(name=name), isolate_styles=False)
