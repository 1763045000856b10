"""The pages on a database of its own: this page writes confirmations and locks."""

from __future__ import annotations

from tests.web.upload.conftest import furnished_home, open_page

__all__ = ["furnished_home", "open_page"]
