"""The documents behind targets: their day or year, and that targets name none that is unknown."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from khdash.locale import Words
from khdash.model.problem import CatalogueError
from khdash.store.catalogue_files import read_catalogue
from khdash.web.methods.dictionary import instrument_rows
from tests.catalogue_rows import add_rows

DATA = Path(__file__).parents[2] / "data"


def test_the_decisions_in_force_have_their_days_and_issuers() -> None:
    _, catalogue = read_catalogue(DATA)
    days = {name: one.issued_day for name, one in catalogue.instruments.items()}
    assert days["QĐ 1373/QĐ-TTg"] == date(2021, 7, 30)
    assert days["QĐ 387/QĐ-TTg"] == date(2022, 3, 25)
    assert days["QĐ 677/QĐ-TTg"] == date(2022, 6, 3)
    assert {catalogue.instruments[f"QĐ {n}/QĐ-TTg"].issuer_vi for n in (281, 387, 677)} == {
        "Thủ tướng Chính phủ"
    }


def test_the_table_is_newest_first_and_says_what_no_source_says() -> None:
    _, catalogue = read_catalogue(DATA)
    rows = instrument_rows(catalogue, Words("vi")).to_dict("records")
    assert rows[0]["Ban hành"] in ("25/03/2022", "03/06/2022")
    plan = next(row for row in rows if row["Văn bản"].startswith("Kế hoạch 175"))
    assert plan["Ban hành"] == "chưa rõ"
    congress = next(row for row in rows if "Đại hội VI" in row["Văn bản"])
    assert congress["Ban hành"] == "2021"


@pytest.mark.parametrize(
    ("column", "value"), [("issued", "25/3/2022"), ("issued", "2022-13-01"), ("url", "lsu.vn")]
)
def test_a_day_or_an_address_that_is_none_is_named(tmp_path: Path, column: str, value: str) -> None:
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("home"))
    file = tmp_path / "data" / "catalogue" / "instruments.csv"
    add_rows(file, {"name_vi": "QĐ 1/QĐ-TTg", column: value})
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(tmp_path / "data")
    assert [(one.file, one.column) for one in caught.value.problems] == [
        ("instruments.csv", column)
    ]
