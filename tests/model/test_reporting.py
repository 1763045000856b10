"""Who answers for an indicator: of one theme or one indicator, a day only with its document."""

from __future__ import annotations

from datetime import date

import pytest

from khdash.model.catalogue_rows import parse_catalogue

from .test_catalogue_rows import Cells, faults, tables


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"theme": "early", "indicator": "members"}, "indicator"),
        ({"answered_by_vi": "Hội"}, "indicator"),
        ({"indicator": "memberz"}, "indicator"),
        ({"theme": "erly"}, "theme"),
        ({"indicator": "members", "due": "02-29", "due_stated_in_vi": "Quy chế"}, "due"),
        ({"indicator": "members", "due": "15/01", "due_stated_in_vi": "Quy chế"}, "due"),
        ({"indicator": "members", "due": "01-15"}, "due_stated_in_vi"),
    ],
)
def test_who_answers_is_stated_of_one_theme_or_indicator_and_a_day_names_its_document(
    row: Cells, column: str
) -> None:
    assert column in [problem.column for problem in faults(tables(reporting=[row]))]


def test_an_indicator_answers_as_its_theme_unless_it_has_a_row_of_its_own() -> None:
    catalogue = parse_catalogue(
        tables(
            reporting=[
                {"theme": "early", "answered_by_vi": "Hội"},
                {"indicator": "members", "answered_by_vi": "Văn phòng", "due": "01-15",
                 "due_stated_in_vi": "Quy chế"},
            ]
        )
    )  # fmt: skip
    assert catalogue.reporting_of("members_rate").answered_by_vi == "Hội"
    assert catalogue.reporting_of("members").answered_by_vi == "Văn phòng"
    assert catalogue.reporting_of("members").day_of(2024) == date(2025, 1, 15)
    assert catalogue.reporting_of("population").answered_by_vi == ""
