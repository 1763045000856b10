"""Small frames and a small catalogue, written out by hand, for the tests of the transforms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.cluster import BoundarySet
from khdash.model.entries import SeriesBreak
from khdash.model.frames import OBSERVATION, empty
from khdash.model.indicators import Indicator, Kind
from khdash.model.roles import RisingShare
from khdash.model.rows import rows_of
from khdash.model.units import Membership, Unit, unit_key
from khdash.model.value import bounds
from khdash.transform import rates
from khdash.transform.latest import newest
from khdash.transform.rates import ClusterRate

MERGER = date(2025, 7, 1)
SETS = (
    BoundarySet("2022", date(2022, 12, 31), "", "", "", "", default=True),
    BoundarySet("2025", MERGER, "", "", "", "", default=False),
)
EIGHT = ("01", "26", "27", "33", "34", "35", "36", "37")
"""Hà Nội, Vĩnh Phúc, Bắc Ninh, Hưng Yên, Thái Bình, Hà Nam, Nam Định, Ninh Bình."""

NEW_BAC_NINH, NEW_PHU_THO, NEW_HUNG_YEN, NEW_NINH_BINH = (
    unit_key(code, MERGER) for code in ("24", "25", "33", "37")
)

SUCCESSORS = {
    "26": "25",
    "25": "25",
    "17": "25",
    "27": "24",
    "24": "24",
    "33": "33",
    "34": "33",
    "35": "37",
    "36": "37",
    "37": "37",
}


def figure(
    unit: str,
    indicator: str,
    year: int,
    value: float,
    qualifier: str = "exact",
    **other: object,
) -> dict[str, object]:
    """One current yearly figure; `other` overrides any column."""
    lower, upper = bounds(value, qualifier)
    row: dict[str, object] = dict.fromkeys(OBSERVATION, "")
    row |= {
        "unit": unit,
        "indicator": indicator,
        "year": year,
        "period_start": pd.NaT,
        "period_end": pd.NaT,
        "as_of": pd.Timestamp(year, 12, 31),
        "point": "year_end",
        "value": value,
        "qualifier": qualifier,
        "lower": lower,
        "upper": upper,
        "source_id": "s1",
        "confidence": "high",
        "batch_id": 1,
        "standing": "current",
        "origin": "published",
    }
    return row | other


def observations(*rows: dict[str, object]) -> pd.DataFrame:
    """The figures as an ObservationFrame."""
    if not rows:
        return empty(OBSERVATION)
    columns = [*OBSERVATION, *(name for name in rows[0] if name not in OBSERVATION)]
    return pd.DataFrame(list(rows), columns=columns).astype(OBSERVATION)


def indicator(code: str, kind: Kind, unit: str = "persons", **other: object) -> Indicator:
    """An indicator with everything that the transforms do not read left empty."""
    plain = Indicator(
        code=code,
        name_vi=code,
        name_en=code,
        short_vi=code,
        short_en=code,
        theme="",
        unit=unit,
        kind=kind,
        decimals=0,
        direction="up",
        basis_matters=False,
        numerator="",
        denominator="",
        denominator_registered="",
        scale=None,
        part_of="",
        break_group="",
        valid_from=None,
        valid_to=None,
        definition_vi="",
        definition_en="",
        instrument="",
        sort=0,
    )
    return replace(plain, **other)  # type: ignore[arg-type]


INDICATORS = (
    indicator("members", "stock"),
    indicator("fund_balance", "stock", "million VND"),
    indicator(
        "population",
        "stock",
        break_group="population",
        heads=True,
        role="population",
        unrevised="population_unrevised",
    ),
    indicator("population_unrevised", "stock"),
    indicator("learning_family_registered", "stock", "families", break_group="learning_title"),
    indicator("learning_family_recognised", "stock", "families", break_group="learning_title"),
    indicator("families", "stock", "families"),
    indicator("studious_family_recognised", "stock", "families", valid_to=2015),
    indicator("members_with_card_rate", "rate", "%"),
    indicator(
        "members_population_rate",
        "rate",
        "%",
        numerator="members",
        denominator="population",
        scale=100.0,
    ),
    indicator(
        "fund_per_head",
        "rate",
        "VND per person",
        numerator="fund_balance",
        denominator="population",
        scale=1_000_000.0,
    ),
    indicator(
        "learning_family_rate",
        "rate",
        "%",
        basis_matters=True,
        numerator="learning_family_recognised",
        denominator="families",
        denominator_registered="learning_family_registered",
        scale=100.0,
        break_group="learning_title",
        valid_from=2016,
    ),
)

BREAKS = tuple(
    SeriesBreak(group, year, "", "", "")
    for group, year in (("population", 2015), ("learning_title", 2016), ("learning_title", 2022))
)


def unit(code: str, **other: object) -> Unit:
    """A province without end, unless `other` says otherwise."""
    plain = Unit(code, None, None, code, code, code, code, "province", "VN", "", "", "")
    return replace(plain, **other)  # type: ignore[arg-type]


def catalogue() -> Catalogue:
    """The cluster of 2022 and its successors, with the indicators above."""
    last_day = date(2025, 6, 30)
    units = [unit("VN", level="country", parent=""), unit("01")]
    units += [
        unit(code, valid_to=last_day, successor=unit_key(new, MERGER))
        for code, new in SUCCESSORS.items()
    ]
    units += [unit(code, valid_from=MERGER) for code in ("24", "25", "33", "37")]
    units += [unit("374", level="district", parent="37", valid_to=last_day)]
    return Catalogue(
        themes={},
        measures={},
        indicators={entry.code: entry for entry in INDICATORS},
        units={u.key: u for u in units},
        memberships=tuple(Membership(key, None, None, "stated", "", "") for key in EIGHT),
        breaks=BREAKS,
        targets=(),
        subgroups={},
        boundary_sets=SETS,
        rising_shares=(
            RisingShare("members", "", "", "members_population_rate", "members", "population"),
            RisingShare("organisations", "", "", "", "grassroots_associations", "communes"),
        ),
    )


def latest(figures: pd.DataFrame, window: tuple[int, int]) -> pd.DataFrame:
    """The newest figures that are not too old."""
    rows = newest(figures, window)
    return rows[~rows["too_old"]].reset_index(drop=True)


def cluster_rate(
    current: pd.DataFrame,
    known: Catalogue,
    indicator: str,
    members: Sequence[str],
    year: int,
    tolerance: int,
    basis: str = "all",
) -> ClusterRate:
    """The cluster's rate from the figures themselves; basis is ignored where a rate has one."""
    entry = known.indicators[indicator]
    wanted = basis if entry.basis_matters else ""
    return rates.cluster_rate(
        rows_of(rates.derived(current, known, entry)),
        rows_of(rates.divisors(current, entry, wanted)),
        (known, entry, wanted),
        members,
        (year, tolerance),
    )
