"""Between a click on the name of a page and the page itself its shape is seen, never a blank."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.journey
BLINK = 100
"""Milliseconds."""

# How long at a stretch nothing stands below the first line, neither a part of a page nor its shape.
WATCH = """
() => {
  window.longest = 0;
  window.shapes = 0;
  let since = null;
  const look = () => {
    const box = document.querySelector('[data-testid="stMainBlockContainer"]');
    const shape = box && getComputedStyle(box, '::after').content !== 'none';
    const parts = [...(box?.querySelectorAll('h1, h2, h3, p, [data-testid="stTable"]') ?? [])];
    const top = box?.querySelector('.st-key-dau_trang')?.getBoundingClientRect().bottom ?? 60;
    const seen = parts.some((part) => {
      const { width, top: own } = part.getBoundingClientRect();
      return width > 4 && own >= top && own < innerHeight;
    });
    const now = performance.now();
    window.shapes += shape ? 1 : 0;
    if (seen || shape) since = null;
    else since ??= now;
    if (since !== null) window.longest = Math.max(window.longest, now - since);
    requestAnimationFrame(look);
  };
  look();
}
"""


def test_no_page_is_blank_while_it_comes(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_page("phuong-phap")
    page.evaluate(WATCH)
    for name in ("Quỹ khuyến học", "Hội viên và tổ chức", "Hồ sơ tỉnh", "Tổng quan"):
        visitor.click(page.get_by_role("link", name=name, exact=True).first)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("window.longest") < BLINK
    assert page.evaluate("window.shapes") > 0
    after = (
        "getComputedStyle(document.querySelector('[data-testid=stMainBlockContainer]'), '::after')"
    )
    assert page.evaluate(f"{after}.content") == "none"
