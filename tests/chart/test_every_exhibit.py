from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from khdash.chart import ON_OUTLINES, Boundaries
from khdash.chart.theme import Mode
from khdash.exhibit.core.exhibit import UNDRAWN, Exhibit
from khdash.exhibit.registry import EXHIBITS

from .drawn import draw, figure_numbers
from .exhibits import exhibit, row

Published = Callable[..., Exhibit]
Outlines = Callable[[str], Boundaries]
CHARTS = [name for name, spec in EXHIBITS.items() if spec.kind not in UNDRAWN]
FROM_TABLE = [name for name in CHARTS if EXHIBITS[name].kind != "tile"]


def drawn(
    source: Exhibit, outlines: Outlines, mode: Mode = "light", narrow: bool = False
) -> go.Figure:
    outline = outlines(source.selection.boundaries) if source.kind in ON_OUTLINES else None
    return draw(source, mode=mode, narrow=narrow, boundaries=outline)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("boundaries", ["2022", "2025"])
@pytest.mark.parametrize("name", FROM_TABLE)
def test_a_figure_draws_exactly_the_values_of_its_table(
    name: str, boundaries: str, narrow: bool, published: Published, outlines: Outlines
) -> None:
    source = published(name, boundaries=boundaries, tolerance=5)
    figure = drawn(source, outlines, narrow=narrow)
    assert figure_numbers(figure) == set(source.table["value"].dropna())
    assert figure_numbers(figure), "nothing drawn proves nothing"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_quiet_and_in_the_readers_numbers(
    name: str, lang: str, mode: Mode, published: Published, outlines: Outlines
) -> None:
    figure = drawn(published(name, lang=lang), outlines, mode)
    layout = figure.layout.template.layout
    assert layout.separators == {"vi": ",.", "en": ".,"}[lang]
    assert layout.font.family.startswith("Be Vietnam Pro")
    assert figure.layout.title.text is None
    assert figure.layout.width is None
    assert figure.layout.height > 0
    assert len(figure.to_json()) < 200_000


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(
    ("lang", "mark"), [("vi", "Số liệu minh hoạ"), ("en", "Illustrative figures")]
)
def test_demonstration_data_is_marked_inside_every_figure(
    name: str, lang: str, mark: str, published: Published, outlines: Outlines
) -> None:
    real = published(name, lang=lang)
    marks = [
        [a.text for a in drawn(source, outlines).layout.annotations if a.name == "watermark"]
        for source in (real, replace(real, demo=True))
    ]
    assert marks == [[], [mark]]


def test_an_exhibit_without_chart_is_refused() -> None:
    with pytest.raises(ValueError, match="table"):
        draw(exhibit("table", [row("01", 2024, 1)]))
