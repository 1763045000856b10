"""The pages as the framework knows them, for links to them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from khdash.web.common.page_registry import Page

ENTRIES = "_cac_trang"
"""Where a session keeps them: what they were made for, and each by its address."""


def entry_of(page: Page) -> Any:
    """What st.page_link takes: for a file it asks the disk at every drawing."""
    return st.session_state[ENTRIES][1][page.url_path]
