"""The way to another language: a link to the same view, which loads the page anew."""

from __future__ import annotations

from khdash.locale import Words
from khdash.model.languages import languages
from khdash.web.common.component import component, packed

SWITCH = "languages"
"""The component's name."""


def draw_languages(words: Words) -> None:
    """Every language; the address of another is made of the present one when it is followed, so
    that page and filters stay."""
    component(SWITCH, styled=True)(
        key="ngon_ngu",
        data=packed(
            {
                "label": words("Ngôn ngữ"),
                "lang": words.lang,
                "languages": [[one.code, one.label, one.name] for one in languages().values()],
            }
        ),
        width="content",
    )
