"""The shell on published figures with a home of its own, as for the pages that write."""

from __future__ import annotations

from tests.web.upload.conftest import furnished_home, open_page

__all__ = ["furnished_home", "open_page"]
