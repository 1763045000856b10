"""Search as people type: no accents, any order, slips; what is found names everything typed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.exhibit.registry import build
from khdash.exhibit.topics.lookup.search.matching import search
from khdash.exhibit.topics.lookup.search.narrowing import Narrowing, narrowed, ordered
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


@pytest.fixture(scope="module")
def figures(published: Dataset) -> pd.DataFrame:
    return build("observations", published, Selection()).table


def found(figures: pd.DataFrame, text: str, catalogue: Catalogue) -> set[str]:
    return set(search(figures, text, catalogue).rows["figure"])


@pytest.mark.parametrize(
    "text",
    [
        "hội viên Hà Nội 2024",
        "hoi vien ha noi 2024",
        "2024 HÀ NỘI hội viên",
        "HV tp. hà nội năm 2024",
        "members ha noi 2024",
        "hội vein hà nội 2024",
        "1.953.233",
        "1,953,233",
        "1953233",
    ],
)
def test_one_figure_is_found_however_it_is_asked_for(
    figures: pd.DataFrame, catalogue: Catalogue, text: str
) -> None:
    assert "01.members.2024" in found(figures, text, catalogue)


def test_what_is_found_is_of_the_named_province_and_year_only(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    rows = search(figures, "quy nam dinh nam 2017", catalogue).rows
    assert set(rows["unit"]) == {"36"}
    assert set(rows["year"]) == {2017}
    assert "fund_balance" in set(rows["indicator"])


def test_a_span_of_years_is_understood(figures: pd.DataFrame, catalogue: Catalogue) -> None:
    rows = search(figures, "GĐHT 2020–2024", catalogue).rows
    assert rows["year"].between(2020, 2024).all()
    assert rows["indicator"].str.startswith("learning_family").all()


def test_a_word_typed_with_its_accents_means_that_word(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    assert "population" in set(search(figures, "quy", catalogue).rows["indicator"])  # quy mô
    assert "population" not in set(search(figures, "quỹ", catalogue).rows["indicator"])


def test_a_misspelt_word_is_read_as_its_nearest_and_named(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    result = search(figures, "thái bihn quỹ", catalogue)
    assert dict(result.read_as) == {"bihn": "binh"}
    assert set(result.rows["unit"]) == {"34"}


def test_a_source_is_found_by_its_title_and_named_figures_come_first(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    rows = search(figures, "báo thái bình", catalogue).rows
    assert len(rows)
    assert set(rows["unit"]) == {"34"}


@pytest.mark.parametrize("text", ["xyzabc", "hà nội 1990", "99.999.999"])
def test_what_is_not_there_is_not_found(
    figures: pd.DataFrame, catalogue: Catalogue, text: str
) -> None:
    assert found(figures, text, catalogue) == set()


def test_no_words_leave_everything_as_it_came(figures: pd.DataFrame, catalogue: Catalogue) -> None:
    assert search(figures, "  ", catalogue).rows.equals(figures)


@given(text=st.text(max_size=40))
def test_whatever_is_typed_finds_some_of_the_figures_or_none(
    figures: pd.DataFrame, catalogue: Catalogue, text: str
) -> None:
    assert found(figures, text, catalogue) <= set(figures["figure"])


def test_a_narrowing_survives_its_link_and_names_what_it_does_not_know(
    catalogue: Catalogue,
) -> None:
    chosen = Narrowing(
        theme=("fund",),
        kind=("press",),
        confidence=("low", "high"),
        show=("open",),
        order=("unit",),
    )
    assert Narrowing.from_text(chosen.to_text(), catalogue) == (chosen, ())
    assert Narrowing.from_text("theme.fund kind.rumour x", catalogue) == (
        Narrowing(theme=("fund",)),
        ("kind.rumour", "x"),
    )


def test_figures_are_narrowed_by_indicator_source_confidence_dispute_and_follow_up(
    figures: pd.DataFrame,
) -> None:
    waiting = frozenset({("01", "members", "", "", 2024)})
    assert len(narrowed(figures, Narrowing(), waiting)) == len(figures)
    only = narrowed(figures, Narrowing(show=("open",)), waiting)
    assert list(only["figure"]) == ["01.members.2024"]
    disputed = narrowed(figures, Narrowing(show=("disputed",)), waiting)
    assert "34.fund_balance.2014" in set(disputed["figure"])
    assert "01.members.2024" not in set(disputed["figure"])
    funds = narrowed(figures, Narrowing(indicator=("fund_balance",), kind=("press",)), waiting)
    assert set(funds["indicator"]) == {"fund_balance"}
    assert set(funds["source_kind"]) == {"press"}
    low = narrowed(figures, Narrowing(confidence=("low",)), waiting)
    assert set(low["confidence"]) == {"low"}


def test_the_list_is_put_in_the_order_asked_for(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    assert figures["year"].is_monotonic_decreasing
    largest = ordered(figures, Narrowing(order=("largest",)), catalogue)
    assert largest["value"].is_monotonic_decreasing
    oldest = ordered(figures, Narrowing(order=("oldest",)), catalogue)
    assert oldest["year"].is_monotonic_increasing
    units = ordered(figures, Narrowing(order=("unit",)), catalogue)["unit"]
    assert units.drop_duplicates().is_unique
    assert list(units.drop_duplicates()) == list(units[units != units.shift()])


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("hoi vien nam dnh 2011", {"dnh": "dinh"}),
        ("hoi vien nam danh 2011", {"danh": "dinh"}),
        ("hội viên nam địnhh 2011", {"địnhh": "dinh"}),
    ],
)
def test_every_near_word_is_tried_and_what_fits_the_others_is_found(
    figures: pd.DataFrame, catalogue: Catalogue, text: str, read_as: dict[str, str]
) -> None:
    result = search(figures, text, catalogue)
    assert set(result.rows["unit"]) == {"36"}
    assert "36.members.2011" in set(result.rows["figure"])
    assert dict(result.read_as) == read_as


def test_a_word_that_is_there_is_not_read_as_another(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    result = search(figures, "dan so ha nam", catalogue)
    assert set(result.rows["unit"]) == {"35"}
    assert dict(result.read_as) == {}


def test_a_province_without_figures_here_is_no_slip_of_another(
    figures: pd.DataFrame, catalogue: Catalogue
) -> None:
    members = figures[figures["unit"].isin(["01", "34", "36"])]
    assert search(members, "hai duong", catalogue).rows.empty
