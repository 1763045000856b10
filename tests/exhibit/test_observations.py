"""Every figure by itself: which are listed, under which name, and why one is used, not another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.card import Statement, deciding_criterion, figure_in_use
from khdash.exhibit.topics.lookup.follow_up import is_open, open_figures, record
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.model.dataset import Dataset
from khdash.model.entries import Source

Make = Callable[..., Exhibit]
THAI_BINH_FUND = FigureKey("34", "fund_balance", 2014)
NO_PREFERENCE = pd.DataFrame()


def listed(shown: Exhibit, **chosen: object) -> pd.DataFrame:
    rows = shown.table
    for name, value in chosen.items():
        rows = rows[rows[name] == value]
    return rows


def test_the_figures_in_use_are_listed_and_their_rivals_only_on_request(exhibit: Make) -> None:
    asked = {"unit": "34", "indicator": "fund_balance", "year": 2014}
    (used,) = listed(exhibit("observations"), **asked).itertuples()
    assert (used.value, used.qualifier, used.standing) == (30_000, "at_least", "current")
    assert used.disputed
    both = listed(exhibit("observations_with_rivals"), **asked)
    assert sorted(zip(both["value"], both["standing"], strict=True)) == [
        (30_000, "current"),
        (52_100, "rival"),
    ]


def test_a_figure_without_rival_is_not_called_disputed(exhibit: Make) -> None:
    (row,) = listed(exhibit("observations"), figure="01.members.2024").itertuples()
    assert row.value == 1_953_233
    assert not row.disputed


def test_provinces_and_years_narrow_the_list(exhibit: Make) -> None:
    shown = exhibit("observations", units=("34",), first_year=2014, last_year=2014)
    assert set(shown.table["unit"]) == {"34"}
    assert set(shown.table["year"]) == {2014}
    assert len(shown.table) < len(exhibit("observations").table)


def test_a_merged_province_brings_the_figures_of_its_parts(exhibit: Make) -> None:
    shown = exhibit("observations", units=("33@2025-07-01",), boundaries="2025")
    assert {"33", "34"} <= set(shown.table["unit"])


def test_a_figure_of_a_term_says_which_and_has_a_name_of_its_own(exhibit: Make) -> None:
    shown = exhibit("observations", units=("27",), indicators=("scholarships_value",))
    (row,) = listed(shown, year=2023).itertuples()
    assert row.period == "01/01/2022 – 31/12/2023"
    assert row.figure.endswith("2022-01-01/2023-12-31")


def test_every_listed_figure_is_found_again_by_its_name(exhibit: Make, published: Dataset) -> None:
    table = exhibit("observations").table
    for figure, value in zip(table["figure"], table["value"], strict=True):
        key = FigureKey.from_text(figure)
        assert key is not None
        assert figure_in_use(published, key).value == value


@given(
    st.builds(
        FigureKey,
        unit=st.sampled_from(["01", "24@2025-07-01", "VN"]),
        indicator=st.sampled_from(["members", "learning_family_rate"]),
        year=st.integers(1990, 2100),
        basis=st.sampled_from(["", "all", "registered", "unstated"]),
        subgroup=st.sampled_from(["", "all_citizens"]),
        point=st.sampled_from(["", "2018-06", "year_end"]),
        period=st.sampled_from(["", "/", "2021-01-01/2025-12-31"]),
    )
)
def test_a_name_in_a_link_reads_back_as_the_same_figure(key: FigureKey) -> None:
    assert FigureKey.from_text(key.to_text()) == key


@pytest.mark.parametrize(
    "text", ["", "members", "01.members", "01.members.24", "a.b.2024" + ".x" * 9]
)
def test_what_is_no_name_of_a_figure_opens_nothing(text: str) -> None:
    assert FigureKey.from_text(text) is None


def statement(**changes: object) -> Statement:
    source = Source("s1", "press", "Báo", "", "", "", "Báo", "Paper")
    plain = Statement(
        value=100.0,
        qualifier="exact",
        basis="",
        standing="current",
        source_id="s1",
        source=source,
        confidence="high",
        as_of=pd.Timestamp(2014, 12, 31),
        point="year_end",
        period="",
        note="",
        batch_id=2,
        line=1,
        channel="upload",
        file_name="",
        file_sha256="",
        sheet="",
        cell="",
        committed_at=datetime(2026, 1, 1),
        committed_by="Thư ký",
        live=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


OFFICE = Source("s2", "statistics_office", "Cục Thống kê", "", "", "", "Niên giám", "Yearbook")


@pytest.mark.parametrize(
    ("winner", "rival", "criterion"),
    [
        ({"source": OFFICE, "confidence": "low"}, {}, "kind"),
        ({"as_of": None}, {"confidence": "medium"}, "confidence"),
        ({"qualifier": "about"}, {"as_of": pd.Timestamp(2014, 6, 30)}, "as_of"),
        ({"qualifier": "about"}, {"as_of": None}, "as_of"),
        ({"batch_id": 1}, {"qualifier": "at_least"}, "precision"),
        ({"line": 9}, {"batch_id": 1}, "batch"),
        ({}, {"line": 2}, "line"),
    ],
)
def test_the_first_criterion_that_differs_decides(
    winner: dict[str, object], rival: dict[str, object], criterion: str
) -> None:
    before, after = statement(**winner), statement(value=90.0, **rival)
    assert deciding_criterion(before, after, NO_PREFERENCE, THAI_BINH_FUND) == criterion


def preferences(*chosen: tuple[int, str, float]) -> pd.DataFrame:
    rows = [
        {
            "batch_id": batch,
            "unit": "34",
            "indicator": "fund_balance",
            "subgroup": "",
            "basis": "",
            "year": 2014,
            "point": "year_end",
            "source_id": source,
            "value": value,
        }
        for batch, source, value in chosen
    ]
    return pd.DataFrame(rows)


def test_a_person_s_choice_decides_before_every_criterion() -> None:
    winner, rival = statement(), statement(value=90.0, source=OFFICE)
    chosen = preferences((5, "s1", 100.0))
    assert deciding_criterion(winner, rival, chosen, THAI_BINH_FUND) == "preferred"
    other_year = replace(THAI_BINH_FUND, year=2015)
    assert deciding_criterion(winner, rival, chosen, other_year) == "kind"


def test_a_figure_waits_until_the_newest_entry_closes_the_question() -> None:
    asked = record(THAI_BINH_FUND, "open", "hỏi lại tỉnh")
    closed = record(THAI_BINH_FUND, "closed", "tỉnh đã trả lời")
    found = record(THAI_BINH_FUND, "open", "nhảy vọt", finding="jump")
    entries = [dict(entry, batch_id=n) for n, entry in enumerate((asked, found, closed), 2)]
    subject = ("34", "fund_balance", "", "", 2014)
    assert open_figures(pd.DataFrame(entries[:1])) == {subject}
    assert open_figures(pd.DataFrame(entries)) == {subject}  # the finding is still open
    assert open_figures(pd.DataFrame([entries[0], entries[2]])) == frozenset()
    assert not is_open(())
