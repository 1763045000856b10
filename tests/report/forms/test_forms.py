"""A form reads back without a question: untouched, filled in, and on either boundaries."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from khdash.ingest.check import CheckReport
from khdash.ingest.pipeline import check_bytes, import_file, known_by
from khdash.model.actor import Actor
from khdash.report.forms import FormRequest, build_form, template, to_csv, to_xlsx
from khdash.store.database import Database
from khdash.web.upload.questions import questions_of
from khdash.web.upload.tables import Cells

MAKERS = {"xlsx": to_xlsx, "csv": to_csv}
OLD = ("01", "26", "27", "33", "34", "35", "36", "37")
NEW = ("01", "24@2025-07-01", "25@2025-07-01", "33@2025-07-01", "37@2025-07-01")
SECRETARY = Actor("Thư ký Hội", "command-line")


def checked(content: bytes, kind: str, database: Database) -> CheckReport:
    return check_bytes(content, f"form.{kind}", known_by(database), database)


def errors(report: CheckReport) -> list[str]:
    return [finding.code for finding in report.findings if finding.severity == "error"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("layout", ["wide", "long"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_untouched_form_of_every_indicator_changes_nothing(
    database: Database, kind: str, layout: str, lang: str
) -> None:
    dataset = database.dataset()
    request = FormRequest(tuple(dataset.catalogue.indicators), (2020, 2024), OLD, lang, layout)  # type: ignore[arg-type]
    form = build_form(dataset, request)
    known = sum(figure is not None for line in form.lines for figure in line.known)
    report = checked(MAKERS[kind](form), kind, database)
    assert errors(report) == []
    assert questions_of(report, Cells.of(report)) == []
    assert report.counts == {"new": 0, "changed": 0, "same": known, "rejected": 0}
    assert int(report.cells["untouched"].sum()) == known
    assert known > 40


def test_the_form_keeps_the_words_of_a_rounded_figure(database: Database) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(template(database.dataset(), ["members"], [2013], ["01"]))
    ).active
    # Hà Nội 2013 was printed as more than 540,000.
    assert sheet is not None
    assert [cell.value for cell in sheet[5]] == ["Hà Nội", 2013, "hơn 540000"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_in_2025_a_name_means_the_province_of_the_chosen_boundaries(
    database: Database, kind: str
) -> None:
    dataset = database.dataset()
    form = build_form(dataset, FormRequest(("members",), (2025,), NEW))
    content = MAKERS[kind](filled(form, kind))
    report = checked(content, kind, database)
    assert errors(report) == []
    assert sorted(report.cells["unit"]) == sorted(NEW)
    assert set(report.cells["as_of"]) == {"2025-12-31"}


def filled(form, kind: str):  # type: ignore[no-untyped-def]
    """The form with 12.650 and so on in every gap, as if a person had typed them."""
    from dataclasses import replace

    from khdash.report.forms.form import Known

    lines = tuple(
        replace(
            line,
            known=tuple(
                known or Known(12650.0 + number, "exact", line.as_of) for known in line.known
            ),
        )
        for number, line in enumerate(form.lines)
    )
    return replace(form, lines=lines)


def test_a_province_is_asked_only_for_years_in_which_it_existed(database: Database) -> None:
    form = build_form(database.dataset(), FormRequest(("members",), (2024, 2026), (*OLD, *NEW)))
    assert {line.unit.key for line in form.lines if line.year == 2024} == set(OLD)
    assert {line.unit.key for line in form.lines if line.year == 2026} == set(NEW)


def test_filled_blanks_are_new_and_the_rest_stays_the_same(
    database: Database, tmp_path: Path
) -> None:
    content = template(database.dataset(), ["members", "fund_balance"], [2024], OLD)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][2:] == ["Hội viên khuyến học", "Số dư Quỹ Khuyến học"]
    row = next(r for r in range(5, 13) if sheet.cell(r, 1).value == "Thái Bình")
    assert sheet.cell(row, 3).value is None
    sheet.cell(row, 3).value = "hơn 204 nghìn"
    sheet.cell(row, 4).value = 37708.5
    path = tmp_path / "bieu.xlsx"
    book.save(path)
    report, receipt = import_file(path, database, SECRETARY)
    assert errors(report) == []
    assert (report.counts["new"], report.counts["changed"]) == (2, 0)
    assert receipt is not None
    figures = database.dataset().current
    own = figures[(figures["unit"] == "34") & (figures["year"] == 2024)].set_index("indicator")
    assert own.loc["members", ["value", "qualifier"]].tolist() == [204_000, "at_least"]
    assert own.loc["fund_balance", "value"] == 37_708.5


def test_after_a_dated_report_the_form_still_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "bao_cao.csv"
    path.write_text(
        "Tỉnh;Tính đến ngày;Hội viên\nHà Nam;30/11/2023;150000\nNam Định;31/12/2023;512000\n",
        encoding="utf-8",
    )
    _, receipt = import_file(path, database, SECRETARY)
    assert receipt is not None
    assert receipt.new == 2
    content = template(database.dataset(), ["members", "fund_balance"], [2023], OLD)
    report = checked(content, "xlsx", database)
    assert errors(report) == []
    assert (report.counts["new"], report.counts["changed"]) == (0, 0)


def test_only_missing_leaves_out_what_is_known(database: Database) -> None:
    dataset = database.dataset()
    whole = build_form(dataset, FormRequest(("members",), (2024,), OLD))
    asked = build_form(dataset, FormRequest(("members",), (2024,), OLD, only_missing=True))
    known = {line.unit.key for line in whole.lines if line.known[0] is not None}
    assert "01" in known
    assert {line.unit.key for line in asked.lines} == set(OLD) - known


def test_the_long_form_offers_precision_and_base_as_drop_downs(database: Database) -> None:
    request = FormRequest(("learning_family_rate",), (2024,), OLD, layout="long")
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(build_form(database.dataset(), request))))
    assert book.active is not None
    lists = [v.formula1 for v in book.active.data_validations.dataValidation if v.type == "list"]
    assert lists == ['"trên tổng số,trên số đăng ký,không nêu"', '"chính xác,hơn,gần,khoảng"']
