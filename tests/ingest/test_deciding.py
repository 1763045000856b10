"""Decisions about a file are kept by table, so that they stay with it."""

from __future__ import annotations

from khdash.ingest.deciding import by_table, in_table, with_column
from khdash.ingest.recognise import Choices, ColumnChoice

FUND = "Quỹ#1"


def test_a_decision_is_about_its_own_table_and_leaves_the_given_choices_alone() -> None:
    before = Choices()
    after = in_table(before, FUND, lambda own: with_column(own, 2, {"indicator": "fund_raised"}))
    assert after.tables[FUND].column(2) == ColumnChoice(indicator="fund_raised")
    assert after.columns == {}
    assert before == Choices()


def test_a_decision_taken_back_leaves_nothing() -> None:
    told = in_table(Choices(), FUND, lambda own: with_column(own, 2, {"measure": "đồng"}))
    assert in_table(told, FUND, lambda own: with_column(own, 2, {"measure": None})) == Choices()


def test_what_names_no_table_is_said_of_the_first_one() -> None:
    loose = Choices(
        columns={1: ColumnChoice(indicator="members")}, year=2024, units={"Tỉnh Lạ": ""}
    )
    settled = by_table(loose, "Biểu 1#1")
    assert (settled.columns, settled.year) == ({}, None)
    assert settled.tables["Biểu 1#1"].year == 2024
    assert settled.tables["Biểu 1#1"].column(1).indicator == "members"
    assert settled.units == {"Tỉnh Lạ": ""}
    assert by_table(settled, "Biểu 1#1") == settled
