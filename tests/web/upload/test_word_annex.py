"""A Word annex on the page: its tables are offered as sheets, its figures reviewed and written."""

from __future__ import annotations

from docx.document import Document

from khdash.web.common import reader
from tests.word import add_table, document

from .conftest import Open, texts, upload, write


def annex(made: Document) -> None:
    made.add_paragraph("HỘI VIÊN NĂM 2024")
    add_table(made, [["Tỉnh", "Hội viên"], ["Hà Nam", "204.123"], ["Thái Bình", "450.000"]])
    made.add_page_break()
    add_table(made, [["Tỉnh", "Hội viên"], ["Nam Định", "512.345"]])
    made.add_paragraph("CHI HỘI NĂM 2024")
    add_table(made, [["Tỉnh", "Chi hội"], ["Hà Nam", "1.201"], ["Thái Bình", "1.302"]])


def test_the_tables_of_a_word_document_are_loaded(open_page: Open) -> None:
    app = open_page("nap_so_lieu")
    assert "Word (.docx)" in texts(app)
    upload(app, document(annex), "phu_luc.docx")
    assert not app.exception
    write(app)
    assert "5 số mới, 0 số thay đổi" in texts(app)
    figures = reader.database().dataset().observations.query("batch_id == 2")
    told = figures[["unit", "year", "indicator", "value"]].to_numpy().tolist()
    assert sorted(told) == [
        ["34", 2024, "chapters", 1_302.0], ["34", 2024, "members", 450_000.0],
        ["35", 2024, "chapters", 1_201.0], ["35", 2024, "members", 204_123.0],
        ["36", 2024, "members", 512_345.0],
    ]  # fmt: skip


def test_a_document_without_a_table_says_what_to_do(open_page: Open) -> None:
    app = open_page("nap_so_lieu")
    upload(app, document(lambda made: made.add_paragraph("Hội viên: 5")), "bao_cao.docx")
    assert "Tệp Word này không có bảng nào" in texts(app)
