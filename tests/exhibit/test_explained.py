"""What the office says of a figure stands below what shows it, in its files and in its words."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import EXHIBITS, build
from khdash.exhibit.topics.lookup.explained import SHORT, explained
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.model.dataset import Dataset
from khdash.model.frames import EXPLANATION
from khdash.model.selection import Selection
from khdash.report.formats.csv import to_csv
from khdash.report.formats.xlsx import to_xlsx

NAM_DINH = {
    "unit": "36",
    "indicator": "members",
    "year": 2011,
    "point": "2011-08",
    "value": 288_270.0,
}
MERGED = "Sáp nhập chi hội"
NOTE = f"Nam Định 2011 (Hội viên): “{MERGED}” (Thư ký Hội, 15/01/2025)"


def entered(*rows: dict[str, Any]) -> pd.DataFrame:
    """An ExplanationFrame; every row a batch of its own, the text MERGED unless it says another."""
    usual = {
        "subgroup": "",
        "basis": "",
        "point": "year_end",
        "period": "",
        "qualifier": "exact",
        "text": MERGED,
        "committed_by": "Thư ký Hội",
        "committed_at": pd.Timestamp("2025-01-15 08:00"),
    }
    full = [{"batch_id": 2 + place, **usual, **row} for place, row in enumerate(rows)]
    return pd.DataFrame(full)[list(EXPLANATION)].astype(EXPLANATION)


def told(dataset: Dataset, *rows: dict[str, Any]) -> Dataset:
    return replace(dataset, explanations=entered(*rows))


def notes(exhibit: Exhibit) -> list[str]:
    return [note.text for note in exhibit.notes if "explanation" in note.kind]


def members(dataset: Dataset, name: str = "trend", **choice: Any) -> Exhibit:
    return build(name, dataset, Selection(indicators=("members",), units=("36",), **choice))


@pytest.mark.parametrize(
    "name", ["trend", "pivot", "small_multiples", "observations", "observations_with_rivals"]
)
def test_it_stands_below_what_shows_the_figure_with_unit_and_year(
    published: Dataset, name: str
) -> None:
    shown = members(told(published, NAM_DINH), name)
    assert notes(shown) == [f"Thuyết minh của Hội – {NOTE}."]
    assert NOTE in shown.alt
    assert notes(members(published, name)) == []


@pytest.mark.parametrize(
    "other",
    [
        NAM_DINH | {"value": 288_271.0},
        NAM_DINH | {"qualifier": "at_least"},
        NAM_DINH | {"year": 2012},
        NAM_DINH | {"unit": "37"},
        NAM_DINH | {"point": "year_end"},
        NAM_DINH | {"basis": "all"},
        NAM_DINH | {"period": "2011-01-01/2011-06-30"},
    ],
)
def test_what_is_said_of_another_figure_is_not_told(
    published: Dataset, other: dict[str, Any]
) -> None:
    assert notes(members(told(published, other))) == []


def test_the_newest_text_on_a_value_counts_and_one_taken_back_is_gone(published: Dataset) -> None:
    key = FigureKey("36", "members", 2011)
    again = told(published, NAM_DINH, NAM_DINH | {"text": "Rà soát"})
    assert explained(again)[key].text == "Rà soát"
    assert explained(told(published, NAM_DINH, NAM_DINH | {"text": ""})) == {}
    # A text on another value, written while that one stood, leaves this one alone.
    meanwhile = told(published, NAM_DINH, NAM_DINH | {"value": 300_000.0, "text": "Nhập nhầm"})
    assert explained(meanwhile)[key].text == MERGED


def test_a_figure_in_another_form_is_another_figure(published: Dataset) -> None:
    shown = members(told(published, NAM_DINH), form="index")
    assert shown.rows
    assert notes(shown) == []


def test_on_todays_boundaries_a_sum_is_not_explained_by_a_part(published: Dataset) -> None:
    shown = build(
        "trend",
        told(published, NAM_DINH),
        Selection(indicators=("members",), boundaries="2025", last_year=2011, first_year=2008),
    )
    assert notes(shown) == []


def test_of_many_texts_three_are_told_at_once_the_newest_years_first(published: Dataset) -> None:
    current = published.current
    own = current[(current["unit"] == "37") & (current["indicator"] == "members")]
    rows = [
        {"unit": "37", "indicator": "members", "year": year, "value": value, "qualifier": q}
        | {"text": f"Chuyện năm {year}", "point": point}
        for year, value, q, point in own[["year", "value", "qualifier", "point"]].to_numpy()
    ]
    assert len(rows) > 4
    selection = Selection(indicators=("members",), units=("37",), first_year=1999)
    shown = build("trend", told(published, *rows), selection)
    first, rest = notes(shown)
    years = sorted((row["year"] for row in rows), reverse=True)
    assert [first.index(f"Ninh Bình {year} ") for year in years[:3]] == sorted(
        first.index(f"Ninh Bình {year} ") for year in years[:3]
    )
    assert all(f"Ninh Bình {year} " in rest for year in years[3:])
    assert len(first + rest) > SHORT
    assert "Chuyện" not in shown.alt


def test_the_files_have_it_in_a_column_and_run_no_formula(published: Dataset) -> None:
    evil = '=HYPERLINK("http://x")'
    shown = members(told(published, NAM_DINH | {"text": evil}))
    rows = list(csv.DictReader(io.StringIO(to_csv(shown).decode("utf-8-sig"))))
    cells = {row["year"]: row["explanation"] for row in rows}
    assert cells["2011"] == f"'{evil}"
    assert {text for year, text in cells.items() if year != "2011"} <= {""}
    book = load_workbook(io.BytesIO(to_xlsx(shown)))
    sheet = [[cell.value for cell in line] for line in book.worksheets[0]]
    head = next(line for line in sheet if "Thuyết minh" in line)
    place = head.index("Thuyết minh")
    assert [line[place] for line in sheet if line[place : place + 1] == [f"'{evil}"]]
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)
    assert any(evil in str(line[0].value) for line in book.worksheets[1])


def test_several_in_a_row_of_a_wide_table_each_say_their_year(published: Dataset) -> None:
    current = published.current
    own = current[(current["unit"] == "37") & (current["indicator"] == "members")].tail(2)
    rows = [
        {"unit": "37", "indicator": "members", "text": f"Năm thứ {place}", "point": one.point}
        | {"year": one.year, "value": one.value, "qualifier": one.qualifier}
        for place, one in enumerate(own.itertuples())
    ]
    selection = Selection(indicators=("members",), units=("37",))
    shown = build("pivot", told(published, *rows), selection)
    (cell,) = [row["explanation"] for row in shown.rows if row["explanation"]]
    assert {part.split(": ")[0] for part in cell.split("; ")} == {str(row["year"]) for row in rows}


def test_both_figures_of_a_point_are_told(published: Dataset) -> None:
    selection = Selection(indicators=("members_population_rate", "fund_per_head"))
    row = next(
        row
        for row in build("scatter", published, selection).rows
        if row["year"] and row["origin"] == "published"
    )
    point = {
        "unit": row["unit"],
        "indicator": row["indicator"],
        "year": row["year"],
        "value": row["value"],
        "basis": row["basis"],
        "qualifier": row["qualifier"],
    }
    assert len(notes(build("scatter", told(published, point), selection))) == 1


def test_an_answer_tells_it_too(published: Dataset) -> None:
    answers = build("answers", published, Selection())
    row = next(r for r in answers.rows if r["unit"] and r["indicator"] == "members")
    said = {name: row[name] for name in ("unit", "indicator", "year", "value", "qualifier")}
    assert len(notes(build("answers", told(published, said), Selection()))) == 1


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_bears_an_explanation_of_each_figure(published: Dataset, name: str) -> None:
    current = published.current
    names = ["unit", "indicator", "subgroup", "basis", "year", "point", "value", "qualifier"]
    rows = current.loc[current["unit"].isin(["01", "36"]), names].to_dict("records")
    shown = build(name, told(published, *rows), Selection())
    plain = build(name, published, Selection())
    assert len(shown.content) == len(plain.content)
    assert shown.headline == plain.headline
