"""The board of targets: a cell says by sign, word and figure; a gap is grey words."""

from __future__ import annotations

from khdash.locale import Words
from khdash.web.common.table import folded_board
from khdash.web.targets.board import board, cell

ENTRY = {
    "unit": "01",
    "unit_name": "Hà Nội",
    "column_name": "Tỷ lệ GĐHT đến 2025",
    "measure": "%",
    "decimals": 2,
    "target_value": 70.0,
    "latest_year": 2023,
    "latest_value": 71.25,
    "latest_qualifier": "exact",
    "status": "achieved",
    "provisional": False,
}
VI = Words("vi")


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_status_stands_as_sign_word_and_figure_with_its_year() -> None:
    assert spaced(cell(ENTRY, VI)) == ":green-badge[✓ đã đạt] 71,25 % (2023)"


def test_an_unstated_denominator_makes_it_provisional() -> None:
    assert "đã đạt, tạm tính" in cell({**ENTRY, "provisional": True}, VI)


def test_a_gap_is_words_and_no_badge() -> None:
    assert spaced(cell({**ENTRY, "latest_value": float("nan")}, VI)) == ":gray[chưa có số]"


def test_a_unit_stands_once_in_a_row_with_what_could_be_judged() -> None:
    unjudged = {**ENTRY, "status": "cannot_be_judged", "latest_year": 2017, "latest_value": 37.0}
    other = {**ENTRY, "unit": "36", "unit_name": "Nam Định", "status": "missed"}
    shown = board([[unjudged, ENTRY, other]], VI)
    assert [spaced(name) for name in shown.columns] == ["Chỉ tiêu", "Hà Nội", "Nam Định"]
    assert len(shown) == 1
    assert "✓ đã đạt" in shown.iloc[0, 1]
    assert "✗" in shown.iloc[0, 2]


def test_on_a_phone_a_target_names_only_the_provinces_that_it_concerns() -> None:
    other = {**ENTRY, "unit": "27", "unit_name": "Bắc Ninh", "column_name": "Tỷ lệ DHHT đến 2025"}
    cards = folded_board(board([[ENTRY], [other]], VI), "mọi tỉnh", "Tỉnh")
    assert cards.shape == (2, 2)
    assert [spaced(text).split(": ")[0] for text in cards["Tỉnh"]] == ["Hà Nội", "Bắc Ninh"]
