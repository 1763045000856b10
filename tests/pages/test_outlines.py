"""A map's outlines travel once: its figure names the areas, the browser keeps their shapes."""

from __future__ import annotations

import json

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from khdash.chart import Boundaries, draw
from khdash.exhibit.registry import build
from khdash.model.selection import Selection
from khdash.web.common import reader
from khdash.web.common.figures import packed_figure
from khdash.web.common.outlines import (
    A_YEAR,
    ROUTE,
    boundaries_of,
    outlines_address,
    send_outlines,
)
from tests.shell import Open


def get(address: str) -> Response:
    scope = {"type": "http", "method": "GET", "path": f"/{address.split('?')[0]}", "headers": []}
    match, found = Route(ROUTE, send_outlines).matches(scope)
    assert match == Match.FULL
    return send_outlines(Request({**scope, **found}))


@pytest.mark.parametrize("boundaries", ["2022", "2025"])
def test_a_map_names_its_outlines_and_where_they_are(open_app: Open, boundaries: str) -> None:
    shown = build(
        "map", reader.dataset(), Selection(indicators=("members",), boundaries=boundaries)
    )
    packed = json.loads(packed_figure(shown, "light", False))
    answer = get(packed["outlines"])
    assert answer.headers["cache-control"] == A_YEAR
    outlines = json.loads(bytes(answer.body))
    for trace in packed["data"]:
        if "uid" in trace:
            trace["x"], trace["y"] = outlines[trace["uid"]]
    drawn = draw(shown, boundaries=boundaries_of(boundaries))
    assert packed["data"] == json.loads(json.dumps(drawn["data"]))


def test_outlines_of_no_boundary_set_are_not_found(open_app: Open) -> None:
    assert get("app/outlines/1954.json").status_code == 404


def test_other_outlines_have_another_address() -> None:
    square = Boundaries("2022", {}, ((0, 1), (0, 1)), (0.0, 0.0, 1.0, 1.0))
    line = Boundaries("2022", {}, ((0, 2), (0, 1)), (0.0, 0.0, 1.0, 1.0))
    assert outlines_address(square) != outlines_address(line)
    assert outlines_address(square) == outlines_address(square)
