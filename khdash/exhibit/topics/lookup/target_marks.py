"""The levels that a chart draws as lines and ticks, and which of them a mark stands for."""

from __future__ import annotations

from collections.abc import Iterator

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.target_lines import target_for
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.model.dataset import Dataset
from khdash.model.rows import is_number

OF_TARGET = "of_target"
"""What the mark of a level says beside unit, year and value, so that it is taken for no figure."""
OVER_YEARS = ("trend", "small_multiples")


def drawn_targets(dataset: Dataset, exhibit: Exhibit) -> Iterator[ShownTarget]:
    """The levels beside the bars of a comparison, or across the years of a line."""
    if exhibit.kind == "comparison":
        yield from _beside_bars(dataset, exhibit)
    elif exhibit.kind in OVER_YEARS and exhibit.targets:
        yield from _across_years(exhibit)


def target_of_mark(
    dataset: Dataset, exhibit: Exhibit, said: frozenset[object]
) -> ShownTarget | None:
    """The level of a mark that says a unit, of lines the year, and the value."""
    numbers = {float(one) for one in said if isinstance(one, int | float)}
    found = [
        one
        for one in drawn_targets(dataset, exhibit)
        if {one.unit, one.owner} & said and numbers <= {float(one.year), float(one.value)}
    ]
    # A unit's own level before the country's: the card of the one names the other.
    return min(found, key=lambda one: one.owner != one.unit, default=None)


def _beside_bars(dataset: Dataset, exhibit: Exhibit) -> Iterator[ShownTarget]:
    scope = Scope.of(dataset, exhibit.selection)
    for row in exhibit.rows:
        if is_number(row.get("target")):
            found = target_for(scope, scope.indicator, row["unit"], row["basis"], row["year"])
            if found is not None:
                yield ShownTarget.of(found, row["unit"])


def _across_years(exhibit: Exhibit) -> Iterator[ShownTarget]:
    """Beside the figures of each shown unit, or by itself where one line is there for several."""
    asked = exhibit.selection
    shown = list(dict.fromkeys(r["unit"] for r in exhibit.rows if not r.get("benchmark")))
    in_panels = exhibit.kind == "small_multiples" or len(shown) == 1
    for line in exhibit.targets:
        for unit in shown if in_panels else [line.unit]:
            yield ShownTarget(
                unit,
                asked.indicators[0],
                line.year,
                line.unit,
                line.value,
                asked.subgroup,
                line.basis,
            )
