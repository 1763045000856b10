"""A province's application for a title: what is reached, what is not, what is missing, in Word."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from khdash.exhibit.topics.emulation.plan import Plan, example_plan
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.paper.application import APPLICATION_FORMAT, compose_application
from khdash.report.paper.blueprint import APPLICATION, Blueprint, read_blueprint
from khdash.report.paper.formats import paper_name
from khdash.report.paper.paper import Paper
from khdash.store.places import PROJECT, Places
from tests.browser.programs import WRITER

from .conftest import NAM_DINH
from .test_libreoffice import printed

HA_NOI = "01"


@pytest.fixture(scope="session")
def shipped(enlarged: Dataset) -> Blueprint:
    places = Places(PROJECT / "data", Path("nowhere"), Path("nowhere"))
    return read_blueprint(places, enlarged.catalogue, APPLICATION)


def composed(
    dataset: Dataset, blueprint: Blueprint, unit: str, plan: Plan | None = None, lang: str = "vi"
) -> Paper:
    selection = Selection(units=(unit,), last_year=2024, lang=lang)
    return compose_application(dataset, blueprint, selection, plan or example_plan())


def opened(paper: Paper) -> Any:
    return Document(io.BytesIO(APPLICATION_FORMAT.make(paper)))


def tables(document: Any) -> dict[str, list[list[str]]]:
    """Each table by the caption above it, without the line of numbers."""
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    found = [t for t in document.tables if t.style.name == "Table Grid"]
    return {
        caption.partition(". ")[2].partition(".")[0]: [
            [cell.text for cell in row.cells] for at, row in enumerate(table.rows) if at != 1
        ]
        for caption, table in zip(captions, found, strict=True)
    }


@pytest.fixture(scope="session")
def nam_dinh(enlarged: Dataset, shipped: Blueprint) -> Paper:
    return composed(enlarged, shipped, NAM_DINH)


def test_it_has_the_parts_of_such_a_file_in_order(nam_dinh: Paper) -> None:
    document = opened(nam_dinh)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads[:7] == [
        "I. ĐẶC ĐIỂM, TÌNH HÌNH",
        "II. KẾT QUẢ CÔNG TÁC",
        "III. CHỈ TIÊU ĐÃ ĐẠT, CHƯA ĐẠT",
        "IV. NHIỆM VỤ TRỌNG TÂM VÀ MINH CHỨNG",
        "V. ĐIỂM THEO PHƯƠNG ÁN BÌNH XÉT",
        "VI. MINH CHỨNG KÈM THEO",
        "VII. ĐỀ NGHỊ",
    ]
    said = [p.text for p in document.paragraphs]
    assert "BÁO CÁO THÀNH TÍCH" in said
    assert "Đề nghị bình xét danh hiệu thi đua năm 2024 của tỉnh Nam Định" in said
    assert "HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH" in document.tables[0].rows[0].cells[0].text
    assert paper_name(nam_dinh, APPLICATION_FORMAT) == "ho-so-thi-dua-nam-dinh-2024.docx"


def test_a_target_stands_in_one_of_three_tables(nam_dinh: Paper) -> None:
    document = opened(nam_dinh)
    found = tables(document)
    # The congress set 28 %; 37 % were reported in the year of the target.
    assert found["Chỉ tiêu đã đạt"][1][:4] == [
        "Hội viên/dân số đến 2022",
        "28\xa0%",
        "2022",
        "37\xa0%",
    ]
    assert len(found["Chỉ tiêu đã đạt"]) == 2
    open_ones = {row[0]: row[4] for row in found["Chỉ tiêu chưa đủ căn cứ để xét"][1:]}
    assert open_ones["Tỷ lệ CĐHT thôn đến 2022"] == "số đã cũ"
    assert len(open_ones) == 4
    said = [p.text for p in document.paragraphs]
    assert "Không có chỉ tiêu nào được xét là chưa đạt." in said
    assert "Trong 5 chỉ tiêu: 1 đã đạt; 4 chưa đủ căn cứ." in said


def test_points_name_their_figure_and_what_could_not_be_scored(nam_dinh: Paper) -> None:
    document = opened(nam_dinh)
    rows = {row[0]: row[1:] for row in tables(document)["Ví dụ: bảng điểm thi đua của cụm"][1:]}
    # 37 % between 10 and 40 is 90 of 100, with a quarter of the weight.
    assert rows["Hội viên/dân số"][:4] == ["25\xa0%", "37\xa0% (2022)", "90,0", "22,5"]
    assert rows["Tỷ lệ ĐVHT"][1:4] == ["chưa có số liệu công bố", "–", "–"]
    said = " ".join(p.text for p in document.paragraphs)
    assert "Nam Định có số cho 1/7 tiêu chí, điểm có thể trong khoảng 22,5–97,5." in said
    assert "Bảng điểm hỗ trợ việc bình xét danh hiệu, không thay cho bình xét." in said


def test_every_source_that_is_cited_stands_in_the_annex(nam_dinh: Paper) -> None:
    document = opened(nam_dinh)
    numbers = [row[0] for row in tables(document)["Nguồn của những số liệu nêu trong báo cáo"][1:]]
    cited = {row[-1] for row in tables(document)["Hồ sơ Nam Định"][1:]}
    assert numbers == [f"[{n}]" for n in range(1, len(numbers) + 1)]
    assert {one for text in cited for one in text.split(", ") if one} <= set(numbers)
    assert len(numbers) > 3


def test_points_given_by_hand_stand_with_their_reason(
    enlarged: Dataset, shipped: Blueprint
) -> None:
    described = example_plan().to_dict()
    code = described["scheme"]["adjustments"][0]["code"]
    described["awards"] = [
        {"unit": NAM_DINH, "adjustment": code, "times": 1, "reason": "Đề án mới"}
    ]
    plan = Plan.from_json(json.dumps(described))
    title = "Ví dụ: bảng điểm thi đua của cụm"
    rows = tables(opened(composed(enlarged, shipped, NAM_DINH, plan)))[title]
    assert "Đề án mới" in rows[-1]
    others = tables(opened(composed(enlarged, shipped, HA_NOI, plan)))[title]
    assert not any("Đề án mới" in row for row in others)


def test_generated_figures_are_marked_and_english_is_whole(
    demo: Dataset, shipped: Blueprint
) -> None:
    paper = composed(demo, shipped, HA_NOI, lang="en")
    document = opened(paper)
    said = [p.text for p in document.paragraphs]
    assert "REPORT OF ACHIEVEMENTS" in said
    assert any("ILLUSTRATIVE" in text for text in said)
    assert paper_name(paper, APPLICATION_FORMAT) == "ho-so-thi-dua-minh-hoa-ha-noi-2024.docx"


def test_libreoffice_prints_it(
    nam_dinh: Paper, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    WRITER.require()
    (path := tmp_path / "ho-so.docx").write_bytes(APPLICATION_FORMAT.make(nam_dinh))
    told = " ".join(printed(convert(path, "pdf")).split())
    assert "BÁO CÁO THÀNH TÍCH" in told
    assert "điểm có thể trong khoảng 22,5–97,5" in told
