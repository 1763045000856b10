"""Parts of a page that static/components draws in the browser."""

from __future__ import annotations

from functools import cache

import orjson
import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from khdash.store.places import PROJECT

# The framework makes a drawing and lets go of the one before it, and while the script is fetched it
# may take the newer one first: an older one that it then lets go of gives way to the newer again.
LOAD = """
const drawing = import(new URL("app/static/components/{name}.js", document.baseURI));
export default async (component) => {{
  const {{ default: draw }} = await drawing;
  const held = (component.parentElement.khdashHeld ??= new Map());
  held.set(component, draw(component));
  return () => {{
    const wasLast = [...held.keys()].at(-1) === component;
    held.get(component)?.();
    held.delete(component);
    const last = [...held.keys()].at(-1);
    if (wasLast && last) held.set(last, draw(last));
  }};
}};
"""


FOLDER = PROJECT / "static" / "components"


def packed(data: object) -> bytes:
    """What a component is told, as bytes of JSON: the framework passes them on as they are, and
    the browser sees whether they are those of the drawing before."""
    return orjson.dumps(data)


def under(part: bytes, foot: bytes) -> bytes:
    """Two things packed for one component: the second, if there is one, stands below the first.

    Each element of a page costs the server a message and the browser a part of every drawing.
    """
    return part + b"\n" + foot if foot else part


@cache
def component(name: str, *, styled: bool = False) -> ComponentRenderer:
    """What static/components/{name}.js draws; it keeps its place as long as its key stays.

    styled: whether {name}.css travels with it, so that nothing is seen without; other styles are
    fetched by the script.
    """
    css = (FOLDER / f"{name}.css").read_text(encoding="utf-8") if styled else None
    js = LOAD.format(name=name)
    return st.components.v2.component(name, js=js, css=css, isolate_styles=False)
