"""Hover texts: said once where marks share them, and read by plotly as they were written."""

from __future__ import annotations

import pytest

from khdash.chart.canvas import Canvas
from khdash.chart.hover import told
from khdash.exhibit.core.exhibit import SourceLine

from .drawn import draw
from .exhibits import exhibit, row

SOURCES = tuple(SourceLine(f"s{n:03}", f"Báo số {n}", "press", "") for n in range(1, 4))


def test_what_all_marks_say_stands_in_the_template_and_the_rest_with_its_mark() -> None:
    fields = told([["01"], ["26"]], ["<b>A</b><br>cũ<br>1 %", "<b>B</b><br>cũ<br>12 %"])
    assert fields["hovertemplate"] == (
        "<b>%{customdata[3]}</b><br>cũ<br>1%{customdata[4]} %<extra></extra>"
    )
    assert fields["customdata"] == (
        ["01", None, None, "A", ""],
        ["26", None, None, "B", "2"],
    )


def test_a_source_that_differs_from_mark_to_mark_is_named_in_the_template_of_each() -> None:
    canvas = Canvas(exhibit("trend", []))
    one, other = canvas.once("Nguồn: một"), canvas.once("Nguồn: hai")
    fields = told([["01"], [], ["01"]], [f"5<br>{one}", "", f"6<br>{other}"])
    assert fields["hovertemplate"] == [
        "5<br>%{layout.meta[1]}%{layout.meta[0]}",
        "",
        "6<br>%{layout.meta[2]}%{layout.meta[0]}",
    ]


@pytest.mark.parametrize("kind", ["trend", "heat_table"])
@pytest.mark.parametrize("ids", [("s001",) * 3, ("s001", "s002", "s003")])
def test_every_mark_says_who_when_how_much_and_from_where(ids: tuple[str, ...], kind: str) -> None:
    figures = list(zip((2011, 2012, 2015), (5, 60, 700), ids, strict=True))
    rows = [
        row("01", year, value, source_id=source, run=0, segment=0, lone=False, shade=0.5)
        | {"indicator_name": f"Chỉ tiêu {year}"}
        for year, value, source in figures
    ]
    figure = draw(exhibit(kind, rows, sources=SOURCES))
    said = [text for t in figure.data if t.hovertemplate for text in t.hovertext if text]
    assert len(said) == 3
    for text, (year, value, source) in zip(said, figures, strict=True):
        assert f"<b>Hà Nội</b> · {year}<br>{value}<br>" in text
        assert text.endswith(f"Nguồn: {source} (Báo số {int(source[1:])})")
