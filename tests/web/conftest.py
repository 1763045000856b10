"""The real vocabulary: what a link may say depends on it."""

from __future__ import annotations

import pytest

from khdash.model.catalogue import Catalogue
from khdash.store.catalogue_files import read_catalogue
from khdash.web.common.page_registry import PROJECT


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "data")[1]
