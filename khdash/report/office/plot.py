"""What a native chart draws: categories, series, gaps and labels, for any Office program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from khdash.locale import Words
from khdash.locale.words import NO_BREAK
from khdash.model.languages import language

Values = tuple[float | None, ...]
LIVE = ""
"""A label that follows its number when the number is edited."""
MARKERS = {"triangle-up": "triangle", "cross": "plus", "hexagon": "circle"}
FILLED = ("circle", "square", "diamond", "triangle")
OFFICE_MARKERS = (*FILLED, "plus", "star", "x", "dash")
OFFICE_DASHES = {
    "solid": "solid",
    "dash": "dash",
    "dashdot": "dashDot",
    "longdash": "lgDash",
    "longdashdot": "lgDashDot",
    "dot": "sysDot",
}


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one set of bars; `None` among the values is a gap.

    labels: what stands at a point by its place: LIVE for its own number, else a text, for a number
    of which only a bound or an estimate is known. colours: points of another colour than the
    series. hollow: points drawn as open marks. keyed: whether the legend names it.
    """

    name: str
    values: Values
    colour: str
    kind: Literal["line", "bar"] = "line"
    symbol: str = "circle"
    dash: str = "solid"
    labels: Mapping[int, str] = field(default_factory=dict)
    colours: Mapping[int, str] = field(default_factory=dict)
    hollow: frozenset[int] = frozenset()
    keyed: bool = True

    @property
    def marker(self) -> str:
        """The nearest mark that Office knows; '' for a line without marks."""
        found = MARKERS.get(self.symbol, self.symbol)
        return found if found in OFFICE_MARKERS else "circle" if found else ""

    @property
    def hollow_marker(self) -> str:
        """Of a point drawn open: the same where it has an inside, else a circle."""
        return self.marker if self.marker in FILLED else "circle"


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart: `title` is its finding, `measure` the unit on its axis.

    horizontal, stacked: of the bars. fixed: ends of the axis of values, None where they follow.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str
    measure_name: str
    decimals: int
    lang: str
    horizontal: bool = False
    stacked: bool = False

    @property
    def lines(self) -> tuple[Series, ...]:
        return tuple(one for one in self.series if one.kind == "line")

    @property
    def bars(self) -> tuple[Series, ...]:
        return tuple(one for one in self.series if one.kind == "bar")

    @property
    def largest(self) -> float:
        """The largest number drawn, whatever its sign."""
        return max((abs(v) for one in self.series for v in one.values if v is not None), default=0)

    @property
    def from_zero(self) -> bool:
        """Whether the axis of values begins at 0: nothing lies below."""
        return all(v is None or v >= 0 for one in self.series for v in one.values)

    @property
    def axis_format(self) -> str:
        whole = float(round(self.largest, -3 if self.largest >= 5000 else 0))
        return number_format(whole, self.measure, 0, self.lang)

    def label_format(self, value: float) -> str:
        """The number format of the label at a value: what `Words.amount` would write."""
        return number_format(value, self.measure, self.decimals, self.lang)

    @property
    def labelled(self) -> bool:
        return any(one.labels for one in self.series)


def number_format(value: float, measure: str, decimals: int, lang: str) -> str:
    """An Office number format that shows a value as `Words.amount` words it, units shortened.

    The tag names the language whose separators are meant; Excel follows the reader's own settings.

    >>> number_format(1_953_233, "persons", 0, "vi"), number_format(86.2, "%", 2, "vi")
    ('[$-42A]#,##0', '[$-42A]#,##0.0" %"')
    >>> number_format(185_600, "million VND", 1, "vi")
    '[$-42A]#,##0.0," tỷ"'
    """
    words, tag = Words(lang), f"[$-{language(lang).excel}]"
    if measure == "million VND":
        if abs(value) >= 1000:
            places = 0 if float(value / 1000).is_integer() else 1
            return f'{tag}{_digits(places)},"{words(" tỷ")}"'
        return f'{tag}{_digits(0 if float(value).is_integer() else 1)}"{words(" tr")}"'
    if measure == "%":
        percent = words.percent_sign.replace(NO_BREAK, " ")
        return f'{tag}{_digits(needed_decimals(value, decimals))}"{percent}"'
    sign = f'"{words(" đ")}"' if measure == "VND per person" else ""
    return tag + _digits(decimals) + sign


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def needed_decimals(value: float, most: int) -> int:
    """The decimals that a value was printed with, at most so many.

    >>> needed_decimals(86.2, 2), needed_decimals(37.0, 2), needed_decimals(81.314, 2)
    (1, 0, 2)
    """
    return next((d for d in range(most) if round(value, d) == round(value, most)), most)
