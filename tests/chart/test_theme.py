from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from khdash.chart.theme import (
    DARK,
    GLYPHS,
    LIGHT,
    Theme,
    separators,
    template,
)
from khdash.model.cluster import MEMBER_SYMBOLS

from .colour import ciede2000, contrast, distance
from .exhibits import EIGHT, STYLES

PROVINCES = {key: STYLES[key] for key in EIGHT}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_the_colour_measures_agree_with_published_values() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21, abs=0.01)
    # Pairs 1, 7 and 25 of the test data of Sharma, Wu and Dalal 2005.
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(
        1.2644, abs=1e-4
    )


@THEMES
@pytest.mark.parametrize("vision", ["full", "protanopia", "deuteranopia"])
def test_any_two_provinces_differ_for_every_reader(theme: Theme, vision: str) -> None:
    colours = {key: style.colour(theme.mode) for key, style in PROVINCES.items()}
    nearest = min(
        (distance(colours[a], colours[b], vision), a, b) for a, b in combinations(colours, 2)
    )
    assert nearest[0] >= 11, nearest


@THEMES
def test_lines_and_marks_stand_out_from_ground_and_panel(theme: Theme) -> None:
    marks = {key: style.colour(theme.mode) for key, style in STYLES.items()}
    marks |= {"target": theme.target, "primary": theme.primary}
    faint = {
        key: contrast(colour, ground)
        for key, colour in marks.items()
        for ground in (theme.ground, theme.panel)
        if contrast(colour, ground) < 3
    }
    assert faint == {}


@THEMES
def test_texts_can_be_read_on_the_ground(theme: Theme) -> None:
    for text in (theme.ink, theme.muted, theme.target):
        assert contrast(text, theme.ground) >= 4.5


@THEMES
def test_names_can_be_read_on_every_class_of_a_map(theme: Theme) -> None:
    for shade, colour in enumerate(theme.ramp, start=1):
        assert contrast(theme.on_ramp(shade), colour) >= 4.5, (shade, colour)
    assert contrast(theme.ink, theme.no_data) >= 4.5


@THEMES
def test_the_ramp_moves_away_from_the_ground_with_every_class(theme: Theme) -> None:
    steps = [contrast(colour, theme.ground) for colour in theme.ramp]
    assert all(low * 1.15 < high for low, high in pairwise(steps))


def test_every_province_has_its_own_marker() -> None:
    symbols = [style.symbol for style in PROVINCES.values()]
    assert len(set(symbols)) == 8
    assert set(symbols) <= set(GLYPHS)
    assert set(GLYPHS) == set(MEMBER_SYMBOLS)


def test_a_merged_province_keeps_the_colour_of_the_member_that_names_it() -> None:
    for merged, member in (("24", "27"), ("33", "33"), ("37", "37"), ("25", "26")):
        assert STYLES[f"{merged}@2025-07-01"] == STYLES[member]


def test_old_bac_giang_is_not_drawn_as_bac_ninh_though_they_share_a_code() -> None:
    assert STYLES["24"] != STYLES["24@2025-07-01"]


def test_benchmarks_have_dashes_and_provinces_have_none() -> None:
    assert {style.dash for style in PROVINCES.values()} == {"solid"}
    assert len({STYLES[key].dash for key in ("VN", "30", "22", "31")} - {"solid"}) == 4


def test_numbers_follow_the_language_and_not_the_browser() -> None:
    assert separators("vi") == ",."
    assert separators("en") == ".,"
    assert template("light", "vi")["layout"]["separators"] == ",."


def test_the_grid_is_horizontal_only() -> None:
    layout = template("dark", "vi")["layout"]
    assert layout["yaxis"]["showgrid"] is True
    assert layout["xaxis"]["showgrid"] is False
