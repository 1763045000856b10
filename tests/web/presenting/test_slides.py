"""Exhibits as slides: their order, what fits on a screen, and that the rest is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import orjson
import pandas as pd
import pytest

from khdash.chart import draw, read_boundaries
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.web.common.page_registry import PROJECT
from khdash.web.common.presenting import Shown
from khdash.web.presenting.slides import shared, slides_of

READABLE = 20 * 437 / 796
"""Pixels of a text in a figure 437 wide that has 20 when the figure is enlarged to 796."""


def made(data: Dataset, name: str, *indicators: str, **changes: Any) -> Exhibit:
    return build(name, data, Selection(tolerance=4, indicators=indicators, **changes))


def slides(*exhibits: Exhibit) -> list[dict[str, Any]]:
    """As the browser reads them."""
    shown = slides_of([Shown(exhibit) for exhibit in exhibits], "light", narrow=False)
    read: list[dict[str, Any]] = json.loads(orjson.dumps(shown))
    return read


def sizes(part: Any) -> list[float]:
    """Every size of letters that a figure states."""
    if isinstance(part, list):
        return [size for value in part for size in sizes(value)]
    if not isinstance(part, dict):
        return []
    fonts = [v for k, v in part.items() if k.endswith("font") and isinstance(v, dict)]
    own = [font["size"] for font in fonts if isinstance(font.get("size"), (int, float))]
    return [*own, *(size for value in part.values() for size in sizes(value))]


def test_slides_follow_the_page_and_start_with_its_answers(published: Dataset) -> None:
    answers, trend = made(published, "answers_fund"), made(published, "trend", "fund_balance")
    first, second = slides(answers, trend)
    assert first["kind"] == "answers"
    assert first["title"] == answers.title, "its first answer does not stand above it again"
    assert len(first["cards"]) == len({row["answer"] for row in answers.rows})
    assert second["kind"] == "figure"
    assert second["figure"]["alt"] == trend.alt


def test_an_exhibit_without_rows_is_no_slide_and_one_point_is_a_sentence(
    published: Dataset,
) -> None:
    trend = made(published, "trend", "members")
    known = next(row for row in trend.rows if row["value"] == row["value"])
    (only,) = slides(replace(trend, content=[]), replace(trend, content=[known]))
    assert only["kind"] == "text"
    assert str(known["year"]) in only["text"]


def test_a_heat_table_takes_as_many_screens_as_its_columns_need(published: Dataset) -> None:
    table = made(published, "heat_table")
    columns = len({row["indicator_name"] for row in table.rows})
    assert columns == 8
    parts = slides(table)
    drawn = [
        len(axis["ticktext"])
        for slide in parts
        for name, axis in slide["figure"]["layout"].items()
        if name.startswith("xaxis")
    ]
    assert drawn == [4, 4]
    assert [slide["subtitle"].split(". ")[0] for slide in parts] == ["Phần 1/2", "Phần 2/2"]


def test_screens_of_one_exhibit_hold_about_as_many_columns_each() -> None:
    assert [len(group) for group in shared("abcdefghi", 4)] == [3, 3, 3]
    assert [len(group) for group in shared("abcde", 4)] == [3, 2]
    assert shared("", 4) == []


def test_what_says_one_thing_is_no_slide_beside_others(published: Dataset) -> None:
    trend = made(published, "trend", "members")
    known = next(row for row in trend.rows if row["value"] == row["value"])
    table = made(published, "total", "fund_balance")
    alike = pd.DataFrame({"Tỉnh": ["Hà Nội", "Hà Nam"], "Quỹ": ["2024"] * 2, "Hội": ["2024"] * 2})
    board = made(published, "status_board")
    shown = [
        Shown(trend),
        Shown(replace(trend, content=[known])),
        Shown(replace(table, content=table.rows[:1])),
        Shown(board, alike.head(1)),
        Shown(board, alike),
    ]
    assert len(slides_of(shown, "light", narrow=False)) == 1
    for only in shown[1:]:
        assert len(slides_of([only], "light", narrow=False)) == 1, "a page shows what it has"


def test_a_title_does_not_stand_below_itself(published: Dataset) -> None:
    answers = made(published, "answers_fund")
    named = replace(answers, title="Hà Nội trong năm câu", subtitle="Tính đến 2024")
    (slide,) = slides(named)
    assert slide["title"] == "Hà\N{NO-BREAK SPACE}Nội trong năm câu"
    assert slide["subtitle"] == "Tính đến 2024."


def test_small_multiples_take_four_panels_a_screen_on_one_scale(published: Dataset) -> None:
    parts = slides(made(published, "small_multiples", "members"))
    panels = [
        [name for name in slide["figure"]["layout"] if name.startswith("yaxis")] for slide in parts
    ]
    assert [len(names) for names in panels] == [4, 4]
    ends = {tuple(s["figure"]["layout"][n]["range"]) for s, ns in zip(parts, panels, strict=True)
            for n in ns}  # fmt: skip
    assert len(ends) == 1


def test_bars_that_no_screen_holds_are_counted(published: Dataset) -> None:
    comparison = made(published, "comparison", "members")
    many = replace(comparison, content=[*comparison.rows, *comparison.rows, *comparison.rows])
    assert len(many.rows) == 24
    (slide,) = slides(many)
    assert slide["rows_left"] == 10
    assert len(slide["figure"]["layout"]["yaxis"]["ticktext"]) == 14


def test_rows_of_a_long_table_are_sent_as_many_as_a_screen_may_hold(published: Dataset) -> None:
    (slide,) = slides(made(published, "observations"))
    table = slide["table"]
    assert len(table["rows"]) == 40
    assert table["all"] == len(made(published, "observations").rows) > 40
    assert all(len(row) == len(table["heads"]) == len(table["numbers"]) for row in table["rows"])


def test_a_board_of_the_page_is_shown_without_its_markup(published: Dataset) -> None:
    board = pd.DataFrame({"Việc": [r"Thu \[1\]"], "Hà Nội": [":green-badge[✓ đã xong] **9**"]})
    exhibit = made(published, "status_board")
    (slide,) = json.loads(orjson.dumps(slides_of([Shown(exhibit, board)], "light", False)))
    assert slide["table"]["rows"] == [["Thu [1]", "✓ đã xong 9"]]


def test_caveats_beyond_two_and_publishers_beyond_two_are_counted(published: Dataset) -> None:
    trend = made(published, "trend", "members")
    assert len({note.text for note in trend.notes}) == 5
    (slide,) = slides(trend)
    assert (len(slide["notes"]), slide["notes_left"]) == (2, 3)
    assert slide["sources"].count(";") == 2
    assert slide["sources"].endswith("nguồn nữa")


@pytest.mark.parametrize(
    "name", ["trend", "comparison", "slope", "ranking", "small_multiples", "fund_by_level"]
)
@pytest.mark.parametrize("code", ["fund_balance", "learning_family_rate"])
def test_every_text_of_a_figure_can_be_read_from_afar(
    published: Dataset, name: str, code: str
) -> None:
    for slide in slides(made(published, name, code)):
        if slide["kind"] == "figure":
            layout = {k: v for k, v in slide["figure"]["layout"].items() if k != "template"}
            found = sizes([slide["figure"]["data"], layout])
            assert min(found) >= READABLE, sorted(set(found))
            assert layout["height"] <= 325


def test_a_map_keeps_its_names_apart(published: Dataset) -> None:
    exhibit, boundaries = made(published, "map"), published.catalogue.boundary_set("2022")
    outlines = read_boundaries(PROJECT / "data" / "boundaries", boundaries)
    layout = draw(exhibit, slide=True, boundaries=outlines)["layout"]
    assert layout["height"] == 325
    pushed = {a["text"].split("<br>")[0]: a.get("xshift", 0) for a in layout["annotations"]}
    # Neighbours at the same height give way to each other.
    assert pushed["Nam Định"] > 0 > pushed["Ninh Bình"]


def test_generated_figures_say_so_on_every_slide(demo: Dataset) -> None:
    for slide in slides(made(demo, "answers_fund"), made(demo, "trend", "members")):
        assert slide["mark"] == "Số liệu minh hoạ"


def test_no_figure_is_parted_from_its_sign_unit_or_year_on_a_screen(published: Dataset) -> None:
    space = "\N{NO-BREAK SPACE}"
    (fund,) = slides(made(published, "comparison", "fund_balance"))
    assert f"≲{space}155 tỷ đồng{space}(2020)" in fund["title"]
    assert f"Thái{space}Bình" in fund["title"]
    total = made(published, "total", "fund_balance")
    (slide,) = slides(total)
    sums = [row[1] for row in slide["table"]["rows"]]
    assert sums
    assert not [text for text in sums if " " in text]


def test_a_column_of_a_board_that_is_empty_is_not_shown(published: Dataset) -> None:
    board = pd.DataFrame({"Tỉnh": ["Hà Nội"], "Xác nhận": [""], "Số": ["71,25 % (2023)"]})
    exhibit = made(published, "status_board")
    (slide,) = json.loads(orjson.dumps(slides_of([Shown(exhibit, board)], "light", False)))
    assert slide["table"]["heads"] == ["Tỉnh", "Số"]


def test_no_name_amount_or_span_of_years_is_parted_in_a_cell(published: Dataset) -> None:
    cells = ["? chưa đủ căn cứ ≥ 44.913 đồng/người (2018)", "7,3 % (2023–2024)", "do Hà Nam gửi"]
    board = pd.DataFrame({"Chỉ tiêu": ["a", "b", "c"], "Tỉnh": cells})
    (slide,) = json.loads(
        orjson.dumps(slides_of([Shown(made(published, "status_board"), board)], "light", False))
    )
    said = [row[1].replace("\N{NO-BREAK SPACE}", "_") for row in slide["table"]["rows"]]
    joined = "\N{WORD JOINER}–\N{WORD JOINER}"
    assert said == [
        "? chưa đủ căn cứ ≥_44.913_đồng/người_(2018)",
        f"7,3_%_(2023{joined}2024)",
        "do Hà_Nam gửi",
    ]
