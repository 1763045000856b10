"""A page shown to a meeting, through the front door: its slides, its link, its end."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from khdash.web.common.page_registry import PAGES
from tests.pages.conftest import address, query
from tests.shell import Open, figures_on, turn_to

PRESENTED = [page for page in PAGES if page.presents]
OTHERS = [page for page in PAGES if not page.presents]


def stage(app: AppTest) -> dict[str, Any]:
    """What the screen of a presentation was sent."""
    sent = [one.proto for one in app.get("bidi_component")]
    (own,) = [json.loads(one.bytes) for one in sent if one.component_name == "slides"]
    found: dict[str, Any] = own
    return found


def is_presented(app: AppTest) -> bool:
    return any(one.proto.component_name == "slides" for one in app.get("bidi_component"))


def test_slides_follow_the_page_and_the_page_is_not_drawn_beneath(open_app: Open) -> None:
    page = open_app("pages/quy.py")
    shown = open_app("pages/quy.py", trinh_chieu="1")
    assert not shown.exception
    slides = stage(shown)["slides"]
    assert slides[0]["kind"] == "answers"
    drawn = [slide["figure"]["alt"] for slide in slides if slide["kind"] == "figure"]
    assert drawn == [figure["alt"] for figure in figures_on(page)]
    assert figures_on(shown) == []
    assert not is_presented(page)


@pytest.mark.parametrize("page", PRESENTED, ids=lambda page: page.url_path)
def test_every_page_with_exhibits_can_be_presented(open_app: Open, page: Any) -> None:
    app = open_app(page.path, trinh_chieu="1")
    assert not app.exception
    slides = stage(app)["slides"]
    assert len(slides) >= 2 or page.url_path == "so-sanh"
    assert all(slide["title"] for slide in slides)


@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.url_path)
def test_a_page_without_exhibits_is_shown_as_it_is(open_app: Open, page: Any) -> None:
    app = open_app(page.path, trinh_chieu="1")
    assert not is_presented(app)
    assert "trinh_chieu" not in address(app)


def test_the_link_of_a_slide_holds_its_number_and_every_filter(open_app: Open) -> None:
    app = open_app("pages/quy.py", trinh_chieu="2", tinh=["01", "34"], nam=["2015", "2024"])
    data = stage(app)
    assert data["at"] == 1
    assert data["filters"].startswith("Hà Nội, Thái Bình · 2015–2024")
    second = parse_qs(data["slides"][1]["query"].removeprefix("?"))
    assert second.pop("sai_so") == ["4"]
    assert second == {"tinh": ["01", "34"], "nam": ["2015", "2024"], "trinh_chieu": ["2"]}
    assert query(app) == second


@pytest.mark.parametrize("asked", ["99", "0", "-1", "mot", "²"])
def test_an_unknown_number_opens_the_first_slide_and_says_so(open_app: Open, asked: str) -> None:
    data = stage(open_app("pages/hoi_vien.py", trinh_chieu=asked))
    assert data["at"] == 0
    assert f"«{asked}»" in data["fault"]
    assert str(len(data["slides"])) in data["fault"]


def test_the_last_slide_is_the_last_exhibit(open_app: Open) -> None:
    slides = stage(open_app("pages/quy.py", trinh_chieu="1"))["slides"]
    data = stage(open_app("pages/quy.py", trinh_chieu=str(len(slides))))
    assert (data["at"], data["fault"]) == (len(slides) - 1, "")


def test_it_speaks_english(open_app: Open) -> None:
    data = stage(open_app("pages/tong_quan.py", trinh_chieu="1", lang="en"))
    assert (data["page"], data["lang"]) == ("Overview", "en")
    assert data["words"]["end"] == "Leave"
    assert data["filters"].startswith("Cluster 3")


def test_another_page_is_not_presented(open_app: Open) -> None:
    app = open_app("pages/quy.py", trinh_chieu="2")
    assert is_presented(app)
    turned = turn_to(app, "pages/hoi_vien.py")
    assert not is_presented(turned)
    assert "trinh_chieu" not in address(turned)


def test_without_a_public_address_there_is_neither_code_nor_address(open_app: Open) -> None:
    data = stage(open_app("pages/quy.py", trinh_chieu="1"))
    assert {(slide["code"], slide["address"]) for slide in data["slides"]} == {("", "")}
    assert "KHDASH_PUBLIC_URL" in data["words"]["alone"]


def test_no_code_is_made_of_an_address_of_this_machine_alone(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHDASH_PUBLIC_URL", "http://localhost:8501")
    data = stage(open_app("pages/quy.py", trinh_chieu="1"))
    assert {slide["code"] for slide in data["slides"]} == {""}
    assert "chỉ mở được trên chính máy này" in data["words"]["alone"]


def test_the_code_of_a_slide_holds_its_public_address_with_every_filter(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHDASH_PUBLIC_URL", "https://so-lieu.example.vn/cum3")
    data = stage(open_app("pages/quy.py", trinh_chieu="1", tinh=["01", "34"]))
    first = data["slides"][0]
    assert first["address"].startswith("https://so-lieu.example.vn/cum3/quy?tinh=01&tinh=34&")
    assert first["address"].endswith("trinh_chieu=1")
    assert first["code"]


def test_the_page_of_quality_presents_its_findings_and_what_is_missing(open_app: Open) -> None:
    slides = stage(open_app("pages/chat_luong.py", trinh_chieu="1"))["slides"]
    titles = [slide["title"] for slide in slides]
    for part in ("cần xem lại", "số liệu cần có", "tỉnh có ít nhất một nhóm chỉ số"):
        assert any(part in title for title in titles), (part, titles)
    assert any(slide["table"]["heads"][:3] == ["Chỉ số", "Hà Nội", "Vĩnh Phúc"] for slide in slides)
    counted, listed = slides[0]["table"], slides[1]["table"]
    assert counted["heads"] == ["Mức", "Quy tắc", "Số điều", "Số tỉnh"]
    # Every finding is counted once and listed once.
    assert sum(int(row[2]) for row in counted["rows"]) == listed["all"]


def test_the_page_of_targets_presents_those_without_a_figure_too(open_app: Open) -> None:
    slides = stage(open_app("pages/chi_tieu.py", trinh_chieu="1"))["slides"]
    titles = [slide["title"] for slide in slides]
    assert any(title.endswith("chỉ tiêu chưa tỉnh nào có số để xét") for title in titles)
