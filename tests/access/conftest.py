"""A small built store for each test, and the database of the published figures in a home."""

from __future__ import annotations

from tests.store.conftest import built_once, folder, store
from tests.web.upload.conftest import furnished_home, open_page

__all__ = ["built_once", "folder", "furnished_home", "open_page", "store"]
