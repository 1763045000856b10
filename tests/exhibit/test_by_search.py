"""A search is a question like any other: its address finds what the page lists, row by row."""

from __future__ import annotations

from urllib.parse import parse_qs

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.exhibit.by_search import (
    BY_SEARCH,
    LONGEST_QUERY,
    Asked,
    UnknownNarrowing,
    asked_of,
    build_by_search,
)
from khdash.exhibit.core.addressed import is_built, query_of
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.registry import build
from khdash.exhibit.topics.lookup.search.matching import search
from khdash.exhibit.topics.lookup.search.narrowing import (
    ORDERS,
    SHOW,
    Narrowing,
    narrowed,
    options,
    ordered,
)
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection, parse_query

NOBODY: frozenset[tuple[object, ...]] = frozenset()
WAITING = frozenset({("01", "members", "", "", 2024)})
TYPED = ("", "hoi vien", "quỹ nam định 2017", "2020–2024 GĐHT", "1.953.233", "thái bihn", "xyzabc")


@st.composite
def narrowings(draw: st.DrawFn, catalogue: Catalogue) -> Narrowing:
    allowed = options(catalogue)
    several = {
        name: tuple(draw(st.lists(st.sampled_from(codes), max_size=2, unique=True)))
        for name, codes in allowed.items()
        if name not in ("show", "order")
    }
    show = draw(st.lists(st.sampled_from(list(SHOW)), max_size=2, unique=True))
    order = draw(st.sampled_from(list(ORDERS)))
    return Narrowing(**several, show=tuple(show), order=(order,) if order else ())


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_an_address_finds_what_the_narrowing_of_the_page_leaves(
    published: Dataset, data: st.DataObject
) -> None:
    catalogue = published.catalogue
    narrowing = data.draw(narrowings(catalogue))
    text = data.draw(st.sampled_from(TYPED))
    units = data.draw(st.sampled_from([(), ("34",), ("01", "36")]))
    selection = Selection(units=units, tolerance=4, lang=data.draw(st.sampled_from(["vi", "en"])))
    made = build_by_search(published, selection, Asked(text, narrowing.to_text()), WAITING)

    name = BY_SEARCH["unused" in narrowing.show]
    where = selection
    if "everywhere" in narrowing.show:
        where = selection.with_(units=catalogue.above_communes, first_year=1900, last_year=2100)
    rows = narrowed(build(name, published, where).table, narrowing, WAITING)
    left = ordered(search(rows, text, catalogue).rows, narrowing, catalogue)
    assert list(made.table["figure"]) == list(left["figure"])
    assert {source.source_id for source in made.sources} == set(left["source_id"])

    assert is_built(made)
    params = parse_qs(query_of(made), keep_blank_values=True)
    asked = asked_of(params)
    assert asked is not None
    again = build_by_search(published, parse_query(params, catalogue)[0], asked, WAITING)
    pd.testing.assert_frame_equal(again.table, made.table)
    assert (again.name, again.headline, filters_of(again)) == (
        made.name,
        made.headline,
        filters_of(made),
    )


@given(text=st.text(max_size=300), loc=st.text(max_size=40))
@settings(deadline=None, max_examples=100)
def test_whatever_an_address_says_is_an_exhibit_or_names_what_is_not_understood(
    published: Dataset, text: str, loc: str
) -> None:
    if loc.strip():
        with pytest.raises(UnknownNarrowing):
            build_by_search(published, Selection(), Asked(text, loc), NOBODY)
    made = build_by_search(published, Selection(), Asked(text), NOBODY)
    assert made.headline
    assert len(query_of(made)) < 13 * LONGEST_QUERY


def test_words_of_no_narrowing_are_refused_all_of_them(published: Dataset) -> None:
    with pytest.raises(UnknownNarrowing) as refused:
        build_by_search(published, Selection(), Asked("", "kind.press tin.don show.all"), NOBODY)
    assert refused.value.parts == ("tin.don", "show.all")


def test_what_was_searched_and_narrowed_is_said_in_the_words_of_the_page(
    published: Dataset,
) -> None:
    thai_binh = Selection(units=("34",), tolerance=4)
    asked = Asked(
        "quỹ", "theme.fund theme.members kind.press confidence.low show.disputed order.largest"
    )
    assert filters_of(build_by_search(published, thai_binh, asked, NOBODY)) == (
        "Thái Bình · 8 tỉnh (2022) · Tìm «quỹ» · Nhóm: Quỹ khuyến học, Tổ chức và hội viên"
        " · Loại nguồn: báo chí · Độ tin cậy: thấp · Xem: Có nguồn ghi khác"
        " · Sắp xếp: Giá trị lớn nhất"
    )
    slip = build_by_search(published, thai_binh, Asked("thái bihn"), NOBODY)
    assert filters_of(slip) == (
        "Thái Bình · 8 tỉnh (2022) · Tìm «thái bihn»"
        " · Không có từ nào viết như vậy, đã tìm: «bihn» → «binh»"
    )


def test_every_province_and_year_is_said_in_three_words_and_asked_for_shortly(
    published: Dataset,
) -> None:
    made = build_by_search(published, Selection(), Asked("", "show.unused show.everywhere"), NOBODY)
    assert len(made.table) == len(published.observations) + len(published.periods)
    years = published.observations["year"]
    assert filters_of(made) == (
        f"Mọi tỉnh, thành phố · {years.min()}–{years.max()} · Xem: Kèm số không dùng"
    )
    assert query_of(made) == "tim=&loc=show.unused+show.everywhere"


def test_a_figure_that_somebody_asks_about_is_marked_in_the_table(published: Dataset) -> None:
    made = build_by_search(published, Selection(), Asked("", "show.open"), WAITING)
    assert list(made.table["figure"]) == ["01.members.2024"]
    assert list(made.table["follow_up_name"]) == ["cần theo dõi"]
    none = build_by_search(published, Selection(), Asked("", "show.open"), NOBODY)
    assert none.headline == "0 số liệu"
