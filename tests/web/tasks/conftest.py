"""The same shell and home as for uploads: these tests write into the store."""

from __future__ import annotations

from tests.web.upload.conftest import furnished_home, open_page

__all__ = ["furnished_home", "open_page"]
