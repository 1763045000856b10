"""The page of documents for a meeting: choose, make, take away."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from docx import Document

from khdash.report.paper.formats import PAPERS
from khdash.store.places import PROJECT
from khdash.web.reporting.taking import JOB
from tests.shell import Open

from .conftest import query, widget

PAGE = "pages/bao_cao.py"


def test_the_document_that_was_chosen_is_made_and_offered(open_app: Open) -> None:
    app = open_app(PAGE, pham_vi="36")
    assert not app.exception
    assert not app.get("download_button")
    next(one for one in app.button if one.label == "Làm tài liệu").click().run()
    job = app.session_state[JOB]
    job.wait(60)
    app.run()
    assert job.fault is None
    assert job.share > 0
    assert job.made.name == "bao-cao-giao-ban-nam-dinh-2024.docx"
    (offered,) = app.get("download_button")
    assert offered.proto.label == "Tải bao-cao-giao-ban-nam-dinh-2024.docx"
    document = Document(io.BytesIO(job.made.content))
    assert "TỈNH NAM ĐỊNH" in document.tables[0].rows[0].cells[0].text


def test_every_kind_of_document_can_be_chosen_the_package_of_all_too(open_app: Open) -> None:
    app = open_app(PAGE, pham_vi="36", dang_tep="zip")
    assert widget(app, "dang_tep").options == [one.label for one in PAPERS]
    next(one for one in app.button if one.label == "Làm tài liệu").click().run()
    app.session_state[JOB].wait(120)
    app.run()
    (offered,) = app.get("download_button")
    assert offered.proto.label == "Tải goi-giao-ban-nam-dinh-2024.zip"


def test_another_choice_takes_the_offer_away(open_app: Open) -> None:
    app = open_app(PAGE)
    next(one for one in app.button if one.label == "Làm tài liệu").click().run()
    app.session_state[JOB].wait(60)
    app.run()
    assert app.get("download_button")
    widget(app, "dang_tep").set_value("pptx").run()
    assert not app.get("download_button")
    assert query(app)["dang_tep"] == ["pptx"]


def test_a_fault_while_making_is_told(open_app: Open) -> None:
    from khdash.web.reporting.making import Job, Made

    def fail(tell: object) -> Made:
        raise RuntimeError("broken")

    app = open_app(PAGE)
    next(one for one in app.button if one.label == "Làm tài liệu").click().run()
    asked = app.session_state[JOB].asked
    app.session_state[JOB].wait(60)
    job = Job(asked, fail)
    job.wait(60)
    app.session_state[JOB] = job
    app.run()
    assert [one.value for one in app.error]
    assert not app.get("download_button")


def test_without_sections_nothing_is_made(open_app: Open) -> None:
    app = open_app(PAGE)
    widget(app, "phan_bao_cao_all").set_value([]).run()
    assert not [one for one in app.button if one.label == "Làm tài liệu"]
    assert any("ít nhất một phần" in one.value for one in app.info)


def test_a_fault_in_the_offices_own_sections_is_named(open_app: Open, shared_home: Path) -> None:
    folder = shared_home / "report"
    folder.mkdir()
    try:
        shipped = (PROJECT / "data" / "report" / "sections.csv").read_text(encoding="utf-8")
        own = shipped.replace(",trend,", ",no_such_exhibit,", 1)
        (folder / "sections.csv").write_text(own, encoding="utf-8")
        app = open_app(PAGE)
        assert not app.exception
        assert any("có chỗ sai" in one.value for one in app.error)
        assert any("no_such_exhibit" in one.value.replace("\\", "") for one in app.caption)
    finally:
        shutil.rmtree(folder)
