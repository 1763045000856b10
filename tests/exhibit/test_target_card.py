"""A level that is shown leads to its card: who set it, what others set, what is held to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Column
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.answers.answer import levels_of
from khdash.exhibit.topics.lookup.card import figure_in_use
from khdash.exhibit.topics.lookup.shown import ShownFigure, figure_in
from khdash.exhibit.topics.lookup.target_card import (
    TargetCard,
    build_target_card,
    same_level_card,
)
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import is_number
from khdash.model.selection import Selection

LEVEL = Column("target_value", "", "figure")
NOTHING = pd.DataFrame()
VI = Words("vi")
NAM_DINH = ShownTarget("36", "members_population_rate", 2022, "36", 28.0)
UNITS_OF_HA_NOI = ShownTarget("01", "learning_unit_rate", 2025, "01", 80.0, "", "all")


def card_of(
    dataset: Dataset, key: ShownTarget, written: pd.DataFrame = NOTHING, **asked: Any
) -> TargetCard:
    found = build_target_card(dataset, Selection(tolerance=4, **asked), key, written, VI)
    assert found is not None
    return found


@pytest.mark.parametrize("boundaries", ["", "2025"])
@pytest.mark.parametrize("name", EXHIBITS)
def test_every_level_that_an_exhibit_shows_has_a_card_of_that_level(
    name: str, boundaries: str, published: Dataset
) -> None:
    exhibit = build(name, published, Selection(tolerance=4, boundaries=boundaries))
    columns = {column.name for column in exhibit.columns}
    for row in exhibit.rows:
        if not is_number(row.get("target_value")) or name == "task_board":
            continue
        found = figure_in(published, exhibit, row, LEVEL)
        assert isinstance(found, ShownTarget), (name, row)
        card = card_of(published, found, boundaries=boundaries)
        assert {one.target.value for one in card.settings} == {row["target_value"]}
        if "status" in row and "latest_value" in row and row["judged"]:
            assert card.used
    assert "target_value" not in columns or name in {
        "status", "status_board", "needed", "outlook", "task_board",
    }  # fmt: skip


def test_the_levels_that_answers_name_have_cards(published: Dataset) -> None:
    names = [name for name in EXHIBITS if name.startswith("answers")]
    told = [
        (said, key)
        for name in names
        for _, said, key in levels_of(build(name, published, Selection(tolerance=4)))
    ]
    assert len(told) >= 5
    for said, key in told:
        assert card_of(published, key).settings[0].level == said


def test_a_card_says_who_set_the_level_when_and_for_which_term(published: Dataset) -> None:
    card = card_of(published, NAM_DINH)
    (one,) = card.settings
    assert (one.level.replace("\N{NO-BREAK SPACE}", " "), one.target.from_year) == ("28 %", 2017)
    assert one.instrument.name_vi == "Nghị quyết Đại hội V HKH Nam Định"
    assert one.instrument.issued_day == date(2017, 10, 9)
    assert one.instrument.issuer_vi == "Hội Khuyến học tỉnh Nam Định"
    assert one.instrument.url.startswith("https://")
    assert card.rivals == ()


def test_the_strictest_of_two_instruments_is_judged_and_the_other_is_its_rival(
    published: Dataset,
) -> None:
    # Hà Nội asks 80 % of its units for 2025 by plan 291, 50 % by its plan for decision 1373; the
    # country asks 80 % by decision 387.
    card = card_of(published, UNITS_OF_HA_NOI)
    assert card.used
    assert [(one.who, one.target.value) for one in card.rivals] == [
        ("Hà Nội", 50),
        ("Việt Nam", 80),
    ]
    lower = ShownTarget("01", "learning_unit_rate", 2025, "01", 50.0, "", "all")
    other = card_of(published, lower)
    assert not other.used
    assert (other.rivals[0].who, other.rivals[0].target.value) == ("Hà Nội", 80)


def test_the_figure_on_the_card_is_the_one_that_is_judged(published: Dataset) -> None:
    # Hà Nội's families: 71,25 % of all in 2023 against 70 % for 2025.
    key = ShownTarget("01", "learning_family_rate", 2025, "01", 70.0, "", "all")
    card = card_of(published, key)
    assert card.figure == ShownFigure("01", "learning_family_rate", 2023, "all")
    assert card.row is not None
    assert card.row["status_name"] == "đã đạt"
    row = figure_in_use(published, card.figure.key)
    assert row is not None
    assert row.value == 71.25


def test_a_national_level_beside_a_province_is_a_reference(published: Dataset) -> None:
    key = ShownTarget("34", "learning_family_rate", 2025, "VN", 70.0, "", "all")
    card = card_of(published, key)
    assert not card.used
    assert card.row is not None
    assert card.row["reason"] == "reference"
    asked = card_of(published, key, judge_national=True)
    assert asked.used


def test_a_level_that_nobody_sets_has_no_card(published: Dataset) -> None:
    gone = ShownTarget("36", "members_population_rate", 2022, "36", 29.0)
    assert build_target_card(published, Selection(), gone, NOTHING, VI) is None


def test_the_history_tells_every_writing_of_the_target_and_of_no_other(
    published: Dataset,
) -> None:
    target = next(t for t in published.catalogue.targets if NAM_DINH.is_set_by(t))
    row = {
        "indicator": target.indicator, "subgroup": target.subgroup, "basis": target.basis,
        "unit": target.unit, "from_year": target.from_year, "year": target.year,
        "set_by": target.set_by, "instrument_vi": target.instrument_vi, "value": 28.0,
        "retracted": False, "note_vi": "", "note_en": "", "batch_id": 1,
        "committed_at": pd.Timestamp("2024-01-01"), "committed_by": "",
    }  # fmt: skip
    changed = row | {"batch_id": 4, "value": 30.0, "committed_by": "Lê Thị Mai", "note_vi": "nhầm"}
    other = row | {"batch_id": 5, "year": 2023}
    taken = row | {"batch_id": 6, "retracted": True}
    card = card_of(published, NAM_DINH, pd.DataFrame([row, changed, other, taken]))
    assert [(one.batch_id, one.value, one.published) for one in card.history] == [
        (6, None, False), (4, 30.0, False), (1, 28.0, True),
    ]  # fmt: skip
    assert card.history[1].note == "nhầm"


def test_a_level_of_several_units_names_each_with_its_instrument(published: Dataset) -> None:
    keys = [NAM_DINH, ShownTarget("33", "members_population_rate", 2022, "33", 28.0)]
    catalogue = published.catalogue
    twin = next(t for t in catalogue.targets if NAM_DINH.is_set_by(t))
    assert [p.figure for p in same_level_card(published, Selection(), keys[:1]).parts] == keys[:1]
    assert twin.instrument_vi in same_level_card(published, Selection(), keys[:1]).parts[0].note


REFERENCES = ("year_before", "target", "country", "01")


@pytest.mark.parametrize("asked", REFERENCES)
@pytest.mark.parametrize("code", ["members", "learning_family_rate", "members_population_rate"])
def test_what_a_figure_is_compared_with_has_the_card_of_that_number(
    asked: str, code: str, published: Dataset
) -> None:
    selection = Selection(tolerance=4, reference=asked).with_(indicators=(code,))
    exhibit = build("comparison", published, selection)
    column = Column("reference_value", "", "figure")
    for row in exhibit.rows:
        found = figure_in(published, exhibit, row, column)
        if found is None:
            continue
        if isinstance(found, ShownTarget):
            assert found.value == row["reference_value"]
            continue
        assert isinstance(found, ShownFigure)
        said = figure_in_use(published, found.key)
        if said is not None:  # A computed figure has no statement.
            assert float(said.value) == pytest.approx(row["reference_value"])


def test_a_reference_of_the_whole_cluster_has_no_card(published: Dataset) -> None:
    selection = Selection(tolerance=4, reference="cluster").with_(indicators=("members",))
    exhibit = build("comparison", published, selection)
    column = Column("reference_value", "", "figure")
    assert all(figure_in(published, exhibit, row, column) is None for row in exhibit.rows)
