from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from khdash.exhibit.core.exhibit import Exhibit

from .drawn import draw, figure_numbers
from .exhibits import exhibit, row


def place(unit: str, value: float | None, best: int | None, worst: int | None, **other: Any) -> Any:
    text = "" if best is None else str(best) if best == worst else f"{best}–{worst}"
    return row(
        unit,
        2024 if value is not None else None,
        value,
        **{
            "rank_best": best,
            "rank_worst": worst,
            "ranked": 3 if best else None,
            "rank_text": text,
            "base_rank_best": None,
            "base_rank_worst": None,
            "rank_change": None,
            "benchmark": False,
            **other,
        },
    )


def moved(unit: str, value: float, now: int, base: int) -> Any:
    change = {"rank_change": base - now, "base_rank_best": base, "base_rank_worst": base}
    said = {"base_rank_text": str(base), "base_year": 2015, "same_ranked": 3}
    return place(unit, value, now, now, **change, **said, rank_change_text="")


def ranking(*rows: Any) -> Exhibit:
    return exhibit("ranking", rows, extra={"base_year": 2015, "year": 2024})


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def texts(figure: go.Figure, name: str) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == name]


def test_ranks_on_two_denominators_stand_one_below_the_other() -> None:
    registered = [
        place("01", 90, 1, 1, basis="registered"),
        place("26", 80, 2, 2, basis="registered"),
    ]
    of_all = [place("26", 70, 1, 1, basis="all"), place("01", 60, 2, 2, basis="all")]
    figure = draw(ranking(registered[0], of_all[0], registered[1], of_all[1]))
    names = [
        name.replace("\N{NO-BREAK SPACE}", " ").strip() for name in figure.layout.yaxis.ticktext
    ]
    assert names == [
        "<b>trên tổng số</b>",
        "<b>1</b>  Vĩnh Phúc",
        "<b>2</b>  Hà Nội",
        "<b>trên số đăng ký</b>",
        "<b>1</b>  Hà Nội<sup>đk</sup>",
        "<b>2</b>  Vĩnh Phúc<sup>đk</sup>",
    ]
    assert trace(figure, "ranks").y == (1, 2, 4, 5)


def test_each_unit_stands_at_its_place_with_a_ring_at_its_base_rank() -> None:
    figure = draw(ranking(moved("01", 30, 1, 2), moved("26", 20, 2, 1), moved("27", 10, 3, 3)))
    assert trace(figure, "ranks").x == (1, 2, 3)
    assert trace(figure, "base").x == (2, 1, 3)
    assert [t.x for t in figure.data if t.name == "move"] == [(2, 1), (1, 2)]
    assert figure_numbers(figure) == {30, 20, 10}
    assert [text[-2:] for text in texts(figure, "figure")[:2]] == ["▲1", "▼1"]
    assert texts(figure, "key") == ["vòng tròn: hạng năm 2015"]


def test_open_ranks_are_a_bar_over_all_possible_places() -> None:
    figure = draw(ranking(place("01", 30, 1, 2), place("26", 29, 1, 2), place("27", 10, 3, 3)))
    assert trace(figure, "intervals").x == (1, 2, None, 1, 2, None)
    assert trace(figure, "ranks").x == (1.5, 1.5, 3)
    assert figure.layout.yaxis.ticktext[0].startswith("<b>1–2</b>")
    assert texts(figure, "key") == ["dải xám: những hạng có thể"]


def test_without_ranks_the_figures_stand_in_words() -> None:
    old = place("34", 5, None, None, missing="too_old")
    figure = draw(ranking(place("01", 30, None, None), old, place("35", None, None, None)))
    assert figure_numbers(figure) == {30, 5}
    assert not [t for t in figure.data if t.name in ("intervals", "base", "move")]
    shown = texts(figure, "figure")
    assert shown[0].startswith("<b>30</b>")
    assert "số đã cũ: 5" in shown[1]
    assert "chưa có số liệu công bố" in shown[2]


def test_benchmarks_stand_below_a_line() -> None:
    rows = [place("01", 30, 1, 1), place("26", 20, 2, 2), place("27", 9, None, None)]
    rows[2]["benchmark"] = True
    figure = draw(ranking(*rows))
    (line,) = [s for s in figure.layout.shapes if s.name == "benchmarks"]
    assert line.y0 == line.y1 == 1.5
    assert trace(figure, "ranks").x == (1, 2, None)
