"""The pages as the framework knows them, for links to them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from khdash.web.common.link import Query
from khdash.web.common.page_registry import PAGES, Page

ENTRIES = "_cac_trang"
"""Where a session keeps them: what they were made for, and each by its address."""


def entry_of(page: Page) -> Any:
    """What st.page_link takes: for a file it asks the disk at every drawing."""
    return st.session_state[ENTRIES][1][page.url_path]


def address_of(page: Page, query: Query) -> str:
    """Where it is, from any other page: the first one has no name of its own."""
    path = "./" if page is PAGES[0] else page.url_path
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
