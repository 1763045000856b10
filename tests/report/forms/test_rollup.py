"""The communes of a province add up to its report: computed by a spreadsheet, read back by us."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from khdash.cli import main
from khdash.ingest.pipeline import check_file
from khdash.model.dataset import Dataset
from khdash.report.forms import rolled_up, rollup_xlsx
from khdash.report.forms.rollup_workbook import COUNT, COVERAGE, FIRST, PROVINCE, SUM
from khdash.store.database import Database
from tests.published import at

Convert = Callable[[Path, str], Path]
CODES = ("members", "fund_balance", "population")
COLUMNS = {"members": "C", "fund_balance": "D", "population": "E"}
NAM_DINH = "36"


def made(dataset: Dataset, path: Path, codes: tuple[str, ...] = CODES, lang: str = "vi") -> Path:
    rollup = rolled_up(dataset, NAM_DINH, 2024, codes, lang)
    assert rollup is not None
    path.write_bytes(rollup_xlsx(rollup))
    return path


def fill(path: Path, cells: Mapping[str, object]) -> Path:
    """Type into the sheet of communes."""
    book = openpyxl.load_workbook(path)
    for where, value in cells.items():
        book.worksheets[0][where] = value
    book.save(path)
    return path


def communes(**values: list[object]) -> dict[str, object]:
    """Cells of communes called A, B, C …; the values of an indicator from the first row on."""
    longest = max(len(column) for column in values.values())
    cells: dict[str, object] = {f"B{FIRST + n}": f"Xã {chr(65 + n)}" for n in range(longest)}
    for code, column in values.items():
        cells |= {f"{COLUMNS[code]}{FIRST + n}": v for n, v in enumerate(column) if v is not None}
    return cells


def computed(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path, data_only=True).worksheets[0]


def figures(report) -> dict[str, tuple[float, str]]:  # type: ignore[no-untyped-def]
    sound = report.cells[report.cells["fault"] == ""]
    assert set(sound["unit"]) <= {NAM_DINH}
    assert set(sound["year"]) <= {2024}
    return {row.indicator: (row.value, row.qualifier) for row in sound.itertuples()}


@pytest.fixture
def database(own: Path):  # type: ignore[no-untyped-def]
    with Database.open(at(own)) as opened:
        yield opened


def test_all_communes_and_the_province_itself_make_the_figure_of_the_province(
    database: Database, tmp_path: Path, convert: Convert
) -> None:
    path = made(database.dataset(), tmp_path / "bang.xlsx")
    cells = communes(
        members=[100_000, 150_250, 38_000], fund_balance=[12.5, 4.516, 0], population=[700_000] * 3
    )
    cells |= {f"C{COUNT}": 3, f"C{PROVINCE}": 20_020, f"D{PROVINCE}": 60_500}
    report = check_file(convert(fill(path, cells), "xlsx"), database)
    # 100.000 + 150.250 + 38.000 + 20.020; 12,5 + 4,516 + 0 + 60.500; 3 x 700.000
    assert figures(report) == {
        "members": (308_270, "exact"),
        "fund_balance": (60_517.016, "exact"),
        "population": (2_100_000, "exact"),
    }
    assert [f.code for f in report.findings if f.severity == "error"] == []
    assert set(report.cells["sheet"]) == {"Báo cáo của tỉnh"}


def test_a_commune_that_is_blank_is_no_zero_and_the_sum_is_a_lower_bound(
    database: Database, tmp_path: Path, convert: Convert
) -> None:
    path = made(database.dataset(), tmp_path / "bang.xlsx")
    cells = communes(members=[100_000, None, 38_000], fund_balance=[None, None, None])
    cells |= {f"C{COUNT}": 3, f"C{PROVINCE}": 20_000}
    saved = convert(fill(path, cells), "xlsx")
    sheet = computed(saved)
    assert sheet[f"C{COVERAGE}"].value == "2 trong 3 xã đã báo cáo"
    assert sheet[f"D{COVERAGE}"].value == "0 trong 3 xã đã báo cáo; chưa có phần cấp tỉnh"
    assert sheet[f"D{SUM}"].value in (None, "")
    report = check_file(saved, database)
    assert figures(report) == {"members": (158_000, "at_least")}
    assert report.counts == {"new": 1, "changed": 0, "same": 0, "rejected": 0}


@pytest.mark.parametrize(
    ("more", "coverage"),
    [
        ({f"C{PROVINCE}": 5}, "2 xã đã báo cáo, chưa ghi tỉnh có bao nhiêu xã"),
        ({f"C{COUNT}": 4, f"C{PROVINCE}": 5}, "2 trong 4 xã đã báo cáo"),
        ({f"C{COUNT}": 2}, "2 trong 2 xã đã báo cáo; chưa có phần cấp tỉnh"),
        # More communes are named than the province is said to have: the names count.
        (
            {f"C{COUNT}": 2, f"C{PROVINCE}": 5, f"B{FIRST + 2}": "Xã C"},
            "2 trong 3 xã đã báo cáo",
        ),
    ],
)
def test_what_is_not_known_to_be_all_is_not_handed_in_as_the_whole(
    more: dict[str, object], coverage: str, database: Database, tmp_path: Path, convert: Convert
) -> None:
    path = made(database.dataset(), tmp_path / "bang.xlsx")
    saved = convert(fill(path, communes(members=[150_000, 140_000]) | more), "xlsx")
    assert computed(saved)[f"C{COVERAGE}"].value == coverage
    ((value, qualifier),) = figures(check_file(saved, database)).values()
    assert (value, qualifier) == (290_000 + int(more.get(f"C{PROVINCE}", 0)), "at_least")  # type: ignore[call-overload]


def test_what_is_no_number_or_has_no_name_is_told_and_not_added(
    database: Database, tmp_path: Path, convert: Convert
) -> None:
    path = made(database.dataset(), tmp_path / "bang.xlsx")
    cells = communes(members=[150_000, "hơn 200", -7, 140_000])
    cells |= {f"C{COUNT}": 4, f"C{FIRST + 9}": 1000, f"B{FIRST + 3}": "Xã A"}
    saved = convert(fill(path, cells), "xlsx")
    sheet = computed(saved)
    assert sheet["C5"].value == (
        "2 ô không phải con số từ 0 trở lên, chưa được cộng. "
        "1 ô ở dòng chưa ghi tên xã, chưa được cộng. "
        "2 dòng trùng tên xã: mỗi xã một dòng. "
    )
    assert sheet[f"C{SUM}"].value == 290_000
    assert sheet[f"C{COVERAGE}"].value == "2 trong 4 xã đã báo cáo; chưa có phần cấp tỉnh"


@pytest.mark.parametrize(("lang", "kind"), [("vi", "xlsx"), ("vi", "xls"), ("en", "ods")])
def test_every_count_of_the_catalogue_comes_back_as_itself(
    lang: str, kind: str, database: Database, tmp_path: Path, convert: Convert
) -> None:
    dataset = database.dataset()
    path = made(dataset, tmp_path / "bang.xlsx", tuple(dataset.catalogue.indicators), lang)
    rollup = rolled_up(dataset, NAM_DINH, 2024, tuple(dataset.catalogue.indicators))
    assert rollup is not None
    counts = [series.indicator for series in rollup.form.series]
    assert set(counts) == {
        e.code for e in dataset.catalogue.indicators.values() if e.kind != "rate"
    }
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet[f"B{FIRST}"], sheet[f"C{COUNT}"] = "Xã A", 1
    for number in range(len(counts)):
        sheet.cell(PROVINCE, 3 + number).value = 0
        sheet.cell(FIRST, 3 + number).value = 1 + number
    book.save(path)
    report = check_file(convert(path, kind), database)
    assert figures(report) == {code: (1.0 + number, "exact") for number, code in enumerate(counts)}


def test_a_rate_gives_way_to_its_counts_and_one_without_them_is_named(published: Dataset) -> None:
    codes = ["learning_family_rate", "members_with_card_rate", "members"]
    rollup = rolled_up(published, NAM_DINH, 2024, codes)
    assert rollup is not None
    assert [series.indicator for series in rollup.form.series] == [
        "learning_family_recognised",
        "families",
        "learning_family_registered",
        "members",
    ]
    assert rollup.left_out == ("members_with_card_rate",)
    assert rolled_up(published, NAM_DINH, 2024, ["members_with_card_rate"]) is None
    assert rolled_up(published, NAM_DINH, 2026, ["members"]) is None


def test_the_communes_that_the_catalogue_knows_stand_in_it_by_name(
    country: Path, tmp_path: Path
) -> None:
    with Database.open(at(country)) as database:
        rollup = rolled_up(database.dataset(), "01", 2024, ["members"])
    assert rollup is not None
    assert len(rollup.communes) == 3
    (path := tmp_path / "bang.xlsx").write_bytes(rollup_xlsx(rollup))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    names = [sheet[f"B{FIRST + n}"].value for n in range(4)]
    assert names == [*rollup.communes, None]


def test_no_name_of_the_catalogue_is_run_as_a_formula(country: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    with Database.open(at(country)) as database:
        rollup = rolled_up(database.dataset(), "01", 2024, ["members"])
    assert rollup is not None
    bad = '=HYPERLINK("http://example.org";"Xã")'
    headings = ((bad, bad),)
    hostile = replace(
        rollup, communes=(bad, "+1", "@x"), form=replace(rollup.form, headings=headings)
    )
    (path := tmp_path / "bang.xlsx").write_bytes(rollup_xlsx(hostile))
    book = openpyxl.load_workbook(path)
    formulas = [c.value for s in book for row in s for c in row if c.data_type == "f"]
    assert len(formulas) == 1 + 3 + 3
    assert not any("HYPERLINK" in text for text in formulas)


def test_by_the_command_line_the_same_file_and_only_as_a_workbook(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--home", str(built), "--data", str(built / "data")]
    words = ["form", "--unit", "nam định", "--year", "2024", *places]
    new = tmp_path / "chưa" / "có"
    assert main([*words, "--communes", "--out", str(new)]) == 0
    assert [path.name for path in new.iterdir()] == ["bang-cong-xa-nam-dinh-2024.xlsx"]
    assert main([*words, "--out", str(new / "ten.xlsx")]) == 0
    assert (new / "ten.xlsx").is_file()
    assert main([*words, "--communes", "--out", str(tmp_path)]) == 0
    assert main([*words, "--format", "csv", "--out", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} >= {
        "bang-cong-xa-nam-dinh-2024.xlsx",
        "bieu-so-lieu-nam-dinh-2024.csv",
    }
    book = openpyxl.load_workbook(tmp_path / "bang-cong-xa-nam-dinh-2024.xlsx")
    assert book.sheetnames == ["Các xã, phường", "Báo cáo của tỉnh", "khdash"]
    capsys.readouterr()
    for more, told in (
        (["--communes", "--format", "csv"], "xlsx"),
        (["--indicators", "moon"], "moon"),
        (["--communes", "--indicators", "members_with_card_rate"], "ít nhất một chỉ số"),
    ):
        assert main([*words, *more, "--out", str(tmp_path)]) == 2
        assert told in capsys.readouterr().err
    assert main(["form", "--unit", "Huế", "--year", "2024", *places]) == 2
    assert "Nam Định (36)" in capsys.readouterr().err
