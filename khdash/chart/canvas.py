"""What every chart needs: the exhibit, its words and theme; an empty figure, hover text, marks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from khdash.chart.hover import NO_NAME, stand_in, told
from khdash.chart.labels import wrap
from khdash.chart.spec import Drawing, Spec
from khdash.chart.theme import OTHER, Mode, Theme, muted, template, theme
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.locale.gaps import gap_text
from khdash.locale.words import NO_BREAK, mark
from khdash.model.cluster import UnitStyle
from khdash.model.gap import GapReason
from khdash.model.rows import has_value
from khdash.model.value import NOT_FIRM

VALUES = {"role": "values"}
"""`meta` of a trace that draws figures; its customdata rows are [unit key, year, value]; [unit key]
of a mark without figure."""
SHORT_UNITS = (
    ("tỷ đồng", "tỷ"),
    ("triệu đồng", "tr"),
    ("đồng/người", "đ"),
    ("billion VND", "bn"),
    ("million VND", "m"),
    ("VND/person", "₫"),
)
PRECISION = {
    "at_least": mark("nguồn ghi: hơn, trên"),
    "nearly": mark("nguồn ghi: gần"),
    "about": mark("nguồn ghi: khoảng"),
}
BASES = {
    "all": mark("trên tổng số"),
    "registered": mark("trên số đăng ký"),
    "unstated": mark("nguồn không ghi mẫu số"),
}
SLIDE = (437, 325)
"""Width and height in pixels of a figure on a slide, which is enlarged until a room can read it."""
NO_HOVER: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}


@dataclass(frozen=True)
class Canvas:
    """An exhibit on its way to a figure; `narrow` is a phone's width, `slide` that of SLIDE."""

    exhibit: Exhibit
    mode: Mode = "light"
    narrow: bool = False
    slide: bool = False
    said_once: list[str] = field(default_factory=lambda: [NO_NAME])
    """Texts that many marks say: the figure carries each once, in layout.meta."""

    @cached_property
    def words(self) -> Words:
        return Words(self.exhibit.selection.lang)

    @cached_property
    def theme(self) -> Theme:
        return theme(self.mode)

    @cached_property
    def focus(self) -> str:
        """The unit to stand out among the others; '' if none of those shown is."""
        asked = self.exhibit.selection.focus
        return asked if asked and any(row["unit"] == asked for row in self.rows()) else ""

    def style(self, unit: str) -> UnitStyle:
        """How a unit is drawn; muted while another stands out."""
        style = self.exhibit.styles.get(unit, OTHER)
        return muted(style) if self.focus and unit != self.focus else style

    @property
    def size(self) -> int:
        """The size of labels in pixels."""
        return 11 if self.narrow else 13 if self.slide else 12

    @property
    def least_size(self) -> int:
        """The size of the smallest texts in pixels."""
        return 11 if self.slide else 10

    def plot_height(self, usual: float, around: float) -> float:
        """Pixels of a plot that has `around` above and below it: on a slide what those leave."""
        return max(SLIDE[1] - around, 0.4 * usual) if self.slide else usual

    def row_height(self, usual: int, count: float, around: float) -> int:
        """Pixels of each of `count` rows in such a plot: on a slide they share it, but no row is
        lower than its line of text nor half as high again as on a page."""
        if not self.slide:
            return usual
        shared = (SLIDE[1] - around) / max(count, 1)
        return int(max(min(1.5 * usual, shared), self.size * 1.25))

    def rows(self, *, with_value: bool | None = None) -> list[dict[str, Any]]:
        """The table's rows; only those with (or without) a figure if asked."""
        if with_value is None:
            return list(self.exhibit.rows)
        return [row for row in self.exhibit.rows if has_value(row) == with_value]

    def once(self, text: str) -> str:
        """A sign, in a hover text, for a text that many marks say."""
        if text not in self.said_once:
            self.said_once.append(text)
        return stand_in(self.said_once.index(text))

    def figure_text(self, row: dict[str, Any]) -> str:
        """The row's figure as a reader sees it, with its sign."""
        return self.words.figure(
            row["value"],
            row.get("measure") or self.exhibit.measure,
            int(row.get("decimals", self.exhibit.decimals)),
            row.get("qualifier") or "exact",
        )

    def short_figure_text(self, row: dict[str, Any]) -> str:
        """The figure for a cell or a phone: units of money shortened."""
        return shortened(self.figure_text(row))

    def hover(self, row: dict[str, Any], name: str = "") -> str:
        """What a mark says when pointed at: who, when, how much, how exactly, from where.

        name: of a line, whose many marks all say it.
        """
        words = self.words
        who = self.once(f"<b>{name}</b>") if name else f"<b>{row['unit_name']}</b>"
        lines = [f"{who} · {year_text(row)}", self.figure_text(row)]
        precision = PRECISION.get(str(row.get("qualifier")))
        details = [
            words(precision) if precision else None,
            basis_words(words, str(row.get("basis") or "")),
            words("tính từ số công bố") if row.get("origin") == "derived" else None,
        ]
        if row.get("years_said") and row.get("form") != "sum":
            details.append(str(row["years_said"]))
        elif row.get("partial") is True and not row.get("years_said"):
            known, whole = row["parts_covered"], row["parts_expected"]
            details.append(words("{k}/{n} phần", k=known, n=whole))
        if any(details):
            lines.append("; ".join(d for d in details if d))
        if row.get("difference"):
            lines.append(str(row["difference"]))
        if row.get("source_id"):
            lines.append(self._source(str(row["source_id"])))
        return "<br>".join(lines)

    def _source(self, source_ids: str) -> str:
        if source_ids not in self._named_sources:
            titles = self._source_titles
            named = [f"{i} ({titles[i]})" if titles.get(i) else i for i in source_ids.split()]
            text = wrap(f"{self.words('Nguồn')}: {', '.join(named)}", 48)
            self._named_sources[source_ids] = self.once(text)
        return self._named_sources[source_ids]

    @cached_property
    def _source_titles(self) -> dict[str, str]:
        return {source.source_id: source.title for source in self.exhibit.sources}

    @cached_property
    def _named_sources(self) -> dict[str, str]:
        return {}

    def new_figure(self, height: int, **margin: float) -> Drawing:
        """An empty figure; its width follows the page."""
        return Drawing(height, {**dict.fromkeys("lrtb", 8), **margin})

    def name_rows(self, figure: Drawing, names: list[str]) -> None:
        """One row a name from the top down, named beside the plot."""
        figure.set_axis(
            "y",
            range=[len(names) - 0.5, -0.5],
            tickvals=list(range(len(names))),
            ticktext=names,
            tickfont={"size": self.size, "color": self.theme.ink},
            showgrid=False,
        )

    def add_foot(self, figure: Drawing, name: str, text: str, **style: Any) -> None:
        """A small text below the plot, from the left edge of the figure on."""
        figure.add_annotation(
            name=name,
            text=text,
            xref="paper",
            yref="paper",
            x=0,
            y=0,
            xanchor="left",
            yanchor="top",
            align="left",
            xshift=6 - figure.margin("l"),
            **{"font": {"color": self.theme.muted, "size": self.size - 1}, **style},
        )

    def add_upright(
        self, figure: Drawing, name: str, x: float, layer: str = "below", **line: Any
    ) -> None:
        """A line over the whole height of the plot."""
        figure.add_shape(
            type="line",
            name=name,
            x0=x,
            x1=x,
            y0=0,
            y1=1,
            yref="paper",
            layer=layer,
            line={"width": 1, **line},
        )

    def finish(self, figure: Drawing) -> Spec:
        """The spec of the figure, with the mark that demonstration data must carry."""
        if self.exhibit.demo:
            figure.add_annotation(
                name="watermark",
                text=self.words("Số liệu minh hoạ"),
                xref="paper",
                yref="paper",
                x=0.5,
                y=0.5,
                textangle=-18,
                opacity=0.28,
                font={
                    "size": _watermark_size(figure.layout["height"], self.narrow or self.slide),
                    "color": self.theme.muted,
                },
            )
        return figure.spec(template(self.mode, self.words.lang), self.said_once)

    def say(self, height: int, text: str) -> Spec:
        """A figure that says in words why it is empty."""
        figure = self.new_figure(height)
        figure.set_axis("x", visible=False)
        figure.set_axis("y", visible=False)
        figure.add_annotation(
            text=wrap(text, 40),
            xref="paper",
            yref="paper",
            x=0.5,
            y=0.5,
            font={"color": self.theme.muted, "size": 13},
        )
        return self.finish(figure)

    @property
    def nothing(self) -> str:
        return self.words("Chưa có số liệu công bố")


