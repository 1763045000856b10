"""Answers as a page shows them: the sentence, the figures with their years, the way on."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from khdash.chart.theme import DARK, LIGHT
from khdash.exhibit.registry import build
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.store.build import build as build_database
from khdash.web.answers.lines import LINES_SHOWN, LONG_LINES_SHOWN, Line, body_of
from tests.published import ENLARGED, at, write_data
from tests.shell import Open, open_shell

HEADING = re.compile('<h[23] class="khdash-(finding|part)">')
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    write_data(folder / "data", ENLARGED)
    build_database(at(folder))
    return folder


@pytest.fixture
def open_app(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("KHDASH_DATA", str(home / "data"))
    monkeypatch.setenv("KHDASH_HOME", str(home))
    return open_shell


def cards(app: AppTest) -> list[str]:
    """The text of every card, without its tags."""
    bodies = [one.proto.body for one in app.get("html")]
    bodies = [body for body in bodies if not HEADING.search(body)]
    texts = [re.sub(r"<[^>]+>", " ", body).replace(NBSP, " ") for body in bodies]
    return [" ".join(text.split()) for text in texts]


def links(app: AppTest) -> dict[str, str]:
    """Where the answers lead: the words of each link and its address."""
    bodies = "".join(card.proto.body for card in app.get("html"))
    found = re.findall(r'<a href="([^"]+)" data-place="\d+">(.*?) →</a>', bodies)
    return {unescape(text): unescape(address) for address, text in found}


def rows_of(dataset: Dataset, name: str, answer: str) -> list[Line]:
    rows: list[Row] = grouped(build(name, dataset, Selection()).rows, "answer")[answer]
    return [Line(row) for row in rows]


def test_the_overview_opens_with_four_questions_and_their_answers(open_app: Open) -> None:
    app = open_app("pages/tong_quan.py")
    assert not app.exception
    assert app.title[0].value == "5/8 tỉnh đã công bố, cộng lại 3.782.923 hội viên"
    assert app.caption[0].value.replace(NBSP, " ") == (
        "Số của 2020–2024; các tỉnh đã công bố chiếm 77,7 % dân số Cụm 3 (năm 2023)."
    )
    members, families, fund, silent = cards(app)
    assert members.startswith("Có bao nhiêu hội viên? 3.782.923 ở 5/8 tỉnh")
    assert families.startswith("Gia đình học tập có đạt 70 % (2025) không? 3 tỉnh đã đạt")
    assert fund.startswith("Số dư quỹ lớn đến đâu? 4/8 tỉnh đã công bố (30,8")
    assert "cộng lại khoảng 543,6 tỷ đồng; chưa gồm Hà Nội và 3 tỉnh khác" in fund.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert silent.startswith(
        "Tỉnh nào chưa có số công bố? Hưng Yên và Hà Nam: chưa có số nào từ 2020"
    )
    told = {text: address.partition("?")[0] for text, address in links(app).items()}
    assert told["Xem hội viên"] == "hoi-vien"
    assert told["Xem số dư quỹ"] == "quy"
    assert told["Xem chỉ tiêu"] == "chi-tieu"
    assert told["Xem còn thiếu gì"] == "chat-luong"
    filtered = open_app("pages/tong_quan.py", tinh=["01", "34"])
    assert "tinh=01&tinh=34" in links(filtered)["Xem số dư quỹ"]


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("pages/hoi_vien.py", "Có bao nhiêu hội viên?"),
        ("pages/quy.py", "Số dư quỹ lớn đến đâu?"),
        ("pages/mo_hinh_hoc_tap.py", "Gia đình học tập có đạt 70 % (2025) không?"),
        ("pages/chi_tieu.py", "Chỉ tiêu nào đã đạt?"),
        ("pages/ho_so_tinh.py", "Hội viên"),
        ("pages/nhiem_vu.py", "Bao nhiêu tỉnh đã báo cáo?"),
        ("pages/thi_dua.py", "Tỉnh nào đứng đầu?"),
    ],
)
def test_a_page_opens_with_the_answers_of_its_reader(open_app: Open, page: str, first: str) -> None:
    app = open_app(page)
    assert not app.exception
    told = cards(app)
    assert 2 <= len(told) <= 5
    assert told[0].startswith(first)


def test_the_form_is_offered_for_what_is_missing_and_made_when_it_is_opened(
    open_app: Open,
) -> None:
    app = open_app("pages/tong_quan.py")
    opened = [one.proto.popover.label.replace(NBSP, " ") for one in app.get("popover")]
    assert "Lấy biểu cho Hưng Yên và Hà Nam" in opened
    assert not [one for one in app.get("download_button") if "biểu" in one.proto.label]


def test_the_profile_answers_for_the_province_that_is_chosen(open_app: Open) -> None:
    app = open_app("pages/ho_so_tinh.py", ho_so="36")
    assert "Từ 2020 chưa có số để nêu" in cards(app)[0]
    assert "Nam Định 288.270 (2011)" in cards(app)[0]


def test_a_value_stands_with_its_year_and_denominator_in_one_unbroken_piece(
    enlarged: Dataset,
) -> None:
    rows = rows_of(enlarged, "answers", "goal:learning_family_rate")
    body = body_of(rows, "light", Words("vi")).replace(NBSP, " ")
    pieces = re.findall(
        r'<span style="text-align:right;white-space:nowrap">(.*?)</span></li>', body
    )
    texts = [re.sub(r"<[^>]+>", "", piece) for piece in pieces]
    assert texts == [
        "✓ 81,31 % 2024, tạm", "✓ 75,9 % 2022, tạm", "✓ 71,25 % 2023", "✗ 65,6 % 2023, tạm",
    ]  # fmt: skip


def test_a_bar_is_as_long_as_its_value_and_the_level_is_marked_on_it(enlarged: Dataset) -> None:
    rows = rows_of(enlarged, "answers", "goal:learning_family_rate")
    body = body_of(rows, "light", Words("vi"))
    # The longest is 81,31: Thái Bình 65,6 / 81,31 = 80,7 %; the level 70 / 81,31 = 86,1 %.
    assert "width:100.0%" in body
    assert "width:80.7%" in body
    assert body.count("left:calc(86.1% - 1px)") == 4


@pytest.mark.parametrize(("mode", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_older_figures_are_pale(enlarged: Dataset, mode: Any, theme: Any) -> None:
    # Thái Bình and Ninh Bình of 2020 are older than two years in 2024; the other three are not.
    body = body_of(rows_of(enlarged, "answers", "sum:members"), mode, Words("vi"))
    assert body.count(f"background:{theme.older}") == 2
    assert body.count(f"background:{theme.primary}") == 3


def test_what_a_source_wrote_is_text_and_never_markup(enlarged: Dataset) -> None:
    rows = rows_of(enlarged, "answers", "sum:members")
    told = [Line({**one.row, "label": "<b>x</b>", "note": "a<i>b"}) for one in rows]
    body = body_of(told, "light", Words("vi"))
    assert "<b>" not in body
    assert "<i>" not in body


def test_a_list_that_is_cut_says_how_much_it_leaves_to_the_file(enlarged: Dataset) -> None:
    row = rows_of(enlarged, "answers", "sum:members")[0]
    body = body_of([row] * (LINES_SHOWN + 3), "light", Words("vi"))
    assert body.count("<li") == LINES_SHOWN
    assert "Còn 3 dòng nữa trong tệp." in body
    long = Line({**row.row, "label": "Nam Định: Hội viên/dân số, mức 28 % đến 2022"})
    body = body_of([long] * (LONG_LINES_SHOWN + 1), "light", Words("vi"))
    assert body.count("<li") == LONG_LINES_SHOWN


def test_only_a_line_whose_figure_has_a_card_is_a_way_to_it(enlarged: Dataset) -> None:
    first, *others = rows_of(enlarged, "answers_members", "sum:members")
    body = body_of([Line(first.row, "f7"), *others], "light", Words("vi"))
    assert re.findall(r'data-card="(\w+)"', body) == ["f7"]
    assert "data-card" not in body_of([first, *others], "light", Words("vi"))


def test_the_lines_of_a_page_lead_to_their_places_in_the_exhibit(open_app: Open) -> None:
    app = open_app("pages/hoi_vien.py")
    bodies = "".join(card.proto.body for card in app.get("html"))
    # Five member counts, five changes, which are no figures, and five rates.
    assert re.findall(r'data-card="(\w+)"', bodies) == [
        f"f{at}" for at in (*range(5), *range(10, 15))
    ]


def buttons(app: AppTest, sign: str) -> list[str]:
    bodies = "".join(card.proto.body for card in app.get("html")).replace(NBSP, " ")
    found = re.findall(rf'data-card="{sign}\d+"[^>]*>(.*?)</button>', bodies)
    return [re.sub(r"<[^>]+>", "", text) for text in found]


def test_the_level_in_the_detail_of_an_answer_leads_to_its_card(open_app: Open) -> None:
    # Families 70 %, clans and communities 65 %, units 80 % by 2025.
    app = open_app("pages/mo_hinh_hoc_tap.py")
    assert buttons(app, "l")[:4] == ["70 %", "65 %", "65 %", "80 %"]
    # The verdict beside a figure leads to the level that it is about.
    assert set(buttons(app, "t")) <= {"✓", "✗", "?"}
    assert len(buttons(app, "t")) == len(buttons(app, "f"))


def test_the_levels_of_the_targets_that_are_late_lead_to_their_cards(open_app: Open) -> None:
    app = open_app("pages/chi_tieu.py")
    levels = buttons(app, "t")
    assert len(levels) >= 1
    assert all("%" in level or "đồng" in level for level in levels)


def test_what_associations_set_themselves_leads_to_the_card_of_each(open_app: Open) -> None:
    app = open_app("pages/quy.py")
    assert buttons(app, "l") == ["50.000 đồng/người", "70.000 đồng/người"]
