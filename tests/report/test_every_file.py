"""Every file of figures says of each its unit, form, basis and precision; a number is a number."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from khdash.exhibit.core.exhibit import Exhibit, beside
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.rows import rows_of
from khdash.model.selection import parse_query
from khdash.model.value import SIGNS
from khdash.report.formats.csv import to_csv
from khdash.report.formats.xlsx import to_xlsx
from khdash.report.table import figures_shown, file_table

NEVER_BOUNDED = {
    "target": "a target is set, not measured",
    "target_value": "a target is set, not measured",
    "shade": "a place between the lowest and the highest unit",
    "other_value": "told in words with its precision",
    "low": "the edge of a rule",
    "high": "the edge of a rule",
    "score": "points, whose range stands in lowest and highest",
    "lowest": "an end of a range",
    "highest": "an end of a range",
    "population_share": "how much of the cluster the provinces of a sum hold",
    "weight_share": "chosen by a plan",
    "first_share": "a share of the weightings tried",
}
FORMED = (
    "chi_so=members&cach_tinh=per_head&so_voi=cluster",
    "chi_so=fund_balance&cach_tinh=share&sai_so=5",
    "chi_so=fund_balance&cach_tinh=index&ranh_gioi=2025&nam=2012&nam=2024&sai_so=5",
)
IN_FORMS = ("tile", "trend", "comparison", "slope", "ranking", "scatter", "map", "heat_table",
            "pivot", "growth")  # fmt: skip
"""The exhibits whose figures take the form that is asked for."""


def exhibits(name: str, dataset: Dataset) -> Iterator[Exhibit]:
    """An exhibit under each of the questions that it answers."""
    for query in ("", *FORMED) if name in IN_FORMS and not dataset.demo else ("",):
        selection, ignored = parse_query(query, dataset.catalogue)
        assert not ignored
        yield build(name, dataset, selection)


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_figure_of_a_file_has_its_unit_form_basis_and_precision(
    name: str, published: Dataset, demo: Dataset
) -> None:
    for shown in chain(exhibits(name, published), exhibits(name, demo)):
        table = file_table(shown)
        rows = list(csv.DictReader(io.StringIO(to_csv(shown).decode("utf-8-sig"))))
        assert len(rows) == len(shown.table)
        for column in figures_shown(shown):
            _check_figure(column.figure, rows)
        for figure in table.select_dtypes("float64"):
            told = str(figure) in NEVER_BOUNDED or str(figure).endswith(("lower", "upper"))
            if not told and table[figure].notna().any():
                assert beside(str(figure), "qualifier") in table, figure


def _check_figure(figure: str, rows: list[dict[str, str]]) -> None:
    for row in rows:
        if not row[figure]:
            continue
        assert row.get(beside(figure, "measure")) or row["measure"]
        assert row["form"] in ("", "per_head", "share", "index")
        basis = row.get(beside(figure, "basis"), row.get("basis"))
        assert basis in ("", "all", "registered", "unstated")
        if figure in NEVER_BOUNDED or row.get("measure") == "items":
            continue
        qualifier = row[beside(figure, "qualifier")]
        assert qualifier in SIGNS
        lower, upper = (row.get(beside(figure, end)) for end in ("lower", "upper"))
        if lower is not None and lower != upper:
            assert qualifier != "exact"


@pytest.mark.parametrize("name", EXHIBITS)
def test_in_a_workbook_a_figure_is_a_number_and_its_sign_stands_beside_it(
    name: str, published: Dataset
) -> None:
    for shown in exhibits(name, published):
        figures, table = figures_shown(shown), file_table(shown)
        if not figures:
            continue
        book = load_workbook(io.BytesIO(to_xlsx(shown)), read_only=True)
        lines = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        start = next(i for i, line in enumerate(lines) if line[:1] == [shown.columns[0].title])
        titles, body = lines[start], lines[start + 1 :]
        assert len(body) == len(table)
        for column in figures:
            place = next(i for i, t in enumerate(titles) if str(t).startswith(column.title))
            for line, row in zip(body, rows_of(table), strict=True):
                _check_cell(line, place, column.figure, row)
        assert "Cách tính" in titles


def _check_cell(line: list[Any], place: int, figure: str, row: dict[str, Any]) -> None:
    value = row[figure]
    if pd.isna(value):
        assert not isinstance(line[place], float)
        return
    assert isinstance(line[place], int | float)
    assert math.isclose(line[place], value)
    qualifier = row.get(beside(figure, "qualifier"))
    if qualifier is not None:
        assert (line[place + 1] or "") == SIGNS[qualifier]


@pytest.mark.parametrize("query", FORMED)
@pytest.mark.parametrize("name", ["trend", "comparison", "slope", "heat_table", "rivals", "growth"])
def test_the_form_named_is_the_form_of_the_figure(
    name: str, query: str, published: Dataset
) -> None:
    selection, _ = parse_query(query, published.catalogue)
    shown = build(name, published, selection)
    for row in rows_of(file_table(shown)):
        if pd.isna(row["value"]):
            continue
        asked = selection.with_(indicators=(row["indicator"],), form=row["form"])
        scope = Scope.of(published, asked)
        known = scope.figures(scope.indicator)
        if name == "rivals":
            rivals = published.observations["standing"] == "rival"
            known = rows_of(published.observations[rivals])
        assert row["measure"] == scope.indicator.unit
        assert row["value"] in {one["value"] for one in known if one["unit"] == row["unit"]}


def test_members_of_thai_binh_per_thousand_people_worked_out_by_hand(published: Dataset) -> None:
    query = "chi_so=members&cach_tinh=per_head&tinh=34&nam=2020&nam=2020"
    selection, _ = parse_query(query, published.catalogue)
    text = to_csv(build("trend", published, selection)).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    # "hơn 600.000" members of 1,870,240 people
    assert float(row["value"]) == pytest.approx(320.8144, abs=1e-4)
    told = [row[name] for name in ("measure", "form", "basis", "qualifier")]
    assert told == ["per 1,000 people", "per_head", "", "at_least"]
