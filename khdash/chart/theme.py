"""Colours, type and the plotly template: one theme, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from khdash.chart.colour import contrast
from khdash.model.cluster import UnitStyle
from khdash.model.languages import language

Mode = Literal["light", "dark"]

FONT = "Be Vietnam Pro, Segoe UI, Roboto, sans-serif"
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}
"""plotly's configuration of every chart: no mode bar; a swipe scrolls the page."""


DARKEST_INK = "#0E1418"


@dataclass(frozen=True, slots=True)
class Theme:
    """The roles of colour. `ramp` runs from the lowest class to the highest; `below` from a centre
    downwards, where colours part there."""

    mode: Mode
    ground: str
    panel: str
    border: str
    ink: str
    muted: str
    grid: str
    primary: str
    ramp: tuple[str, str, str, str, str]
    below: tuple[str, str, str]
    older: str
    target: str
    no_data: str
    land: str

    def on_ramp(self, shade: int) -> str:
        """The ink that reads on class 1 to 5 of the ramp."""
        return self.dark_ink if (shade < 4) == (self.mode == "light") else self.light_ink

    def ink_on(self, ground: str) -> str:
        """The ink, dark or light, that reads best on any ground."""
        return max((DARKEST_INK, "#FFFFFF"), key=lambda ink: contrast(ink, ground))

    @property
    def dark_ink(self) -> str:
        return self.ink if self.mode == "light" else DARKEST_INK

    @property
    def light_ink(self) -> str:
        return "#FFFFFF" if self.mode == "light" else self.ink


LIGHT = Theme(
    mode="light",
    ground="#FBFBF9",
    panel="#F1F1EC",
    border="#DEDDD6",
    ink="#1F2A33",
    muted="#5F6A74",
    grid="#E4E3DC",
    primary="#0F5C8C",
    ramp=("#DCE9F1", "#AFCDE0", "#7BACCB", "#3079A8", "#0F5C8C"),
    below=("#EBD9BD", "#C9A063", "#8A5A1C"),
    older="#9DB8C9",
    target="#B4541A",
    no_data="#DBD9D0",
    land="#F1F0EB",
)
DARK = Theme(
    mode="dark",
    ground="#14191E",
    panel="#1D252C",
    border="#36414A",
    ink="#E8ECEF",
    muted="#9BA8B2",
    grid="#2A343C",
    primary="#5AAEE3",
    ramp=("#1F3B4E", "#275873", "#2C6F94", "#6DB3DD", "#A9D6F2"),
    below=("#4A3A24", "#8C6C3C", "#DDB878"),
    older="#6388A0",
    target="#F0924E",
    no_data="#4A4A45",
    land="#1B2228",
)


def theme(mode: Mode = "light") -> Theme:
    """The theme of a mode."""
    return DARK if mode == "dark" else LIGHT


OTHER = UnitStyle("#6B7680", "#93A0AA", "circle", "dash")
"""Of a unit that the catalogue does not know as one to be drawn."""
MUTED_LIGHT, MUTED_DARK = "#C3C8CB", "#4A555D"
"""The colour of every unit but the one in focus."""

GLYPHS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "triangle-down": "▼",
    "cross": "✚\ufe0e",
    "star": "★",
    "x": "✖\ufe0e",
    "triangle-left": "◀\ufe0e",
    "triangle-right": "▶\ufe0e",
    "star-diamond": "✦",
    "bowtie": "⧓",
}


def muted(style: UnitStyle) -> UnitStyle:
    """The style of a unit while another stands out."""
    return replace(style, light=MUTED_LIGHT, dark=MUTED_DARK)


def separators(lang: str) -> str:
    """plotly's decimal and group marks: 1.234,5 in Vietnamese, 1,234.5 in English."""
    own = language(lang)
    return own.decimal + own.group


@cache
def template(mode: Mode, lang: str) -> dict[str, Any]:
    """The plotly template of a mode and language: quiet furniture, horizontal grid only.

    What plotly does anyway is not said. One for all figures: not to be changed.
    """
    t = theme(mode)
    axis = {
        "fixedrange": True,
        "zeroline": False,
        "tickfont": {"color": t.muted},
        "linecolor": t.border,
        "ticks": "",
    }
    layout = {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": t.ink},
        "separators": separators(lang),
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "showgrid": True, "gridcolor": t.grid},
        "hoverlabel": {
            "bgcolor": t.panel,
            "bordercolor": t.border,
            "font": {"family": FONT, "size": 12, "color": t.ink},
            "align": "left",
            "namelength": -1,
        },
        "legend": {"bgcolor": "rgba(0,0,0,0)", "itemclick": False, "itemdoubleclick": False},
        "annotationdefaults": {"showarrow": False},
    }
    return {"layout": layout}
