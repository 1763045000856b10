"""A figure is drawn once as long as its exhibit is kept, and sent to the browser as drawn."""

from __future__ import annotations

import gc
import json
from typing import Any
from weakref import ref

import pytest

from khdash.chart import CONFIG, draw
from khdash.exhibit.core.exhibit import Exhibit
from khdash.web.common import figures
from khdash.web.common.figures import packed_figure, said_by_mark
from tests.chart.exhibits import exhibit, line


def trend() -> Exhibit:
    return exhibit("trend", line("01", (2011, 460_000), (2012, 500_000), (2015, 700_000)))


def test_a_figure_is_packed_as_it_was_drawn_with_words_and_behaviour() -> None:
    shown = trend()
    packed = json.loads(packed_figure(shown, "dark", True))
    drawn = json.loads(json.dumps(draw(shown, mode="dark", narrow=True)))
    behaviour = {"clickable": True, "stretched": True, "alt": shown.alt, "config": CONFIG}
    assert packed == {**drawn, **behaviour}


def test_a_part_of_a_whole_is_no_province_and_cannot_be_clicked() -> None:
    packed = json.loads(packed_figure(exhibit("parts", []), "light", False))
    assert (packed["clickable"], packed["stretched"]) == (False, False)


@pytest.mark.parametrize("event", [None, {}, {"clicked": None}, {"clicked": "01"}, {"clicked": 7}])
def test_a_click_that_names_no_mark_says_nothing(
    event: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures.st, "session_state", {"bieu_do_x": event})
    assert said_by_mark("bieu_do_x") == []


def test_a_mark_says_its_texts_and_nothing_that_is_no_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clicked = {"clicked": ["01", {"a": 1}, 3, "Hà Nội"]}
    monkeypatch.setattr(figures.st, "session_state", {"bieu_do_x": clicked})
    assert said_by_mark("bieu_do_x") == ["01", "Hà Nội"]


def test_a_seen_figure_is_not_drawn_again_and_goes_with_its_exhibit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawings = []

    def count(shown: Exhibit, **how: Any) -> dict[str, Any]:
        drawings.append(how["narrow"])
        return {"data": [], "layout": {}}

    monkeypatch.setattr(figures, "draw", count)
    shown = trend()
    for narrow in (False, True, False, True):
        packed_figure(shown, "light", narrow)
    assert drawings == [False, True]
    gone = ref(shown)
    del shown
    gc.collect()
    assert gone() is None
