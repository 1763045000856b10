"""What one of our forms showed when it left, written into the form itself and read back.

A cell that still says what was shown states nothing: whoever filled in the form did not touch it,
even where the store has come to know another figure since.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding

Key = tuple[str, int, str, str, str]
"""Unit key, year, indicator, subgroup, basis."""
Figure = tuple[float, str]
"""Value and qualifier."""
_KEY = ("unit", "year", "indicator", "subgroup", "basis")
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Shown:
    """The figures that stood in a form, and the data version that they were taken from."""

    version: int
    figures: Mapping[Key, tuple[Figure, ...]]


def memo_of(shown: Shown) -> str:
    """The memo of a form, as khdash.reading.table.memo_lines takes it."""
    rows = [[*key, *figure] for key, figures in shown.figures.items() for figure in figures]
    plain = json.dumps({"data": shown.version, "shown": rows}, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(plain.encode(), 9)).decode()


def read_shown(memo: str) -> tuple[Shown | None, tuple[Finding, ...]]:
    """What a memo says; None and a finding where a part of it was lost."""
    if not memo:
        return None, ()
    try:
        return _read(memo), ()
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error, binascii.Error):
        return None, (finding("form-memo-damaged"),)


def _read(memo: str) -> Shown:
    opened = zlib.decompressobj()
    plain = opened.decompress(base64.urlsafe_b64decode(memo), _MOST_BYTES)
    if not opened.eof:
        raise ValueError("the memo has no end")
    told = json.loads(plain)
    figures: dict[Key, tuple[Figure, ...]] = {}
    for unit, year, indicator, subgroup, basis, value, qualifier in told["shown"]:
        key = (str(unit), int(year), str(indicator), str(subgroup), str(basis))
        figures[key] = (*figures.get(key, ()), (float(value), str(qualifier)))
    return Shown(int(told["data"]), figures)


def is_untouched(cells: pd.DataFrame, shown: Shown | None) -> pd.Series:
    """Which sound cells say what the form showed for the same figure; wherever they stand now."""
    if shown is None:
        return pd.Series(False, index=cells.index)
    yearly = (cells["fault"] == "") & (cells["derived"] == "") & cells["period_start"].isna()
    sound = cells[yearly]
    keys = zip(*(sound[name] for name in _KEY), strict=True)
    said = zip(sound["value"], sound["qualifier"], strict=True)
    found = [
        any(_is_same(figure, other) for other in shown.figures.get(key, ()))
        for key, figure in zip(keys, said, strict=True)
    ]
    untouched = pd.Series(found, index=sound.index, dtype=bool)
    return untouched.reindex(cells.index, fill_value=False)


def _is_same(one: Figure, other: Figure) -> bool:
    """Equal but for what a spreadsheet loses of a number's last digits."""
    return one[1] == other[1] and math.isclose(one[0], other[0], rel_tol=1e-9, abs_tol=1e-9)


def report_untouched(cells: pd.DataFrame, shown: Shown | None) -> Iterator[Finding]:
    """How many cells were left as the form showed them."""
    count = int(cells["untouched"].sum())
    if shown is not None and count:
        yield finding("form-figures-untouched", count=count, version=shown.version)
