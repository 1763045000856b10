"""The board of targets: a cell says by sign, word and figure, and leads to a card."""

from __future__ import annotations

from typing import Any

import orjson

from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words
from khdash.web.targets.board_lines import Line, frame_of, line_of, packed_board, said, targets_at

NAN = float("nan")
ENTRY: dict[str, Any] = {
    "unit": "01",
    "unit_name": "Hà Nội",
    "column_name": "Tỷ lệ GĐHT đến 2025",
    "indicator": "learning_family_rate",
    "subgroup": "",
    "measure": "%",
    "decimals": 2,
    "target_value": 70.0,
    "target_year": 2025,
    "target_unit": "01",
    "target_basis": "all",
    "latest_year": 2023,
    "latest_value": 71.25,
    "latest_qualifier": "exact",
    "status": "achieved",
    "provisional": False,
}
NAM_DINH = {
    **ENTRY,
    "unit": "36",
    "unit_name": "Nam Định",
    "target_unit": "36",
    "latest_value": NAN,
}
VI = Words("vi")


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def lines(*groups: list[dict[str, Any]]) -> list[Line]:
    return [line_of(group, VI) for group in groups]


def packed(found: list[Line], *, narrow: bool = False) -> dict[str, Any]:
    board: dict[str, Any] = orjson.loads(packed_board(found, "Bảng", VI, narrow=narrow))
    return board


def test_a_status_stands_as_sign_word_and_figure_with_its_year() -> None:
    assert spaced(said(ENTRY, VI)) == "✓ đã đạt 71,25 % (2023)"
    assert packed(lines([ENTRY]))["rows"][0][2] == {
        "tone": "green", "badge": "✓ đã đạt",
        "text": VI.figure(71.25, "%", 2) + "\N{NO-BREAK SPACE}(2023)",
    }  # fmt: skip


def test_an_unstated_denominator_makes_it_provisional() -> None:
    assert "đã đạt, tạm tính" in said({**ENTRY, "provisional": True}, VI)


def test_a_gap_is_words_and_no_badge() -> None:
    assert packed(lines([NAM_DINH]))["rows"][0][2] == {"tone": "gray", "text": "chưa có số"}


def test_a_unit_stands_once_in_a_row_with_what_could_be_judged() -> None:
    unjudged = {**ENTRY, "status": "cannot_be_judged", "latest_year": 2017, "latest_value": 37.0}
    other = {**NAM_DINH, "status": "missed", "latest_value": 60.0}
    (line,) = lines([unjudged, ENTRY, other])
    assert list(line.rows) == ["Hà Nội", "Nam Định"]
    shown = frame_of([line], VI)
    assert "✓ đã đạt" in shown["Hà Nội"].iloc[0]
    assert "✗" in shown["Nam Định"].iloc[0]


def test_every_cell_leads_to_the_target_of_its_province() -> None:
    found = lines([ENTRY, NAM_DINH])
    own = ShownTarget("01", "learning_family_rate", 2025, "01", 70.0, "", "all")
    other = ShownTarget("36", "learning_family_rate", 2025, "36", 70.0, "", "all")
    assert targets_at(found, 0, 2) == [own]
    assert targets_at(found, 0, 3) == [other]
    # Both set the level themselves: the level leads to both.
    assert targets_at(found, 0, 1) == [own, other]
    assert [column.get("cards") for column in packed(found)["columns"]] == [None, True, [0], [0]]


def test_the_level_of_the_country_is_one_target() -> None:
    national = [{**entry, "target_unit": "VN"} for entry in (ENTRY, NAM_DINH)]
    (found,) = targets_at(lines(national), 0, 1)
    assert found.owner == "VN"


def test_what_is_no_cell_of_the_board_leads_nowhere() -> None:
    found = lines([ENTRY])
    for at in ((0, 0), (0, 3), (1, 1), (-1, 1), ("0", 1), (0, None)):
        assert targets_at(found, *at) == []


def test_on_a_phone_provinces_without_a_figure_stand_together() -> None:
    board = packed(lines([ENTRY, NAM_DINH]), narrow=True)
    assert [column["title"] for column in board["columns"]][-1] == "Chưa có số"
    assert board["rows"][0][3:] == ["", "Nam Định"]
    assert board["columns"][3]["cards"] == []
    alone = packed(
        lines([NAM_DINH, {**NAM_DINH, "unit": "34", "unit_name": "Thái Bình"}]), narrow=True
    )
    assert alone["rows"][0][-1] == "mọi tỉnh"
