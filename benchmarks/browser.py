"""From a click on a province to the last chart redrawn, seen by an observer inside the page.

The pages of one run take turns, click by click, so that other work on the machine falls on all of
them alike. Every click leads to a state that the page has not shown before.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import isnan, nan

from playwright.sync_api import Page, sync_playwright

from tests.browser.visitor import launch, visit

QUIET_MS = 1_500
"""A page whose charts have stood still for so long has answered."""
PATIENCE_MS = 60_000
FIRST_CHARTS = 4
"""The floor and Vizro have so many charts; on a longer page the first ones are told apart."""
PROVINCES = 8

OBSERVE = """
() => {
  const seen = { click: NaN, headline: NaN, last: NaN, charts: new Map() };
  window.__bench = seen;
  const chartOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    // What surrounds the drawing changes also when a framework says that it is loading.
    return element?.closest('.svg-container')?.closest('.js-plotly-plot') ?? null;
  };
  new MutationObserver((changes) => {
    const now = performance.now();
    for (const change of changes) {
      const drawn = [chartOf(change.target)];
      if (drawn[0] === null) {
        for (const added of change.addedNodes) {
          if (added.nodeType !== Node.ELEMENT_NODE) continue;
          if (added.matches('.js-plotly-plot')) drawn.push(added);
          drawn.push(...added.querySelectorAll('.js-plotly-plot'));
        }
      }
      for (const chart of drawn) {
        if (!chart) continue;
        seen.charts.set(chart, [seen.charts.get(chart)?.[0] ?? now, now]);
        seen.last = now;
      }
      const element = change.target.nodeType === Node.ELEMENT_NODE
        ? change.target : change.target.parentElement;
      const headed = [element?.closest('h1, h2, h3'), ...change.addedNodes].some(
        (node) => node?.matches?.('h1, h2, h3') || node?.querySelector?.('h1, h2, h3'));
      if (change.type !== 'attributes' && headed && Number.isNaN(seen.headline)) {
        seen.headline = now;
      }
    }
  }).observe(document.body,
    { subtree: true, childList: true, attributes: true, characterData: true });
  window.addEventListener('pointerup', () => {
    Object.assign(seen, { click: performance.now(), headline: NaN, last: NaN });
    seen.charts.clear();
  }, { capture: true });
}
"""

QUIET = """
(quiet) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const running = app && app.dataset.testScriptState !== 'notRunning';
  const last = window.__bench.last;
  return !running && performance.now() - last > quiet;
}
"""

READ = """
() => {
  const seen = window.__bench;
  const charts = [...document.querySelectorAll('.js-plotly-plot')]
    .map((chart) => (seen.charts.get(chart) ?? [NaN, NaN]).map((time) => time - seen.click));
  return { headline: seen.headline - seen.click, charts };
}
"""


VIZRO_CHOICES = ".form-check-input:not([id$='_select_all'])"
PILLS = '.st-key-tinh button[data-variant="pills"]'


@dataclass(frozen=True, slots=True)
class Target:
    """A page to measure; `choices` is the selector of the provinces to click, in order."""

    name: str
    address: str
    choices: str = PILLS


@dataclass(slots=True)
class Seen:
    """Milliseconds after each click: first chart, last of the first four, last chart, headline."""

    first: list[float] = field(default_factory=list)
    fourth: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    headline: list[float] = field(default_factory=list)
    redrawn: list[int] = field(default_factory=list)

    def note(self, headline: float, charts: Sequence[tuple[float, float]]) -> None:
        """Take up when the headline, and each chart first and last, changed; NaN if it did not."""
        changed = [times for times in charts if not isnan(times[0])]
        if not changed:
            raise RuntimeError("no chart was redrawn")
        self.first.append(min(begun for begun, _ in changed))
        self.last.append(max(done for _, done in changed))
        self.fourth.append(max((d for _, d in charts[:FIRST_CHARTS] if not isnan(d)), default=nan))
        self.redrawn.append(len(changed))
        if not isnan(headline):
            self.headline.append(headline)


def middle(values: Sequence[float]) -> float:
    """The median; NaN of nothing."""
    return statistics.median(values) if values else nan


def measure(targets: Sequence[Target], rounds: int = 2 * (PROVINCES - 1)) -> dict[str, Seen]:
    """What each page shows, one click after the other, the pages in turn."""
    seen = {target.name: Seen() for target in targets}
    with sync_playwright() as playwright, launch(playwright) as browser, ExitStack() as windows:
        pages = {
            target.name: windows.enter_context(visit(browser, target.address)).page
            for target in targets
        }
        for target in targets:
            _prepare(pages[target.name], target)
        for number in range(rounds):
            for target in targets:
                _click(pages[target.name], target, clicked(number), seen[target.name])
    return seen


def clicked(number: int) -> int:
    """Which province the click of this number ticks or unticks, the first one being ticked.

    The second to the last are added one by one, then the first to the last but one are taken away.

    >>> [clicked(number) for number in range(14)]
    [1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6]
    """
    rest = PROVINCES - 1
    number %= 2 * rest
    return number + 1 if number < rest else number - rest


def _prepare(page: Page, target: Target) -> None:
    """Open the page, set the observer to work and tick the first province."""
    page.goto(target.address, timeout=PATIENCE_MS)
    choices = page.locator(target.choices)
    choices.first.wait_for(timeout=PATIENCE_MS)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(2 * QUIET_MS)
    page.evaluate(OBSERVE)
    if target.choices != VIZRO_CHOICES:
        choices.first.click()
        page.wait_for_function(QUIET, arg=QUIET_MS, polling=100, timeout=PATIENCE_MS)


def _click(page: Page, target: Target, place: int, seen: Seen) -> None:
    page.locator(target.choices).nth(place).click()
    page.wait_for_function(QUIET, arg=QUIET_MS, polling=100, timeout=PATIENCE_MS)
    told = page.evaluate(READ)
    seen.note(told["headline"], told["charts"])
