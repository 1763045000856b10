"""The link: codes in, codes out, and a plain sentence for what could not be followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.common.link import YearLimits, ignored_sentence, query_of, selection_of, state_of
from khdash.web.common.page_registry import PAGES, page_at

LIMITS = YearLimits(1999, 2025, (2010, 2024), {"2022": 2, "2025": 3})
PROFILE = page_at("ho-so-tinh")
EIGHT = ("01", "26", "27", "33", "34", "35", "36", "37")


def sentences(catalogue: Catalogue, params: dict[str, list[str]], lang: str = "vi") -> list[str]:
    _, faults = state_of(params, catalogue, LIMITS)
    return [ignored_sentence(fault, catalogue, Words(lang)) for fault in faults]


def test_an_empty_link_is_the_whole_cluster_and_writes_only_the_tolerance(
    catalogue: Catalogue,
) -> None:
    state, faults = state_of({}, catalogue, LIMITS)
    assert (state["tinh"], state["nam"], state["ranh_gioi"]) == ([], (2010, 2024), "2022")
    assert faults == ()
    for page in PAGES:
        assert query_of(selection_of(state, catalogue, LIMITS), state, page, catalogue) == {
            "sai_so": ["2"]
        }


def test_a_link_with_everything_is_written_back_as_it_came(catalogue: Catalogue) -> None:
    params = {
        "tinh": ["24", "01"],
        "nam": ["2012", "2020"],
        "sai_so": ["5"],
        "ranh_gioi": ["2025"],
        "mau_so": ["registered"],
        "biet_den": ["2026-01-02T03:04:05"],
        "lang": ["en"],
        "ho_so": ["33"],
        "chu_de": ["fund"],
    }
    state, faults = state_of(params, catalogue, LIMITS)
    assert faults == ()
    assert query_of(selection_of(state, catalogue, LIMITS), state, PROFILE, catalogue) == params


@given(
    codes=st.lists(st.sampled_from(EIGHT), unique=True),
    years=st.tuples(st.integers(1999, 2025), st.integers(1999, 2025)),
    tolerance=st.sampled_from([0, 1, 2, 3, 5]),
)
def test_every_choice_of_the_filters_survives_its_own_link(
    catalogue: Catalogue, codes: list[str], years: tuple[int, int], tolerance: int
) -> None:
    state, _ = state_of({}, catalogue, LIMITS)
    chosen = {**state, "tinh": codes, "nam": tuple(sorted(years)), "sai_so": tolerance}
    query = query_of(selection_of(chosen, catalogue, LIMITS), chosen, PAGES[0], catalogue)
    assert state_of(query, catalogue, LIMITS) == (chosen, ())


def test_the_default_years_typed_in_full_are_the_default(catalogue: Catalogue) -> None:
    state, _ = state_of({"nam": ["2024", "2010"]}, catalogue, LIMITS)
    selection = selection_of(state, catalogue, LIMITS)
    assert (selection.first_year, selection.last_year) == (None, None)


def test_a_page_keeps_only_its_own_parameters_in_the_link(catalogue: Catalogue) -> None:
    state, _ = state_of({"ho_so": ["36"], "danh_hieu": ["clan"]}, catalogue, LIMITS)
    selection = selection_of(state, catalogue, LIMITS)
    assert query_of(selection, state, PROFILE, catalogue) == {"sai_so": ["2"], "ho_so": ["36"]}
    learning = page_at("mo-hinh-hoc-tap")
    assert query_of(selection, state, learning, catalogue) == {
        "sai_so": ["2"],
        "danh_hieu": ["clan"],
    }
    assert query_of(selection, state, page_at("quy"), catalogue) == {"sai_so": ["2"]}


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        (
            {"tinh": ["34"], "ranh_gioi": ["2025"]},
            "Mã 34 (Thái Bình) không còn trên ranh giới đã chọn; từ 1/7/2025 địa bàn này thuộc"
            " Hưng Yên (mã 33).",
        ),
        (
            {"ho_so": ["26"], "ranh_gioi": ["2025"]},
            "Mã 26 (Vĩnh Phúc) không còn trên ranh giới đã chọn; từ 1/7/2025 địa bàn này thuộc"
            " Phú Thọ (mã 25).",
        ),
        (
            {"tinh": ["30"]},
            "Hải Dương (mã 30) không thuộc Cụm 3 trên ranh giới đã chọn nên không được lọc.",
        ),
        (
            {"tinh": ["99"]},
            "Tỉnh, thành phố: giá trị «99» không có trong danh mục nên được bỏ qua.",
        ),
        ({"nam": ["1995", "2020"]}, "Năm 1995 nằm ngoài khoảng có số liệu (1999–2025)."),
        (
            {"danh_hieu": ["vua"]},
            "Danh hiệu: giá trị «vua» không có trong danh mục nên được bỏ qua.",
        ),
        ({"mau": ["1"]}, "Trang này không có mục «mau»; phần đó của liên kết được bỏ qua."),
    ],
)
def test_a_wrong_part_of_a_link_is_named(
    catalogue: Catalogue, params: dict[str, list[str]], sentence: str
) -> None:
    assert sentences(catalogue, params) == [sentence]


def test_a_merged_province_names_its_successor_in_english_too(catalogue: Catalogue) -> None:
    assert sentences(catalogue, {"tinh": ["34"], "ranh_gioi": ["2025"]}, "en") == [
        "Code 34 (Thai Binh) does not exist on the chosen boundaries; since 1 July 2025 the area"
        " belongs to Hung Yen (code 33)."
    ]


def test_what_is_right_in_a_link_is_followed_beside_what_is_wrong(catalogue: Catalogue) -> None:
    state, faults = state_of({"tinh": ["01", "99"], "nam": ["1900"]}, catalogue, LIMITS)
    assert state["tinh"] == ["01"]
    assert [(fault.name, fault.value) for fault in faults] == [("nam", "1900"), ("tinh", "99")]
    assert state["nam"] == (2010, 2024)
