"""The dictionary: found with or without accents, complete, with its formulas."""

from __future__ import annotations

import pytest

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.methods import dictionary


@pytest.mark.parametrize("query", ["quy binh quan", "Quỹ bình quân", "QUY  BINH QUAN"])
def test_an_indicator_is_found_without_accents(catalogue: Catalogue, query: str) -> None:
    found = dictionary.matching(list(catalogue.indicators.values()), query)
    assert "fund_per_head" in [entry.code for entry in found]
    assert "members" not in [entry.code for entry in found]


def test_an_empty_search_shows_every_indicator(catalogue: Catalogue) -> None:
    everything = list(catalogue.indicators.values())
    assert dictionary.matching(everything, " ") == everything


def test_a_computed_rate_states_its_formula_in_both_languages(catalogue: Catalogue) -> None:
    entry = catalogue.indicators["fund_per_head"]
    assert dictionary.formula(entry, catalogue, Words("vi")) == (
        "Số dư Quỹ Khuyến học ÷ Dân số trung bình × 1.000.000"
    )
    assert dictionary.formula(entry, catalogue, Words("en")) == (
        "Fund balance ÷ Average population × 1,000,000"
    )


def test_an_indicator_that_only_comes_printed_has_no_formula(catalogue: Catalogue) -> None:
    assert dictionary.formula(catalogue.indicators["members"], catalogue, Words("vi")) == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_indicator_break_and_target_has_a_row_without_blank_names(
    catalogue: Catalogue, lang: str
) -> None:
    w = Words(lang)
    for rows, count in (
        (
            dictionary.indicator_rows(list(catalogue.indicators.values()), catalogue, w),
            len(catalogue.indicators),
        ),
        (dictionary.break_rows(catalogue, w), len(catalogue.breaks)),
        (dictionary.target_rows(catalogue, w), len(catalogue.targets)),
    ):
        assert len(rows) == count
        assert all(cell.strip() for column in rows.columns[:2] for cell in rows[column])


def test_an_indicator_says_who_answers_and_when_the_next_figure_is_due(
    catalogue: Catalogue,
) -> None:
    entries = [catalogue.indicators[code] for code in ("members", "population", "clans")]
    found = dictionary.indicator_rows(entries, catalogue, Words("vi"))["Định nghĩa"].tolist()
    assert "Nơi trả lời: Hội Khuyến học tỉnh, thành phố." in found[0]
    assert "Nơi trả lời: Cơ quan thống kê." in found[1]
    assert "Nơi trả lời: chưa có văn bản nào trong danh mục nêu." in found[2]
    assert all("Hạn: chưa có văn bản nào trong danh mục nêu hạn" in text for text in found)
