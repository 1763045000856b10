"""The pages where a snapshot is served: the same figures, nothing to write, and a word of why."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.store.database import Database
from khdash.store.publishing import publish
from khdash.web.common import reader
from khdash.web.common.page_registry import PAGES
from tests.published import at
from tests.shell import open_shell
from tests.store.small import commit, figure

COPY = {"vi": "Đây là bản để đọc.", "en": "This is a copy for reading."}
WRITING_PAGES = ("pages/nap_so_lieu.py", "pages/nhat_ky.py", "pages/nhiem_vu.py")
OPEN = Database.open
UPLOADS_AT = "https://nap.example.vn"


@pytest.fixture
def shelf(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The frozen figures published, with a batch of a person among them; no database is open."""
    folder = tmp_path / "shelf"
    with Database.open(at(own)) as store:
        commit(store, figure(123_456, unit="01", year=2024, source_id="s062", as_of=None))
        publish(store, str(folder), uploads_at=UPLOADS_AT)
    monkeypatch.setenv("KHDASH_SNAPSHOT", str(folder))
    monkeypatch.setenv("KHDASH_DB", str(tmp_path / "there is none.duckdb"))
    monkeypatch.setattr(Database, "open", classmethod(_never))
    return folder


def _never(cls: type[Database], *arguments: object) -> Database:
    raise AssertionError("a reader opened the database")


def told(app: AppTest) -> list[str]:
    return [str(one.value) for kind in ("info", "warning", "error") for one in app.get(kind)]


@pytest.mark.parametrize("page", [page.path for page in PAGES])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_opens_from_a_snapshot(shelf: Path, page: str, lang: str) -> None:
    app = open_shell(page, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    if page in WRITING_PAGES:
        assert any(text.startswith(COPY[lang]) for text in told(app))


def test_where_a_page_would_write_it_says_where_that_is_done(shelf: Path) -> None:
    app = open_shell("pages/nap_so_lieu.py")
    assert not app.get("file_uploader")
    assert any(button.proto.url == UPLOADS_AT for button in app.get("link_button"))
    app = open_shell("pages/nhat_ky.py")
    assert not [one for one in app.button if one.key == "doi_lan_nap"]
    assert not [one for one in app.get("download_button") if "tệp gốc" in one.proto.label]


def test_a_card_tells_the_history_and_has_no_form_in_a_copy(shelf: Path) -> None:
    app = open_shell("pages/tra_cuu.py", so="01.members.2024")
    assert not app.exception
    assert any("123.456" in str(one.value) for one in [*app.metric, *app.table, *app.markdown])
    assert any(text.startswith(COPY["vi"]) for text in told(app))
    app = open_shell("pages/chat_luong.py")
    assert not app.exception
    assert "Ghi vào nhật ký" not in {button.label for button in app.button}


def look_again(shelf: Path) -> None:
    """As if the seconds between two looks at the pointer had passed."""
    reader._newest(str(shelf), reader.here().data)._next_look = 0


def test_a_new_version_is_shown_without_a_restart(shelf: Path, own: Path) -> None:
    assert reader.dataset().version == 2
    with OPEN(at(own)) as store:
        commit(store, figure(7, unit="01", year=2023, source_id="s062", as_of=None))
        publish(store, str(shelf), keep=1)
    look_again(shelf)
    assert reader.dataset().version == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_snapshot_is_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("KHDASH_SNAPSHOT", str(tmp_path / "empty"))
    app = open_shell(lang=lang)
    assert not app.exception
    assert [str(one.value) for one in app.error] == [
        {
            "vi": f"Chưa có bản công bố nào ở {tmp_path}/empty. Trên máy nhận số liệu, hãy chạy: "
            f"python -m khdash publish {tmp_path}/empty.",
            "en": f"Nothing has been published at {tmp_path}/empty yet. On the machine that takes"
            f" figures in, run: python -m khdash publish {tmp_path}/empty.",
        }[lang]
    ]


def test_a_newer_snapshot_that_is_damaged_leaves_the_pages_on_the_one_before(shelf: Path) -> None:
    assert not open_shell("pages/phuong_phap.py").warning
    (shelf / "newest.json").write_text("half")
    look_again(shelf)
    app = open_shell("pages/phuong_phap.py")
    assert not app.exception
    assert any("newest.json" in str(one.value) for one in app.warning)
