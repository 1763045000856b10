"""An office's own Word form: filled from the exhibits, its faults told in words before."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.problem import CatalogueError
from khdash.model.rows import has_value
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import Blueprint, read_blueprint
from khdash.report.paper.formats import DOCUMENTS
from khdash.report.paper.grid import grid_of
from khdash.report.paper.own_form.form import filled
from khdash.report.paper.paper import Paper, compose
from khdash.store.places import PROJECT, Places
from tests.word import add_table


def form(*lines: str, rows: list[list[str]] | None = None) -> bytes:
    """A Word document as an office types it, its marks in runs of their own."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 7):
            paragraph.add_run(line[at : at + 7])
    if rows:
        add_table(document, rows)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def told(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.fixture
def office(tmp_path: Path) -> Places:
    shutil.copytree(PROJECT / "data" / "report", tmp_path / "report")
    return Places(PROJECT / "data", tmp_path, tmp_path / "db")


def blueprint_of(office: Places, content: bytes, dataset: Dataset) -> Blueprint:
    (office.home / "report" / "bao-cao.docx").write_bytes(content)
    return read_blueprint(office, dataset.catalogue)


def test_fields_stand_where_the_form_names_them(office: Places, enlarged: Dataset) -> None:
    content = form(
        "{{ dau.issuer }}: năm {{ nam }} của {{ ten }}",
        "Hội viên {{ so.members }} ({{ so.members.nam }}), "
        "dân số {{ so.members_population_rate }}.",
        "Đóng hội phí: {{ so.members_paying_fee_rate }}",
    )
    blueprint = blueprint_of(office, content, enlarged)
    paper = compose(enlarged, blueprint, Selection(units=("36",)))
    made = next(one for one in DOCUMENTS if one.code == "docx").make(paper)
    lines = told(made).splitlines()
    assert lines == [
        "HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH: năm 2024 của Tỉnh Nam Định",
        "Hội viên 288.270 (2011), dân số 37\xa0%.",
        "Đóng hội phí: chưa có số liệu",
    ]


def test_every_figure_of_a_form_is_that_of_its_exhibit(cluster: Paper, generated: Paper) -> None:
    for paper in (cluster, generated):
        rows = [
            row for row in paper.missing.rows if has_value(row) and row["indicator"] == "members"
        ]
        assert len(rows) > 4
        lines = [f'{row["unit"]}={{{{ so.members["{row["unit"]}"] }}}}' for row in rows]
        figures = told(filled(form(*lines), paper)).splitlines()
        words = Words("vi")
        assert figures == [
            f"{row['unit']}="
            + words.figure(row["value"], row["measure"], int(row["decimals"]), row["qualifier"])
            for row in rows
        ]


def test_a_table_of_a_form_has_a_row_for_each_of_ours(cluster: Paper) -> None:
    rows = [
        ["{%tc for o in bang.learning.dau %}", "{{ o }}", "{%tc endfor %}"],
        ["{%tr for dong in bang.learning.dong %}", "", ""],
        ["{%tc for o in dong %}", "{{ o }}", "{%tc endfor %}"],
        ["{%tr endfor %}", "", ""],
    ]
    made = docx.Document(io.BytesIO(filled(form("{{ bang.learning.ten }}", rows=rows), cluster)))
    part = next(
        p for s in cluster.sections for p in s.parts if s.code == "learning" and p.kind == "table"
    )
    grid = grid_of(cluster, part)
    assert grid is not None
    (table,) = made.tables
    cells: list[Any] = [[c.text for c in row._tr.tc_lst and row.cells] for row in table.rows]
    assert cells[0] == list(grid.head)
    assert cells[1:] == [list(row) for row in grid.rows]


def test_sentences_and_sources_are_lists(cluster: Paper) -> None:
    made = told(
        filled(
            form(
                "{%p for cau in loi.fund %}", "{{ cau }}", "{%p endfor %}",
                "{%p for n in nguon %}", "{{ n.so }} {{ n.ten }}", "{%p endfor %}",
            ),
            cluster,
        )
    )  # fmt: skip
    assert (
        "Số dư quỹ: 4/8 tỉnh đã công bố (30,8\xa0% dân số) cộng lại khoảng"
        " 543,6\xa0tỷ\xa0đồng; chưa gồm Hà Nội và 3 tỉnh khác."
    ) in made
    for number, source in enumerate(cluster.sources, start=1):
        assert f"[{number}] {source.title}" in made


def test_generated_figures_say_so_where_the_form_asks(generated: Paper) -> None:
    assert told(filled(form("{{ minh_hoa }}"), generated)) == "Số liệu minh hoạ"


def test_what_a_text_says_is_never_run(cluster: Paper) -> None:
    hostile = replace(cluster, name="{{ nam }} & <b>")
    assert told(filled(form("{{ ten }}"), hostile)) == "{{ nam }} & <b>"


@pytest.mark.parametrize(
    ("line", "place", "name"),
    [
        ("Năm {{ nma }}", 2, "nma"),
        ("{{ so.memberz }} người", 2, "so.memberz"),
        ("{{ bang.hoi_vien.ten }}", 2, "bang.hoi_vien"),
        ("{{ so.members", 2, "{{ so.members"),
        ("{% for cau in loi.fund %}{{ cau }}", 0, "{% … %}"),
    ],
)
def test_a_fault_of_a_form_is_told_with_its_paragraph(
    line: str, place: int, name: str, office: Places, enlarged: Dataset
) -> None:
    content = form("Dòng đầu {{ nam }}", line)
    with pytest.raises(CatalogueError) as refused:
        blueprint_of(office, content, enlarged)
    (problem,) = refused.value.problems
    assert (problem.line, problem.value) == (place, name)
    for lang in ("vi", "en"):
        assert "bao-cao.docx" in problem.text(lang)
        assert name in problem.text(lang)


@pytest.mark.parametrize("line", ["{{ ''.__class__.__mro__ }}", "{{ so.members['99'].nam }}"])
def test_what_is_not_there_and_what_is_none_of_the_fields_is_a_blank(
    line: str, cluster: Paper
) -> None:
    assert told(filled(form(line), cluster)) == "……"


def test_a_file_that_is_no_document_is_refused(office: Places, enlarged: Dataset) -> None:
    with pytest.raises(CatalogueError) as refused:
        blueprint_of(office, b"PK broken", enlarged)
    assert "Word" in refused.value.problems[0].text("vi")
