"""Generated figures are marked on every page, so that no one takes them for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.demo.generate import write_demo
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import here
from khdash.web.common.page_registry import PAGES, PROJECT, Page
from tests.shell import headings_on, measured_on, open_shell


@pytest.fixture(scope="module")
def illustrative(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generated figures with its home, built once."""
    folder: Path = tmp_path_factory.mktemp("demo")
    write_demo(read_catalogue(PROJECT / "data")[1], PROJECT / "data", folder)
    build(here(data=folder, home=folder / "home"))
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_page_of_generated_figures_says_so_above_and_at_every_exhibit(
    illustrative: Path, monkeypatch: pytest.MonkeyPatch, page: Page
) -> None:
    monkeypatch.setenv("KHDASH_DATA", str(illustrative))
    monkeypatch.delenv("KHDASH_HOME")
    app = open_shell(page.path)
    assert not app.exception
    badges = [text.value for text in app.markdown if "Số liệu minh hoạ" in text.value]
    assert badges[0].startswith(":orange-badge[")
    marked = [
        said for said in measured_on(app) if '<span class="khdash-demo">Số liệu minh hoạ<' in said
    ]
    if page.uses_filters:
        assert len(marked) == len(headings_on(app)) > 0
