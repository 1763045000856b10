"""Findings that a person confirmed as right: they stay so until a judged value changes."""

from __future__ import annotations

import pandas as pd

KEY = ["rule", "unit", "indicator", "subgroup", "basis", "year", "seen"]


def with_confirmations(findings: pd.DataFrame, confirmations: pd.DataFrame) -> pd.DataFrame:
    """The findings with `confirmed` and, where it is, confirm_note, confirmed_by, confirmed_at.

    A confirmation holds for the same rule, figure and values; the newest one counts.
    """
    columns = [*KEY, "note", "committed_by", "committed_at"]
    told = {
        tuple(row[: len(KEY)]): row[len(KEY) :]
        for row in confirmations[columns].to_numpy(dtype=object)
    }
    matches = [told.get(tuple(row)) for row in findings[KEY].to_numpy(dtype=object)]
    return findings.assign(
        confirmed=pd.Series([m is not None for m in matches], index=findings.index, dtype=bool),
        confirm_note=[m[0] if m is not None else "" for m in matches],
        confirmed_by=[m[1] if m is not None else "" for m in matches],
        confirmed_at=pd.Series(
            [m[2] if m is not None else pd.NaT for m in matches],
            index=findings.index,
            dtype="datetime64[us]",
        ),
    )
