"""What may be spoken is decided in one place (methods.md rules 2 to 6, 9), worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import (
    extremes_sentence,
    growth_text,
    spread_sentence,
    standing_sentence,
)
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.selection import Selection
from khdash.model.value import bounded
from khdash.transform.growth import change
from tests.transform.figures import EIGHT, figure, observations

FAMILIES = "learning_family_rate"
NB = "\N{NO-BREAK SPACE}"
Made = dict[str, object]


def members(unit: str, year: int, value: float, qualifier: str = "exact", **other: object) -> Made:
    return figure(unit, "members", year, value, qualifier, **other)


def spoken(published: Dataset, indicator: str, *figures: Made, **chosen: object) -> Spoken:
    """What may be said of these figures alone, as of 2024 with two years of tolerance."""
    dataset = replace(published, observations=observations(*figures))
    selection = Selection(indicators=(indicator,), last_year=2024, tolerance=2)
    scope = Scope.of(dataset, selection.with_(**chosen))
    return Spoken(scope, scope.indicator)


FIVE = [members(unit, 2024, 100.0 * (i + 1)) for i, unit in enumerate(EIGHT[:5])]


def test_a_part_of_low_confidence_leaves_both_the_number_and_the_sum(published: Dataset) -> None:
    low = members(EIGHT[5], 2024, 9_000, confidence="low")
    whole = spoken(published, "members", *FIVE, low).whole
    assert whole is not None
    # 100 + 200 + 300 + 400 + 500 of five units; the sixth, 9.000 of low confidence, is not in it.
    assert (whole.value, whole.covered, whole.enough) == (bounded(1_500), 5, True)


def test_below_five_eighths_a_sum_is_that_of_those_who_published_with_their_share(
    published: Dataset,
) -> None:
    people = [figure(unit, "population", 2023, 1_000.0) for unit in EIGHT]
    found = spoken(published, "members", *FIVE[:2], *people).whole
    assert found is not None
    assert (found.value, found.units, found.enough) == (bounded(300), EIGHT[:2], False)
    assert found.share == pytest.approx(25)  # two of eight units of 1.000 people each


def test_the_share_is_of_the_newest_year_in_which_all_have_a_population(published: Dataset) -> None:
    before = [figure(unit, "population", 2022, 1_000.0) for unit in EIGHT]
    newer = [figure(unit, "population", 2023, 9_000.0) for unit in EIGHT[:7]]
    found = spoken(published, "members", *FIVE[:1], *before, *newer).whole
    assert found is not None
    assert found.share == pytest.approx(12.5)


def test_what_all_have_at_least_counts_floors_in_full_and_ceilings_as_nothing(
    published: Dataset,
) -> None:
    figures = (
        members(EIGHT[0], 2024, 100),
        members(EIGHT[1], 2024, 40, "at_least"),
        members(EIGHT[2], 2024, 70, "nearly"),
        members(EIGHT[3], 2024, 90, "about"),
        members(EIGHT[4], 2023, 800),
    )
    floor = spoken(published, "members", *figures).floor_of(2024)
    assert floor is not None
    assert floor == bounded(140, "at_least")


def test_equal_leaders_are_named_together(published: Dataset) -> None:
    figures = [members(unit, 2024, 500) for unit in EIGHT[:2]] + [
        members(unit, 2024, 10.0 + i) for i, unit in enumerate(EIGHT[2:6])
    ]
    said = standing_sentence(spoken(published, "members", *figures))
    assert said == (
        "Hội viên: Hà Nội và Vĩnh Phúc 500 (2024) cùng đứng đầu trong 6/8 tỉnh, thành phố có số"
        " liệu"
    )


def test_nobody_leads_where_all_are_equal(published: Dataset) -> None:
    figures = [members(unit, 2024, 500) for unit in EIGHT]
    assert not spoken(published, "members", *figures).leaders


def test_a_leader_of_low_confidence_leads_nobody(published: Dataset) -> None:
    first = members(EIGHT[5], 2024, 9_000, confidence="low")
    assert not spoken(published, "members", *FIVE, first).leaders
    second = members(EIGHT[5], 2024, 50, confidence="low")
    assert spoken(published, "members", *FIVE, second).leaders[0]["unit"] == EIGHT[4]


def test_figures_more_than_two_years_apart_are_not_ranked(published: Dataset) -> None:
    figures = [members(unit, year, 100.0 * (i + 1)) for i, (unit, year) in enumerate(
        zip(EIGHT, (2024, 2024, 2024, 2023, 2020, 2020, 2020, 2020), strict=True)
    )]  # fmt: skip
    found = spoken(published, "members", *figures, tolerance=5)
    assert len(found.firm) == 8
    assert not found.leaders


def test_a_unit_with_two_bases_stands_on_the_common_one(published: Dataset) -> None:
    figures = [
        figure(unit, FAMILIES, 2024, 70.0 + i, basis="all") for i, unit in enumerate(EIGHT[:6])
    ]
    higher = figure(EIGHT[0], FAMILIES, 2024, 95.0, basis="registered")
    only = figure(EIGHT[6], FAMILIES, 2024, 96.0, basis="registered")
    rows = spoken(published, FAMILIES, *figures, higher, only).by_unit
    by_unit = {row["unit"]: (row["basis"], row["value"], row["missing"]) for row in rows}
    assert by_unit[EIGHT[0]] == ("all", 70.0, "")
    assert by_unit[EIGHT[6]] == ("registered", 96.0, GapReason.OTHER_BASIS)
    assert len(rows) == 8


def test_a_rate_of_all_stands_on_the_basis_that_its_words_name(published: Dataset) -> None:
    counts = [
        one
        for i, unit in enumerate(EIGHT[:5])
        for one in (
            figure(unit, "learning_family_recognised", 2024, 60.0 + i),
            figure(unit, "learning_family_registered", 2024, 80.0),
            figure(unit, "families", 2024, 100.0),
        )
    ]
    found = spoken(published, FAMILIES, *counts)
    assert found.basis == "all"
    assert found.rate is not None
    assert found.rate.value == bounded(62)  # (60+61+62+63+64) / 500
    registered = spoken(published, FAMILIES, *counts, basis="registered")
    assert registered.rate is not None
    assert registered.rate.value == bounded(77.5)  # 310 / 400


def test_without_five_eighths_on_all_the_basis_of_most_is_spoken_of(published: Dataset) -> None:
    figures = [figure(u, FAMILIES, 2024, 80.0, basis="registered") for u in EIGHT[:3]] + [
        figure(u, FAMILIES, 2024, 60.0, basis="all") for u in EIGHT[3:5]
    ]
    assert spoken(published, FAMILIES, *figures).basis == "registered"


def test_growth_that_is_not_spoken_names_the_reason_that_forbids_it(published: Dataset) -> None:
    def why(indicator: str, *figures: Made) -> GapReason | None:
        growth = spoken(published, indicator, *figures).growth()
        assert growth is not None
        return growth.why_not

    both = [members(u, year, 100.0 + year) for u in EIGHT[:5] for year in (2023, 2024)]
    assert why("members", *both) is None
    low = [one | {"confidence": "low"} if one["unit"] == EIGHT[0] else one for one in both]
    assert why("members", *low) is GapReason.LOW_CONFIDENCE
    assert why("members", *both[:8]) is GapReason.TOO_FEW


def test_across_a_break_the_break_is_the_reason_and_not_the_number_of_units(
    published: Dataset,
) -> None:
    figures = [figure(u, "population", y, 100.0) for u in EIGHT for y in (2014, 2015)]
    found = spoken(published, "population", *figures, last_year=2015)
    growth = found.growth()
    assert growth is not None
    assert growth_text(found, growth) == (
        "Không so 2015 với 2014: tiêu chí hoặc cách tính đã thay đổi từ 2015"
    )


def said(published: Dataset, before: tuple[float, str], after: tuple[float, str]) -> str:
    """The change between two printed figures of members in words."""
    scope = spoken(published, "members").scope
    moved = change(bounded(*before), bounded(*after), "stock")
    row = {"abs": moved.absolute, "rel": moved.relative}
    ends = {f"{n}_{e}": getattr(v, e) for n, v in row.items() for e in ("value", "lower", "upper")}
    return change_text(scope, scope.indicator, pd.Series(ends)).replace(NB, " ")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((486_356, "exact"), (600_000, "at_least"), "tăng ít nhất 23,3 %"),  # 23,3664
        ((1_500_000, "at_least"), (1_953_233, "exact"), "không tăng quá 30,3 %"),  # 30,2155
        ((100, "at_least"), (863.3, "exact"), "gấp không quá 8,7 lần"),  # 8,633
        ((100, "exact"), (863.9, "at_least"), "gấp ít nhất 8,6 lần"),
        ((1_000, "exact"), (899, "nearly"), "giảm ít nhất 10,1 %"),
        ((100_000, "exact"), (99_990, "exact"), "giảm dưới 0,1 %"),  # 0,01
        ((100_000, "exact"), (100_001, "at_least"), "tăng"),  # at least 0,001 %
        ((303_000, "exact"), (300_000, "at_least"), "chưa đủ căn cứ để nói tăng hay giảm"),
        ((100, "exact"), (100, "exact"), "không đổi"),
    ],
)
def test_a_floor_is_rounded_down_a_ceiling_up_and_nothing_reads_as_zero(
    published: Dataset, before: tuple[float, str], after: tuple[float, str], words: str
) -> None:
    assert said(published, before, after) == words


def test_no_headline_carries_a_figure_where_every_figure_is_of_low_confidence(
    published: Dataset,
) -> None:
    doubted = replace(published, observations=published.observations.assign(confidence="low"))
    for name, spec in EXHIBITS.items():
        for indicator in ("members", "members_population_rate", "fund_balance", FAMILIES):
            if name == "total" and indicator.endswith("rate"):
                continue
            if name == "learning_models" and indicator != FAMILIES:
                continue
            chosen = (indicator,) if spec.indicators(doubted.catalogue) else ()
            shown = build(name, doubted, Selection(indicators=chosen, tolerance=5))
            values = {
                f"{value:,.0f}".replace(",", ".")
                for column in ("value", "base_value")
                if column in shown.table
                for value in shown.table[column].dropna()
                if value >= 1_000
            }
            assert not [v for v in values if v in shown.headline], (name, shown.headline)
            assert "%" not in shown.headline, (name, shown.headline)


def test_an_impossible_figure_is_in_no_headline_until_a_person_confirms_it(
    published: Dataset,
) -> None:
    # A billion times what any province holds: 1.000.000.000.342,8 tỷ đồng, in million VND.
    wrong = figure("37", "fund_balance", 2024, 1_000_000_000_342_800.0)
    rows = pd.concat([published.observations, observations(wrong)], ignore_index=True)
    dataset = replace(published, observations=rows)
    chosen = Selection(indicators=("fund_balance",), last_year=2024)
    for name in ("tile", "trend", "comparison", "map", "ranking", "growth", "slope", "total"):
        shown = build(name, dataset, chosen)
        assert "1.000.000.000.342" not in f"{shown.headline} {shown.extra}".replace(NB, " "), name
    shown = build("comparison", dataset, chosen)
    assert any("Vượt giới hạn hợp lý" in note.text for note in shown.notes)
    assert (shown.table["value"] == 1_000_000_000_342_800.0).any()


def test_where_no_figure_is_named_a_note_says_that_they_are_of_low_confidence(
    published: Dataset,
) -> None:
    doubted = replace(published, observations=published.observations.assign(confidence="low"))
    for name in ("tile", "trend", "comparison", "map", "ranking", "growth", "slope", "total"):
        shown = build(name, doubted, Selection(indicators=("members",), tolerance=5))
        assert any(note.kind == "confidence" for note in shown.notes), name


def test_the_same_sentence_never_heads_two_kinds_of_exhibit(
    exhibit: Callable[..., Exhibit],
) -> None:
    names = ("tile", "trend", "comparison", "map", "ranking", "growth", "slope", "total", "pivot")
    said = [exhibit(name, indicators=("population",), last_year=2022).headline for name in names]
    assert len(set(said)) == len(names)


def test_rates_too_far_apart_in_time_to_rank_are_told_from_the_lowest_to_the_highest(
    published: Dataset,
) -> None:
    given = zip(EIGHT[:5], (2024, 2020, 2024, 2022, 2020), (20, 30, 25, 37, 31), strict=True)
    rates = [figure(unit, "members_population_rate", year, value) for unit, year, value in given]
    found = spoken(published, "members_population_rate", *rates, tolerance=4)
    assert not found.leaders
    said = (
        "Hội viên/dân số của 5/8 tỉnh, thành phố (2020–2024):"
        " thấp nhất 20 %, giữa 30 %, cao nhất 37 %"
    )
    assert extremes_sentence(found).replace(NB, " ") == said
    # With 20 and two of which only a floor is known, 29 and 37: the middle is 31,51 where the
    # first of them is below it, 31,63 where it is above all.
    bounded = (
        (20, "exact"),
        (29, "at_least"),
        (31.51, "exact"),
        (31.63, "exact"),
        (37, "at_least"),
    )
    rates = [
        figure(unit, "members_population_rate", 2024, value, qualifier)
        for unit, (value, qualifier) in zip(EIGHT[:5], bounded, strict=True)
    ]
    open_above = spoken(published, "members_population_rate", *rates, tolerance=4)
    assert "giữa 31,51–31,63 %" in spread_sentence(open_above).replace(NB, " ")
    standing = standing_sentence(found).replace(NB, " ")
    assert standing == f"{said}; chưa đủ căn cứ nói tỉnh nào đứng đầu (số cách nhau quá 2 năm)"
    # Of one year, the bounds alone leave it open: no word about years.
    assert standing_sentence(open_above).endswith("chưa đủ căn cứ nói tỉnh nào đứng đầu")


def test_a_list_of_figures_that_is_cut_says_that_it_goes_on(published: Dataset) -> None:
    three = [members(unit, 2024, 100.0) for unit in EIGHT[:3]]
    assert standing_sentence(spoken(published, "members", *three)).endswith("100 (2024)")
    four = [members(unit, 2024, 100.0) for unit in EIGHT[:4]]
    said = standing_sentence(spoken(published, "members", *four))
    assert said.count("100 (2024)") == 3
    assert said.endswith("…")
