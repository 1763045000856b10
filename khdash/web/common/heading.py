"""What stands above an exhibit: the finding, what is measured, and what that means.

One element of markup, not two of Markdown: the browser sets Markdown anew at every change of a
filter, which took a sixth of the time until the charts stood.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.report.table import demo_mark
from khdash.web.common.glossary import definitions
from khdash.web.common.unparted import unparted

EXHIBIT_LEVEL = 3
"""The level of an exhibit's heading: below the page and its part."""


def draw_heading(exhibit: Exhibit, subtitle: str, level: int = EXHIBIT_LEVEL) -> None:
    """The finding of an exhibit and below it what is measured; generated figures are marked there.

    level: of the heading, 2 where the exhibit stands under no part of the page.
    """
    st.html(heading_of(exhibit, subtitle, level))


def heading_of(exhibit: Exhibit, subtitle: str, level: int = EXHIBIT_LEVEL) -> str:
    """The same as markup; static/components/words.css gives it its look."""
    words = Words(exhibit.selection.lang)
    demo = f'<span class="khdash-demo">{escape(demo_mark(words))}</span>' if exhibit.demo else ""
    measured = escape(unparted(subtitle, exhibit.catalogue))
    if sign := _meaning(exhibit, words) if demo or subtitle else "":
        *before, last = measured.split(" ")
        measured = " ".join([*before, f'<span class="khdash-last">{last} {sign}</span>'])
    measured = " ".join(filter(None, [demo, measured]))
    below = f'<p class="khdash-measured">{measured}</p>' if measured else ""
    finding = escape(unparted(exhibit.headline, exhibit.catalogue))
    return f'<h{level} class="khdash-finding">{finding}</h{level}>{below}'


def _meaning(exhibit: Exhibit, words: Words) -> str:
    """A question mark that tells the definitions to who rests on it, by pointer, touch or key."""
    told = "".join(
        f"<span><b>{escape(name)}</b>: {escape(text)}</span>" for name, text in definitions(exhibit)
    )
    if not told:
        return ""
    name = escape(words("Giải thích"))
    return (
        f'<span class="khdash-meaning"><button type="button" aria-label="{name}">?</button>'
        f'<span role="tooltip">{told}</span></span>'
    )
