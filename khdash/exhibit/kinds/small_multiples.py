"""Small multiples: the trend with a panel for each unit."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.kinds.trend import build_trend
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.growth import unit_changes

FREE = "small_multiples_free"


def build_small_multiples(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The trend's table; extra["axes"] is 'shared', or 'free' under the name FREE."""
    trend = build_trend(name, dataset, selection)
    words = Words(selection.lang)
    axes = "free" if name == FREE else "shared"
    caution = (
        words("Mỗi tỉnh một thang đo riêng: so hình dạng, không so chiều cao giữa các ô.")
        if axes == "free"
        else words("Các ô dùng chung một thang đo.")
    )
    return replace(
        trend,
        kind="small_multiples",
        headline=_headline(Scope.of(dataset, selection), trend),
        subtitle=f"{trend.subtitle} {caution}",
        alt=trend.alt.replace(trend.subtitle, f"{trend.subtitle} {caution}", 1),
        extra={**trend.extra, "axes": axes},
    )


def _headline(scope: Scope, trend: Exhibit) -> str:
    """Which units rose and which fell since the first comparable figure shown."""
    words, indicator = scope.words, scope.indicator
    series = scope.series(indicator, first_year=scope.first_year)
    found = unit_changes(series, indicator.kind, whole_run=True)
    spoken = Spoken.of(scope, indicator)
    name = words.of(indicator.short_vi, indicator.short_en)
    years = words.years(scope.first_year, scope.year)
    ways = ((mark("tăng: {names}"), "up"), (mark("giảm: {names}"), "down"))
    told = spoken.tellable(found)
    parts = []
    for template, way in ways:
        units = list(dict.fromkeys(row["unit"] for row in told if row["direction"] == way))
        if units:
            parts.append(words(template, names=words.listed(scope.names(units))))
    if not parts:
        return words("{name} {years}: chưa rõ tỉnh nào tăng, tỉnh nào giảm", name=name, years=years)
    return words("{name} {years} – {parts}", name=name, years=years, parts="; ".join(parts))