def _watermark_size(height: float, small: bool) -> int:
    return int(min(28 if small else 46, max(13, height / 7)))


def shortened(text: str) -> str:
    """A figure with its unit of money shortened.

    >>> shortened("722,4\u00a0tỷ\u00a0đồng")
    '722,4\\xa0tỷ'
    """
    for long, short in SHORT_UNITS:
        text = text.replace(long.replace(" ", NO_BREAK), short)
    return text


def is_unsure(row: dict[str, Any]) -> bool:
    """Whether a figure is rounded or of low confidence: its mark is hollow."""
    return (row.get("qualifier") or "exact") != "exact" or row.get("confidence") in NOT_FIRM


def year_text(row: dict[str, Any]) -> str:
    """The year of a row, never with decimals; '' in a gap. Of a sum its years, or where some are
    missing of how many it is.
    """
    year = row.get("year")
    if row.get("form") == "sum" and row.get("years_said"):
        first = row["year"] - row["parts_expected"] + 1
        whole = str(year) if first == year else f"{first}–{year}"
        return str(row["years_said"]) if row["partial"] else whole
    return "" if year is None or pd.isna(year) else str(int(year))


def stands(row: dict[str, Any]) -> bool:
    """Whether a figure counts as the unit's newest: not too old, comparable and whole."""
    return has_value(row) and not row.get("missing")


