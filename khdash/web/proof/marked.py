"""The text as it was given, each figure marked in its place by a sign, a colour and its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from khdash.locale import Words
from khdash.proof import STATUSES, Finding, Status
from khdash.proof.document import Given
from khdash.proof.words import LABELS, SIGNS
from khdash.web.common.markdown import plain

COLOURS: dict[Status, str] = {
    "agrees": "green",
    "rounded": "blue",
    "differs": "red",
    "other": "orange",
    "unknown": "gray",
    "unclear": "violet",
}
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s)", re.MULTILINE)
_MOST_SHOWN = 30_000


def badge(status: Status, text: str) -> str:
    """A mark as Markdown: its sign and its colour say the same."""
    return f":{COLOURS[status]}-badge[{SIGNS[status]} {plain(text)}]"


def draw_counts(findings: Sequence[Finding], words: Words) -> None:
    """How many figures were found, and what came of them."""
    counts = Counter(finding.status for finding in findings)
    told = words("**{n} số** nói về chỉ số đã biết:", n=words.number(len(findings)))
    parts = [badge(s, f"{counts[s]} {words(LABELS[s]).lower()}") for s in STATUSES if counts[s]]
    st.markdown(f"{told} {' '.join(parts)}")


def draw_marked(given: Given, findings: Sequence[Finding], words: Words) -> None:
    """The text with its marks; of a very long one the beginning."""
    with st.container(border=True, height=420 if len(given.text) > 2_500 else "content"):
        st.markdown(marked_text(given.text[:_MOST_SHOWN], findings))
        if len(given.text) > _MOST_SHOWN:
            st.caption(words("Phần sau của văn bản có trong tệp tải về."))


def marked_text(text: str, findings: Sequence[Finding]) -> str:
    """The text as Markdown, a mark with the number of the finding in the place of each figure."""
    parts: list[str] = []
    at = 0
    for number, finding in enumerate(findings, start=1):
        if finding.end > len(text):
            break
        parts.append(_lines(text[at : finding.start]))
        parts.append(badge(finding.status, f"{finding.text} ({number})"))
        at = finding.end
    parts.append(_lines(text[at:]))
    return _LINE_START.sub(_guarded, "".join(parts))


def _lines(text: str) -> str:
    """Plain text as Markdown that keeps its lines apart and takes none for a list or for code."""
    first, *others = re.split(r"[\n\r\v\f\u2028\u2029]+", plain(text))
    return "\n\n".join([first, *(line.lstrip() for line in others)])


def _guarded(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
