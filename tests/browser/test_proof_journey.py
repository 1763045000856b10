"""A speech before a meeting: paste it, see its figures, answer a question, take it away marked."""

from __future__ import annotations

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.journey
SPEECH = "Hà Nội có 1.953.233 hội viên. Bắc Ninh có 542.466 hội viên."


def test_paste_see_answer_and_download(visitor: Visitor, tmp_path) -> None:
    page = visitor.page
    visitor.open_page("soat-so")
    page.get_by_label("Văn bản cần soát").fill(SPEECH)
    visitor.click(page.get_by_role("button", name="Soát số", exact=True).last)
    expect(page.get_by_text("2 số đứng trong câu không nói năm nào")).to_be_visible()

    page.get_by_label("Năm của văn bản").click()
    visitor.click(page.get_by_role("option", name="2024", exact=True))
    expect(page.get_by_text("✓ 1.953.233 (1)").first).to_be_visible()
    expect(page.get_by_text("✗ 542.466 (2)").first).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải Word có chú thích").click()
    made = tmp_path / "soat.docx"
    download.value.save_as(made)
    assert download.value.suggested_filename == "soat-so.docx"
    assert [c.text[:1] for c in docx.Document(str(made)).comments] == ["✓", "✗"]
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()
