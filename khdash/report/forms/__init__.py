"""Reporting forms, pre-filled with what is known; they read back without a question."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.model.dataset import Dataset
from khdash.report.format import Format
from khdash.report.formats.csv import CSV
from khdash.report.formats.xlsx import XLSX
from khdash.report.forms.form import Form, FormRequest, Layout, build_form
from khdash.report.forms.rejected import Rejected, rejected_csv, rejected_rows, rejected_xlsx
from khdash.report.forms.rollup import Rollup, rolled_up
from khdash.report.forms.rollup_workbook import rollup_xlsx
from khdash.report.forms.text import to_csv
from khdash.report.forms.workbook import to_xlsx

FORM_FORMATS: tuple[Format[Form], ...] = (XLSX.of(to_xlsx), CSV.of(to_csv))
ROLLUP_FORMATS: tuple[Format[Rollup], ...] = (XLSX.of(rollup_xlsx),)
REJECTED_FORMATS: tuple[Format[Rejected], ...] = (XLSX.of(rejected_xlsx), CSV.of(rejected_csv))

__all__ = [
    "FORM_FORMATS",
    "REJECTED_FORMATS",
    "ROLLUP_FORMATS",
    "Form",
    "FormRequest",
    "Layout",
    "Rejected",
    "Rollup",
    "build_form",
    "rejected_csv",
    "rejected_rows",
    "rejected_xlsx",
    "rolled_up",
    "rollup_xlsx",
    "template",
    "to_csv",
    "to_xlsx",
]


def template(
    dataset: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    units: Sequence[str],
    lang: str = "vi",
) -> bytes:
    """A form as XLSX: a row for each province and year, a column for each indicator.

    units: unit keys. Known figures stand in it, missing ones are blank and coloured.
    """
    request = FormRequest(tuple(indicators), tuple(years), tuple(units), lang)
    return to_xlsx(build_form(dataset, request))
