"""Indicators, units, targets, sources and the list of exhibits."""

from __future__ import annotations

from khdash.exhibit.registry import EXHIBITS
from tests.web.api.asking import of


def test_an_indicator_is_named_and_defined_in_both_languages() -> None:
    (row,) = of("indicators?chi_so=learning_citizen_rate").rows
    (english,) = of("indicators?chi_so=learning_citizen_rate&lang=en").rows
    assert (row["name"], row["measure"], row["kind"]) == ("Tỷ lệ công dân học tập", "%", "rate")
    assert (row["numerator"], row["denominator"]) == ("learning_citizen_recognised", "adults")
    assert (row["first_year"], row["last_year"]) == (2022, None)
    assert english["name"].isascii()
    assert english["definition"] != row["definition"]


def test_all_indicators_come_in_the_order_of_their_themes() -> None:
    rows = of("indicators").rows
    themes = list(dict.fromkeys(row["theme"] for row in rows))
    assert themes[:3] == ["members", "fund", "learning"]
    assert sorted(rows, key=lambda row: themes.index(row["theme"])) == rows


def test_units_are_those_of_a_boundary_set_and_say_who_is_a_member() -> None:
    old, new = of("units").rows, of("units?ranh_gioi=2025")
    assert [r["code"] for r in old if r["member"]] == [
        "01",
        "26",
        "27",
        "33",
        "34",
        "35",
        "36",
        "37",
    ]
    assert {r["membership"] for r in old if r["member"]} == {"stated"}
    members = {r["unit"]: r for r in new.rows if r["member"]}
    assert list(members) == [
        "01",
        "24@2025-07-01",
        "25@2025-07-01",
        "33@2025-07-01",
        "37@2025-07-01",
    ]
    assert members["37@2025-07-01"]["parts"] == ["35", "36", "37"]
    assert members["25@2025-07-01"]["membership"] == "assumed"
    assert len(new.json["notes"]) == 1


def test_targets_say_whom_they_bind_and_by_what() -> None:
    rows = of("targets?chi_so=learning_family_rate&tinh=VN").rows
    told = [(r["year"], r["value"], r["measure"], r["basis"], r["instrument"]) for r in rows]
    assert (2020, 70, "%", "all", "QĐ 281/QĐ-TTg") in told
    assert {r["unit"] for r in rows} == {"VN"}
    (of_281,) = [r for r in rows if r["instrument"] == "QĐ 281/QĐ-TTg" and r["year"] == 2020]
    assert (of_281["issued"], of_281["issuer"]) == ("2014", "Thủ tướng Chính phủ")
    assert of_281["instrument_url"].startswith("http://")
    assert of("targets?chi_so=learning_family_rate&tinh=VN&nam=2020").rows == [
        r for r in rows if r["year"] == 2020
    ]


def test_every_source_that_a_figure_names_is_there() -> None:
    known = {row["source_id"] for row in of("sources").rows}
    named = {
        row["source_id"]
        for row in of("observations?nam=1990&nam=2025&cho_trong=khong&so_khac=co").rows
    }
    assert len(named) > 40
    assert named <= known


def test_every_exhibit_is_listed() -> None:
    assert [row["name"] for row in of("exhibits").rows] == list(EXHIBITS)
    assert of("exhibits?lang=en").rows[0]["title"] == "Four answers"
