"""The file of a draft changes on disk: what was checked is written, or nothing, with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.draft import FILE
from khdash.store.database import Database
from khdash.web.common import reader
from khdash.web.upload import checking, state

from .conftest import REPORT, Open, button, texts, upload, write

CONTENT = REPORT.replace(b"45O", b"450")
OTHER = CONTENT.replace(b"512.345", b"999.999")


def store() -> Database:
    return reader.database()


def kept_file() -> Path:
    """The only draft's file on disk."""
    [path] = state.drafts().folder.glob(f"*/{FILE}")
    return path


@pytest.fixture
def reviewed(open_page: Open) -> AppTest:
    """A file that was checked and only waits for the button."""
    app = upload(open_page("nap_so_lieu"), CONTENT)
    return app.text_input(key="nguoi_nap").set_value("Thư ký Hội").run()


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(OTHER), Path.unlink])
def test_what_was_reviewed_is_written(change, reviewed: AppTest) -> None:  # type: ignore[no-untyped-def]
    change(kept_file())
    write(reviewed)
    batch = store().history().iloc[0]
    assert store().journal.kept_file(batch["file_sha256"]).read_bytes() == CONTENT
    own = (
        store().dataset().current.query("unit == '36' and indicator == 'members' and year == 2024")
    )
    assert own["value"].tolist() == [512_345]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(OTHER), Path.unlink])
def test_a_changed_file_that_must_be_read_again_is_refused(change, reviewed: AppTest) -> None:  # type: ignore[no-untyped-def]
    """As after a restart of the server between the review and the button."""
    change(kept_file())
    checking._kept().clear()
    button(reviewed, "Ghi vào số liệu").click().run()
    assert not reviewed.exception
    assert "tệp gốc không còn nguyên trên máy chủ" in texts(reviewed)
    assert store().version() == 1


def test_a_draft_is_checked_again_without_reading_its_file_again(
    reviewed: AppTest,
) -> None:
    """A decision about a column needs a new check of the same bytes."""
    kept_file().unlink()
    box = next(s for s in reviewed.selectbox if s.label == "Cột cần đổi")
    box.set_value(3).run()
    next(s for s in reviewed.selectbox if s.label == "Nghĩa").set_value("value:committees").run()
    assert not reviewed.error
    shown = reviewed.table[-1].value.to_string().replace("\N{NO-BREAK SPACE}", " ")
    assert "Ban khuyến học" in shown
