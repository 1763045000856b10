"""Figures of one unit and year that cannot stand together, by the relations of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.consistency import Relation
from khdash.rules.figures import NONE, Figures
from khdash.rules.found import found, together

ROUNDING = 1.001
"""Parts printed in rounded millions may add up to a little more than their whole."""


def relations_of(catalogue: Catalogue) -> tuple[Relation, ...]:
    """Every relation: each part against its wholes, the nearest first, then sums and others.

    consistency.csv says by which rule a part is judged; a part that only `part_of` names is
    judged by 'part-above-whole'.
    """
    stated = {(r.parts, r.whole): r for r in catalogue.relations if r.operator == "<="}
    of_parts = tuple(
        stated.get(((code,), whole), Relation((code,), "<=", whole))
        for code in catalogue.indicators
        for whole in catalogue.wholes(code)
    )
    return (*of_parts, *(r for r in catalogue.relations if r not in of_parts))


def broken(figures: Figures, code: str) -> pd.DataFrame:
    """The findings of every relation that is judged by this rule.

    A part, or a sum of parts, is held against the nearest of its wholes that is known; where that
    was another number earlier in the year, as the communes of a province that reorganised them,
    against both. A single part is named itself, a sum of parts by its whole.
    """
    own = [r for r in relations_of(figures.catalogue) if r.code == code]
    return together(*_each(figures, own), found(figures, np.empty(0, dtype=np.int64)))


def _each(figures: Figures, relations: list[Relation]) -> Iterator[pd.DataFrame]:
    for relation in relations:
        if not len(figures.rows_of(relation.whole)):
            continue
        if not any(len(figures.rows_of(part)) for part in relation.parts):
            continue
        yield (_single if len(relation.parts) == 1 else _sum)(figures, relation)


def _single(figures: Figures, relation: Relation) -> pd.DataFrame:
    part, whole = figures.at_places(relation.parts[0]), figures.at_places(relation.whole)
    both = (part != NONE) & (whole != NONE)
    for nearer in figures.catalogue.wholes(relation.parts[0]):
        if nearer == relation.whole:
            break
        both &= figures.at_places(nearer) == NONE
    part, whole = part[both], whole[both]
    least, most = (ends[both] for ends in figures.extent(relation.whole))
    wrong = figures.lower[part] > most
    if relation.operator == "=":
        wrong |= figures.upper[part] < least
    return found(figures, part[wrong], whole[wrong])


def _sum(figures: Figures, relation: Relation) -> pd.DataFrame:
    whole = figures.at_places(relation.whole)
    parts = np.stack([figures.at_places(part) for part in relation.parts])
    known = parts != NONE
    enough = len(relation.parts) if relation.missing == "skip" else 2
    asked = (whole != NONE) & (known.sum(axis=0) >= enough)
    whole, parts, known = whole[asked], parts[:, asked], known[:, asked]
    value = np.where(known, figures.value[parts], 0.0).sum(axis=0)
    lowers = np.where(known, np.maximum(figures.lower[parts], 0.0), 0.0)
    lower = lowers.sum(axis=0)
    upper = np.where(known, figures.upper[parts], 0.0).sum(axis=0)
    least, most = (ends[asked] for ends in figures.extent(relation.whole))
    wrong = lower > most * ROUNDING
    if relation.operator == "=":
        wrong |= upper * ROUNDING < least
    wrong &= ~_one_exceeds(figures, relation, lowers, most)
    sides = [side[wrong] for side in parts]
    other = (value[wrong], lower[wrong], upper[wrong])
    return found(figures, whole[wrong], *sides, other=other)


def _one_exceeds(
    figures: Figures, relation: Relation, lowers: np.ndarray, most: np.ndarray
) -> np.ndarray:
    """Whether a part exceeds the whole by itself: then it is named, and the sum not told again."""
    alone = [relation.whole in figures.catalogue.wholes(part) for part in relation.parts]
    return (lowers[np.array(alone)] > most).any(axis=0)
