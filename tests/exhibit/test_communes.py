"""The communes of a province: numbers worked out by hand on eight communes of Hà Nội."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.selection import Selection
from khdash.report.formats import FORMATS
from khdash.store.build import build as build_database
from khdash.store.database import Database
from tests.catalogue_rows import add_rows
from tests.published import at, write_data

Row = dict[str, str]
Build = Callable[..., Exhibit]


def commune(code: str, parent: str = "01", **cells: str) -> Row:
    return {"code": code, "name": f"Xã {code}", "level": "commune", "parent_code": parent, **cells}


def members(unit: str, year: int, value: float, **cells: str) -> Row:
    return {
        "unit_code": unit,
        "indicator": "members",
        "year": str(year),
        "value": str(value),
        "qualifier": "exact",
        "confidence": "high",
        "source_id": "s062",
        **cells,
    }


def rate(unit: str, value: float, basis: str) -> Row:
    return members(unit, 2024, value, indicator="learning_family_rate", basis=basis)


UNITS = [
    *(commune(f"A{n}") for n in range(1, 8)),
    commune("A8", "002"),  # by way of a district of Hà Nội
    commune("ended", valid_to="2023-12-31"),
    commune("later", valid_from="2025-07-01"),
    *(commune(f"B{n}", "34") for n in range(1, 5)),
    *(commune(f"C{n}", "37") for n in range(1, 4)),
    *(commune(f"D{n}", "35") for n in range(1, 17)),
]
FIGURES = [
    # Hà Nội: five of the eight that exist in 2024, A3 with a figure of 2023; A6 only long ago.
    members("A1", 2024, 500),
    members("A1", 2023, 900),
    members("A2", 2024, 300),
    members("A2", 2024, 310, confidence="medium", source_id="s061"),
    members("A3", 2023, 200),
    members("A4", 2024, 100, qualifier="nearly"),
    members("A8", 2024, 90),
    members("A6", 2015, 800),
    members("ended", 2023, 700),
    # Thái Bình: two of four, below five eighths.
    members("B1", 2024, 10),
    members("B2", 2024, 20),
    # Ninh Bình: "more than 60" leaves open whether C1 or C2 leads.
    members("C1", 2024, 70),
    members("C2", 2024, 60, qualifier="at_least"),
    members("C3", 2024, 5),
    # Hà Nam: fifteen of sixteen, four of them alike.
    *(members(f"D{n}", 2024, 40 if n <= 4 else n) for n in range(1, 16)),
    # Two of A's rates on the whole, three on the registered.
    *(rate(f"A{n}", 50 + n, "all" if n <= 5 else "registered") for n in range(1, 7)),
]


@pytest.fixture(scope="module")
def communes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    folder: Path = tmp_path_factory.mktemp("communes")
    data = write_data(folder / "data")
    add_rows(data / "catalogue" / "units.csv", *UNITS)
    add_rows(data / "published" / "observations.csv", *FIGURES)
    build_database(at(folder))
    with Database.open(at(folder)) as database:
        dataset = database.dataset()

        def made(unit: str, indicator: str = "members", **chosen: object) -> Exhibit:
            selection = Selection(
                indicators=(indicator,), units=(unit,), last_year=2024, tolerance=2
            )
            return build("communes", dataset, selection.with_(**chosen))

        yield made


def test_each_commune_has_its_newest_figure_with_its_year_and_the_highest_first(
    communes: Build,
) -> None:
    table = communes("01").table
    shown = table[["unit", "year", "value", "missing"]].astype({"year": "Int64"})
    assert shown["unit"].tolist()[:5] == ["A1", "A2", "A3", "A4", "A8"]
    assert shown["value"].tolist()[:5] == [500, 300, 200, 100, 90]
    assert shown["year"].tolist()[:5] == [2024, 2024, 2023, 2024, 2024]
    rest = dict(zip(shown["unit"], shown["missing"], strict=True))
    assert {unit: rest[unit] for unit in ("A5", "A6", "A7")} == {
        "A5": "no_data",
        "A6": "too_old",
        "A7": "no_data",
    }
    assert set(shown["unit"]) == {f"A{n}" for n in range(1, 9)}


def test_the_finding_counts_the_communes_that_exist_and_have_a_figure(communes: Build) -> None:
    found = communes("01")
    assert found.headline == "Hội viên: Xã A1 500 (2024) đứng đầu trong 5/8 xã, phường có số liệu"
    assert found.coverage is not None
    assert (found.coverage.covered, found.coverage.expected) == (5, 8)
    notes = [note.text for note in found.notes]
    assert (
        notes[0] == "Có số liệu 5/8 xã, phường; thiếu: Xã A6, Xã A5 và Xã A7."[:34] + notes[0][34:]
    )
    assert "Chưa có số liệu năm 2024, dùng năm gần nhất: Xã A3." in notes
    assert "Nguồn khác ghi số khác: Xã A2." in notes
    assert "Cũ hơn 2 năm, chỉ để tham khảo, không xếp hạng: Xã A6." in notes


def test_the_finding_in_english(communes: Build) -> None:
    assert communes("01", lang="en").headline == (
        "Members: Xã A1 500 (2024) is first among 5/8 communes with figures"
    )


def test_below_five_eighths_nothing_is_said_of_who_leads_and_nothing_is_ranked(
    communes: Build,
) -> None:
    found = communes("34")
    assert found.headline == ("Hội viên: mới có 2/4 xã, phường, chưa đủ để nói nơi nào đứng đầu")
    assert found.table["rank_best"].isna().all()


def test_where_the_bounds_leave_it_open_nobody_leads(communes: Build) -> None:
    assert communes("37").headline == (
        "Hội viên: có 3/3 xã, phường, chưa đủ căn cứ nói nơi nào đứng đầu"
    )


def test_many_alike_are_counted_and_not_named(communes: Build) -> None:
    assert communes("35").headline == (
        "Hội viên: 4 nơi cùng đứng đầu với 40, trong 15/16 xã, phường có số liệu"
    )


def test_without_figures_or_communes_it_says_so(communes: Build) -> None:
    assert communes("35", "fund_balance").headline == (
        "Số dư quỹ: chưa có số liệu nào của xã, phường nêu được"
    )
    assert communes("27").headline == "Danh mục chưa có xã, phường nào của tỉnh này"
    assert communes("27").rows == []


def test_communes_of_another_year_are_those_that_existed_then(communes: Build) -> None:
    in_2023 = communes("01", last_year=2023)
    assert "Xã ended" in set(in_2023.table["unit_name"])
    # A1, A3 and the one that ended on 31 December 2023, of nine.
    assert "mới có 3/9 xã, phường" in in_2023.headline
    in_2025 = communes("01", last_year=2025)
    assert {"later@2025-07-01"} == {u for u in in_2025.table["unit"] if u.startswith("later")}


def test_a_merged_province_shows_the_communes_of_the_provinces_that_it_was_made_of(
    communes: Build,
) -> None:
    merged = communes("37@2025-07-01", boundaries="2025")
    assert merged.coverage is not None
    # Hà Nam 15 of 16, Ninh Bình 3 of 3, Nam Định none.
    assert (merged.coverage.covered, merged.coverage.expected) == (18, 19)


def test_rates_on_another_denominator_are_listed_and_not_ranked(communes: Build) -> None:
    table = communes("01", "learning_family_rate").table.set_index("unit")
    assert table.loc["A6", "missing"] == "other_basis"
    assert pd.isna(table.loc["A6", "rank_best"])
    assert table.loc["A5", ["rank_best", "ranked"]].tolist() == [1, 5]
    assert table["value"].max() == 56  # no mean, no sum: each commune's own


@pytest.mark.parametrize("format_", [f.code for f in FORMATS])
def test_it_goes_out_as_every_exhibit_does(communes: Build, format_: str) -> None:
    chosen = next(one for one in FORMATS if one.code == format_)
    exhibit = communes("01")
    if chosen.fits(exhibit):
        assert chosen.make(exhibit)
