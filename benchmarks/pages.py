"""What each page costs the server: the first visit, a change of years, the same state again.

The processor time is the server's own; the client that asks is another process and not counted.
`python -m benchmarks.pages [--pages quy tong-quan]`
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan
from pathlib import Path

from benchmarks.four_charts import PROVINCES
from benchmarks.reader import Answer, Reader
from benchmarks.results import Row, as_text
from benchmarks.serving import Served, served_floor, served_khdash
from khdash.web.common.page_registry import PAGES

FIRST = PAGES[0].url_path
FILTERED = tuple(page.url_path for page in PAGES if page.uses_filters)
WARM_UP = next(page.url_path for page in PAGES if not page.uses_filters)
"""A page that is opened before all others, so that the server has its data."""
CHANGES = 5
SPANS = tuple((first, last) for last in range(2024, 2016, -1) for first in range(2010, 2017))[1:]
"""Years to move through, none of them the default."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time of a server, and what one answer of it weighs.

    first: first visit of the page by anybody, on a server that has shown another one; change: to
    a state that is new; seen: to one seen before. figures: bytes of the figures of the first
    visit; messages, bytes: of all that a change sends.
    """

    first: float
    change: float
    seen: float
    figures: int
    messages: int
    bytes: int


def main() -> None:
    """Print the table of the pages and the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="*", choices=FILTERED, default=FILTERED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served_floor(folder) as floor, served_khdash(folder) as server:
            earlier = floor_cost(floor)
            costs = page_costs(server, given.pages)
            bottom = between(earlier, floor_cost(floor))
    rows = rows_of("floor", bottom)
    for page, cost in costs.items():
        rows += rows_of(page, cost, bottom)
    print(as_text(rows, {}))


def rows_of(page: str, cost: Cost, floor: Cost | None = None) -> list[Row]:
    """What one page costs; of a page of ours also how many reruns of the floor a change is."""
    measures = [
        ("CPU of a change", cost.change, "ms", "≤ 100 ms"),
        ("of a state seen before", cost.seen, "ms", "≤ 30 ms"),
        ("of the first visit", cost.first, "ms", ""),
        ("first visit / change", cost.first / cost.change, "x", "≤ 3 x"),
        ("change / floor", cost.change / floor.change if floor else nan, "x", ""),
        ("figures", cost.figures, "bytes", ""),
        ("messages of a change", cost.messages, "", ""),
        ("sent for a change", cost.bytes, "bytes", ""),
    ]
    return [
        Row("Server, by page", page, value, unit, aim if floor else "", column)
        for column, value, unit, aim in measures
    ]


def page_costs(
    server: Served, pages: Sequence[str] = FILTERED, changes: int = CHANGES
) -> dict[str, Cost]:
    """The cost of each page, each opened by a reader of its own."""
    return asyncio.run(_page_costs(server, pages, changes))


async def _page_costs(server: Served, pages: Sequence[str], changes: int) -> dict[str, Cost]:
    async with Reader(server.port) as reader:
        await reader.open(WARM_UP)
    server.rest()
    return {
        page: await _cost(server, page, spans_of(place, len(pages), changes), "nam")
        for place, page in enumerate(pages)
    }


def spans_of(place: int, pages: int, changes: int = CHANGES) -> tuple[tuple[int, int], ...]:
    """The years of a page: pages show some of the same exhibits, and none may find them ready.

    >>> spans_of(2, 11)
    ((2013, 2024), (2010, 2022), (2014, 2021), (2011, 2019), (2015, 2018))
    """
    return SPANS[place::pages][:changes]


def address_of(page: str) -> str:
    """The address of a page; the first one has the empty one."""
    return "" if page == FIRST else page


def floor_cost(server: Served) -> Cost:
    """The cost of the smallest page: all provinces but one, each time another one."""
    states = [tuple(p for p in PROVINCES if p != left) for left in PROVINCES]
    return asyncio.run(_cost(server, "", states, "tinh"))


def between(first: Cost, second: Cost) -> Cost:
    """A cost measured before and after something else: the mean of the changes, else the first."""
    return replace(
        first,
        change=statistics.mean((first.change, second.change)),
        seen=statistics.mean((first.seen, second.seen)),
    )


async def _cost(server: Served, page: str, states: Sequence[Sequence[object]], moved: str) -> Cost:
    """moved: the parameter of the filter that leads from state to state."""
    async with Reader(server.port) as reader:
        before = server.cpu()
        opened = await reader.open(address_of(page))
        first = server.cpu() - before
        if not reader.shows(moved):
            await reader.open_filters()
        change, answers = await _moves(server, reader, states, moved)
        seen, _ = await _moves(server, reader, states, moved)
    return Cost(
        first * 1000,
        statistics.median(change) * 1000,
        statistics.median(seen) * 1000,
        sum(opened.charts),
        int(statistics.median(answer.messages for answer in answers)),
        int(statistics.median(answer.bytes for answer in answers)),
    )


async def _moves(
    server: Served, reader: Reader, states: Sequence[Sequence[object]], moved: str
) -> tuple[list[float], list[Answer]]:
    """Processor seconds and answer of each change."""
    spent, answers = [], []
    for state in states:
        before = server.cpu()
        answers.append(await reader.move(moved, state))
        spent.append(server.cpu() - before)
    return spent, answers


if __name__ == "__main__":
    main()
