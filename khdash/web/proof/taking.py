"""Taking the marked text away: Word with comments, or plain text with notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from khdash.locale.spelling import fold
from khdash.proof import Finding
from khdash.proof.document import Given, with_comments, with_notes
from khdash.proof.words import ProofWords

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_taking(given: Given, findings: Sequence[Finding], told: ProofWords) -> None:
    """The buttons; a file is made when it is asked for."""
    words, stem = told.words, stem_of(given)
    with st.container(horizontal=True):
        st.download_button(
            words("Tải Word có chú thích"),
            data=lambda: with_comments(given, findings, told),
            file_name=f"{stem}.docx",
            mime=DOCX,
            on_click="ignore",
            key="soat_docx",
            icon=":material/download:",
        )
        st.download_button(
            words("Tải tệp chữ có ghi chú"),
            data=lambda: with_notes(given, findings, told),
            file_name=f"{stem}.txt",
            mime="text/plain",
            on_click="ignore",
            key="soat_txt",
            type="tertiary",
            icon=":material/download:",
        )


def stem_of(given: Given) -> str:
    """The name of the marked file without its extension, in letters without accents."""
    name = re.sub(r"\.[^.]*$", "", given.name)
    return f"soat-so-{re.sub(r'[^a-z0-9]+', '-', fold(name)).strip('-')}".strip("-")
