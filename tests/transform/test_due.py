"""By when figures are due: what a document states, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.reporting import Reporting
from khdash.transform.due import newest_past_due, next_due, past_dues, task_dues, yearly_due


def with_day(catalogue: Catalogue, indicator: str, month: int, day: int) -> Catalogue:
    """The catalogue with a document that asks for an indicator by a day of the next year."""
    row = Reporting(indicator=indicator, due=(month, day), due_stated_in_vi="Quy chế")
    return replace(catalogue, reporting=(row, *catalogue.reporting))


def test_the_shipped_documents_state_no_day_of_the_next_year(published: Dataset) -> None:
    assert all(row.due is None for row in published.catalogue.reporting)
    assert next_due(published.catalogue, "members", date(2026, 1, 1)) is None


def test_a_task_judged_by_a_figure_asks_for_it_until_its_own_day(published: Dataset) -> None:
    catalogue = published.catalogue
    dues = {due.task: due for due in task_dues(catalogue)}
    asked = dues["cum3-2022.3.a"]
    assert (asked.year, asked.day, asked.indicators) == (
        2022, date(2022, 12, 31), ("members_population_rate",),
    )  # fmt: skip
    assert not {t.code for t in catalogue.tasks if t.evidence == "person"} & dues.keys()
    before, after = date(2022, 12, 31), date(2023, 1, 1)
    assert next_due(catalogue, "members_population_rate", before) == asked
    assert next_due(catalogue, "members_population_rate", after) is None
    assert newest_past_due(catalogue, "members_population_rate", after) == asked


def test_a_yearly_day_comes_again_every_year(published: Dataset) -> None:
    catalogue = with_day(published.catalogue, "members", 1, 15)
    on_the_day, the_day_after = date(2026, 1, 15), date(2026, 1, 16)
    due = next_due(catalogue, "members", on_the_day)
    assert due is not None
    assert (due.year, due.day) == (2025, on_the_day)
    due = next_due(catalogue, "members", the_day_after)
    assert due is not None
    assert (due.year, due.day) == (2026, date(2027, 1, 15))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_of_a_yearly_day_exactly_the_newest_year_is_past(
    published: Dataset, today: date, of_year: date
) -> None:
    catalogue = with_day(published.catalogue, "members", of_year.month, of_year.day)
    [past] = [due for due in past_dues(catalogue, today) if not due.task]
    coming = next_due(catalogue, "members", today)
    assert coming is not None
    assert past.day < today <= coming.day
    assert coming.year == past.year + 1


def test_no_figure_is_due_of_a_year_in_which_the_indicator_does_not_exist(
    published: Dataset,
) -> None:
    # The district level ended in 2025: its counts are valid to 2024.
    catalogue = with_day(published.catalogue, "district_associations", 3, 1)
    assert yearly_due(catalogue, "district_associations", 2024) is not None
    assert yearly_due(catalogue, "district_associations", 2025) is None
