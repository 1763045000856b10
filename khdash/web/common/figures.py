"""The figures of exhibits, drawn once and handed to Streamlit as they are."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import orjson
from plotly.basedatatypes import BaseFigure

from khdash.chart import Mode, Spec, draw, read_boundaries
from khdash.exhibit.core.exhibit import Exhibit
from khdash.web.common import reader

_DRAWN: WeakKeyDictionary[Exhibit, dict[tuple[Mode, bool], bytes]] = WeakKeyDictionary()
"""The specs of every exhibit that somebody keeps, packed; they go when their exhibit goes."""


class ReadyFigure(BaseFigure):
    """A spec that st.plotly_chart sends as it is.

    A dictionary it would check property by property, and a plotly figure it would copy: both take
    longer than the drawing. A spec needs neither, for the tests check every kind of figure.
    """

    def __init__(self, spec: Spec) -> None:
        # Without plotly's own __init__, which checks and copies; no other method is of use here.
        self._spec = spec

    def to_dict(self) -> dict[str, Any]:
        return self._spec


def figure_of(exhibit: Exhibit, mode: Mode, narrow: bool) -> Spec:
    """The spec of an exhibit's figure, drawn once as long as the exhibit is kept."""
    packed = _DRAWN.setdefault(exhibit, {})
    look = (mode, narrow)
    if look not in packed:
        drawn = _drawn(exhibit, mode, narrow)
        packed[look] = orjson.dumps(drawn, option=orjson.OPT_SERIALIZE_NUMPY)
    spec: Spec = orjson.loads(packed[look])
    return spec


def _drawn(exhibit: Exhibit, mode: Mode, narrow: bool) -> Spec:
    outlines = None
    if exhibit.kind == "map":
        boundaries = reader.dataset().catalogue.boundary_set(str(exhibit.extra["boundaries"]))
        outlines = read_boundaries(reader.store().boundaries, boundaries)
    return draw(exhibit, mode=mode, narrow=narrow, boundaries=outlines)
