"""Small multiples: the trend with a panel for each unit."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.trend import build_trend
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection

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
        subtitle=f"{trend.subtitle} {caution}",
        alt=trend.alt.replace(trend.subtitle, f"{trend.subtitle} {caution}", 1),
        extra={**trend.extra, "axes": axes},
    )
