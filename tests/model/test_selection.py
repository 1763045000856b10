"""A view is its address: what a link says is what is shown, and what it says wrongly is named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.model.catalogue import Catalogue
from khdash.model.cluster import BoundarySet
from khdash.model.indicators import Indicator
from khdash.model.selection import (
    BASES,
    CLASSES,
    FORMS,
    MOST_NEWEST,
    REFERENCES,
    TOLERANCES,
    Ignored,
    Selection,
    parse_query,
)
from khdash.model.units import Unit, unit_key

OLD_END, MERGER = date(2025, 6, 30), date(2025, 7, 1)


def unit(code: str, valid_from: date | None, valid_to: date | None, successor: str = "") -> Unit:
    return Unit(code, valid_from, valid_to, code, code, code, code, "province", "VN", successor,
                "", "")  # fmt: skip


def indicator(code: str) -> Indicator:
    return Indicator(code, code, code, code, code, "members", "persons", "stock", 0, "up", False,
                     "", "", "", None, "", "", None, None, "", "", "", 1)  # fmt: skip


UNITS = [
    unit("01", None, None),
    unit("34", None, OLD_END, unit_key("33", MERGER)),
    unit("33", None, OLD_END, unit_key("33", MERGER)),
    unit("33", MERGER, None),
]
CATALOGUE = Catalogue(
    themes={},
    measures={},
    indicators={code: indicator(code) for code in ("members", "fund_balance")},
    units={u.key: u for u in UNITS},
    memberships=(),
    breaks=(),
    targets=(),
    subgroups={"adults": ("Người lớn", "Adults")},
    boundary_sets=(
        BoundarySet("2022", date(2022, 12, 31), "", "", "", "", default=True),
        BoundarySet("2025", MERGER, "", "", "", "", default=False),
    ),
)
OLD, NEW = ["01", "33", "34"], ["01", "33@2025-07-01"]


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    boundaries = draw(st.sampled_from(["", "2022", "2025"]))
    units = st.lists(st.sampled_from(NEW if boundaries == "2025" else OLD), unique=True)
    years = sorted(draw(st.lists(st.integers(1990, 2100), min_size=2, max_size=2)))
    period = draw(st.sampled_from(["usual", "named", "newest"]))
    first, last = years if period == "named" else (None, None)
    return Selection(
        indicators=tuple(draw(st.lists(st.sampled_from([*CATALOGUE.indicators]), unique=True))),
        units=tuple(draw(units)),
        first_year=first,
        last_year=last,
        newest=draw(st.integers(1, MOST_NEWEST)) if period == "newest" else None,
        tolerance=draw(st.sampled_from(TOLERANCES)),
        boundaries=boundaries,
        basis=draw(st.sampled_from(["", *BASES])),
        subgroup=draw(st.sampled_from(["", "adults"])),
        reference=draw(st.sampled_from(["", *REFERENCES, OLD[0]])),
        form=draw(st.sampled_from(["", *FORMS])),
        classes=draw(st.sampled_from(["", *CLASSES])),
        focus=draw(st.sampled_from(["", OLD[0]])),
        benchmarks=tuple(draw(st.lists(st.sampled_from(OLD[:1]), unique=True))),
        judge_national=draw(st.booleans()),
        as_known_at=draw(st.none() | st.datetimes()),
        lang=draw(st.sampled_from(["vi", "en"])),
    )


@given(selections())
def test_an_address_reopens_exactly_the_view_it_was_made_from(selection: Selection) -> None:
    assert parse_query(selection.to_query(), CATALOGUE) == (selection, ())


def test_the_default_view_has_an_empty_address() -> None:
    assert Selection().to_query() == ""


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("tinh=99", Ignored("tinh", "99", "unknown-value")),
        ("tinh=34&ranh_gioi=2025", Ignored("tinh", "34", "merged", "33")),
        ("nam=abc", Ignored("nam", "abc", "unknown-value")),
        ("nam=latest-0", Ignored("nam", "latest-0", "unknown-value")),
        ("nam=latest-51", Ignored("nam", "latest-51", "unknown-value")),
        ("nam=latest-", Ignored("nam", "latest-", "unknown-value")),
        ("nam=latest5", Ignored("nam", "latest5", "unknown-value")),
        ("nam=0001", Ignored("nam", "0001", "unknown-value")),
        ("ranh_gioi=1999", Ignored("ranh_gioi", "1999", "unknown-value")),
        ("sai_so=99", Ignored("sai_so", "99", "unknown-value")),
        ("chi_so=memberz", Ignored("chi_so", "memberz", "unknown-value")),
        ("nhom=x", Ignored("nhom", "x", "unknown-value")),
        ("biet_den=hom-qua", Ignored("biet_den", "hom-qua", "unknown-value")),
        ("mau=do", Ignored("mau", "", "unknown-name")),
    ],
)
def test_what_a_link_says_wrongly_is_named_and_the_rest_followed(
    query: str, ignored: Ignored
) -> None:
    selection, found = parse_query(f"{query}&lang=en", CATALOGUE)
    assert found == (ignored,)
    assert selection.lang == "en"


def test_a_code_means_the_unit_of_the_chosen_boundaries() -> None:
    before, _ = parse_query("tinh=33", CATALOGUE)
    after, _ = parse_query("tinh=33&ranh_gioi=2025", CATALOGUE)
    assert (before.units, after.units) == (("33",), ("33@2025-07-01",))


def test_one_year_is_a_range_of_one_year() -> None:
    selection, _ = parse_query("nam=2020", CATALOGUE)
    assert (selection.first_year, selection.last_year) == (2020, 2020)
