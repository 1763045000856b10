"""Every page, in both languages: it opens, says what it is, and every picture has words."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.store.places import DATABASE
from khdash.web.common.page_registry import PAGES, PROJECT, Page
from tests.shell import Open, open_shell, said_by_pictures

from .conftest import widget

WITH_FIGURES = [page for page in PAGES if page.uses_filters]
# The pages whose title is not their name in the navigation.
TITLES = {
    "pages/tong_quan.py": ("4/8 tỉnh đã công bố, cộng lại", "4/8 provinces published, together"),
    "pages/ho_so_tinh.py": ("Thành phố Hà Nội", "Ha Noi"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_page_opens_under_its_title_with_words_for_every_picture(
    open_app: Open, page: Page, lang: str
) -> None:
    app = open_app(page.path, lang=lang)
    assert not app.exception
    assert not app.error
    titles = TITLES.get(page.path, (page.title_vi, page.title_en))
    assert app.title[0].value.startswith(titles[lang == "en"])
    if page.uses_filters:  # These are drawn again at every click.
        names = [heading.proto.anchor for heading in (*app.title, *app.header)]
        assert all(names)
        assert len(set(names)) == len(names)
    said = said_by_pictures(app)
    assert said or not page.uses_filters
    assert all(words.strip() for words in said)


def test_the_registry_names_every_page_file_once() -> None:
    files = sorted(f"pages/{file.name}" for file in (PROJECT / "pages").glob("*.py"))
    assert sorted(page.path for page in PAGES) == files
    assert len({page.url_path for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_a_page_stays_thin(page: Page) -> None:
    assert len(page.file.read_text(encoding="utf-8").splitlines()) < 80


SPARSE = {"ranh_gioi": "2022", "tinh": ["37"], "nam": ["2020", "2020"]}
TODAY = {"ranh_gioi": "2025", "so_voi": "others", "tieu_diem": "37", "sai_so": "5"}


@pytest.mark.parametrize("chosen", [SPARSE, TODAY], ids=["one-province-and-year", "today-compared"])
@pytest.mark.parametrize("page", WITH_FIGURES, ids=lambda page: page.url_path)
def test_a_page_holds_on_either_boundaries(
    open_app: Open, page: Page, chosen: dict[str, str | list[str]]
) -> None:
    app = open_app(page.path, **chosen)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("title", ["family", "clan", "community", "unit", "citizen"])
def test_every_learning_title_opens(open_app: Open, title: str) -> None:
    app = open_app(danh_hieu=title)
    app.switch_page(str(PROJECT / "pages/mo_hinh_hoc_tap.py")).run()
    assert not app.exception
    assert widget(app, "danh_hieu").value == title


@pytest.mark.parametrize("code", ["01", "26", "27", "33", "34", "35", "36", "37"])
def test_every_province_has_a_profile(open_app: Open, code: str) -> None:
    app = open_app("pages/ho_so_tinh.py", ho_so=code)
    assert not app.exception
    assert widget(app, "ho_so").value == code


def test_a_missing_database_is_one_sentence_that_says_what_to_do(home: Path) -> None:
    app = open_shell()
    assert not app.exception
    assert [error.value for error in app.error] == [
        f"Chưa có kho số liệu ở {home / DATABASE}. Hãy chạy: python -m khdash build."
    ]
    assert not app.title


def test_a_damaged_database_is_one_sentence_too(home: Path) -> None:
    home.mkdir()
    (home / DATABASE).write_bytes(b"no database " * 1000)
    app = open_shell()
    assert not app.exception
    assert len(app.error) == 1
    assert "build --from-scratch" in app.error[0].value
