"""Figures on the boundaries of one of the catalogue's sets (methods.md rule 11)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import stacked
from khdash.model.value import qualifier_of
from khdash.transform.rates import derived
from khdash.transform.records import CONFIDENCE_ORDER, whole

Parts = Mapping[str, tuple[str, ...]]

PARTS = (
    "parts_covered",
    "parts_expected",
    "parts_missing",
    "partial",
    "rebased",
    "source_ids",
)
"""Columns beside those of ObservationFrame: how many of the merged units a figure covers, the keys
of those it lacks, whether any lack, whether it was computed from parts, and all its sources."""

SERIES = ["unit", "indicator", "subgroup", "basis", "origin", "year"]


def on_boundaries(current: pd.DataFrame, catalogue: Catalogue, boundaries: str) -> pd.DataFrame:
    """The figures of the units that exist on a boundary set, with the PARTS columns.

    What is published under a unit is taken as it is; otherwise a stock or flow of a merged unit is
    the sum of its parts in the same year, whole or marked partial, and a rate is sum over sum where
    every part is known, else absent. Year-end and earlier figures of one year are not added to each
    other. District rows end when their units do; a commune is the same on every boundary set.
    """
    day = catalogue.boundary_set(boundaries).day
    units = {key: catalogue.units[key] for key in current["unit"].unique()}
    exists = {key: u.level == "commune" or u.valid_on(day) for key, u in units.items()}
    kept = current[current["unit"].map(exists).astype(bool)]
    every = {unit.key: catalogue.parts(unit.key) for unit in catalogue.units_on(boundaries)}
    merged = {key: parts for key, parts in every.items() if parts}
    direct = _as_published(kept, merged)
    if not merged:
        return direct
    known = _with_earlier_sums(current, catalogue, boundaries)
    sums = _without_published(_sums(known, catalogue, merged), direct)
    counts = stacked(direct, sums)
    rates = _rates(counts[counts["unit"].isin(merged)], catalogue)
    return stacked(counts, rates).sort_values(SERIES, kind="stable", ignore_index=True)


def _with_earlier_sums(
    current: pd.DataFrame, catalogue: Catalogue, boundaries: str
) -> pd.DataFrame:
    """The figures and the whole sums of units that were merged before and merged again since."""
    before = catalogue.boundary_before(boundaries)
    if before is None or not any(catalogue.parts(u.key) for u in catalogue.units_on(before.code)):
        return current
    sums = on_boundaries(current, catalogue, before.code)
    carried = sums.loc[sums["rebased"] & ~sums["partial"], [*current.columns, "source_ids"]]
    return stacked(current.assign(source_ids=_alone(current)), carried)


def _alone(rows: pd.DataFrame) -> pd.Series:
    """The sources of published figures: one each."""
    return pd.Series([(s,) for s in rows["source_id"]], index=rows.index, dtype=object)


def _as_published(rows: pd.DataFrame, merged: Parts) -> pd.DataFrame:
    """Figures of the unit itself: they cover all of it."""
    parts = rows["unit"].map(lambda key: len(merged.get(key, ("itself",)))).astype("int64")
    return rows.assign(
        parts_covered=parts,
        parts_expected=parts,
        parts_missing=pd.Series([()] * len(rows), index=rows.index, dtype=object),
        partial=False,
        rebased=False,
        source_ids=_alone(rows),
    ).reset_index(drop=True)


def _sums(current: pd.DataFrame, catalogue: Catalogue, merged: Parts) -> pd.DataFrame:
    """Stocks and flows of merged units as sums of their parts, partial ones included."""
    successor = {part: unit for unit, parts in merged.items() for part in parts}
    counts = [code for code, entry in catalogue.indicators.items() if entry.kind != "rate"]
    rows = current[current["unit"].isin(successor) & current["indicator"].isin(counts)]
    rows = rows.assign(part=rows["unit"], unit=rows["unit"].map(successor).astype("str"))
    rows = _of_one_point(rows)
    rank = rows["confidence"].map(CONFIDENCE_ORDER.index).astype("int64")
    groups = rows.assign(rank=rank).groupby(SERIES, sort=True)
    values = groups[["value", "lower", "upper"]].sum(min_count=1)
    earliest = groups[["as_of", "period_start", "rank"]].min()
    newest = groups[["point", "period_end", "batch_id"]].max()
    sums = pd.concat([values, earliest, newest], axis="columns").reset_index()
    columns = [name for name in current.columns if name not in PARTS]
    return _described(sums, rows, merged)[[*columns, *PARTS]]


def _of_one_point(rows: pd.DataFrame) -> pd.DataFrame:
    """Per sum only year-end figures or only earlier ones: whichever covers more parts."""
    year_end = rows["point"] == "year_end"
    rows = rows.assign(year_end=year_end)
    covered = rows.groupby([*SERIES, "year_end"], as_index=False).agg(parts=("part", "size"))
    taken = covered.sort_values(["parts", "year_end"], ascending=False).drop_duplicates(SERIES)
    return rows.merge(taken[[*SERIES, "year_end"]], on=[*SERIES, "year_end"])


def _described(sums: pd.DataFrame, rows: pd.DataFrame, merged: Parts) -> pd.DataFrame:
    """The sums with their coverage, sources and the remaining columns of an observation."""
    found: dict[tuple[object, ...], list[tuple[str, tuple[str, ...]]]] = {}
    rows = rows if "source_ids" in rows else rows.assign(source_ids=_alone(rows))
    for *key, part, origins in rows[[*SERIES, "part", "source_ids"]].itertuples(index=False):
        found.setdefault(tuple(key), []).append((part, origins))
    keys = [tuple(key) for key in sums[SERIES].itertuples(index=False)]
    having = [{part for part, _ in found[key]} for key in keys]
    missing = [
        tuple(part for part in merged[unit] if part not in has)
        for unit, has in zip(sums["unit"], having, strict=True)
    ]
    sources = [tuple(sorted({s for _, origins in found[key] for s in origins})) for key in keys]
    texts: dict[str, list[str]] = {
        "qualifier": [
            qualifier_of(low, high) for low, high in zip(sums["lower"], sums["upper"], strict=True)
        ],
        "confidence": [CONFIDENCE_ORDER[rank] for rank in sums["rank"]],
        "source_id": [ids[0] if len(ids) == 1 else "" for ids in sources],
    }
    blank = dict.fromkeys(("sheet", "cell", "note_vi", "note_en"), "")
    described = sums.assign(standing="current", **blank)
    for name, column in texts.items():
        described[name] = column
    return described.astype(dict.fromkeys((*texts, *blank, "standing"), "str")).assign(
        parts_covered=[len(has) for has in having],
        parts_expected=[len(merged[unit]) for unit in sums["unit"]],
        parts_missing=pd.Series(missing, index=sums.index, dtype=object),
        partial=[bool(names) for names in missing],
        rebased=True,
        source_ids=pd.Series(sources, index=sums.index, dtype=object),
    )


def _without_published(sums: pd.DataFrame, direct: pd.DataFrame) -> pd.DataFrame:
    """The sums for which nothing is published under the unit itself."""
    taken = set(direct[SERIES].itertuples(index=False, name=None))
    keys = sums[SERIES].itertuples(index=False, name=None)
    return sums.iloc[[position for position, key in enumerate(keys) if key not in taken]]


def _rates(counts: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Computed rates of merged units, where every part of both counts is known."""
    complete = whole(counts)
    known = set(complete["indicator"])
    found = [
        derived(complete, catalogue, code)
        for code, entry in catalogue.indicators.items()
        if entry.derivable and entry.numerator in known
    ]
    rates = stacked(*found) if found else counts.iloc[:0]
    return rates[counts.columns].assign(rebased=True)
