"""The sheet of a picture: whole, well-formed, nothing out of place, whatever the names are."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from khdash.chart import BadBoundaries
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import UNDRAWN, Exhibit, Note
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.cluster import SYMBOLS
from khdash.model.dataset import Dataset
from khdash.model.selection import parse_query
from khdash.picture.face import FILES, face
from khdash.picture.glyphs import DRAWN, SHAPES, mark
from khdash.picture.png import NotDrawn, to_png
from khdash.picture.svg import Point, clean
from khdash.report.picture import SIZES, picture, picture_png
from khdash.report.picture.sheet import Size
from tests.chart.exhibits import EIGHT, line, row
from tests.chart.exhibits import exhibit as small

from .reading import SVG, Written, groups, parsed, said, written

CHARTS = [name for name, spec in EXHIBITS.items() if spec.kind not in UNDRAWN]
QUERIES = ("", "ranh_gioi=2025&sai_so=5", "chi_so=learning_family_rate&so_voi=target&lang=en")


def sheets(name: str, dataset: Dataset) -> Iterator[tuple[Exhibit, Size, Xml.Element]]:
    for query in QUERIES:
        shown = build(name, dataset, parse_query(query, dataset.catalogue)[0])
        if is_drawn(shown):
            for size in SIZES.values():
                yield shown, size, parsed(picture(shown, size))


@pytest.fixture(params=["published", "demo"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_cut_and_the_words_keep_clear_of_the_chart(name: str, dataset: Dataset) -> None:
    for _, size, root in sheets(name, dataset):
        wide, high = (float(part) for part in root.get("viewBox").split()[2:])
        assert float(root.get("width")) == size.width
        if size.ratio and wide < size.most:
            assert float(root.get("height")) == pytest.approx(size.width * size.ratio, abs=1)
        for one in written(root):
            if not one.turned:
                place = (name, size.name, one)
                assert one.left >= -1, place
                assert one.right <= wide + 1, place
                assert one.top >= -1, place
                assert one.bottom <= high + 1, place
        _check_order(root)


def _check_order(root: Xml.Element) -> None:
    """Head, chart and foot stand below each other, and no two lines of them on each other."""
    blocks = [g for g in root if g.tag == f"{SVG}g"]
    lines = [list(written(g)) for g in blocks]
    places = [g.get("class") for g in blocks]
    chart = places.index("chart")
    top = float(blocks[chart].get("transform").split()[1].rstrip(")"))
    assert all(one.bottom <= top + 2 for own in lines[:chart] for one in own)
    low = max(one.bottom for one in lines[chart] if not one.turned)
    assert all(one.top >= low - 6 for own in lines[chart + 1 :] for one in own)
    around = [one for place, own in enumerate(lines) if place != chart for one in own]
    assert not any(_meet(one, other) for one, other in combinations(around, 2))


def _meet(one: Written, other: Written) -> bool:
    return (
        one.left + 1 < other.right
        and other.left + 1 < one.right
        and one.top + 1 < other.bottom
        and other.top + 1 < one.bottom
    )


@pytest.mark.parametrize("name", CHARTS)
def test_the_sheet_says_what_the_page_says(name: str, dataset: Dataset) -> None:
    for shown, _, root in sheets(name, dataset):
        text = {g.get("class"): _flat(said(g)) for g in root if g.get("class") != "chart"}
        assert text["finding"] == _flat(shown.headline)
        assert _flat(shown.title) in text["measured"]
        assert ("demo" in text) == shown.demo
        assert groups(root, "watermark") or not shown.demo
        assert str(shown.data_version) in text["version"]
        assert bool(shown.sources) == ("sources" in text)
        assert bool(shown.notes) == ("notes" in text)
        first, last = shown.selection.first_year, shown.selection.last_year
        assert first is None or f"{first}–{last}" in text["filters"]


def _flat(text: str) -> str:
    """Letters without the spaces at which lines break."""
    return "".join(text.split()).replace("\u00a0", "")


@pytest.mark.parametrize(
    ("name", "newest"), [("comparison", " · số mới nhất, lùi nhiều nhất 3 năm"), ("trend", "")]
)
def test_filters_are_said_in_words(name: str, newest: str, published: Dataset) -> None:
    query = (
        "chi_so=learning_family_rate&tinh=01&tinh=34&nam=2012&nam=2023&sai_so=3&mau_so=all"
        "&so_voi=cluster&tieu_diem=34&doi_chieu=VN"
    )
    shown = build(name, published, parse_query(query, published.catalogue)[0])
    (filters,) = groups(parsed(picture(shown)), "filters")
    assert _flat(said(filters)) == _flat(
        f"Hà Nội và Thái Bình · 8 tỉnh (2022) · 2012–2023{newest}"
        " · trên tổng số · So với Cả cụm · Đặt cạnh: Việt Nam · Làm nổi Thái Bình"
    )


def test_today_s_boundaries_a_form_and_an_earlier_moment_are_said(published: Dataset) -> None:
    query = (
        "chi_so=members&ranh_gioi=2025&sai_so=0&cach_tinh=per_head&chi_tieu=national"
        "&biet_den=2026-01-01T08:00&lang=en"
    )
    shown = build("comparison", published, parse_query(query, published.catalogue)[0])
    words = (
        "Cluster 3 · Provinces since 1 July 2025 · that year only · Per head · Judged by national"
        " targets too · As known at 1 Jan 2026 08:00"
    )
    assert filters_of(shown) == words


def test_the_weightiest_notes_are_written_and_the_others_counted() -> None:
    notes = tuple(Note("coverage", f"Ghi chú {n}.") for n in range(5))
    (shown,) = groups(parsed(picture(replace(small("trend", TWO), notes=notes))), "notes")
    assert said(shown) == "Ghi chú 0. Ghi chú 1. Ghi chú 2. Còn 2 ghi chú trong bảng tính."


TWO = line("01", (2020, 5), (2021, 7)) + line("34", (2020, 3), (2023, 4))


def test_what_is_no_chart_has_no_picture() -> None:
    for kind, rows in (
        ("table", [row("01", 2024, 1)]),
        ("trend", line("01", (2024, 1))),
        ("trend", [row("01", None, None)]),
        ("map", [row("01", 2024, 1)]),
        ("comparison", []),
    ):
        assert not is_drawn(small(kind, rows)), kind
        with pytest.raises(ValueError, match="no picture"):
            picture(small(kind, rows))


NASTY = "A&B <b>\"'</text><script>\x00\x0b\ud800]]>\u202e☃"


def test_hostile_names_stay_words() -> None:
    rows = [row(unit, 2024, 10.0 + n, unit_name=NASTY) for n, unit in enumerate(EIGHT)]
    texts = {"headline": NASTY, "title": NASTY, "subtitle": NASTY, "alt": NASTY}
    shown = replace(small("comparison", rows), notes=(Note("coverage", NASTY),), **texts)
    root = parsed(picture(shown))
    assert not list(root.iter(f"{SVG}script"))
    (finding,) = groups(root, "finding")
    assert _flat(said(finding)) == _flat(clean(NASTY))
    assert Image.open(io.BytesIO(picture_png(shown))).size[0] == 1200


NAME = st.text(max_size=24)
VALUE = st.none() | st.floats(0, 1e9, allow_nan=False)


@settings(max_examples=60)
@given(
    kind=st.sampled_from(["comparison", "trend", "parts", "heat_table"]),
    names=st.lists(NAME, min_size=8, max_size=8),
    values=st.lists(VALUE, min_size=8, max_size=8),
    size=st.sampled_from(list(SIZES.values())),
    headline=st.text(max_size=300),
)
def test_any_exhibit_gives_a_whole_picture(
    kind: str, names: list[str], values: list[float | None], size: Size, headline: str
) -> None:
    shown = replace(small(kind, _rows(kind, names, values)), headline=headline)
    if not is_drawn(shown):
        return
    root = parsed(picture(shown, size))
    known = [value for value in values if value is not None]
    if kind == "comparison":
        bars = [e for e in root.iter(f"{SVG}rect") if e.get("fill") == LIGHT.primary]
        assert len(bars) == len(known)
    if kind == "heat_table":
        (cells,) = groups(root, "heatmap")
        assert len([e for e in cells if e.tag == f"{SVG}rect"]) == len(EIGHT)
    wide = float(root.get("viewBox").split()[2])
    for block in root:
        if block.tag == f"{SVG}g" and block.get("class") != "chart":
            assert all(one.left >= -1 and one.right <= wide + 1 for one in written(block))


def _rows(kind: str, names: list[str], values: list[float | None]) -> list[dict[str, Any]]:
    rows = []
    for place, (unit, name, value) in enumerate(zip(EIGHT, names, values, strict=True)):
        of_kind = {
            "trend": {"run": 0, "segment": 0, "lone": True},
            "parts": {"part": "p", "part_name": name, "whole": float("nan"), "share": float("nan")},
            "heat_table": {"indicator_name": "Hội viên", "shade": place / 8, "measure": "persons"},
        }.get(kind, {})
        rows.append(row(unit, 2024, value, unit_name=name, stale=False, decimals=0, **of_kind))
    return rows


@pytest.mark.parametrize("name", CHARTS)
def test_a_png_shows_the_whole_sheet(name: str, demo: Dataset) -> None:
    shown = build(name, demo, parse_query("", demo.catalogue)[0])
    root = parsed(picture(shown))
    image = Image.open(io.BytesIO(picture_png(shown))).convert("RGB")
    assert image.size == (int(root.get("width")), int(root.get("height")))
    ground = tuple(int(LIGHT.ground[i : i + 2], 16) for i in (1, 3, 5))
    colours = Counter(image.get_flattened_data())
    assert len(colours) > 50
    assert 0.02 < 1 - colours[ground] / (image.width * image.height) < 0.9
    # The finding is there: dark letters where it stands.
    place = next(one for g in groups(root, "finding") for one in written(g))
    scale = image.width / float(root.get("viewBox").split()[2])
    left, top, right, bottom = (
        round(side * scale) for side in (place.left, place.top, place.right, place.bottom)
    )
    letters = image.crop((left, top, right, bottom)).get_flattened_data()
    dark = sum(sum(letter) < 250 for letter in letters)
    assert dark > 0.05 * (right - left) * (bottom - top)


def test_others_are_served_while_a_png_is_drawn(demo: Dataset) -> None:
    """The drawing library keeps Python to itself; in a process of its own it keeps nobody."""
    svg = picture(build("map", demo, parse_query("", demo.catalogue)[0]))
    drawing = Thread(target=to_png, args=(svg, 3))
    drawing.start()
    turns = 0
    while drawing.is_alive():
        turns += 1
        sleep(0.001)
    assert turns > 20


def test_what_cannot_be_drawn_is_said(demo: Dataset) -> None:
    with pytest.raises(NotDrawn, match=r".+"):
        to_png("<svg")
    shown = build("map", demo, parse_query("", demo.catalogue)[0])
    with pytest.raises(BadBoundaries):
        picture(replace(shown, outlines=Path("nowhere")))


def test_letters_are_as_wide_as_the_faces_draw_them() -> None:
    """But for the kerning of pairs, which is left out."""
    for weight, path in FILES.items():
        drawn = ImageFont.truetype(str(path), 1000)
        for text in ("Tổng số hội viên khuyến học", "1.953.233 người · 2024", "Quỹ ≥ 55,8 tỷ đồng"):
            assert face(weight).width(text, 1000) == pytest.approx(drawn.getlength(text), rel=0.02)


def test_every_letter_of_vietnamese_can_be_written() -> None:
    bases, marks = "aăâeêioôơuưy", "\u0300\u0301\u0303\u0309\u0323"
    letters = {clean(base + sign) for base in bases for sign in ("", *marks)} | set("đĐ")
    assert all(len(letter) == 1 for letter in letters)
    for weight in FILES:
        lacking = {x for x in letters for y in (x, x.upper()) if face(weight).lacks(y)}
        assert not lacking


def test_every_mark_of_the_catalogue_can_be_drawn() -> None:
    assert set(SYMBOLS) - {"circle"} <= set(SHAPES)
    shapes = [mark(symbol, Point(0, 0), 10) for symbol in SYMBOLS]
    assert len(set(shapes)) == len(SYMBOLS)
    for sign in DRAWN:
        assert face(400).lacks(sign) or sign == "≈", f"{sign} is in the face"
