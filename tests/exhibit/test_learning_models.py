"""The matrix of one title: what nobody published is a sentence and no column."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from tests.transform.figures import EIGHT, figure, observations

REGISTERED, RECOGNISED, RATE = (
    f"learning_family_{role}" for role in ("registered", "recognised", "rate")
)


def test_a_column_that_nobody_filled_is_told_and_not_drawn(published: Dataset) -> None:
    made = [
        figure(EIGHT[0], RECOGNISED, 2024, 900.0),
        figure(EIGHT[1], RATE, 2024, 90.0, basis="all"),
    ]
    dataset = replace(published, observations=observations(*made))
    asked = Selection(indicators=(RATE,), last_year=2024, tolerance=2)
    shown = build("learning_models", dataset, asked)
    assert {row["indicator"] for row in shown.rows} == {RECOGNISED, RATE}
    told = "Trong thời gian ấy chưa tỉnh nào công bố: GĐHT đăng ký."
    assert told in [note.text for note in shown.notes]
    # With all three no word of it; without any the matrix stands with its gaps.
    full = [*made, figure(EIGHT[2], REGISTERED, 2024, 1_000.0)]
    shown = build("learning_models", replace(published, observations=observations(*full)), asked)
    assert {row["indicator"] for row in shown.rows} == {REGISTERED, RECOGNISED, RATE}
    assert not any("chưa tỉnh nào công bố" in note.text for note in shown.notes)
    shown = build("learning_models", replace(published, observations=observations()), asked)
    assert {row["indicator"] for row in shown.rows} == {REGISTERED, RECOGNISED}


def test_provinces_stand_in_their_official_order_whoever_has_a_figure(published: Dataset) -> None:
    made = [figure(EIGHT[5], RECOGNISED, 2024, 900.0), figure(EIGHT[2], RATE, 2023, 90.0)]
    dataset = replace(published, observations=observations(*made))
    asked = Selection(indicators=(RATE,), last_year=2024, tolerance=2)
    for name in ("learning_models", "heat_table"):
        shown = build(name, dataset, asked)
        assert list(dict.fromkeys(row["unit"] for row in shown.rows)) == list(EIGHT)
