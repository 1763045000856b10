"""The way to the other language: a link to the same view, which loads the page anew."""

from __future__ import annotations

from khdash.locale import Words
from khdash.web.common.component import component, packed

LANGUAGES = {"vi": ("VI", "Tiếng Việt"), "en": ("EN", "English")}
"""Of each language what stands on the page, and what it calls itself."""
SWITCH = "languages"
"""The component's name."""


def draw_languages(words: Words) -> None:
    """Both languages; the address of the other is made of the present one when it is followed, so
    that page and filters stay."""
    component(SWITCH, styled=True)(
        key="ngon_ngu",
        data=packed(
            {
                "label": words("Ngôn ngữ"),
                "lang": words.lang,
                "languages": [[code, *names] for code, names in LANGUAGES.items()],
            }
        ),
        width="content",
    )
