"""Why a value is missing: a gap has a reason, never a zero (DOMAIN rule 1)."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.transform.records import whole
from khdash.transform.series import series_of


class Gap(StrEnum):
    """The reasons, in the order in which they are looked for."""

    BEFORE_START = "before_start"  # the indicator does not exist yet
    ENDED = "ended"  # the indicator or the unit no longer exists
    NOT_COMPARABLE = "not_comparable"  # a figure exists, but before the last break
    PARTIAL = "partial"  # only some parts of a merged unit are known
    OTHER_BASIS = "other_basis"  # only rates of another denominator are known
    TOO_OLD = "too_old"  # the newest figure is older than the tolerance
    NO_DATA = "no_data"  # no figure was published


def reason_for_gap(
    current: pd.DataFrame,
    catalogue: Catalogue,
    indicator: str,
    unit: str,
    year: int,
    *,
    tolerance: int = 0,
    subgroup: str = "",
    basis: str | None = None,
) -> Gap | None:
    """Why a unit has no usable figure as of a year; None if it has one.

    Usable: whole, of the asked basis, in [year - tolerance, year], after the last break.
    """
    entry, place = catalogue.indicators[indicator], catalogue.units[unit]
    if entry.valid_from is not None and year < entry.valid_from:
        return Gap.BEFORE_START
    series = series_of(current, indicator, subgroup=subgroup)
    known = series[(series["unit"] == unit) & (series["year"] <= year)]
    in_window = known[known["year"] >= year - tolerance]
    breaks = [b.year for b in catalogue.breaks_of(indicator) if b.year <= year]
    comparable = in_window[in_window["year"] >= max(breaks, default=0)]
    of_basis = comparable if basis is None else comparable[comparable["basis"] == basis]
    if len(whole(of_basis)):
        return None
    indicator_ended = entry.valid_to is not None and entry.valid_to < year
    if indicator_ended or (place.valid_to is not None and place.valid_to.year < year):
        return Gap.ENDED
    if len(of_basis):
        return Gap.PARTIAL
    if len(comparable):
        return Gap.OTHER_BASIS
    if len(in_window):
        return Gap.NOT_COMPARABLE
    return Gap.TOO_OLD if len(known) else Gap.NO_DATA
