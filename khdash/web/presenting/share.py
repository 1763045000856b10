"""On a phone: hand the address of the view on by the phone's own sheet."""

from __future__ import annotations

from khdash.locale import Words
from khdash.web.common.component import component


def draw_share(words: Words) -> None:
    """The button that shares the address which the browser shows at that moment."""
    said = {"label": words("Chia sẻ"), "copied": words("Đã chép liên kết")}
    component("share", styled=True)(key="chia_se", data=said, width="content")
