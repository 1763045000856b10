from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import EXHIBITS
from khdash.model.dataset import Dataset
from khdash.model.formula import guarded
from khdash.model.selection import parse_query
from khdash.report.formats.csv import to_csv
from khdash.report.formats.json import to_json
from khdash.report.formats.xlsx import to_xlsx
from khdash.report.table import display

Make = Callable[..., Exhibit]


@pytest.mark.parametrize(("lang", "boundaries"), [("vi", "2022"), ("en", "2025")])
@pytest.mark.parametrize("name", EXHIBITS)
def test_every_exhibit_becomes_json_csv_xlsx_and_a_table(
    exhibit: Make, name: str, boundaries: str, lang: str
) -> None:
    shown = exhibit(name, boundaries=boundaries, lang=lang)
    stated = json.loads(to_json(shown))
    rows = list(csv.reader(io.StringIO(to_csv(shown).decode("utf-8-sig"))))
    assert stated["headline"]
    assert len(stated["table"]) == len(rows) - 1 == len(shown.table)
    assert {len(texts) for texts in display(shown).values()} == {len(shown.table)}
    book = load_workbook(io.BytesIO(to_xlsx(shown)))
    assert len(book.sheetnames) == 2


def test_open_bounds_are_null_in_json_and_empty_in_csv(exhibit: Make) -> None:
    shown = exhibit("trend", indicators=("members",), units=("01",), first_year=2023,
                    last_year=2023)  # fmt: skip
    (row,) = json.loads(to_json(shown))["table"]
    assert (row["value"], row["lower"], row["upper"]) == (1_500_000, 1_500_000, None)
    assert row["qualifier"] == "at_least"
    (cells,) = csv.DictReader(io.StringIO(to_csv(shown).decode("utf-8-sig")))
    assert (cells["lower"], cells["upper"]) == ("1500000", "")


def test_the_query_in_the_json_reopens_the_same_exhibit(exhibit: Make, published: Dataset) -> None:
    shown = exhibit("trend", indicators=("members",), units=("37", "01"), first_year=2012,
                    last_year=2020)  # fmt: skip
    selection, ignored = parse_query(json.loads(to_json(shown))["query"], published.catalogue)
    assert ignored == ()
    assert selection == shown.selection


def test_generated_figures_say_so_in_every_file(exhibit: Make) -> None:
    shown = replace(exhibit("trend", indicators=("members",)), demo=True)
    assert json.loads(to_json(shown))["demo"] is True
    rows = list(csv.DictReader(io.StringIO(to_csv(shown).decode("utf-8-sig"))))
    assert {row["notice"] for row in rows} == {"Số liệu minh hoạ"}
    book = load_workbook(io.BytesIO(to_xlsx(shown)))
    assert [sheet["A1"].value for sheet in book] == ["SỐ LIỆU MINH HOẠ"] * 2


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@cmd", "\tx"])
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_a_rounded_figure_is_a_number_in_the_workbook_with_its_sign_beside_it(
    exhibit: Make,
) -> None:
    shown = exhibit("trend", indicators=("members",), units=("01",), first_year=2023,
                    last_year=2024)  # fmt: skip
    sheet = load_workbook(io.BytesIO(to_xlsx(shown))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = {row[i]: row[i + 1] for row in rows for i in range(len(row) - 1) if row[i]}
    assert found[1_500_000] == "≥"
    assert found[1_953_233] is None


def test_a_workbook_says_what_was_chosen_of_which_version_and_its_sources(exhibit: Make) -> None:
    shown = exhibit("trend", indicators=("members",), units=("01",), first_year=2023,
                    last_year=2024)  # fmt: skip
    notes = load_workbook(io.BytesIO(to_xlsx(shown))).worksheets[1]
    told = [str(cell.value) for row in notes.iter_rows() for cell in row if cell.value]
    assert "Bộ lọc: Hà Nội · 8 tỉnh (2022) · 2023–2024." in told
    assert any(text.startswith("Phiên bản số liệu") for text in told)
    assert {source.source_id for source in shown.sources} <= set(told)


def test_the_total_of_a_pivot_says_in_the_workbook_how_many_provinces_it_adds(
    exhibit: Make,
) -> None:
    shown = exhibit("pivot", indicators=("population",), first_year=2022, last_year=2022)
    sheet = load_workbook(io.BytesIO(to_xlsx(shown))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    title = next(row for row in rows if "2022" in row)
    at = title.index("2022: số tỉnh đã cộng")
    by_name = {row[0]: row[at] for row in rows[rows.index(title) + 1 :]}
    assert by_name["Tổng Cụm 3"] == "8/8"
    assert by_name["Hà Nội"] is None


def test_the_total_of_too_few_provinces_has_no_count_in_the_workbook(exhibit: Make) -> None:
    shown = exhibit("pivot", indicators=("fund_balance",), first_year=2020, last_year=2020)
    (total,) = shown.table[shown.table["unit_name"] == "Tổng Cụm 3"].to_dict("records")
    assert total["text_2020"] == ""
    assert pd.isna(total["covered_2020"])
