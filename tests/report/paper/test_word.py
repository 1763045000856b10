"""The report as Word opens it: Decree 30, every figure, native charts, annexes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.enum.shape import WD_INLINE_SHAPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import has_value
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import Blueprint, BlueprintPart
from khdash.report.paper.grid import grid_of
from khdash.report.paper.paper import Paper, compose
from khdash.report.paper.word.document import to_docx

from .opened import charts_of


@pytest.fixture(scope="session")
def files(papers: tuple[Paper, ...]) -> list[tuple[Paper, bytes]]:
    return [(paper, to_docx(paper)) for paper in papers]


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_page_is_that_of_the_decree(files: list[tuple[Paper, bytes]]) -> None:
    for _, content in files:
        (section,) = opened(content).sections
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        for margin, least, most in (
            (section.top_margin, 20, 25),
            (section.bottom_margin, 20, 25),
            (section.left_margin, 30, 35),
            (section.right_margin, 15, 20),
        ):
            assert least <= round(margin.mm) <= most
        assert section.different_first_page_header_footer
        number = section.header.paragraphs[0]
        assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert "PAGE" in "".join(number._p.itertext())
        assert "PAGE" not in "".join(section.first_page_header._element.itertext())


def test_letters_are_times_new_roman_of_13_points(files: list[tuple[Paper, bytes]]) -> None:
    for _, content in files:
        styles = opened(content).styles
        assert styles["Normal"].font.size.pt == 13
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Caption"):
            fonts = styles[name].element.rPr.rFonts
            assert {fonts.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "eastAsia", "cs")} == {
                "Times New Roman"
            }
        assert styles["Report Text"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


def test_the_letterhead_stands_in_two_columns(cluster: Paper, province: Paper) -> None:
    for paper, issuer, called in (
        (cluster, "CỤM KHUYẾN HỌC SỐ 3", "của Cụm khuyến học số 3"),
        (province, "HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH", "của tỉnh Nam Định"),
    ):
        document = opened(to_docx(paper))
        head = document.tables[0]
        left, right = (cell.text.split("\n") for cell in head.rows[0].cells)
        assert left[:2] == ["HỘI KHUYẾN HỌC VIỆT NAM", issuer]
        assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        below = [cell.text for cell in head.rows[1].cells]
        assert below[0].startswith("Số:")
        assert "ngày" in below[1]
        told = texts(document)
        assert "BÁO CÁO" in told
        assert any(text.endswith(called) for text in told)
        assert any("Nơi nhận:" in table.rows[0].cells[0].text for table in document.tables)


def test_tables_number_their_columns_and_repeat_their_head(
    files: list[tuple[Paper, bytes]],
) -> None:
    for _, content in files:
        tables = [t for t in opened(content).tables if t.style.name == "Table Grid"]
        assert tables
        for table in tables:
            numbers = [cell.text for cell in table.rows[1].cells]
            assert numbers == [f"({n})" for n in range(1, len(numbers) + 1)]
            repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
            assert repeated == [True, True] + [False] * (len(repeated) - 2)


def test_a_short_table_is_not_parted_and_no_row_of_a_long_one_stands_alone(
    files: list[tuple[Paper, bytes]],
) -> None:
    long = 0
    for _, content in files:
        for table in opened(content).tables:
            if table.style.name != "Table Grid":
                continue
            kept = [
                all(bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in row.cells)
                for row in table.rows
            ]
            assert not kept[-1]
            if len(kept) <= 13:
                assert all(kept[:-1])
            else:
                long += 1
                assert kept[:3] == [True] * 3
                assert kept[-2]
                assert not all(kept[:-1]), "a long table goes on on the next page"
    assert long


def test_captions_are_numbered_by_word(files: list[tuple[Paper, bytes]]) -> None:
    for _, content in files:
        captions = [p for p in opened(content).paragraphs if p.style.name == "Caption"]
        for label in ("Hình", "Bảng"):
            own = [p for p in captions if p.text.startswith(label)]
            assert own
            assert all(f"SEQ {label}" in "".join(p._p.itertext()) for p in own)
            shown = [int(re.findall(rf"{label} .*?(\d+)\. ", p.text)[0]) for p in own]
            assert shown == list(range(1, len(own) + 1))


@pytest.mark.parametrize(
    ("lang", "cell_of_ha_noi"),
    [("vi", "89,06\xa0% (đk)\n(2024)"), ("en", "89.06% (reg)\n(2024)")],
)
def test_every_figure_of_a_printed_table_is_that_of_its_exhibit(
    both_languages: tuple[Paper, ...], lang: str, cell_of_ha_noi: str
) -> None:
    """The table of the learning models: each cell is the figure with its sign, basis and year."""
    cluster = next(paper for paper in both_languages if paper.words.lang == lang)
    part = next(
        part
        for section in cluster.sections
        for part in section.parts
        if section.code == "learning" and part.kind == "table"
    )
    assert part.exhibit is not None
    grid = grid_of(cluster, part)
    assert grid is not None
    words = Words(lang)
    names = list(dict.fromkeys(row["indicator_name"] for row in part.exhibit.rows))
    cells = {row[0]: dict(zip(names, row[1:], strict=True)) for row in grid.rows}
    figures = [row for row in part.exhibit.rows if has_value(row)]
    assert len(figures) > 10
    for row in figures:
        figure = words.figure(row["value"], "%", int(row["decimals"]), row["qualifier"])
        cell = cells[row["unit_name"]][row["indicator_name"]]
        assert figure in cell
        assert f"({row['year']})" in cell
    rated = next(row for row in figures if row["indicator"] == "learning_family_rate")
    assert next(iter(cells.values()))[rated["indicator_name"]] == cell_of_ha_noi
    printed = [
        [cell.text for cell in row.cells]
        for table in opened(to_docx(cluster)).tables
        for row in table.rows
    ]
    assert all(list(row) in printed for row in grid.rows)


def test_charts_are_native_with_gaps_and_their_numbers_in_a_workbook(
    both_languages: tuple[Paper, ...],
) -> None:
    for paper in both_languages:
        content = to_docx(paper)
        plots = [p.plot for s in paper.sections for p in s.parts if p.plot is not None]
        charts = charts_of(content)
        assert len(charts) == len(plots) > 0
        for chart, plot in zip(charts, plots, strict=True):
            assert chart.title == plot.title
            assert chart.categories == list(plot.categories)
            assert list(chart.cached.values()) == [one.values for one in plot.series]
            blanks = next(one for one in chart.xml.iter() if str(one.tag).endswith("dispBlanksAs"))
            assert blanks.get("val") == "gap"
            names, *columns = chart.embedded
            assert names[1:] == plot.categories
            for column, series in zip(columns, plot.series, strict=True):
                gaps = [value is None for value in column[1:]]
                assert gaps == [value is None for value in series.values]
                kept = [value for value in column[1:] if value is not None]
                assert kept == pytest.approx([v for v in series.values if v is not None])
            assert [column[0] for column in columns] == [one.name for one in plot.series]


def test_the_report_tells_filters_version_signs_sources_and_gaps(
    files: list[tuple[Paper, bytes]],
) -> None:
    for paper, content in files:
        document = opened(content)
        told = "\n".join(texts(document))
        assert f"Phiên bản số liệu {paper.data_version}," in told
        assert f"không cũ hơn {paper.selection.tolerance} năm" in told
        assert paper.link in told
        assert "≥ nguồn ghi hơn" in told
        assert document.core_properties.comments == paper.link[:255]
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        for number, source in enumerate(paper.sources, start=1):
            assert f"[{number}]" in cells
            assert any(source.title in cell and source.url in cell for cell in cells)
        marked = "SỐ LIỆU MINH HOẠ"
        heads = [document.sections[0].header, document.sections[0].first_page_header]
        stands = [marked in "".join(head._element.itertext()) for head in heads]
        assert stands == [paper.demo] * 2


def test_who_lacks_what_is_an_annex(cluster: Paper) -> None:
    document = opened(to_docx(cluster))
    annex = next(t for t in document.tables if "Chưa có số năm" in t.rows[0].cells[1].text)
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in annex.rows[2:]}
    assert "Hội viên (2017)" in rows["Hà Nam"][0]
    assert "Số dư quỹ" in rows["Hà Nội"][1]
    assert "Hội viên (" not in "".join(rows.get("Hà Nội", []))  # that of 2024 is known


def test_an_english_report_is_in_english(demo: Dataset, blueprint: Blueprint) -> None:
    document = opened(to_docx(compose(demo, blueprint, Selection(lang="en"))))
    told = "\n".join([*texts(document), document.tables[0].rows[0].cells[1].text])
    assert "SOCIALIST REPUBLIC OF VIETNAM" in told
    assert "Annex 1" in told
    instruments = re.compile(r"\d+/QĐ-TTg|QĐ \d+")
    left = re.findall(r"\w*[ăâđêôơưĂÂĐÊÔƠƯ]\w*", instruments.sub("", told))
    assert not left


def test_sources_are_cited_in_the_order_of_their_numbers(files: list[tuple[Paper, bytes]]) -> None:
    for _, content in files:
        cited = [text for text in texts(opened(content)) if "(Phụ lục 1)" in text]
        assert cited
        for text in cited:
            numbers = [int(n) for n in re.findall(r"\[(\d+)\]", text.rpartition("Nguồn:")[2])]
            assert numbers == sorted(numbers)


def test_the_signature_takes_the_end_of_the_text_with_it_to_its_page(
    files: list[tuple[Paper, bytes]],
) -> None:
    for _, content in files:
        document = opened(content)
        parts = list(document.element.body)
        signed = next(t._tbl for t in document.tables if "Nơi nhận:" in t.rows[0].cells[0].text)
        before = [Paragraph(one, document) for one in parts[: parts.index(signed)][-3:]]
        assert all(one.paragraph_format.keep_with_next for one in before)
        assert before[0].text
        assert before[1].text


def test_a_map_is_a_picture_and_else_its_table(
    enlarged: Dataset, blueprint: Blueprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = BlueprintPart("fund", "all", "chart", "map", "chi_so=fund_per_head")
    paper = compose(
        enlarged, replace(blueprint, parts=(*blueprint.parts, shown)), Selection(), ("fund",)
    )
    part = paper.sections[0].parts[-1]
    assert part.exhibit is not None

    def shows() -> tuple[list[str], int]:
        document = opened(to_docx(paper))
        captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
        pictures = [s for s in document.inline_shapes if s.type == WD_INLINE_SHAPE.PICTURE]
        described = [one._inline.docPr.get("descr") for one in pictures]
        assert described == [part.exhibit.alt[:2000]] * len(pictures)
        return [text.split()[0] for text in captions if part.title in text], len(pictures)

    assert shows() == (["Hình", "Hình"], 1)  # bars, then the map
    monkeypatch.setattr("khdash.report.paper.word.body.picture_of", lambda exhibit: None)
    assert shows() == (["Hình", "Bảng"], 0)


def test_the_table_of_one_province_has_no_sum(province: Paper) -> None:
    part = next(
        part
        for section in province.sections
        for part in section.parts
        if section.code == "members" and part.kind == "table" and part.exhibit is not None
    )
    assert {row["unit"] for row in part.exhibit.rows} >= {"36"}
    grid = grid_of(province, part)
    assert grid is None or [row[0] for row in grid.rows] == ["Nam Định"]