def mark_data(row: dict[str, Any]) -> list[Any]:
    """customdata of a mark: the unit's key, so that a click can select it, year and value."""
    if not has_value(row):
        return [row["unit"]]
    year, value = row.get("year"), float(row["value"])
    known = None if year is None or pd.isna(year) else int(year)
    return [row["unit"], known, int(value) if value.is_integer() else value]


def marks(rows: Iterable[dict[str, Any]], texts: Sequence[str]) -> dict[str, Any]:
    """The fields of a trace with a mark a row: its exact data and what it says when pointed at."""
    return {"meta": VALUES, **told([mark_data(row) for row in rows], texts)}


def mark_names(words: Words, row: dict[str, Any]) -> set[str]:
    """What the marks of a row are called beside its unit: its indicator, its part, its line."""
    line = str(row["unit_name"]) + basis_sign(words, str(row.get("basis") or ""))
    own = (row.get(name) for name in ("indicator", "part_name", "criterion_name"))
    return {line, *(str(name) for name in own if name)}


def basis_sign(words: Words, basis: str) -> str:
    """A raised sign for a denominator other than the usual."""
    signs = {"registered": words("đk"), "unstated": "?"}
    return f"<sup>{signs[basis]}</sup>" if basis in signs else ""


def basis_words(words: Words, basis: str) -> str | None:
    return words(BASES[basis]) if basis in BASES else None


def gap_words(canvas: Canvas, row: dict[str, Any]) -> str:
    """What stands where a mark would be."""
    text = gap_text(canvas.words, str(row.get("missing") or GapReason.NO_DATA))
    if not has_value(row):
        return text
    years = str(row.get("years_said") or "") or year_text(row)
    return f"{text}: {canvas.figure_text(row)} ({years})"


def short_instrument(label: str) -> str:
    """An instrument without the ending of every decision and its place and dates, but its year.

    >>> short_instrument("QĐ 387/QĐ-TTg (2025)")
    'QĐ 387 (2025)'
    """
    short = re.sub(r"/(QĐ|KH|NQ|CT)-\w+", "", label)
    first, *_ = re.split(r"\s*[(,;]", short, maxsplit=1)
    year = re.search(r"\(\d{4}\)$", short)
    return f"{first} {year.group()}" if year else first


def target_label(canvas: Canvas, label: str, value: float) -> str:
    """What stands at a target line: its instrument, year and value."""
    decimals = 0 if float(value).is_integer() else 1
    names = [short_instrument(one) for one in label.split(" / ")]
    endings = {name[-7:] for name in names}
    if len(names) > 1 and len(endings) == 1 and names[0].endswith(")"):
        names = [*(name[:-7] for name in names[:-1]), names[-1]]
    figure = canvas.words.figure(value, canvas.exhibit.measure, decimals)
    return f"{' / '.join(dict.fromkeys(names))}: {figure}"


def nice_ticks(top: float, bottom: float = 0.0, count: int = 5) -> list[float]:
    """Round tick values from at most `bottom` to at least `top`.

    >>> nice_ticks(1_953_233)
    [0.0, 500000.0, 1000000.0, 1500000.0, 2000000.0]
    """
    span = max(top - bottom, 1e-9)
    rough = span / max(count - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(bottom / step), math.ceil(top / step - 1e-9)
    return [round(k * step, 10) for k in range(first, last + 1)]


def tick_texts(canvas: Canvas, ticks: list[float]) -> list[str]:
    """Axis numbers in the reader's format, shorter on a phone."""
    words, measure = canvas.words, canvas.exhibit.measure
    top = max(abs(t) for t in ticks)
    scale, form = 1.0, "{n}"
    if measure == "million VND" and top >= 1000:
        scale, form = 1000.0, mark("{n} tỷ")
    elif measure == "%":
        form += words.percent_sign
    elif canvas.narrow and top >= 1_000_000:
        scale, form = 1e6, mark("{n} tr")
    shown = [t / scale for t in ticks]
    decimals = next((d for d in (0, 1, 2) if all(abs(round(v, d) - v) < 1e-9 for v in shown)), 2)
    texts = [words(form, n=words.number(v, decimals)) if v else "0" for v in shown]
    return [text.replace(" ", NO_BREAK) for text in texts]
