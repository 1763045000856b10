"""Examples with values worked out by hand from the published and the generated figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from tests.truth import reader
from tests.truth.exhibits import World, faults_of, spoken_of
from tests.truth.properties import covered, low_faults
from tests.truth.together import amounts

NEWEST = "nam=2010&nam=2024"


def total_of(tile: Exhibit) -> list[float]:
    return [round(n.value, 2) for n in amounts(str(tile.extra["total"]), "vi")]


def texts(exhibit: Exhibit) -> str:
    """All words of an exhibit."""
    extra = [str(v) for k, v in exhibit.extra.items() if isinstance(v, str) and k != "spark_label"]
    notes = [note.text for note in exhibit.notes]
    return reader.plain(" | ".join([exhibit.headline, exhibit.subtitle, *extra, *notes]))


# ---- the basis of a rate of the whole


@pytest.mark.parametrize(
    ("title", "of_all", "of_registered"),
    [("family", 76.70, 88.31), ("clan", 70.26, 85.56), ("community", 83.18, 91.98)],
)
def test_number_words_and_line_of_a_tile_stand_on_one_basis(
    demo: World, title: str, of_all: float, of_registered: float
) -> None:
    query = f"chi_so=learning_{title}_rate&{NEWEST}"
    for view, value, basis in (
        ("", of_all, "all"),
        ("&mau_so=all", of_all, "all"),
        ("&mau_so=registered", of_registered, "registered"),
    ):
        tile = demo.ask("tile", query + view)
        assert total_of(tile) == [value]
        assert reader.bases(f"{tile.headline} {tile.subtitle} {tile.extra['total']}") == {basis}
        assert tile.extra["spark_label"] not in demo.books["2022"].names
        assert faults_of(demo, "tile", query + view) == []


# ---- forms on today's boundaries


@pytest.mark.parametrize("form", ["per_head", "index"])
def test_a_form_on_todays_boundaries_keeps_three_provinces(demo: World, form: str) -> None:
    query = "chi_so=members&nam=2012&nam=2024&ranh_gioi=2025"
    names = {demo.books["2025"].name_of(u) for u in covered(demo.ask("comparison", query))}
    formed = demo.ask("comparison", f"{query}&cach_tinh={form}")
    assert names == {"Hà Nội", "Hưng Yên", "Ninh Bình"}
    assert covered(formed) == covered(demo.ask("comparison", query))


def test_a_share_of_too_few_provinces_says_that_its_divisor_is_missing(demo: World) -> None:
    """Three of five are below five eighths: there is no total to be a share of."""
    query = "chi_so=members&nam=2012&nam=2024&ranh_gioi=2025&cach_tinh=share"
    shown = demo.ask("comparison", query)
    assert covered(shown) == set()
    assert re.search(r"5/8|chưa đủ", texts(shown))


def test_an_index_of_the_fund_on_todays_boundaries_is_drawn_from_its_parts(
    published: World,
) -> None:
    """Seven points at least: 21,5 (more than) to 185,6 tỷ of one part of Bắc Ninh is at most
    863,256; 34 tỷ to 30 (more than) and 155 (nearly) of one of Hưng Yên; two each of two parts of
    Ninh Bình, of which the later ones are open on both sides."""
    query = f"chi_so=fund_balance&{NEWEST}&ranh_gioi=2025&cach_tinh=index"
    table = published.ask("trend", query).table
    known = table[table["value"].notna()]
    assert len(known) >= 7
    assert known["partial"].all()
    newest = known[(known["unit_name"] == "Bắc Ninh") & (known["year"] == 2024)]
    assert newest["upper"].round(3).tolist() == [863.256]


def test_a_missing_divisor_is_the_reason_and_not_an_old_figure(published: World) -> None:
    """Bắc Ninh has its members of 2024, but nobody has the population of 2024."""
    query = "chi_so=members&nam=2010&nam=2025&sai_so=4&cach_tinh=per_head"
    shown = published.ask("comparison", query)
    notes = [n.text for n in shown.notes if n.kind == "coverage" and "Bắc Ninh" in n.text]
    assert notes
    old = re.search(r"([^;:]*)\(số đã cũ\)", " ".join(notes))
    assert old is None or "Bắc Ninh" not in old[1]


def test_an_index_on_a_figure_of_low_confidence_is_not_spoken(published: World) -> None:
    """Ninh Bình starts in 2013 at "gần 300.000", of low confidence."""
    query = "chi_so=members&nam=2010&nam=2015&sai_so=0&cach_tinh=index&tinh=01&tinh=34&tinh=37"
    shown = published.ask("map", query)
    rows = shown.table[(shown.table["unit"] == "37") & shown.table["value"].notna()]
    assert rows["confidence"].tolist() == ["low"]
    assert amounts(shown.headline, "vi") == []


# ---- two years


def test_a_slope_names_the_years_of_its_pairs(published: World) -> None:
    query = "chi_so=grassroots_associations&nam=2016&nam=2020&sai_so=5&tinh=01&tinh=34&tinh=37"
    headline = published.ask("slope", query).headline
    assert not re.search("từ 2016|đến 2020", headline)
    assert faults_of(published, "slope", query) == []


def test_nothing_is_said_across_a_change_of_criteria(demo: World) -> None:
    """From 2021 to 2023 all eight fell, but on other criteria; from 2022 to 2023 all eight rose."""
    query = "chi_so=learning_family_recognised&nam=2021&nam=2023"
    headline = demo.ask("slope", query).headline
    assert "từ 2021" not in headline
    assert faults_of(demo, "slope", query) == []


# ---- ties


@pytest.mark.parametrize("kind", ["comparison", "map", "tile", "ranking", "headlines"])
def test_equal_leaders_are_named_together(demo: World, kind: str) -> None:
    query = f"chi_so=learning_unit_rate&{NEWEST}&mau_so=all"
    exhibit = demo.ask(kind, query)
    said = [s.text for s in spoken_of(demo, exhibit) if re.search("đứng đầu|cao nhất", s.text)]
    assert all("Bắc Ninh và Ninh Bình" in text for text in said if "100" in text)
    assert faults_of(demo, kind, query) == []


def test_a_comparison_names_both_leaders(demo: World) -> None:
    query = f"chi_so=learning_unit_rate&{NEWEST}&mau_so=all"
    assert "Bắc Ninh và Ninh Bình" in demo.ask("comparison", query).headline


# ---- reasons


@pytest.mark.parametrize(
    ("data", "query", "since"),
    [
        ("published", "chi_so=population&nam=2010&nam=2015", "2015"),
        ("demo", "chi_so=learning_family_recognised&nam=2016&nam=2022", "2022"),
    ],
)
def test_the_break_is_the_reason_where_all_have_both_years(
    worlds: dict[str, World], data: str, query: str, since: str
) -> None:
    growth = worlds[data].ask("growth", query)
    said = texts(growth)
    assert "chỉ 8/8" not in said
    assert re.search(r"tiêu chí|cách tính|mốc|không so sánh được", said)
    assert since in said


# ---- the spread


def test_a_spread_holds_computed_and_rounded_figures(published: World) -> None:
    """12 (2017), ≥ 24,3 (2017), 31,5081 (2020, computed), ≥ 32,0814 (2020, computed)."""
    query = "chi_so=members_population_rate&nam=2010&nam=2020&sai_so=5"
    tile = published.ask("tile", query)
    values = total_of(tile)
    assert (values[0], values[-1]) == (12, 32.08)
    assert "27,9" in texts(tile)
    assert "4/8" in texts(tile)
    assert faults_of(published, "tile", query) == []


def test_the_sign_of_an_end_stands_before_the_bound_that_it_names(published: World) -> None:
    """110.000 exact, nearly 82.877,1, over 68.225, over 44.913,1: the lowest is at most 82.877,1,
    the middle at least half of 44.913,1 + 68.225, the highest at least 110.000."""
    query = "chi_so=fund_per_head&nam=2010&nam=2020&sai_so=5"
    said = texts(published.ask("tile", query))
    assert "≲ 82.878" in said
    assert "≥ 56.569" in said
    assert "≥ 110.000" in said
    assert faults_of(published, "tile", query) == []


def test_rates_of_unstated_base_of_several_sources_are_no_spread(published: World) -> None:
    """74,75 (s042), 74,6 (s005) and 61,2 (s057) come from three sources."""
    query = f"chi_so=learning_clan_rate&{NEWEST}"
    values = total_of(published.ask("tile", query))
    assert not {61.2, 74.75} <= set(values)
    assert faults_of(published, "tile", query) == []


def test_a_tile_never_prints_dashes_for_figures(published: World) -> None:
    tile = published.ask("tile", "chi_so=fund_per_head&nam=2010&nam=2018")
    assert total_of(tile) == [44913, 68225]
    assert "– – –" not in texts(tile)


# ---- rounding of bounds


@pytest.mark.parametrize(
    ("kind", "query", "words"),
    [
        # 486.356 (2014), "hơn 600.000" (2020): at least 23,3664 %
        ("growth", "chi_so=members&nam=2010&nam=2020&tinh=34", "tăng ít nhất 23,3 %"),
        # "hơn 1,5 triệu" (2023), 1.953.233 (2024): at most 30,2155 %
        ("growth", "chi_so=members&nam=2023&nam=2024&tinh=01", "không tăng quá 30,3 %"),
    ],
)
def test_bounds_are_rounded_to_their_safe_side(
    published: World, kind: str, query: str, words: str
) -> None:
    assert words in reader.plain(published.ask(kind, query).headline)
    assert faults_of(published, kind, query) == []


def test_a_cap_that_does_not_exclude_a_doubling_heads_nothing(published: World) -> None:
    """Hơn 21,5 tỷ (2013), 185,6 tỷ (2024): at most 8,6326 times says as much as nothing."""
    found = published.ask("growth", f"chi_so=fund_balance&{NEWEST}&tinh=27")
    assert "chưa có cặp số liệu đủ căn cứ" in reader.plain(found.headline)
    assert "lần" not in reader.plain(found.headline)


def test_a_signed_bound_is_rounded_to_its_safe_side(published: World) -> None:
    """Hơn 1,5 triệu of 8.587.100 people is at least 17,4681 %, 174,681 of a thousand."""
    query = "nam=2018&nam=2023&tinh=01"
    rate = published.ask("comparison", f"chi_so=members_population_rate&{query}")
    heads = published.ask("comparison", f"chi_so=members&{query}&cach_tinh=per_head")
    assert "17,47" not in texts(rate) + rate.alt
    assert "174,7" not in texts(heads) + heads.alt


# ---- low confidence


@pytest.mark.parametrize("kind", ["total", "growth", "tile", "headlines", "trend", "slope"])
@pytest.mark.parametrize("name", ["published", "demo"])
def test_sums_and_changes_of_low_confidence_are_not_spoken(
    low_worlds: dict[str, World], name: str, kind: str
) -> None:
    assert list(low_faults(low_worlds[name], kind, f"chi_so=members&{NEWEST}")) == []


def test_a_part_of_low_confidence_leaves_the_sum(published: World) -> None:
    """Vĩnh Phúc's "hơn 300 nghìn" of 2023 is of low confidence: Hà Nội and Bắc Ninh remain,
    1.953.233 + 542.467; (8.587.100 + 1.517.400) of 18.289.200 people in 2023."""
    tile = published.ask("tile", f"chi_so=members&{NEWEST}&sai_so=2")
    assert total_of(tile)[0] == 2_495_700
    said = texts(tile)
    assert "2 tỉnh" in said
    assert "55,2 % dân số" in said
    assert "Hà Nội và Bắc Ninh" in said


# ---- derived and published


def test_a_registered_rate_is_computed_from_families_registered(demo: World) -> None:
    query = f"chi_so=learning_family_rate&{NEWEST}&mau_so=registered"
    notes = [n.text for n in demo.ask("comparison", query).notes if n.kind == "derived"]
    assert notes
    assert all("GĐHT đăng ký" in text for text in notes)
    assert not any("/ Gia đình cùng năm" in text for text in notes)


def test_an_unstated_base_leaves_the_verdict_open(published: World) -> None:
    """65,4 % printed without its base agrees with no base that is known (52,14 %)."""
    query = "chi_so=studious_clan_rate&nam=2010&nam=2020"
    rows = published.ask("published_derived", query).table.to_dict("records")
    found = [r for r in rows if r["unit"] == "37" and r["year"] == 2015]
    assert [(r["basis"], r["value"]) for r in found] == [("unstated", 65.4)]
    assert abs(found[0]["recomputed"] - 52.14) < 0.01
    assert not re.search(
        "khớp|agree|lệch|differ", str(found[0]["verdict"]).replace("không khớp", "lệch")
    )


# ---- the impossible


@pytest.mark.parametrize("kind", ["tile", "total", "comparison", "map", "headlines", "growth"])
def test_an_impossible_sum_of_money_heads_nothing(published: World, kind: str) -> None:
    """A thousand million million VND: more than a thousand million for every person."""
    rows = published.dataset.observations.copy()
    own = (rows["unit"] == "27") & (rows["indicator"] == "fund_balance") & (rows["year"] == 2024)
    assert own.sum() == 1
    rows.loc[own, ["value", "lower", "upper"]] = 1_000_000_000_342_800.0
    world = World(replace(published.dataset, observations=rows))
    exhibit = world.ask(kind, f"chi_so=fund_balance&{NEWEST}&sai_so=2")
    for spoken in spoken_of(world, exhibit):
        if spoken.where != "note":
            assert all(n.value < 1e12 for n in reader.numbers(spoken.text)), spoken.text
