"""Provinces alike to the one that a reader looks at, proposed as comparison with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from khdash.chart import bordering
from khdash.exhibit.core.scope import current_on
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import rows_of
from khdash.transform.alike import nearest_in_size
from khdash.transform.records import is_firm, whole
from khdash.web.common import reader
from khdash.web.common.page_registry import Page

SIZE, BORDER = "size", "border"
REASONS = {SIZE: mark("dân số gần nhất"), BORDER: mark("giáp ranh")}
Alike = Mapping[str, tuple[str, ...]]
"""Why each province, by code, is alike: the nearest in size first, then the neighbours."""


def subject_of(page: Page, chosen: Sequence[str]) -> str:
    """The province looked at: that of the page, the one that stands out, or the only one chosen."""
    own = next((one.name for one in page.parameters if one.names_unit), "")
    if own:
        return str(st.session_state[own])
    focus = str(st.session_state["tieu_diem"])
    return focus or (chosen[0] if len(chosen) == 1 else "")


def alike_to(subject: str, candidates: Collection[str]) -> Alike:
    """The candidates (codes) alike to a province on the chosen boundaries; none without one."""
    if not subject:
        return {}
    boundaries = st.session_state["ranh_gioi"]
    return _alike(reader.dataset(), boundaries, subject, tuple(candidates))


@kept(64)
def _alike(dataset: Dataset, boundaries: str, subject: str, candidates: tuple[str, ...]) -> Alike:
    catalogue = dataset.catalogue
    chosen = catalogue.boundary_set(boundaries)
    borders = bordering(reader.store().boundaries, chosen).get(subject, frozenset())
    nearest = nearest_in_size(_populations(dataset, chosen.code), subject, candidates)
    found: dict[str, tuple[str, ...]] = {}
    if nearest is not None:
        found[nearest[0]] = (SIZE,)
    for code in candidates:
        if code in borders and code != subject:
            found[code] = (*found.get(code, ()), BORDER)
    return found


@kept(4)
def _populations(dataset: Dataset, boundaries: str) -> dict[str, dict[int, float]]:
    """Persons by year of each province in force on the boundaries, by code."""
    catalogue = dataset.catalogue
    day = catalogue.boundary_set(boundaries).day
    rows = whole(current_on(dataset, boundaries))
    rows = rows[rows["indicator"] == catalogue.population]
    found: dict[str, dict[int, float]] = {}
    for row in rows_of(rows):
        unit = catalogue.units[row["unit"]]
        if unit.level == "province" and unit.valid_on(day) and is_firm(row["confidence"]):
            found.setdefault(unit.code, {})[int(row["year"])] = float(row["value"])
    return found


def labelled(name: str, reasons: Sequence[str], words: Words) -> str:
    """A province in a list with why it is proposed: Nam Định · dân số gần nhất, giáp ranh."""
    told = ", ".join(words(REASONS[reason]) for reason in reasons)
    return f"{name} · {told}" if told else name


def alike_text(subject: str, alike: Alike, names: Mapping[str, str], words: Words) -> str:
    """The proposals in a sentence."""
    size = [names[code] for code, reasons in alike.items() if SIZE in reasons]
    border = [names[code] for code, reasons in alike.items() if BORDER in reasons]
    parts = [
        words("quy mô dân số gần nhất: {names}", names=words.listed(size)) if size else "",
        words("giáp ranh: {names}", names=words.listed(border)) if border else "",
    ]
    return words("Gợi ý cho {unit} – {parts}.", unit=subject, parts="; ".join(filter(None, parts)))
