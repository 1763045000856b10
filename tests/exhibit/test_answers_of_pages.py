"""The answers of Chỉ tiêu, Hồ sơ, Nhiệm vụ and Thi đua, worked out on the published figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from tests.exhibit.answering import NBSP, asked, changed, without

# --- targets --------------------------------------------------------------------------------------


def test_targets_are_reached_late_or_open_for_one_of_three_reasons(enlarged: Dataset) -> None:
    shown = asked("answers_targets", enlarged)
    # Nam Định 37 % of 28 % (2022), Hà Nội 71,25 % of 70 % (2025); the other 29 of 31 are open.
    assert shown["reached"][0]["said"] == "2 chỉ tiêu đã đạt"
    assert [(r["label"], r["text"], r["year"]) for r in shown["reached"]] == [
        ("Nam Định: Hội viên/dân số, mức 28 % đến 2022", "37 %", 2022),
        ("Hà Nội: Tỷ lệ GĐHT, mức 70 % đến 2025", "71,25 %", 2023),
    ]
    # Of the targets of 2024 and before: Hưng Yên's five of 2018 and five of 2020, Nam Định's one of
    # 2020 and three of its four of 2022; nobody can say of any of these whether it was reached.
    assert shown["late"][0]["said"] == (
        "14 chỉ tiêu đã hết hạn mà chưa xét được; trong 2 chỉ tiêu xét được, không chỉ tiêu nào"
        " chậm"
    )
    assert {row["label"]: row["text"] for row in shown["late"]} == {
        "Hưng Yên": "10 chỉ tiêu hạn 2018–2020",
        "Nam Định": "4 chỉ tiêu hạn 2020–2022",
    }
    assert shown["open"][0]["said"] == "29/31 chỉ tiêu chưa xét được"
    # no_data 17 + too_old 5 + no_figure_in_target_year 1; other_basis 2 + not_comparable 2; 1 + 1.
    assert [row["text"] for row in shown["open"]] == ["23 chỉ tiêu", "4 chỉ tiêu", "2 chỉ tiêu"]


# --- a province, tasks, emulation -----------------------------------------------------------------


def test_a_province_is_told_in_five_sentences(enlarged: Dataset) -> None:
    shown = asked("answers_profile", enlarged, units=("01",))
    assert [rows[0]["said"] for rows in shown.values()] == [
        # hơn 1,5 triệu, then 1.953.233: 1.953.233 / 1.500.000 - 1 = 30,2 %, rounded up.
        "1.953.233 (2024), chưa rõ, không tăng quá 30,3 % so với 2023",
        "Từ 2020 chưa có số để nêu",
        "1 danh hiệu đã đạt mức cả nước, 3 danh hiệu chưa có số để xét",
        "14 chỉ tiêu riêng: 1 đã đạt, 13 chưa đủ căn cứ",
        "Thiếu 2/8 số chính từ 2020",
    ]
    assert shown["titles"][0]["note"].startswith(
        "Trên số đăng ký, không xét: gia đình học tập 89,06 % (2024), dòng họ học tập 89,49 %"
    )
    assert shown["missing"][0]["detail"] == "Thiếu: số dư quỹ và quỹ/người."


def test_an_old_figure_of_a_province_is_listed_with_its_year_beside_the_answer(
    enlarged: Dataset,
) -> None:
    rows = asked("answers_profile", enlarged, units=("36",))["count:members"]
    assert rows[0]["said"] == "Từ 2020 chưa có số để nêu"
    assert rows[0]["note"] == "Số cũ hơn, không tính: Nam Định 288.270 (2011)."


def test_tasks_say_how_many_provinces_reported_and_what_is_overdue(enlarged: Dataset) -> None:
    shown = asked("answers_tasks", enlarged)
    # 19 items are reported by each of eight provinces: 152; nobody has, and 2022 is over.
    assert shown["reported"][0]["said"] == "0/8 tỉnh đã báo cáo"
    assert shown["overdue"][0]["said"] == "152 mục quá hạn chưa ai báo cáo"
    assert [(row["label"], row["text"]) for row in shown["overdue"]] == [("Mỗi tỉnh", "19 mục")]


def test_of_one_province_the_items_are_counted_and_not_the_provinces(enlarged: Dataset) -> None:
    shown = asked("answers_tasks", enlarged, units=("36",))
    (row,) = shown["reported"]
    assert (row["question"], row["said"]) == ("Tỉnh đã báo cáo chưa?", "0/19 mục đã có báo cáo")
    assert not row["detail"]
    assert not row["note"]


def test_a_reported_task_counts_its_province_and_leaves_the_overdue_when_done(
    enlarged: Dataset,
) -> None:
    columns = enlarged.task_statuses.dtypes
    row = dict.fromkeys(columns.index, "") | {
        "batch_id": 1,
        "task": "cum3-2022.1.a",
        "unit": "34",
        "status": "done",
        "status_date": pd.Timestamp("2022-11-01"),
        "committed_at": pd.Timestamp("2022-11-02"),
        "done": pd.NA,
        "total": pd.NA,
    }
    entered = pd.DataFrame([row]).astype(columns.to_dict())
    shown = asked("answers_tasks", replace(enlarged, task_statuses=entered))
    assert shown["reported"][0]["said"] == "1/8 tỉnh đã báo cáo"
    assert shown["overdue"][0]["said"] == "151 mục quá hạn chưa ai báo cáo"
    assert {row["label"]: row["text"] for row in shown["overdue"]}["Thái Bình"] == "18 mục"


def test_emulation_counts_the_figures_that_are_there_and_names_what_each_province_lacks(
    enlarged: Dataset,
) -> None:
    shown = asked("answers_emulation", enlarged)
    assert shown["leader"][0]["said"] == (
        "Chưa tỉnh nào có đủ số cho cả 7 tiêu chí nên chưa xếp thứ"
    )
    ranges = {row["label"]: row["text"] for row in shown["leader"]}
    # Hà Nội: (23,44 - 10) / 30 x 25 = 11,2 and families in full 15; growth from "hơn 1,5 triệu" may
    # be none or more than enough (10), 50 points are missing.
    # Nam Định: (37 - 10) / 30 x 25 = 22,5, 75 open. Vĩnh Phúc has "hơn 29 %": 15,8 or more.
    # Thái Bình: (31,63 - 10) / 30 x 25 = 18,0, its fund a head "gần 82.878" of 120.000: at most
    # 13,8 of 20; 55 open. Of Hà Nam nothing can be scored.
    assert ranges["Hà Nội"] == "26,2–86,2 điểm"
    assert ranges["Nam Định"] == "22,5–97,5 điểm"
    assert ranges["Vĩnh Phúc"] == "15,8–100,0 điểm"
    assert ranges["Thái Bình"] == "18,0–86,8 điểm"
    assert "Hà Nam" not in ranges
    # 7 criteria x 8 provinces = 56; 5 + 2 + 1 + 0 + 0 + 0 + 2 = 10 have a figure to score.
    assert shown["cells"][0]["said"] == "10/56 số cần có đã chấm được (8 tỉnh × 7 tiêu chí)"
    assert [row["text"] for row in shown["cells"]] == [
        f"{k}/8 tỉnh chấm được" for k in (5, 2, 1, 0, 0, 0, 2)
    ]
    assert shown["complete"][0]["said"] == "0/8 tỉnh đủ số để chấm"
    assert {row["label"]: row["text"] for row in shown["complete"]}["Hà Nam"] == ("cả 7 tiêu chí")


def test_emulation_opens_with_who_is_first_and_the_places(demo: Dataset) -> None:
    rows = asked("answers_emulation", demo)["leader"]
    board = build("emulation", demo, Selection())
    scores = board.table.drop_duplicates("unit").sort_values("score", ascending=False)
    assert rows[0]["said"] == board.headline.replace(NBSP, " ")
    assert [row["label"] for row in rows] == [
        f"{place}. {name}" for place, name in enumerate(scores["unit_name"], start=1)
    ]
    assert [row["text"] for row in rows] == [f"{text} điểm" for text in scores["score_text"]]


def test_the_yearly_rise_is_told_item_by_item_and_who_fell_short_by_name(demo: Dataset) -> None:
    rise = asked("answers_members", demo)["rise"]
    assert rise[0]["question"] == "Năm 2024 có cao hơn năm trước không?"
    assert rise[0]["said"] == "8 tỉnh xét được đều đạt"
    assert [(row["label"], row["text"]) for row in rise] == [
        ("Hội viên/dân số", "8 tỉnh cao hơn năm trước"),
        ("Độ phủ hội cơ sở trên số xã", "8 tỉnh đã phủ kín"),
    ]
    fallen = changed(demo, "36", "members", 2024, value=300_000, lower=300_000, upper=300_000)
    fallen = changed(fallen, "36", "members_population_rate", 2024, value=20, lower=20, upper=20)
    rise = asked("answers_members", fallen)["rise"]
    assert rise[0]["said"] == "1/8 tỉnh xét được chưa đạt: Nam Định"
    assert rise[0]["text"] == "7 tỉnh cao hơn năm trước, 1 tỉnh không cao hơn năm trước"


def test_tasks_computed_from_figures_name_only_what_there_is(
    enlarged: Dataset, demo: Dataset
) -> None:
    def said(dataset: Dataset) -> str:
        (row,) = {row["said"] for row in asked("answers_tasks", dataset)["computed"]}
        return str(row)

    # 4 items x 8 provinces.
    assert said(demo) == "Cả 32 mục tính từ số liệu đều đạt"
    assert said(enlarged) == "32 mục tính từ số liệu đều chưa đủ căn cứ"
    some = without(demo, "scholarships_awarded", "36", "37")
    assert said(without(some, "scholarships_value", "36", "37")) == (
        "Trong 32 mục tính từ số liệu: 30 đạt, 2 chưa đủ căn cứ"
    )
