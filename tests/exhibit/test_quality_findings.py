"""Findings and gaps as exhibits: what they carry, in both languages, and in files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from khdash.exhibit.core.aside import parted
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.formats.csv import to_csv
from khdash.report.formats.json import to_dict
from khdash.report.formats.xlsx import to_xlsx
from khdash.rules.registry import RULES
from khdash.rules.words import SEVERITY_NAMES

Make = Callable[..., Exhibit]


def with_members(published: Dataset, unit: str, year: int, value: float) -> Dataset:
    """The published figures with another number of members."""
    rows = published.observations.copy()
    asked = (rows["unit"] == unit) & (rows["indicator"] == "members") & (rows["year"] == year)
    rows.loc[asked, ["value", "lower", "upper"]] = value
    return replace(published, observations=rows)


def test_every_rule_has_a_name_a_reason_and_a_severity() -> None:
    for rule in RULES:
        assert all((*rule.name, *rule.why, *rule.to_do))
        assert rule.severity in SEVERITY_NAMES


def test_the_number_that_bac_ninh_printed_twice_is_worth_knowing(exhibit: Make) -> None:
    # 274,000 recognised learning families in 2023, "over 274 thousand" in 2024.
    table = exhibit("quality_findings", units=("27",)).table
    assert table[["rule", "year", "severity"]].to_numpy().tolist() == [
        ["same-number-again", 2024, "warning"]
    ]
    row = table.iloc[0]
    assert row["figure"] == "27.learning_family_recognised.2024"
    assert row["other_figures"] == ("27.learning_family_recognised.2023",)
    assert row["why"].replace("\N{NO-BREAK SPACE}", " ") == (
        "≥ 274.000, ghi đúng như số của năm 2023."
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_more_members_than_people_is_told_with_both_numbers(published: Dataset, lang: str) -> None:
    # Hà Nội 2023: 8,587,100 people.
    people = published.current.query("unit == '01' and indicator == 'population' and year == 2023")
    wrong = with_members(published, "01", 2023, float(people["value"].iloc[0]) + 1)
    shown = build("quality_findings", wrong, Selection(units=("01",), lang=lang))
    row = shown.table.set_index("rule").loc["members-above-population"]
    above, below = {"vi": ("8.587.101", "8.587.100"), "en": ("8,587,101", "8,587,100")}[lang]
    assert row["severity"] == "error"
    assert above in row["why"]
    assert below in row["why"]


def test_a_confirmed_finding_is_kept_counted_and_put_last(published: Dataset) -> None:
    wrong = with_members(published, "27", 2024, 9_000_000)
    before = build("quality_findings", wrong, Selection(units=("27",)))
    first = before.table.iloc[0]
    names = ["rule", "unit", "indicator", "subgroup", "basis", "year", "seen"]
    confirmation = {name: first[name] for name in names} | {
        "note": "đã đối chiếu", "committed_by": "Thư ký Hội",
        "committed_at": pd.Timestamp("2025-01-15 09:00"),
    }  # fmt: skip
    told = replace(wrong, confirmations=pd.DataFrame([confirmation]))
    after = build("quality_findings", told, Selection(units=("27",)))
    assert after.extra == {"open": len(before.table) - 1, "confirmed": 1}
    last = after.table.iloc[-1]
    assert (last["rule"], last["confirmed"]) == (first["rule"], True)
    assert last["confirmation"] == "Thư ký Hội, 15/01/2025: đã đối chiếu"


def test_the_files_carry_the_documented_columns(exhibit: Make) -> None:
    shown = exhibit("quality_findings")
    row = json.loads(json.dumps(to_dict(shown)))["table"][0]
    assert {
        "rule", "severity", "unit", "indicator", "year", "value", "low", "high", "n",
        "other_value", "seen", "why", "to_do", "figure", "other_figures", "confirmed",
    } <= row.keys()  # fmt: skip
    assert to_csv(shown).decode("utf-8-sig").count("\n") == len(shown.table) + 1
    assert to_xlsx(shown)[:2] == b"PK"


def test_cells_are_counted_by_province_and_by_indicator(exhibit: Make) -> None:
    shown = exhibit("completeness", indicators=("members",), first_year=2019, last_year=2024)
    table = shown.table
    assert len(table) == 8 * 6
    by_unit = {key: (filled, due) for key, filled, due in shown.extra["by_unit"]}  # type: ignore[attr-defined]
    # Hà Nam never published its members; every province owes six years.
    assert by_unit["35"] == (0, 6)
    hanoi = table[table["unit"] == "01"].set_index("year")["state"]
    assert hanoi[2023] == "rounded"  # "hơn 1,5 triệu"
    assert hanoi[2024] in ("exact", "rival")
    total = shown.extra["filled"]
    assert [["members", total, 48]] == shown.extra["by_indicator"]
    assert f"{total}/48" in shown.headline


def test_on_todays_boundaries_each_province_owes_only_its_own_years(exhibit: Make) -> None:
    shown = exhibit(
        "completeness", indicators=("members",), boundaries="2025", first_year=2024, last_year=2025
    )
    state = shown.table.set_index(["unit", "year"])["due"]
    assert not state["33@2025-07-01", 2024]
    assert state["33@2025-07-01", 2025]
    assert state["34", 2024]


def test_silence_is_told_by_province_and_theme(exhibit: Make) -> None:
    table = exhibit("stale_provinces", last_year=2024).table.set_index(["unit", "theme"])
    # Nam Định published its fund last in 2017, Hà Nam nothing at all.
    assert table.loc[("36", "fund"), "years_since"] == 7
    assert bool(table.loc[("36", "fund"), "stale"])
    assert pd.isna(table.loc[("35", "members"), "last_year"])


def test_where_nobody_is_silent_the_headline_says_so(demo: Dataset) -> None:
    shown = build("stale_provinces", demo, Selection())
    assert shown.headline == "Tỉnh nào cũng có số mới trong 2 năm ở mọi nhóm chỉ số"


def derived(dataset: Dataset, *units: str) -> Exhibit:
    chosen = Selection(indicators=("members_population_rate",), units=units)
    return build("published_derived", dataset, chosen)


def test_how_many_printed_shares_agree_is_told_and_those_that_do_stand_aside(
    published: Dataset, demo: Dataset
) -> None:
    shown = derived(published, "34")
    # Thái Bình printed 24,17 % of 2012, and its members are 24,21 % of its people.
    assert [row["verdict_code"] for row in shown.rows] == ["agrees"]
    assert shown.headline == "Số công bố khớp với số tính lại"
    told, apart = parted(shown)
    assert (len(told.rows), [row["year"] for row in apart.rows]) == (0, [2012])
    open_ones = derived(published, "01")
    assert {row["verdict_code"] for row in open_ones.rows} == {"open"}
    assert open_ones.headline == "Chưa đủ căn cứ để nói số công bố nào khớp hay lệch"
    both = derived(published, "01", "34")
    assert both.headline == "1/2 số công bố khớp với số tính lại; 1 số chưa đủ căn cứ để kết luận"
    assert [row["unit"] for row in parted(both)[0].rows] == ["01"]
    assert derived(demo).headline == "Cả 120 số công bố đều khớp với số tính lại"
    rows = demo.observations
    wrong = (rows["unit"] == "34") & (rows["indicator"] == "members_population_rate")
    wrong &= rows["year"] == 2020
    off = {name: rows[name].mask(wrong, 90.0) for name in ("value", "lower", "upper")}
    shown = derived(replace(demo, observations=rows.assign(**off)))
    assert shown.headline == "1/120 số công bố lệch quá mức cho phép so với số tính lại"
    assert [row["value"] for row in parted(shown)[0].rows] == [90.0]


def test_without_rivals_the_headline_says_so(demo: Dataset) -> None:
    shown = build("rivals", demo, Selection())
    assert (shown.headline, len(shown.rows)) == ("Không nguồn nào ghi khác số đang dùng", 0)
