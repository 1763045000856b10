"""Maps by year on a slide: as large as their number lets them be, and apart from each other."""

from __future__ import annotations

import pytest

from khdash.chart import draw, read_boundaries
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def panels(dataset: Dataset, years: int, *, slide: bool) -> list[tuple[float, float, float, float]]:
    """left, right, bottom and top of each panel in pixels of a sheet 650 wide."""
    asked = Selection(indicators=("members",), first_year=2025 - years, last_year=2024)
    shown = build("map_years", dataset, asked)
    assert shown.catalogue is not None
    assert shown.outlines is not None
    outlines = read_boundaries(shown.outlines, shown.catalogue.boundary_set(""))
    layout = draw(shown, slide=slide, boundaries=outlines)["layout"]
    margin = layout["margin"]
    high = layout["height"] - margin["t"] - margin["b"]
    found = []
    for number in range(years):
        axis = "" if number == 0 else str(number + 1)
        (left, right), (bottom, top) = (layout[f"{d}axis{axis}"]["domain"] for d in "xy")
        found.append((left * 650, right * 650, bottom * high, top * high))
    return found


@pytest.mark.parametrize(("years", "rows"), [(3, 1), (4, 1), (8, 2), (12, 2)])
def test_a_slide_has_so_many_rows_that_its_maps_are_large(
    demo: Dataset, years: int, rows: int
) -> None:
    found = panels(demo, years, slide=True)
    assert len({round(top) for *_, top in found}) == rows
    assert all(bottom > 0 for _, _, bottom, _ in found), "nothing below for the credit"


def test_no_two_panels_share_room(demo: Dataset) -> None:
    found = panels(demo, 12, slide=True)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            beside = one[1] <= other[0] or other[1] <= one[0]
            below = one[3] <= other[2] or other[3] <= one[2]
            assert beside or below
    # Four a row would have left each map a third less height.
    assert found[0][3] - found[0][2] > 1.3 * (325 / 3 - 22)
