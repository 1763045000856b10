"""Word documents: every table is a sheet, merged cells and pages included; removed text is not."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx.document import Document

from khdash.reading.table import Limits, OpenedFile, Table, UnusableFile
from tests.word import Cell, add_table, document, with_body

HEAD: list[list[Cell]] = [
    ["TT", "Đơn vị", "Hội viên", None, "Quỹ"],
    ["^", "^", "Tổng số", "Tỷ lệ", "^"],
]
FIRST: list[list[Cell]] = [["1", "Hà Nam", "5", "6", "7"], ["2", "Nam Định", "8", "9", "10"]]
SECOND: list[list[Cell]] = [["3", "Thái Bình", "11", "12", "13"]]
NAMES = ["TT", "Đơn vị", "Hội viên / Tổng số", "Hội viên / Tỷ lệ", "Quỹ"]


def tables(data: bytes, limits: Limits | None = None) -> list[Table]:
    """The first table of every sheet."""
    opened = OpenedFile(data, "phu_luc.docx", limits=limits)
    return [opened.table(sheet.name) for sheet in opened.table().sheets]


def refusal(data: bytes, limits: Limits | None = None) -> UnusableFile:
    with pytest.raises(UnusableFile) as refused:
        OpenedFile(data, "phu_luc.docx", limits=limits).tables()
    return refused.value


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{c}</w:tc>" for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def plain(*texts: str) -> str:
    return row(*(paragraph(run(text)) for text in texts))


def body_of(data: bytes) -> list[list[str]]:
    (table,) = tables(data)
    return [table.header, *table.rows]


def test_every_table_is_a_sheet_under_its_title() -> None:
    def fill(made: Document) -> None:
        made.add_paragraph("Năm qua các hội đã vận động được 5 tỷ đồng, có 3 hội mới.")
        made.add_paragraph("PHỤ LỤC 1")
        made.add_paragraph("Hội viên năm 2024")
        add_table(made, [["Tỉnh", "Hội viên"], ["Hà Nam", "5"], ["Nam Định", "6"]])
        made.add_paragraph("PHỤ LỤC 2")
        add_table(made, [["Tỉnh", "Chi hội"], ["Hà Nam", "7"], ["Nam Định", "8"]])

    first, second = tables(document(fill))
    assert (first.sheet, second.sheet) == ("Bảng 1", "Bảng 2")
    assert first.preamble == [["PHỤ LỤC 1"], ["Hội viên năm 2024"]]
    assert (first.header, first.rows) == (
        ["Tỉnh", "Hội viên"],
        [["Hà Nam", "5"], ["Nam Định", "6"]],
    )
    assert second.preamble == [["PHỤ LỤC 2"]]
    assert second.header == ["Tỉnh", "Chi hội"]
    # Two lines of title, the heading, then Hà Nam: as in a sheet.
    assert first.place(0, 1).cell == "B4"


def test_cells_merged_either_way_are_understood() -> None:
    (table,) = tables(document(lambda made: add_table(made, HEAD + FIRST)))
    assert table.header == NAMES
    assert table.rows == FIRST
    assert [merge.address for merge in table.merges] == ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]


def test_a_unit_merged_over_its_rows_holds_for_each() -> None:
    rows: list[list[Cell]] = [
        ["Tỉnh", "Năm", "Hội viên"],
        ["Hà Nam", "2023", "5"],
        ["^", "2024", "6"],
    ]
    (table,) = tables(document(lambda made: add_table(made, rows)))
    assert table.rows == [["Hà Nam", "2023", "5"], ["Hà Nam", "2024", "6"]]


@pytest.mark.parametrize("between", ["", "Phụ lục 1 (tiếp theo)", "(tiếp)"])
def test_a_table_over_two_pages_is_one(between: str) -> None:
    def fill(made: Document) -> None:
        add_table(made, HEAD + FIRST)
        made.add_page_break()
        made.add_paragraph(between)
        add_table(made, HEAD + SECOND)

    (table,) = tables(document(fill))
    assert table.header == NAMES
    assert table.rows == FIRST + SECOND


def test_a_heading_repeated_by_hand_within_a_table_is_one() -> None:
    made = document(lambda made: add_table(made, HEAD + FIRST + HEAD + SECOND))
    (table,) = tables(made)
    assert (table.header, table.rows) == (NAMES, FIRST + SECOND)


def test_equal_headings_under_titles_of_their_own_are_two_tables() -> None:
    def fill(made: Document) -> None:
        for year, rows in ((2023, FIRST), (2024, SECOND)):
            made.add_paragraph(f"Năm {year}")
            add_table(made, HEAD + rows)

    first, second = tables(document(fill))
    assert (first.preamble, first.rows) == ([["Năm 2023"]], FIRST)
    assert (second.preamble, second.rows) == ([["Năm 2024"]], SECOND)


@pytest.mark.parametrize(
    ("prose", "is_title"),
    [
        ("So với năm 2022, kết quả cụ thể như sau:", False),
        ("Năm 2022 các hội đã vận động được 5 tỷ đồng.", False),
        ("Năm 2022 " + "các hội đã vận động được nhiều " * 7, False),
        ("Bảng 1. Hội viên năm 2024:", True),
    ],
)
def test_prose_above_is_no_title(prose: str, is_title: bool) -> None:
    def fill(made: Document) -> None:
        made.add_paragraph(prose)
        made.add_paragraph("HỘI VIÊN")
        add_table(made, HEAD + FIRST)

    (table,) = tables(document(fill))
    assert table.preamble == ([[prose]] if is_title else []) + [["HỘI VIÊN"]]


def test_prose_between_keeps_equal_tables_apart() -> None:
    def fill(made: Document) -> None:
        add_table(made, HEAD + FIRST)
        made.add_paragraph("Sang năm sau, số liệu như dưới đây.")
        add_table(made, HEAD + SECOND)

    assert [table.rows for table in tables(document(fill))] == [FIRST, SECOND]


def test_text_that_tracked_changes_removed_is_not_there() -> None:
    change = (
        "<w:del>" + run("5").replace("w:t>", "w:delText>") + run("4") + "</w:del>"
        "<w:moveFrom>" + run("3") + "</w:moveFrom>"
        "<w:ins>" + run("204.123") + "</w:ins>"
    )  # fmt: skip
    gone = row(paragraph(run("Hà Tây")), paragraph(run("9")), properties="<w:del/>")
    cell = (
        "<w:tc><w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val='2'/></w:tcPr></w:tcPrChange>"
        f"</w:tcPr>{paragraph(run('Hà Nam'))}</w:tc>"
    )
    body = plain("Tỉnh", "Hội viên") + row(cell, paragraph(change)) + gone
    assert body_of(with_body(f"<w:tbl>{body}{plain('Nam Định', '6')}</w:tbl>")) == [
        ["Tỉnh", "Hội viên"], ["Hà Nam", "204.123"], ["Nam Định", "6"],
    ]  # fmt: skip


def test_hidden_text_fields_and_tab_stops_are_no_text() -> None:
    hidden = run("9", "<w:vanish/>") + run("5", "<w:vanish w:val='0'/>")
    field = "<w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>" + run("6")
    stops = "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
    body = (
        plain("Tỉnh", "Hội viên")
        + row(paragraph(stops, run("Hà Nam")), paragraph(hidden))
        + row(paragraph(run("Nam"), "<w:r><w:br/></w:r>", run("Định")), paragraph(field))
    )
    assert body_of(with_body(f"<w:tbl>{body}</w:tbl>")) == [
        ["Tỉnh", "Hội viên"], ["Hà Nam", "5"], ["Nam\nĐịnh", "6"],
    ]  # fmt: skip


def test_a_table_within_a_cell_stands_for_itself() -> None:
    inner = f"<w:tbl>{plain('Tỉnh', 'Hội viên')}{plain('Hà Nam', '5')}</w:tbl>"
    body = f"<w:tbl>{row(paragraph(run('Hội viên năm 2024')) + inner + paragraph())}</w:tbl>"
    outer, own = tables(with_body(body))
    assert own.preamble == [["Hội viên năm 2024"]]
    assert (own.header, own.rows) == (["Tỉnh", "Hội viên"], [["Hà Nam", "5"]])
    assert "5" not in str([outer.header, outer.rows, outer.preamble, outer.trailer])


def test_old_merges_and_columns_left_out_before_a_row_keep_the_places() -> None:
    start, more = ("<w:tcPr><w:hMerge w:val='restart'/></w:tcPr>", "<w:tcPr><w:hMerge/></w:tcPr>")
    body = (
        row(
            paragraph(run("Tỉnh")),
            f"<w:tc>{start}{paragraph(run('Hội viên'))}</w:tc>",
            f"<w:tc>{more}{paragraph()}</w:tc>",
        )
        + row(paragraph(run("Tổng số")), paragraph(run("Nữ")),
              properties="<w:gridBefore w:val='1'/>")
        + plain("Hà Nam", "5", "6")
    )  # fmt: skip
    (table,) = tables(with_body(f"<w:tbl>{body}</w:tbl>"))
    assert table.header == ["Tỉnh", "Hội viên / Tổng số", "Hội viên / Nữ"]
    assert table.rows == [["Hà Nam", "5", "6"]]


def test_a_document_that_libreoffice_saved_reads_the_same() -> None:
    """libreoffice.docx: HEAD and FIRST under a title, a page break, HEAD and SECOND."""
    saved = Path(__file__).with_name("libreoffice.docx").read_bytes()
    (table,) = tables(saved)
    assert (table.preamble, table.header, table.rows) == ([["PHỤ LỤC 1"]], NAMES, FIRST + SECOND)


def test_a_document_without_a_table_says_so() -> None:
    assert refusal(document(lambda made: made.add_paragraph("Hội viên: 5"))).code == (
        "document-without-table"
    )


def test_damaged_documents_are_refused() -> None:
    whole = document(lambda made: add_table(made, HEAD + FIRST))
    assert refusal(whole[: len(whole) // 2]).code == "truncated-spreadsheet"
    assert refusal(with_body("<w:tbl>")).code == "truncated-spreadsheet"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("word/styles.xml", "<a/>")
    assert refusal(out.getvalue()).code == "truncated-spreadsheet"


def test_limits_hold_for_documents_too() -> None:
    filled = with_body(f"<w:tbl>{plain('Tỉnh', 'Hội viên')}{plain('Hà Nam', '5' * 200)}</w:tbl>")
    assert refusal(filled, Limits(cell_characters=100)).code == "cell-too-long"
    assert refusal(filled, Limits(cells=3)).code == "too-many-cells"
    assert refusal(filled, Limits(columns=1)).code == "too-many-columns"
    assert refusal(filled, Limits(unpacked_bytes=500)).code == "zip-bomb"
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>" + paragraph(run("5")) + "</w:tc>"
    over = with_body(f"<w:tbl>{row(wide, wide)}</w:tbl>")
    assert refusal(over).code == "too-many-columns"


LONG_WORDS = paragraph(*[run("a" * 1000)] * 20_000)
EMPTY_ROWS = (
    f"<w:tbl>{plain('Tỉnh', 'Hội viên')}{plain('Hà Nam', '5')}{'<w:tr/>' * 200_000}</w:tbl>"
)
MANY_PAGES = f"<w:tbl>{plain('Tỉnh', 'Hội viên')}{plain('Hà Nam', '5')}</w:tbl>" * 15_000
DEEP = "<w:tbl><w:tr><w:tc>" * 2_000 + paragraph(run("5")) + "</w:tc></w:tr></w:tbl>" * 2_000
IN_ONE_CELL = f"<w:tbl>{row((paragraph(run('a')) + '<w:tbl><w:tr/></w:tbl>') * 30_000)}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (LONG_WORDS, "document-without-table"),
        (EMPTY_ROWS, ""),
        (MANY_PAGES, ""),
        (DEEP, ""),
        (IN_ONE_CELL, ""),
    ],
    ids=["prose", "empty rows", "pages", "depth", "one cell"],
)
def test_hostile_documents_cost_little(body: str, code: str) -> None:
    data = with_body(body)
    begun = time.process_time()
    if code:
        assert refusal(data).code == code
    else:
        assert OpenedFile(data, "phu_luc.docx").tables()
    assert time.process_time() - begun < 15
    tracemalloc.start()
    with suppress(UnusableFile):
        OpenedFile(data, "phu_luc.docx")
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()
