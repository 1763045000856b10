"""The board of tasks: what figures settle is computed, the rest is what provinces reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.exhibit.topics.tasks.board import figure_text
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from tests.transform.task_frames import records

Make = Callable[..., Exhibit]


def row(shown: Exhibit, item: str, unit: str) -> dict[str, Any]:
    table = shown.table
    (found,) = table[(table["item"] == item) & (table["unit"] == unit)].to_dict("records")
    return {str(name): value for name, value in found.items()}


def with_figure(dataset: Dataset, like: tuple[str, str, int], **changed: Any) -> Dataset:
    """The dataset with a copy of one current figure (unit, indicator, year), changed."""
    figures = dataset.observations
    unit, indicator, year = like
    own = (figures["unit"] == unit) & (figures["indicator"] == indicator)
    copied = figures[own & (figures["year"] == year) & (figures["standing"] == "current")]
    value = changed.pop("value")
    added = copied.head(1).assign(
        value=value, lower=value, upper=value, qualifier="exact", confidence="high", **changed
    )
    assert len(added) == 1
    return replace(dataset, observations=pd.concat([figures, added], ignore_index=True))


def test_a_list_of_the_cluster_has_the_eight_provinces_and_that_of_a_province_only_itself(
    exhibit: Make,
) -> None:
    table = exhibit("task_board").table
    units = table.groupby("list")["unit"].unique().map(sorted).to_dict()
    assert units == {
        "cum3-2022": ["01", "26", "27", "33", "34", "35", "36", "37"],
        "hungyen-2018": ["33"],
    }


def test_on_todays_boundaries_a_merged_province_shows_the_parts_that_the_list_concerns(
    exhibit: Make,
) -> None:
    shown = exhibit("task_board", boundaries="2025", units=("33@2025-07-01",))
    assert set(shown.table["unit"]) == {"33", "34"}


def test_members_higher_than_the_year_before_are_computed(published: Dataset) -> None:
    # Nam Định published 37 % for 2022; 36 % a year earlier would make it a rise.
    like = ("36", "members_population_rate", 2022)
    for before, verdict in ((36.0, "higher"), (37.5, "not_higher")):
        shown = build(
            "task_board", with_figure(published, like, value=before, year=2021), Selection()
        )
        found = row(shown, "cum3-2022.3.a", "36")
        assert (found["state"], found["value"], found["year"]) == (verdict, 37.0, 2022)
        assert found["met"] == (verdict == "higher")
        assert found["source_id"]


def test_without_the_year_before_nothing_is_said(exhibit: Make) -> None:
    found = row(exhibit("task_board"), "cum3-2022.3.a", "36")
    assert (found["state"], found["reason"]) == ("cannot_be_judged", "no_year_before")
    assert row(exhibit("task_board"), "cum3-2022.3.a", "01")["reason"] == "no_data"


def test_the_learning_targets_of_2018_are_judged_against_40_and_35_per_cent(
    published: Dataset,
) -> None:
    # Nam Định's rate of 2022 stands in for what Hưng Yên may report for 2018.
    like = ("36", "learning_family_rate", 2022)
    for value, met in ((42.0, True), (39.0, False)):
        dataset = with_figure(
            published, like, value=value, year=2018, unit="33", basis="unstated",
            as_of=pd.Timestamp(2018, 12, 31),
        )  # fmt: skip
        found = row(build("task_board", dataset, Selection()), "hungyen-2018.2.a", "33")
        assert (found["target_value"], found["value"], found["year"]) == (40.0, value, 2018)
        assert found["met"] == met
        assert found["state"] == ("achieved" if met else "missed")


def test_fifty_thousand_a_head_is_left_open_where_the_printed_precision_leaves_it(
    exhibit: Make,
) -> None:
    found = row(exhibit("task_board"), "hungyen-2018.3.d", "33")
    assert (found["target_value"], found["reason"]) == (50_000, "precision")
    assert round(found["value"]) == 44_913
    assert figure_text(found, Words("vi")).endswith("chỉ tiêu 50.000\N{NO-BREAK SPACE}đồng/người")


def test_money_raised_and_scholarships_of_the_year_are_enough(published: Dataset) -> None:
    like = ("36", "members_population_rate", 2022)
    dataset = with_figure(published, like, value=52_100.0, indicator="fund_raised")
    dataset = with_figure(dataset, like, value=0.0, indicator="scholarships_awarded")
    shown = build("task_board", dataset, Selection())
    raised, none = (row(shown, f"cum3-2022.5.{c}", "36") for c in "ac")
    assert (raised["state"], raised["value"], raised["met"]) == ("reported", 52_100, True)
    assert (none["state"], none["reason"], none["met"]) == ("cannot_be_judged", "zero", False)


def test_what_provinces_report_stands_on_the_board_and_overdue_follows_the_moment(
    published: Dataset,
) -> None:
    entered = records(
        ("cum3-2022.1.a", "34", "done", "2022-11-15"),
        ("cum3-2022.1.b", "34", "in_progress", "2022-10-01"),
    )
    dataset = replace(published, task_statuses=entered)
    before, after = (
        build("task_board", dataset, Selection(as_known_at=datetime(year, 1, 1)))
        for year in (2022, 2023)
    )
    assert row(after, "cum3-2022.1.a", "34")["state_name"] == "đã xong"
    assert not row(before, "cum3-2022.1.b", "34")["overdue"]
    assert row(after, "cum3-2022.1.b", "34")["overdue_text"] == "quá hạn"
    # 19 items a person reports in each of 8 provinces, 12 in Hưng Yên's own list.
    assert after.headline.startswith(
        "Trong 164 mục do tỉnh báo cáo: 1 đã xong, 1 đang làm, 162 chưa có báo cáo"
        "; 1 mục đã báo cáo nhưng quá hạn. "
    )


def test_progress_counts_what_was_done_by_the_end_of_each_month(published: Dataset) -> None:
    entered = records(
        ("cum3-2022.1.a", "34", "done", "2022-10-15"),
        ("cum3-2022.1.a", "33", "done", "2022-11-15"),
        ("hungyen-2018.1.a", "33", "done", "2018-06-01"),
    )
    shown = build("task_progress", replace(published, task_statuses=entered), Selection())
    assert shown.table[["month_name", "done", "expected"]].to_numpy().tolist() == [
        ["10/2022", 1, 152],
        ["11/2022", 2, 152],
        ["06/2018", 1, 12],
    ]
    assert shown.headline == (
        "Cụm 3: nhiệm vụ những tháng cuối năm 2022: đến 11/2022 xong 2/152 mục; "
        "Hưng Yên: nhiệm vụ năm 2018: đến 06/2018 xong 1/12 mục"
    )


def test_without_any_report_progress_says_so(exhibit: Make) -> None:
    shown = exhibit("task_progress", lang="en")
    assert shown.headline == "No state has been entered yet"
    assert shown.table.empty
