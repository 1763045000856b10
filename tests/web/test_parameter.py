"""A page's own parameters are known from its registry entry alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.common import page_registry
from khdash.web.common.choices import one_of
from khdash.web.common.link import YearLimits, ignored_sentence, query_of, selection_of, state_of
from khdash.web.common.page_registry import PAGES, page_at
from khdash.web.common.parameter import Parameter, Value

LIMITS = YearLimits(1999, 2025, (2010, 2024), {"2022": 2, "2025": 3})
COLOUR = Parameter("mau_sac", "Tỉnh, thành phố", one_of("do", "xanh", "vang"), lambda _: ("xanh",))
SEVERAL = Parameter("nhieu", "Chỉ số", one_of("a", "b", "c"), several=True)
FREE = Parameter("ghi_chu", longest=5)
ALL_PARAMETERS = [(page, own) for page in PAGES for own in page.parameters]


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> page_registry.Page:
    """A page of one entry that has a parameter of each sort."""
    page = replace(PAGES[0], url_path="thu", parameters=(COLOUR, SEVERAL, FREE))
    monkeypatch.setattr(page_registry, "PAGES", (*PAGES, page))
    return page


@pytest.mark.parametrize(
    ("params", "state", "query", "ignored"),
    [
        ({}, ("xanh", ["a"], ""), {}, []),
        ({"mau_sac": ["do"]}, ("do", ["a"], ""), {"mau_sac": ["do"]}, []),
        ({"mau_sac": ["do", "vang"]}, ("vang", ["a"], ""), {"mau_sac": ["vang"]}, []),
        ({"mau_sac": ["tim"]}, ("xanh", ["a"], ""), {}, [("mau_sac", "tim")]),
        ({"nhieu": ["c", "b", "c"]}, ("xanh", ["c", "b"], ""), {"nhieu": ["c", "b"]}, []),
        ({"nhieu": ["c", "x"]}, ("xanh", ["c"], ""), {"nhieu": ["c"]}, [("nhieu", "x")]),
        ({"nhieu": ["x"]}, ("xanh", ["a"], ""), {}, [("nhieu", "x")]),
        ({"ghi_chu": ["dài quá"]}, ("xanh", ["a"], "dài q"), {"ghi_chu": ["dài q"]}, []),
    ],
)
def test_a_parameter_is_read_written_and_judged_by_its_entry(
    catalogue: Catalogue,
    registered: page_registry.Page,
    params: dict[str, list[str]],
    state: tuple[Value, ...],
    query: dict[str, list[str]],
    ignored: list[tuple[str, str]],
) -> None:
    found, faults = state_of(params, catalogue, LIMITS)
    assert tuple(found[own.name] for own in registered.parameters) == state
    assert [(fault.name, fault.value) for fault in faults] == ignored
    written = query_of(selection_of(found, catalogue, LIMITS), found, registered, catalogue)
    assert written == {"sai_so": ["2"], **query}


def test_a_wrong_value_is_named_by_the_label_of_the_entry(
    catalogue: Catalogue, registered: page_registry.Page
) -> None:
    _, (fault,) = state_of({"mau_sac": ["tim"]}, catalogue, LIMITS)
    assert ignored_sentence(fault, catalogue, Words("en")) == (
        "Province: the value “tim” is not in the list and was ignored."
    )


@pytest.mark.parametrize(
    ("page", "own"), ALL_PARAMETERS, ids=lambda one: getattr(one, "name", getattr(one, "icon", ""))
)
def test_every_option_of_every_page_survives_its_link_and_no_other_value_does(
    catalogue: Catalogue, page: page_registry.Page, own: Parameter
) -> None:
    for boundaries in ("2022", "2025"):
        default = own.default_on(catalogue, boundaries)
        for value in own.allowed(catalogue, boundaries):
            state, faults = state_of(
                {own.name: [value], "ranh_gioi": [boundaries]}, catalogue, LIMITS
            )
            assert (state[own.name], faults) == ([value] if own.several else value, ())
            query = query_of(selection_of(state, catalogue, LIMITS), state, page, catalogue)
            said = [] if state[own.name] == default else [value]
            assert query.get(own.name, []) == said
        if own.options is not None:
            state, faults = state_of(
                {own.name: ["?"], "ranh_gioi": [boundaries]}, catalogue, LIMITS
            )
            assert state[own.name] == default
            assert [(fault.name, fault.value) for fault in faults] == [(own.name, "?")]


def test_a_parameter_belongs_to_one_page() -> None:
    names = [own.name for _, own in ALL_PARAMETERS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("chi_so", "grassroots_associations"),
        ("danh_hieu", "family"),
        ("ho_so", "01"),
        ("chu_de", "members"),
        ("so_sanh", ["members"]),
        ("xem", "dien_bien"),
        ("xet", "learning_family_rate"),
        ("nhom_so", "members"),
        ("danh_sach", "moi_nhat"),
    ],
)
def test_what_the_pages_open_with(catalogue: Catalogue, name: str, default: Value) -> None:
    assert state_of({}, catalogue, LIMITS)[0][name] == default


def test_every_theme_that_has_a_page_is_one_of_the_catalogue(catalogue: Catalogue) -> None:
    themes = [page.theme for page in PAGES if page.theme]
    assert len(themes) == len(set(themes))
    assert set(themes) <= set(catalogue.themes)
    assert page_registry.page_of_theme("fund") is page_at("quy")


def test_an_address_of_no_page_is_told_and_not_taken_for_the_first() -> None:
    assert page_at("") is page_registry.PAGES[0]
    with pytest.raises(LookupError, match="«quỹ»"):
        page_at("quỹ")
