"""What a cell or a mark shows is what its card says: the same number, however it came about."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from khdash.chart import draw
from khdash.chart.canvas import mark_data, mark_names
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.emulation.board import build_emulation
from khdash.exhibit.topics.lookup.card import figure_in_use
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.part import PartsCard
from khdash.exhibit.topics.lookup.parts import parts_card
from khdash.exhibit.topics.lookup.parts_in_exhibit import OF_EXHIBIT, card_in
from khdash.exhibit.topics.lookup.shown import (
    Named,
    ShownFigure,
    figure_in,
    figure_of_mark,
    figures_in,
)
from khdash.exhibit.topics.lookup.target_card import build_target_card
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.exhibit.topics.lookup.target_marks import OF_TARGET
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import is_number
from khdash.model.selection import Selection
from khdash.report.table import display

RIVALS = ("rivals", "observations_with_rivals")
"""Their figures share a card with the one in use, which names them as rivals."""
SHOWN = [name for name in EXHIBITS if not name.startswith("answers") and name not in RIVALS]


def shown(text: str) -> str:
    return text.replace("\u00a0", " ")


def card_of(dataset: Dataset, exhibit: Exhibit, found: Named) -> PartsCard | float | None:
    """The card of what is computed, the value of what is published, None for a gap."""
    if isinstance(found, ShownTarget):
        nobody = pd.DataFrame()
        target = build_target_card(dataset, exhibit.selection, found, nobody, Words("vi"))
        return None if target is None else target.settings[0].target.value
    if isinstance(found, ShownFigure):
        if found.what in OF_EXHIBIT:
            return card_in(dataset, exhibit, found)
        card = parts_card(dataset, exhibit.selection, found)
        if card is not None or found.what != "figure" or found.form:
            return card
        found = found.key
    row = figure_in_use(dataset, found)
    return None if row is None else float(row.value)


def difference(dataset: Dataset, exhibit: Exhibit, row: dict[str, Any], at: int, column: Column,
               text: str) -> str:  # fmt: skip
    """What a card says otherwise than its cell; '' where it says the same."""
    found = figure_in(dataset, exhibit, row, column)
    if found is None:
        return ""
    card = card_of(dataset, exhibit, found)
    place = f"{exhibit.name} {at} {column.name} «{text}» {found}"
    if isinstance(found, ShownFigure) and found.what in (*OF_EXHIBIT, "total"):
        told = isinstance(card, PartsCard) and card.parts
        return "" if told or not text or text == "–" else f"{place}: {card}"
    if column.name != "change" and not is_number(row[column.figure]):
        return ""
    if isinstance(card, PartsCard):
        same = shown(text).startswith(shown(card.value))  # Some cells say the year behind it.
        return "" if same and card.parts else f"{place}: {card}"
    return "" if card == float(row[column.figure]) else f"{place}: {card}"


@pytest.mark.parametrize("boundaries", ["", "2025"])
@pytest.mark.parametrize("name", SHOWN)
def test_a_card_says_what_its_cell_says(name: str, boundaries: str, published: Dataset) -> None:
    exhibit = build(name, published, Selection(tolerance=4, boundaries=boundaries))
    texts = display(exhibit)
    wrong = [
        difference(published, exhibit, row, at, column, texts[column.name][at])
        for at, row in enumerate(exhibit.rows)
        for column in exhibit.columns
    ]
    assert [fault for fault in wrong if fault][:3] == []


@pytest.mark.parametrize("form", ["per_head", "share", "index"])
@pytest.mark.parametrize("boundaries", ["", "2025"])
def test_a_form_of_a_figure_has_a_card_of_its_own(
    form: str, boundaries: str, demo: Dataset
) -> None:
    asked = Selection(tolerance=1, boundaries=boundaries).with_(
        form=form, indicators=("members",), first_year=2021, last_year=2024
    )
    exhibit = build("trend", demo, asked)
    texts = display(exhibit)
    value = next(column for column in exhibit.columns if column.name == "value")
    seen = 0
    for at, row in enumerate(exhibit.rows):
        if not is_number(row["value"]):
            continue
        found = figure_in(demo, exhibit, row, value)
        assert isinstance(found, ShownFigure)
        card = card_of(demo, exhibit, found)
        assert isinstance(card, PartsCard)
        assert shown(card.value) == shown(texts["value"][at])
        seen += 1
    assert seen >= 4 or (form, boundaries) == ("share", "2025")  # too few for a whole


def test_every_kind_of_exhibit_leads_to_cards(published: Dataset) -> None:
    without = {
        name
        for name in SHOWN
        if not list(figures_in(published, build(name, published, Selection(tolerance=4))))
    }
    assert without <= {
        "headlines", "task_progress", "completeness", "stale_provinces", "emulation_ranks",
        "emulation_criteria", "emulation_unit", "communes", "task_board", "overdue_figures",
        "timeliness",
    }  # fmt: skip


# Marks -----------------------------------------------------------------------------------------


def clicked(exhibit: Exhibit, row: dict[str, Any], *texts: str) -> frozenset[object]:
    """What the browser says of a mark of a row, and of the line or column that it stands in."""
    return frozenset([*mark_data(row), *texts])


def figure_clicked(dataset: Dataset, exhibit: Exhibit, said: frozenset[object]) -> Named | None:
    words = Words(exhibit.selection.lang)
    return figure_of_mark(dataset, exhibit, said, lambda row: mark_names(words, row))


def test_every_mark_of_a_line_leads_to_its_own_figure(published: Dataset) -> None:
    exhibit = build("trend", published, Selection(tolerance=2).with_(indicators=("members",)))
    for row in exhibit.rows:
        found = figure_clicked(published, exhibit, clicked(exhibit, row, row["unit_name"]))
        if is_number(row["value"]):
            assert found == ShownFigure(row["unit"], "members", row["year"])


def test_of_two_equal_cells_the_column_decides(published: Dataset) -> None:
    # Thái Bình 2012: 5.500 of savings of families and, made equal to it here, of clans.
    exhibit = build("fund_by_level", published, Selection(tolerance=2))
    row = next(r for r in exhibit.rows if r["unit"] == "34")
    twin = row | {"indicator": "fund_balance_clans", "part": "x", "part_name": "Dòng họ"}
    object.__setattr__(exhibit, "rows", [row, twin])
    for own in (row, twin):
        said = clicked(exhibit, own, str(own["part_name"]))
        found = figure_clicked(published, exhibit, said)
        assert isinstance(found, ShownFigure)
        assert found.indicator == own["indicator"]


def test_both_ends_of_a_slope_lead_to_their_years(published: Dataset) -> None:
    asked = Selection(tolerance=2).with_(indicators=("members",), first_year=2011, last_year=2024)
    exhibit = build("slope", published, asked)
    row = next(r for r in exhibit.rows if r["unit"] == "01")
    for year, value in ((row["base_year"], row["base_value"]), (row["year"], row["value"])):
        said = frozenset(["01", year, int(value)])
        assert figure_clicked(published, exhibit, said) == ShownFigure("01", "members", year)


def test_a_gap_leads_to_the_figure_that_is_lacking(published: Dataset) -> None:
    asked = Selection(tolerance=2).with_(indicators=("members",), last_year=2024)
    exhibit = build("comparison", published, asked)
    found = figure_clicked(published, exhibit, frozenset(["35", "Hà Nam"]))
    assert found == ShownFigure("35", "members", 2024)


@pytest.mark.parametrize("said", [["99"], ["01", 1900, 3], [], ["Hà Nội"]])
def test_what_is_no_mark_of_the_exhibit_leads_nowhere(
    said: list[object], published: Dataset
) -> None:
    exhibit = build("trend", published, Selection(tolerance=2).with_(indicators=("members",)))
    assert figure_clicked(published, exhibit, frozenset(said)) is None


def levels_clicked(dataset: Dataset, exhibit: Exhibit) -> list[Named | None]:
    """Where the marks of levels lead, each with what the chart itself has it say."""
    spec = draw(exhibit)
    marks = {
        tuple(mark)
        for trace in spec["data"]
        for mark in trace.get("customdata", ())
        if OF_TARGET in mark
    }
    said = [frozenset(part for part in mark if part is not None) for mark in sorted(marks, key=str)]
    return [figure_clicked(dataset, exhibit, one) for one in said]


@pytest.mark.parametrize(
    ("name", "units", "expected"),
    [
        # Several provinces: the country's line stands by itself.
        ("trend", (), {("VN", "VN", 2020, 70.0), ("VN", "VN", 2025, 70.0)}),
        # One: the same line, held to its figures.
        ("trend", ("34",), {("34", "VN", 2020, 70.0), ("34", "VN", 2025, 70.0)}),
        ("comparison", ("26", "34"), {("34", "VN", 2025, 70.0)}),
    ],
)
def test_the_line_of_a_level_leads_to_its_card(
    name: str, units: tuple[str, ...], expected: set[Any], published: Dataset
) -> None:
    asked = Selection(tolerance=4, units=units).with_(
        indicators=("learning_family_rate",), first_year=2016, last_year=2024, basis="all"
    )
    exhibit = build(name, published, asked)
    found = levels_clicked(published, exhibit)
    assert {(one.unit, one.owner, one.year, one.value) for one in found} == expected  # type: ignore[union-attr]
    assert set(found) <= set(figures_in(published, exhibit))
    for one in found:
        assert isinstance(one, ShownTarget)
        assert build_target_card(published, asked, one, pd.DataFrame(), Words("vi")) is not None


def test_the_line_of_a_level_in_a_panel_is_held_to_the_figures_of_the_panel(
    published: Dataset,
) -> None:
    asked = Selection(tolerance=4).with_(
        indicators=("learning_family_rate",), first_year=2016, last_year=2024, basis="all"
    )
    exhibit = build("small_multiples", published, asked)
    found = levels_clicked(published, exhibit)
    drawn = {row["unit"] for row in exhibit.rows if is_number(row["value"])}
    assert {one.unit for one in found} == drawn  # type: ignore[union-attr]
    assert {one.owner for one in found} == {"VN"}  # type: ignore[union-attr]


# Parts, worked out by hand ---------------------------------------------------------------------


def parts_of(dataset: Dataset, figure: ShownFigure, **chosen: Any) -> PartsCard:
    card = parts_card(dataset, Selection(tolerance=4).with_(**chosen), figure)
    assert card is not None
    return card


def told(card: PartsCard) -> list[tuple[str, str, str]]:
    return [(part.name, shown(part.value), part.year) for part in card.parts]


def test_a_total_names_those_it_adds_and_those_it_lacks(published: Dataset) -> None:
    card = parts_of(published, ShownFigure("cluster", "members", 2024, what="total"))
    # 1.953.233 + 542.467 = 2.495.700.
    assert card.value == "2.495.700 (2/8)"
    assert told(card)[:2] == [
        ("Hà Nội", "1.953.233", "2024"),
        ("Bắc Ninh", "542.467", "2024"),
    ]
    assert [part.value for part in card.parts[2:]] == ["–"] * 6
    assert [source.source_id for part in card.parts for source in part.sources] == ["s062", "s042"]


def test_a_value_without_a_sign_of_its_measure_says_what_it_counts(published: Dataset) -> None:
    per_head = ShownFigure("34", "members", 2020, form="per_head")
    card = parts_of(published, per_head, form="per_head")
    # Over 600.000 of 1.870.240: 320,81…
    assert (shown(card.value), card.measure) == ("≥ 320,8", "Trên 1.000 dân")
    assert parts_of(published, ShownFigure("01", "members_population_rate", 2013)).measure == ""
    change = ShownFigure("01", "members", 2024, what="change", base_year=2023)
    assert parts_of(published, change).measure == ""


def test_a_merged_province_is_the_sum_of_its_parts(published: Dataset) -> None:
    figure = ShownFigure("33@2025-07-01", "population", 2020)
    card = parts_of(published, figure, boundaries="2025")
    # 1.269.090 + 1.870.240 = 3.139.330.
    assert card.value == "3.139.330"
    assert told(card) == [
        ("Hưng Yên", "1.269.090", "2020"),
        ("Thái Bình", "1.870.240", "2020"),
    ]
    assert "2/2" in card.how


def test_a_partial_sum_says_which_part_it_lacks(published: Dataset) -> None:
    figure = ShownFigure("37@2025-07-01", "members", 2020)
    card = parts_of(published, figure, boundaries="2025")
    assert card.value == "313.165"
    assert "1/3" in card.how
    assert "Chưa đủ các phần" in card.how
    assert {(name, value) for name, value, _ in told(card)} == {
        ("Hà Nam", "–"), ("Nam Định", "–"), ("Ninh Bình", "313.165"),
    }  # fmt: skip


def test_a_computed_rate_names_both_counts_with_their_sources(published: Dataset) -> None:
    card = parts_of(published, ShownFigure("01", "members_population_rate", 2013))
    # Over 540.000 of 6.977.000: 7,7397… %, a floor that is rounded down.
    assert shown(card.value) == "≥ 7,73 %"
    assert told(card) == [
        ("Hội viên khuyến học", "≥ 540.000", "2013"),
        ("Dân số trung bình", "6.977.000", "2013"),
    ]
    assert [part.sources[0].source_id for part in card.parts] == ["s001", "s045"]
    assert [part.figure for part in card.parts] == [
        ShownFigure("01", "members", 2013), ShownFigure("01", "population", 2013),
    ]  # fmt: skip


def test_a_published_figure_has_the_card_of_its_source(published: Dataset) -> None:
    figure = ShownFigure("01", "members", 2024)
    assert parts_card(published, Selection(tolerance=2), figure) is None


def test_a_change_names_its_two_figures(published: Dataset) -> None:
    figure = ShownFigure("01", "members", 2024, what="change", base_year=2023)
    card = parts_of(published, figure)
    # Of over 1.500.000 to 1.953.233: at most 30,2155… %, rounded up.
    assert shown(card.value) == "không tăng quá 30,3 %"
    assert told(card) == [
        ("Hà Nội", "≥ 1.500.000", "2023"),
        ("Hà Nội", "1.953.233", "2024"),
    ]


def test_a_score_names_every_criterion_and_what_it_adds(demo: Dataset) -> None:
    exhibit = build_emulation("emulation", demo, Selection(tolerance=1))
    unit = exhibit.rows[0]["unit"]
    card = card_in(demo, exhibit, ShownFigure(unit, "", 0, what="score"))
    assert card is not None
    own = [row for row in exhibit.rows if row["unit"] == unit]
    assert [part.name for part in card.parts] == [row["criterion_name"] for row in own]
    assert card.value == own[0]["score_text"]
    whole = sum(float(part.note.split()[2].replace(",", ".")) for part in card.parts)
    assert whole == pytest.approx(own[0]["score"], abs=0.05 * len(own))


def test_a_point_of_two_figures_leads_to_both(published: Dataset) -> None:
    asked = Selection(tolerance=4).with_(
        indicators=("members_population_rate", "learning_family_rate")
    )
    exhibit = build("scatter", published, asked)
    row = next(row for row in exhibit.rows if is_number(row["value"]))
    found = figure_in(published, exhibit, row, exhibit.columns[1])
    assert isinstance(found, ShownFigure)
    card = card_in(published, exhibit, found)
    assert card is not None
    assert [part.figure and part.figure.indicator for part in card.parts] == [
        row["x_indicator"], row["indicator"],
    ]  # fmt: skip


def test_a_figure_of_an_earlier_moment_keeps_its_own_key(published: Dataset) -> None:
    exhibit = build("other_published", published, Selection(tolerance=4))
    found = list(figures_in(published, exhibit))
    assert len(found) == len(exhibit.rows) > 5
    for key, row in zip(found, exhibit.rows, strict=True):
        assert isinstance(key, FigureKey)
        in_use = figure_in_use(published, key)
        assert in_use is not None
        assert in_use.value == row["value"]


def test_a_part_of_a_card_has_a_card_too(published: Dataset) -> None:
    """From the rate of a merged province to its count, from there to the former provinces."""
    selection = Selection(tolerance=4, boundaries="2025")
    scope = Scope.of(published, selection.with_(indicators=("members_population_rate",)))
    rates = [
        row
        for row in scope.figures(scope.indicator)
        if row["origin"] == "derived" and "@" in row["unit"]
    ]
    for row in rates[:3]:
        figure = ShownFigure(row["unit"], row["indicator"], row["year"], row["basis"])
        card = parts_card(published, selection, figure)
        assert card is not None
        for part in card.parts:
            assert part.figure is not None
            below = parts_card(published, selection, part.figure)
            assert below is not None or figure_in_use(published, part.figure.key) is not None
