"""Targets and progress of the published figures, recomputed from the CSV by other means."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from khdash.exhibit.core.aside import parted
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.exhibit.topics.targets.outlook import _range
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.entries import Target
from khdash.model.selection import Selection
from khdash.report.formats.csv import to_csv
from khdash.report.formats.json import to_json

Make = Callable[..., Exhibit]


def cells(exhibit: Exhibit, **wanted: object) -> list[dict[str, str]]:
    """The rows of the CSV whose columns have these values."""
    rows = csv.DictReader(io.StringIO(to_csv(exhibit).decode("utf-8-sig")))
    return [row for row in rows if all(row[n] == str(v) for n, v in wanted.items())]


def with_targets(dataset: Dataset, *targets: Target) -> Dataset:
    return replace(dataset, catalogue=replace(dataset.catalogue, targets=targets))


def a_target(indicator: str, unit: str, year: int, value: float, measure: str) -> Target:
    return Target(
        indicator, "", "", unit, None, year, "at_least", value, measure, "association",
        "Nghị quyết", "Resolution", "high", "", "", "",
    )  # fmt: skip


def test_nam_dinh_reached_its_share_of_members_of_2022(exhibit: Make) -> None:
    # 16,5 % (2011) -> 37 % (2022): 20,5 / 11 a year; to 28 %: 11,5 / 11 a year.
    status = exhibit("status", indicators=("members_population_rate",), units=("36",))
    (row,) = cells(status, judged=True)
    assert (row["base_year"], row["latest_year"], row["target_year"]) == ("2011", "2022", "2022")
    assert (row["base_value"], row["latest_value"], row["target_value"]) == ("16.5", "37", "28")
    assert float(row["achieved_per_year"]) == pytest.approx(20.5 / 11)
    assert float(row["needed_per_year"]) == pytest.approx(11.5 / 11)
    assert float(row["ratio"]) == pytest.approx(20.5 / 11.5)
    assert (row["status"], row["instrument"]) == ("achieved", "Nghị quyết Đại hội V HKH Nam Định")
    assert status.headline == "Trong 1 chỉ tiêu: 1 đã đạt"


def test_ha_noi_is_judged_on_the_basis_of_its_plan_and_never_on_the_registered(
    exhibit: Make,
) -> None:
    status = exhibit("status", indicators=("learning_family_rate",), units=("01",))
    judged = cells(status, judged=True)
    assert [(r["target_year"], r["basis"], r["latest_value"], r["status"]) for r in judged] == [
        ("2025", "all", "71.25", "achieved"),
        ("2030", "all", "71.25", "cannot_be_judged"),
    ]
    assert judged[1]["reason"] == "no_base"
    assert "89.06" not in {row["latest_value"] for row in cells(status)}


def test_every_instrument_is_kept_and_the_strictest_judged(exhibit: Make) -> None:
    status = exhibit("status", indicators=("learning_unit_rate",), units=("01",))
    own = cells(status, target_unit="01", target_year=2025)
    assert sorted((r["target_value"], r["judged"]) for r in own) == [
        ("50", "False"), ("80", "True"),
    ]  # fmt: skip


def test_the_countrys_target_judges_a_province_only_when_asked(exhibit: Make) -> None:
    chosen: dict[str, object] = {"indicators": ("learning_family_rate",), "units": ("27",)}
    assert {row["status"] for row in cells(exhibit("status", **chosen))} == {""}
    asked = exhibit("status", **chosen, judge_national=True)
    (row,) = cells(asked, target_year=2025, judged=True)
    # 81,31 % in 2024, denominator not stated, against 70 % of all.
    assert (row["status"], row["provisional"]) == ("achieved", "True")
    assert row["status_name"] == "đã đạt (tạm tính, chưa rõ mẫu số)"
    # 2025 and 2026 are reached; 2020 has no figure.
    assert asked.headline == (
        "Trong 3 chỉ tiêu: 2 đã đạt (2 tạm tính vì chưa rõ mẫu số); 1 chưa đủ căn cứ"
    )


def test_figures_of_other_criteria_than_the_target_have_no_status(exhibit: Make) -> None:
    status = exhibit("status", indicators=("learning_clan_rate",), units=("36",))
    (row,) = cells(status, judged=True)
    assert (row["latest_year"], row["status"], row["reason"]) == (
        "2022", "cannot_be_judged", "not_comparable",
    )  # fmt: skip
    assert row["reason_text"] == "khác tiêu chí"


def test_status_follows_from_the_printed_numbers_of_every_exact_row(published: Dataset) -> None:
    targets = [
        a_target("members", unit, year, value, "persons")
        for unit in ("37", "34", "01", "26", "27")
        for year in (2022, 2025, 2030)
        for value in (310_000, 330_000, 360_000, 500_000, 2_500_000)
    ]
    dataset = with_targets(published, *targets)
    seen = set()
    for asked in (2016, 2020, 2024):
        for row in cells(build("status", dataset, Selection(last_year=asked))):
            if row["base_year"] == "" or row["reason"] not in ("", "precision"):
                continue
            if row["base_qualifier"] == row["latest_qualifier"] == "exact":
                assert row["status"] == _recomputed(row)
                seen.add(row["status"])
    assert seen >= {"achieved", "on_track", "needs_acceleration", "far_off"}


def _recomputed(row: dict[str, str]) -> str:
    base, latest, target = (float(row[f"{n}_value"]) for n in ("base", "latest", "target"))
    first, last, aim = (int(row[f"{n}_year"]) for n in ("base", "latest", "target"))
    if latest >= target:
        return "achieved"
    if last == aim:
        return "missed"
    achieved = math.exp(math.log(latest / base) / (last - first)) - 1
    needed = math.exp(math.log(target / base) / (aim - first)) - 1
    ratio = achieved / abs(needed)
    assert float(row["ratio"]) == pytest.approx(ratio)
    if ratio < 0:
        return "falling"
    return "on_track" if ratio >= 0.95 else "needs_acceleration" if ratio >= 0.6 else "far_off"


def test_the_board_holds_each_judged_target_once_and_counts_them(exhibit: Make) -> None:
    board = exhibit("status_board", judge_national=True)
    table = board.table
    assert table["judged"].all()
    assert not table.duplicated(["unit", "column"]).any()
    counts = json.loads(to_json(board))["extra"]["counts"]
    # A status that no cell has is counted as 0.
    assert {s: n for s, n in counts.items() if n} == table["status"].value_counts().to_dict()
    assert len(counts) == 7


def test_the_board_names_the_provinces_without_a_target(exhibit: Make) -> None:
    board = exhibit("status_board", indicators=("members_population_rate",))
    assert set(board.table["unit"]) == {"36"}
    assert "Hà Nội" in board.extra["empty"]  # type: ignore[operator]


def test_what_it_would_take_is_the_gap_over_the_years_left(exhibit: Make) -> None:
    # 80 - 71,25 = 8,75 points from 2023 to 2030: 1,25 a year.
    needed = exhibit("needed", indicators=("learning_family_rate",), units=("01",))
    (row,) = cells(needed)
    assert (row["remaining"], row["years_left"], row["remaining_per_year"]) == ("8.75", "7", "1.25")
    assert needed.headline == (
        "Hà Nội cần thêm 1,25 điểm phần trăm mỗi năm để Tỷ lệ GĐHT đạt"
        " 80\N{NO-BREAK SPACE}% vào năm 2030"
    )


def test_a_share_is_also_told_in_people_where_its_population_is_known(published: Dataset) -> None:
    aim = a_target("members_population_rate", "37", 2025, 34, "%")
    needed = build("needed", with_targets(published, aim), Selection(last_year=2020, units=("37",)))
    (row,) = cells(needed)
    # 34 % of the 993 920 people of 2020 less the 313 165 members: 24 767,8 in five years.
    assert float(row["count_remaining"]) == pytest.approx(0.34 * 993_920 - 313_165)
    assert (row["count_indicator"], row["denominator_year"]) == ("members", "2020")
    assert row["count_per_year"] == "4954"
    assert "cần thêm 4.954 người mỗi năm" in needed.headline


def test_a_count_needs_an_amount_each_year(published: Dataset) -> None:
    aim = a_target("members", "37", 2025, 350_000, "persons")
    needed = build("needed", with_targets(published, aim), Selection(last_year=2020, units=("37",)))
    (row,) = cells(needed)
    assert (row["count_remaining"], row["count_per_year"]) == ("36835", "7367")
    assert float(row["remaining_growth"]) == pytest.approx((350_000 / 313_165) ** (1 / 5) - 1)


def test_money_is_compared_by_growth_and_told_in_money(published: Dataset) -> None:
    aim = a_target("fund_balance", "27", 2030, 300_000, "million VND")
    needed = build("needed", with_targets(published, aim), Selection(last_year=2024, units=("27",)))
    (row,) = cells(needed)
    # 185,6 tỷ in 2024: 114,4 tỷ left in six years.
    assert float(row["count_per_year"]) == pytest.approx(114_400 / 6)
    assert "19,1\N{NO-BREAK SPACE}tỷ\N{NO-BREAK SPACE}đồng mỗi năm" in needed.headline


def test_the_outlook_of_ninh_binh_runs_from_its_exact_figures(exhibit: Make) -> None:
    outlook = exhibit("outlook", indicators=("members",), units=("37",), last_year=2020)
    (row,) = cells(outlook)
    points = {1999: 83_850, 2009: 175_076, 2014: 260_685, 2015: 268_230, 2016: 280_150,
              2018: 303_679, 2020: 313_165}  # fmt: skip
    slopes = sorted((points[b] - points[a]) / (b - a) for a in points for b in points if a < b)
    # Seven points: 21 slopes; C = 1,645 * sqrt(7 * 6 * 19 / 18) = 10,95: ranks 5 and 17.
    assert float(row["slope"]) == pytest.approx(slopes[10])
    assert float(row["slope_lower"]) == pytest.approx(slopes[4])
    assert float(row["slope_upper"]) == pytest.approx(slopes[16])
    assert (row["points"], row["horizon"], row["reason"]) == ("7", "2030", "")
    assert float(row["lower"]) <= float(row["value"]) <= float(row["upper"])


def test_the_outlook_says_whether_the_range_reaches_each_target(published: Dataset) -> None:
    aims = [a_target("members", "37", 2025, v, "persons") for v in (1_000, 360_000, 900_000)]
    outlook = build(
        "outlook", with_targets(published, *aims),
        Selection(indicators=("members",), units=("37",), last_year=2020),
    )  # fmt: skip
    reaches = {row["target_value"]: row["reaches"] for row in cells(outlook)}
    assert (reaches["1000"], reaches["900000"]) == ("yes", "no")
    (middle,) = cells(outlook, target_value=360000)
    inside = float(middle["lower"]) < 360_000 <= float(middle["upper"])
    assert (middle["reaches"] == "open") == inside


def test_the_same_level_by_two_documents_is_told_with_the_document(published: Dataset) -> None:
    aims = [
        replace(a_target("members", "37", 2025, 360_000, "persons"), instrument_vi=name)
        for name in ("KH 1", "KH 2")
    ]
    asked = Selection(indicators=("members",), units=("37",), last_year=2020)
    outlook = build("outlook", with_targets(published, *aims), asked)
    titles = {column.name: column.title for column in outlook.columns}
    rows = cells(outlook, target_value=360000)
    assert {row["instrument"] for row in rows} == {"KH 1", "KH 2"}
    assert len({tuple(row[name] for name in titles) for row in rows}) == 2


def test_a_range_whose_ends_round_to_one_figure_says_it_once() -> None:
    assert _range("100 %", "100 %", Words("vi")) == "100 %"
    assert _range("76,91 %", "79,15 %", Words("vi")) == "76,91 % đến 79,15 %"


def test_the_growth_rule_is_judged_year_by_year(exhibit: Make) -> None:
    rises = exhibit("yearly_rise", units=("37",), first_year=2013, last_year=2016)
    members = {r["year"]: r["verdict"] for r in cells(rises, item="members")}
    # 28,2 - 28,6 - 28,9 - 30,28 %.
    assert members == {
        "2013": "cannot_be_judged", "2014": "higher", "2015": "higher", "2016": "higher",
    }  # fmt: skip
    assert rises.headline == "2016 – Tỷ lệ hội viên so với dân số: 1 tỉnh cao hơn năm trước"


def test_counts_stand_beside_the_rule_where_the_coverage_is_unknown(exhibit: Make) -> None:
    rises = exhibit("yearly_rise", units=("34",), first_year=2014, last_year=2015)
    (row,) = cells(rises, item="organisations", year=2015)
    assert (row["count_before"], row["count"], row["reason"]) == ("672", "672", "no_denominator")


def test_on_todays_boundaries_merged_provinces_have_no_target_of_their_own(exhibit: Make) -> None:
    status = exhibit("status", boundaries="2025", indicators=("learning_family_rate",))
    assert {row["target_unit"] for row in cells(status, judged=True)} == {"01"}


def test_an_indicator_without_target_gives_an_empty_table_that_says_so(exhibit: Make) -> None:
    status = exhibit("status", indicators=("inspections",))
    assert status.table.empty
    assert status.headline == "Chưa có chỉ tiêu nào để xét trong lựa chọn này"
    assert isinstance(status.table, pd.DataFrame)


def test_national_targets_that_judge_nobody_stand_aside(exhibit: Make) -> None:
    shown = exhibit("status", indicators=("learning_family_rate",), last_year=2024)
    told, apart = parted(shown)
    assert told.rows
    assert all(row["target_unit"] != "VN" for row in told.rows)
    assert {row["target_unit"] for row in apart.rows} == {"VN"}
    assert len(told.rows) + len(apart.rows) == len(shown.rows)
    asked = exhibit("status", indicators=("learning_family_rate",), last_year=2024,
                    judge_national=True)  # fmt: skip
    assert any(row["target_unit"] == "VN" for row in parted(asked)[0].rows)


def test_years_that_cannot_be_judged_stand_aside_and_the_newest_comes_first(
    exhibit: Make,
) -> None:
    told, apart = parted(exhibit("yearly_rise", last_year=2024))
    # Of two years running only Ninh Bình printed its members and people: 2014 to 2016.
    assert {(row["unit"], row["year"]) for row in told.rows} <= {
        ("37", y) for y in range(2010, 2025)
    }
    assert {row["verdict"] for row in apart.rows} == {"cannot_be_judged"}
    years = [row["year"] for row in apart.rows]
    assert years == sorted(years, reverse=True)
