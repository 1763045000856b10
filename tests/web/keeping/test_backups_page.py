"""Backups by a button, and what is wrong with the journal, where people write."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.store.backup import backups_in
from khdash.store.build import content, verify
from khdash.store.database import Database
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.keeping.backups import CHOSEN, PLACE, SURE
from tests.published import at
from tests.shell import open_shell
from tests.store.small import commit, figure

PAGE = "pages/nhat_ky.py"


@pytest.fixture
def home(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own with one batch in it."""
    monkeypatch.setenv("KHDASH_HOME", str(own))
    monkeypatch.setenv("KHDASH_DATA", str(own / "data"))
    with Database.open(at(own)) as store:
        commit(store, figure(123_456, unit="01", year=2024, source_id="s062", as_of=None))
    return own


def button(app: AppTest, label: str) -> AppTest:
    (found,) = [one for one in app.button if one.label == label]
    found.click()
    return app.run()


def said(app: AppTest) -> list[str]:
    return [str(one.value) for one in (*app.success, *app.error, *app.warning)]


def test_a_backup_is_made_listed_and_put_back(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    app = open_shell(PAGE)
    assert not app.exception
    app.text_input(key=PLACE).set_value(str(place)).run()
    button(app, "Sao lưu ngay")
    assert any("Đã sao lưu đến lần ghi số 2" in text for text in said(app)), said(app)
    (made,) = backups_in(place)
    expected = content(reader.database())
    commit(reader.database(), figure(222_222, unit="01", year=2023, source_id="s062", as_of=None))
    app.run()
    assert app.selectbox(key=CHOSEN).options == [made.name]
    app.checkbox(key=SURE).check().run()
    button(app, "Khôi phục")
    assert any("Đã khôi phục bản sao lưu" in text for text in said(app)), said(app)
    assert not app.exception
    assert content(reader.database()) == expected
    reader.forget()
    assert verify(here()) == []


def test_a_place_that_cannot_be_written_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    app = open_shell(PAGE, lang="en")
    app.text_input(key=PLACE).set_value(str(tmp_path / "file")).run()
    button(app, "Back up now")
    assert any("could not be written" in text for text in said(app)), said(app)


def test_the_setting_names_the_place(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHDASH_BACKUPS", str(tmp_path))
    assert open_shell(PAGE).text_input(key=PLACE).value == str(tmp_path)


@pytest.mark.parametrize("page", [PAGE, "pages/nap_so_lieu.py"])
def test_a_damaged_journal_is_told_where_people_write(home: Path, page: str) -> None:
    (home / "journal" / "000002.csv").write_text("x")
    app = open_shell(page)
    assert not app.exception
    assert any("journal repair" in text and "000002.csv" in text for text in said(app)), said(app)


def test_a_damaged_database_is_one_sentence_and_no_trace(home: Path) -> None:
    path = at(home).database
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    app = open_shell()
    assert not app.exception
    (error,) = app.error
    assert "build --from-scratch" in str(error.value)
