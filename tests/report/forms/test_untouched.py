"""What a form only shows is not written: the two cells that were filled in are, and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from khdash.cli import main
from khdash.ingest.pipeline import check_file
from khdash.ingest.shown import Shown, memo_of, read_shown
from khdash.model.actor import Actor
from khdash.report.forms import FormRequest, build_form, to_csv, to_xlsx
from khdash.store.batches import Submission
from khdash.store.database import Database
from tests.published import at

UNITS = ("01", "26", "27", "33", "34")
MAKERS = {"xlsx": to_xlsx, "csv": to_csv}
FILLED = {("Hưng Yên", 2024): 300_000, ("Thái Bình", 2024): 204_000}
"""Members, which nobody has published for 2024."""
PERSON = Actor("Thư ký Hội", "command-line")
KEY = ["unit", "indicator", "subgroup", "basis", "year", "source_id"]


@pytest.fixture
def home_of(own: Path) -> list[str]:
    return ["--home", str(own), "--data", str(own / "data")]


def form_of(own: Path, layout: str = "wide", **more):  # type: ignore[no-untyped-def]
    """Members and population of five provinces: 5 populations of 2023, 2 members of 2024 shown."""
    with Database.open(at(own)) as database:
        request = FormRequest(("members", "population"), (2023, 2024), UNITS, layout=layout, **more)  # type: ignore[arg-type]
        form = build_form(database.dataset(), request)
    assert sum(known is not None for line in form.lines for known in line.known) == 7
    return form


def save(form, path: Path) -> Path:  # type: ignore[no-untyped-def]
    path.write_bytes(MAKERS[path.suffix[1:]](form))
    return path


def fill(path: Path, layout: str = "wide", values: dict[tuple[str, int], int] = FILLED) -> Path:
    """Type the members of provinces and years into a form."""
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
        _fill(rows, layout, values)
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8-sig")
        return path
    book = openpyxl.load_workbook(path)
    sheet = book["Số liệu"]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    for at_row, at_column, value in _fill(rows, layout, values):
        sheet.cell(at_row + 1, at_column + 1).value = value
    book.save(path)
    return path


def _fill(
    rows: list[list[str]], layout: str, values: dict[tuple[str, int], int]
) -> list[tuple[int, int, int]]:
    wanted = {(unit, str(year)): value for (unit, year), value in values.items()}
    done = []
    for number, row in enumerate(rows):
        value = wanted.get((row[0], row[1] if len(row) > 1 else ""))
        column = 2 if layout == "wide" else 6
        if value is None or (layout == "long" and row[3] != "Hội viên khuyến học"):
            continue
        row[column] = str(value)
        done.append((number, column, value))
    assert len(done) == len(values)
    return done


def stored(own: Path) -> pd.DataFrame:
    with Database.open(at(own)) as database:
        frame = database.dataset().observations
    return frame.sort_values([*KEY, "value"]).reset_index(drop=True)


def members(own: Path, unit: str, year: int = 2024) -> list[list[object]]:
    """Value, source, day and standing of every figure of one province."""
    frame = stored(own).query(f"unit == '{unit}' and year == {year} and indicator == 'members'")
    return frame[["value", "source_id", "as_of", "standing"]].to_numpy().tolist()


def import_form(path: Path, home_of: list[str], *more: str) -> int:
    return main(["import", str(path), "--by", "Thư ký Hội", *more, *home_of])


@pytest.mark.parametrize("layout", ["wide", "long"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_two_filled_cells_are_two_observations(
    kind: str, layout: str, own: Path, home_of: list[str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = fill(save(form_of(own, layout), tmp_path / f"bieu.{kind}"), layout)
    before = stored(own)
    assert import_form(path, home_of) == 0
    assert "2 mới, 0 thay đổi, 7 không đổi" in capsys.readouterr().err
    after = stored(own)
    added = after[after["batch_id"] == 2]
    assert sorted(zip(added["unit"], added["value"], strict=True)) == [
        ("33", 300_000.0), ("34", 204_000.0),
    ]  # fmt: skip
    rest = after[after["batch_id"] != 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, before)
    day = pd.Timestamp(2024, 12, 19)
    assert members(own, "01") == [[1_953_233.0, "s062", day, "current"]]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_figure_that_changed_meanwhile_is_not_set_back(
    kind: str, own: Path, home_of: list[str], tmp_path: Path
) -> None:
    path = fill(save(form_of(own), tmp_path / f"bieu.{kind}"))
    later = tmp_path / "sau.csv"
    later.write_text("Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.960.000\n", encoding="utf-8")
    assert import_form(later, home_of) == 0
    now = members(own, "01")
    with Database.open(at(own)) as database:
        report = check_file(path, database)
    cell = report.cells.query("unit == '01' and indicator == 'members'").iloc[0]
    assert (cell["value"], cell["old_value"], cell["action"]) == (1_953_233, 1_960_000, "same")
    assert report.counts == {"new": 2, "changed": 0, "same": 7, "rejected": 0}
    assert import_form(path, home_of, "--restate") == 0
    assert members(own, "01") == now
    assert now[0][:2] == [1_960_000.0, "reported"]


def test_the_report_becomes_the_source_only_when_asked(
    own: Path, home_of: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(form_of(own), tmp_path / "bieu.xlsx")
    before = stored(own)
    assert import_form(path, home_of) == 0
    assert "7 số giống hệt số đang có của nguồn khác" in capsys.readouterr().err
    pd.testing.assert_frame_equal(stored(own), before)
    assert import_form(path, home_of, "--restate") == 0
    assert len(stored(own)) == len(before) + 7
    assert members(own, "01")[0][:2] == [1_953_233.0, "reported"]


def test_any_file_with_a_known_value_leaves_its_source(
    own: Path, home_of: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "tep.csv"
    path.write_text("Tỉnh;Năm;Số hội viên\nHà Nội;2024;1.953.233\n", encoding="utf-8")
    before = members(own, "01")
    assert import_form(path, home_of) == 0
    assert members(own, "01") == before
    assert import_form(path, home_of, "--restate") == 0
    assert len(members(own, "01")) == 2


def test_an_overwritten_cell_is_a_change(own: Path, home_of: list[str], tmp_path: Path) -> None:
    path = save(form_of(own), tmp_path / "bieu.xlsx")
    fill(path, values={("Hà Nội", 2024): 1_975_000})
    assert import_form(path, home_of) == 0
    assert [row[:2] for row in members(own, "01")] == [
        [1_975_000.0, "reported"], [1_953_233.0, "s062"],
    ]  # fmt: skip


def test_sorted_rows_and_a_title_above_are_still_untouched(own: Path, tmp_path: Path) -> None:
    path = fill(save(form_of(own), tmp_path / "bieu.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book["Số liệu"]
    body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for number, row in enumerate(sorted(body, key=lambda row: (-row[1], row[0])), start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    sheet.insert_rows(1)
    sheet["A1"] = "SỐ LIỆU NĂM 2024"
    book.save(path)
    with Database.open(at(own)) as database:
        report = check_file(path, database)
    assert report.counts == {"new": 2, "changed": 0, "same": 7, "rejected": 0}
    assert int(report.cells["untouched"].sum()) == 7


def test_a_locked_year_that_is_only_shown_does_not_reject(
    own: Path, home_of: list[str], tmp_path: Path
) -> None:
    path = save(form_of(own), tmp_path / "bieu.xlsx")
    lock = {"year": 2023, "unit": "", "locked": True, "reason": "Đã chốt"}
    with Database.open(at(own)) as database:
        database.commit(PERSON, Submission(records={"year_lock": [lock]}, channel="decision"))
        assert check_file(path, database).counts["rejected"] == 0
    before = stored(own).query("year == 2023").reset_index(drop=True)
    assert import_form(path, home_of, "--restate", "--note", "lý do") == 0
    after = stored(own).query("year == 2023").reset_index(drop=True)
    pd.testing.assert_frame_equal(after, before)
    assert len(members(own, "01")) == 2
    fill(path, values={("Hưng Yên", 2023): 300_000})
    with Database.open(at(own)) as database:
        assert check_file(path, database).counts == {
            "new": 0, "changed": 0, "same": 7, "rejected": 1,
        }  # fmt: skip


@pytest.mark.parametrize(("first", "saved"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("xlsx", "xls")])
@pytest.mark.parametrize("layout", ["wide", "long"])
def test_libreoffice_keeps_what_the_form_remembers(
    first: str, saved: str, layout: str, own: Path, tmp_path: Path,
    convert: Callable[[Path, str], Path],
) -> None:  # fmt: skip
    path = convert(save(form_of(own, layout), tmp_path / f"bieu.{first}"), saved)
    if saved == "xlsx":
        fill(path, layout)
    with Database.open(at(own)) as database:
        report = check_file(path, database)
    assert int(report.cells["untouched"].sum()) == 7
    assert report.counts["new"] == (2 if saved == "xlsx" else 0)
    assert report.counts["changed"] == report.counts["rejected"] == 0
    assert [sheet.name for sheet in report.recognitions[0].table.sheets] == ["Số liệu"]


def test_a_csv_form_saved_again_by_libreoffice_still_remembers(
    own: Path, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    rows = csv.reader(io.StringIO(to_csv(form_of(own)).decode("utf-8-sig")), delimiter=";")
    book = openpyxl.Workbook()
    for row in rows:  # as a spreadsheet opens it: digits are numbers
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "mo.xlsx")
    # 59: delimiter ";", 34: quote, 76: UTF-8; every line is padded to the width of the table.
    again = convert(tmp_path / "mo.xlsx", "csv:Text - txt - csv (StarCalc):59,34,76")
    last = again.read_text("utf-8-sig").splitlines()[-1]
    assert last.startswith("#khdash:0:")
    assert last.endswith(";;;")
    with Database.open(at(own)) as database:
        report = check_file(again, database)
    assert int(report.cells["untouched"].sum()) == 7
    assert report.counts["new"] == report.counts["changed"] == 0


def test_the_memo_of_a_large_form_comes_back_and_a_damaged_one_is_told(own: Path) -> None:
    figures = {
        ("01", year, f"chi_so_{number}", "", "all"): ((number * 1.5, "at_least"), (2.0, "exact"))
        for year in range(1950, 2024)
        for number in range(40)
    }
    shown = Shown(7, figures)
    memo = memo_of(shown)
    assert read_shown(memo) == (shown, ())
    nothing, found = read_shown(memo[:-40])
    assert nothing is None
    assert [one.code for one in found] == ["form-memo-damaged"]


def test_the_form_names_the_data_version_it_shows(own: Path, tmp_path: Path) -> None:
    form = form_of(own)
    path = save(form, tmp_path / "bieu.xlsx")
    with Database.open(at(own)) as database:
        report = check_file(path, database)
    told = next(one for one in report.findings if one.code == "form-figures-untouched")
    assert (told.params["count"], told.params["version"]) == (7, form.version)
    assert form.version == 1


def test_the_wide_form_has_a_column_for_each_known_subgroup(own: Path, tmp_path: Path) -> None:
    entry = "learning_citizen_rate"
    rows = pd.DataFrame(
        [
            {"unit": "33", "indicator": entry, "subgroup": group, "basis": "all", "year": 2024,
             "value": value, "qualifier": "exact", "source_id": "s062"}
            for group, value in (("adults_in_learning_models", 41.5), ("enterprises", 60.25),
                                 ("staff_in_learning_units", 62.0))
        ]
    )  # fmt: skip
    with Database.open(at(own)) as database:
        database.commit(PERSON, Submission(rows=rows))
        for lang in ("vi", "en"):
            request = FormRequest((entry,), (2024,), ("33", "34"), lang)
            form = build_form(database.dataset(), request)
            assert [series.subgroup for series in form.series] == [
                "", "", "adults_in_learning_models", "enterprises", "staff_in_learning_units",
            ]  # fmt: skip
            for kind in ("xlsx", "csv"):
                report = check_file(save(form, tmp_path / f"{lang}.{kind}"), database)
                assert report.counts == {"new": 0, "changed": 0, "same": 3, "rejected": 0}
                told = report.cells[["subgroup", "value"]].to_numpy().tolist()
                assert told == [["adults_in_learning_models", 41.5], ["enterprises", 60.25],
                                ["staff_in_learning_units", 62.0]]  # fmt: skip
        path = save(form, tmp_path / "dien.xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heads = [str(cell.value) for cell in sheet[3]]
        column = next(at for at, text in enumerate(heads, start=1) if "Enterprises" in text)
        sheet.cell(6, column).value = 55.5
        book.save(path)
        report = check_file(path, database)
        new = report.cells[report.cells["action"] == "new"]
        assert new[["unit", "subgroup", "basis", "value"]].to_numpy().tolist() == [
            ["34", "enterprises", "all", 55.5]
        ]
