"""Charts keep their place on the page: what changed is drawn once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

# From now on every drawing is noted, by the name of the chart's place; the charts are marked.
WATCH = """
() => {
  window.drawings = [];
  const place = (box) =>
    box.closest('[class*="st-key-bieu_do_"]').className.match(/bieu_do_\\w+/)[0];
  const { react } = Plotly;
  Plotly.react = (box, ...rest) => {
    window.drawings.push(place(box));
    return react(box, ...rest);
  };
  const charts = [...document.querySelectorAll('.khdash-chart')];
  for (const chart of charts) chart.stays = true;
  return charts.length;
}
"""
DRAWINGS = "() => window.drawings"
ALL_DRAWN = """
() => {
  const charts = [...document.querySelectorAll('.khdash-chart')];
  const least = window.innerWidth > 640 ? 2 : 1; // On a phone the second one is folded away.
  return charts.length >= least && charts.every((c) => c._fullLayout);
}
"""
PRESENT = """
() => Object.fromEntries([...document.querySelectorAll('.khdash-chart')].map((chart) => [
  chart.closest('[class*="st-key-bieu_do_"]').className.match(/bieu_do_\\w+/)[0],
  Boolean(chart.stays),
]))
"""
SIZES = """
() => [...document.querySelectorAll('.khdash-chart')]
  .map((c) => [c.clientWidth, c._fullLayout.width, c.clientHeight, c._fullLayout.height])
"""


def wait_for_drawings(visitor: Visitor, count: int) -> list[str]:
    visitor.page.wait_for_function("(n) => window.drawings.length >= n", arg=count)
    visitor.page.wait_for_timeout(1_000)
    drawn: list[str] = visitor.page.evaluate(DRAWINGS)
    return drawn


def test_a_change_draws_each_chart_once_where_it_stands(visitor: Visitor) -> None:
    visitor.open_page("quy")
    visitor.page.wait_for_function(ALL_DRAWN)
    assert visitor.page.evaluate(WATCH) >= 3

    visitor.choose_pill("Bắc Ninh")
    drawn = wait_for_drawings(visitor, 1)
    assert len(drawn) == len(set(drawn)) > 0
    between = visitor.page.evaluate(PRESENT)
    visitor.choose_pill("Ninh Bình")
    more = wait_for_drawings(visitor, len(drawn) + 1)[len(drawn) :]
    assert len(more) == len(set(more)) > 0
    # A chart with too little to draw for these provinces is a sentence; the others were not remade.
    stays = visitor.page.evaluate(PRESENT)
    always = [key for key in stays if between.get(key)]
    assert always
    assert all(stays[key] for key in always)


def test_what_changes_no_figure_draws_none(visitor: Visitor) -> None:
    visitor.open_page("quy")
    visitor.page.wait_for_function(ALL_DRAWN)
    visitor.page.evaluate(WATCH)
    visitor.click(visitor.page.get_by_role("button", name="Bảng số liệu").first)
    visitor.page.wait_for_timeout(1_000)
    assert visitor.page.evaluate(DRAWINGS) == []


@pytest.mark.parametrize(
    ("path", "size"),
    [("", WIDE), ("quy", WIDE), ("ho-so-tinh", WIDE), ("", NARROW), ("quy", NARROW)],
)
def test_a_chart_fills_its_place_and_follows_the_window(
    open_browser: Callable[..., Visitor], path: str, size: tuple[int, int]
) -> None:
    visitor = open_browser(size=size)
    visitor.open_page(path)
    visitor.page.wait_for_function(ALL_DRAWN)
    for width in (size[0], size[0] - 60):
        visitor.page.set_viewport_size({"width": width, "height": size[1]})
        visitor.page.wait_for_timeout(1_500)
        sizes: list[list[Any]] = visitor.page.evaluate(SIZES)
        assert all(own == drawn and high == tall for own, drawn, high, tall in sizes)
        assert all(0 < own < width for own, *_ in sizes)


def test_without_its_library_a_chart_says_in_words_what_it_would_show(
    open_browser: Callable[..., Visitor],
) -> None:
    visitor = open_browser()
    visitor.page.route("**/plotly-cartesian.min.js", lambda route: route.abort())
    visitor.open_page("quy")
    chart = visitor.page.locator(".khdash-chart").first
    words = chart.get_attribute("aria-label")
    assert words
    expect(chart).to_have_text(words)


@pytest.mark.parametrize("path", ["so-sanh", "hoi-vien"])
def test_a_chart_that_the_framework_lets_go_of_while_it_waits_is_drawn(
    open_browser: Callable[..., Visitor], path: str
) -> None:
    # The framework lets go of the first drawing after it has made the second in the same place.
    visitor = open_browser(size=NARROW)
    visitor.open_page(path)
    visitor.page.wait_for_function(ALL_DRAWN, timeout=10_000)
    visitor.page.wait_for_timeout(1_000)
    assert visitor.page.evaluate(ALL_DRAWN)


@pytest.mark.parametrize("path", ["hoi-vien", "chat-luong", "tra-cuu", "phuong-phap"])
def test_the_head_of_a_phone_is_one_line(open_browser: Callable[..., Visitor], path: str) -> None:
    visitor = open_browser(size=NARROW)
    visitor.open_page(path, tinh=["01", "36"])
    expect(visitor.page.locator(".khdash-tools button").first).to_be_visible()
    visitor.page.wait_for_timeout(500)
    tops = visitor.page.evaluate(
        """() => [...document.querySelectorAll('.st-key-dau_trang button')]
            .filter((one) => one.closest('[inert]') === null)
            .map((one) => one.getBoundingClientRect())
            .map(({ top, bottom }) => (top + bottom) / 2)"""
    )
    assert len(tops) >= 3
    assert max(tops) - min(tops) < 12
