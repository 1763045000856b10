"""Four plain plotly charts with as many marks as the first four of the fund page on demo figures.

Shared by the smallest Streamlit page (floor.py) and the Vizro page; knows neither of the two.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

PROVINCES = (
    "Hà Nội",
    "Hải Phòng",
    "Quảng Ninh",
    "Hải Dương",
    "Hưng Yên",
    "Thái Bình",
    "Nam Định",
    "Ninh Bình",
)
YEARS = tuple(range(2010, 2025))
STACKED_YEARS = 8
"""The stacked chart of the fund page has about as many parts as eight provinces in these."""


def figures() -> pd.DataFrame:
    """A fund and a population for each province and year."""
    return pd.DataFrame(
        [
            (province, year, 900.0 + 130 * place + 41 * (year - 2010), 1.1 + 0.17 * place)
            for place, province in enumerate(PROVINCES)
            for year in YEARS
        ],
        columns=["province", "year", "fund", "population"],
    )


def latest(frame: pd.DataFrame) -> go.Figure:
    """A bar for each province: its fund in the last year."""
    last = frame[frame["year"] == YEARS[-1]]
    return go.Figure(_bar(last["province"], last["fund"]))


def per_head(frame: pd.DataFrame) -> go.Figure:
    """A bar for each province: its fund a head in the last year."""
    last = frame[frame["year"] == YEARS[-1]]
    return go.Figure(_bar(last["province"], last["fund"] / last["population"]))


def _bar(provinces: pd.Series[str], values: pd.Series[float]) -> go.Bar:
    texts = [f"{value:,.0f}" for value in values]
    return go.Bar(
        y=provinces, x=values, text=texts, textposition="outside", orientation="h"
    )  # fmt: skip


def course(frame: pd.DataFrame) -> go.Figure:
    """A line with markers for each province."""
    return go.Figure(
        [
            go.Scatter(x=own["year"], y=own["fund"], name=name, mode="lines+markers")
            for name, own in frame.groupby("province", sort=False)
        ]
    )


def total(frame: pd.DataFrame) -> go.Figure:
    """A stack for each year, with its sum above it."""
    late = frame[frame["year"] > YEARS[-1] - STACKED_YEARS]
    stacks = [
        go.Bar(x=own["year"], y=own["fund"], name=name)
        for name, own in late.groupby("province", sort=False)
    ]
    sums = late.groupby("year")["fund"].sum()
    texts = [f"{value:,.0f}" for value in sums]
    above = go.Scatter(
        x=sums.index, y=sums, text=texts, mode="text", textposition="top center", showlegend=False
    )
    return go.Figure([*stacks, above], layout={"barmode": "stack"})


CHARTS = (latest, per_head, course, total)
