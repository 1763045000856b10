"""The one parameter that flows from a page to the store and the transforms, and the URL it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode

from khdash.model.catalogue import Catalogue
from khdash.model.languages import ORIGINAL, languages
from khdash.model.units import split_key

TOLERANCES = (0, 1, 2, 3, 4, 5)
BASES = ("all", "registered", "unstated")
PARAMETERS = (
    "chi_so",
    "tinh",
    "nam",
    "sai_so",
    "ranh_gioi",
    "mau_so",
    "nhom",
    "biet_den",
    "so_voi",
    "cach_tinh",
    "cach_chia",
    "tieu_diem",
    "doi_chieu",
    "chi_tieu",
    "lang",
)
REFERENCES = ("year_before", "target", "cluster", "others", "country")
"""What a figure may be compared with; besides these, the code of a province."""
FORMS = ("per_head", "share", "index", "sum", "mean3")
"""Forms of a figure other than as reported."""
CLASSES = ("equal", "quantiles", "natural", "target", "cluster")
"""How a map parts its figures into classes; the last two on both sides of a centre."""
NATIONAL_TARGETS = "national"
FIRST_YEAR, LAST_YEAR = 1990, 2100
LATEST = "latest"
"""In a link, the newest year with figures, whichever that is when the link is opened."""
MOST_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader chose; None or () means the default, which is never written to the URL.

    units: keys of units on the chosen boundaries; () means every member of the cluster.
    boundaries: the code of a boundary set; '' for the catalogue's default.
    basis: all | registered | unstated, or '' for every basis side by side.
    newest: how many years up to the newest one with figures, for a period that moves with the
    data; once resolved, the years that it stands for are beside it.
    last_year: the year as of which "latest" is asked; tolerance: how many years older it may be,
    None for the default that the figures themselves settle (methods.md rule 9).
    reference: what figures are compared with: one of REFERENCES or the key of a unit.
    form: '' as reported, or one of FORMS: per head of the population of the same year, share of
    the total, index (first year of the comparable series = 100), sum of a flow over the years
    shown, mean3 of each figure and the two years before it.
    classes: '' for round steps as the figures suggest, or one of CLASSES: equal steps, quantiles,
    natural breaks, or steps around the country's target or the cluster's value.
    focus: the key of the unit to stand out among the others.
    benchmarks: keys of units outside the cluster drawn beside it, never ranked or totalled.
    judge_national: judge provinces that have no target of their own against the country's.
    """

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    newest: int | None = None
    tolerance: int | None = None
    boundaries: str = ""
    basis: str = ""
    subgroup: str = ""
    as_known_at: datetime | None = None
    reference: str = ""
    form: str = ""
    classes: str = ""
    focus: str = ""
    benchmarks: tuple[str, ...] = ()
    judge_national: bool = False
    lang: str = "vi"

    def with_(self, **changes: object) -> Selection:
        """A changed copy; years that are named stand still."""
        if "newest" not in changes and {"first_year", "last_year"} & changes.keys():
            changes["newest"] = None
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_query(self) -> str:
        """The query string that reopens this view; only what differs from the default.

        >>> Selection(units=("01", "34"), last_year=2024, first_year=2010).to_query()
        'tinh=01&tinh=34&nam=2010&nam=2024'
        >>> Selection(newest=1).to_query(), Selection(newest=5).to_query()
        ('nam=latest', 'nam=latest-5')
        """
        pairs: list[tuple[str, str]] = []
        pairs += [("chi_so", code) for code in self.indicators]
        pairs += [("tinh", split_key(key)[0]) for key in self.units]
        if self.newest is not None:
            pairs.append(("nam", LATEST if self.newest == 1 else f"{LATEST}-{self.newest}"))
        elif self.first_year is not None and self.last_year is not None:
            pairs += [("nam", str(self.first_year)), ("nam", str(self.last_year))]
        if self.tolerance is not None:
            pairs.append(("sai_so", str(self.tolerance)))
        if self.boundaries:
            pairs.append(("ranh_gioi", self.boundaries))
        if self.basis:
            pairs.append(("mau_so", self.basis))
        if self.subgroup:
            pairs.append(("nhom", self.subgroup))
        if self.as_known_at is not None:
            pairs.append(("biet_den", self.as_known_at.isoformat()))
        if self.reference:
            pairs.append(("so_voi", split_key(self.reference)[0]))
        if self.form:
            pairs.append(("cach_tinh", self.form))
        if self.classes:
            pairs.append(("cach_chia", self.classes))
        if self.focus:
            pairs.append(("tieu_diem", split_key(self.focus)[0]))
        pairs += [("doi_chieu", split_key(key)[0]) for key in self.benchmarks]
        if self.judge_national:
            pairs.append(("chi_tieu", NATIONAL_TARGETS))
        if self.lang != "vi":
            pairs.append(("lang", self.lang))
        return urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of a link that could not be followed; `reason`: unknown-name, unknown-value,
    merged (the unit ended; `hint` is its successor's code), two-years-needed."""

    name: str
    value: str
    reason: str
    hint: str = ""


def parse_query(
    query: str | Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    known_names: Sequence[str] = (),
) -> tuple[Selection, tuple[Ignored, ...]]:
    """Read a link. What it names wrongly is left at its default and reported, never swallowed.

    known_names: further parameters that the page itself reads.
    """
    if isinstance(query, str):
        params: Mapping[str, Sequence[str]] = parse_qs(query.lstrip("?"), keep_blank_values=True)
    else:
        params = query
    ignored: list[Ignored] = []
    sets = tuple(one.code for one in catalogue.boundary_sets)
    boundaries = _choice(params, "ranh_gioi", sets, "", ignored)
    lang = _choice(params, "lang", tuple(languages()), ORIGINAL, ignored)
    tolerance = _choice(params, "sai_so", tuple(map(str, TOLERANCES)), "", ignored)
    newest, named = _moving_period(params.get("nam", ()))
    first_year, last_year = _years(named, ignored)
    basis = _choice(params, "mau_so", BASES, "", ignored)
    subgroup = _choice(params, "nhom", tuple(catalogue.subgroups), "", ignored)
    selection = Selection(
        indicators=_indicators(params.get("chi_so", ()), catalogue, ignored),
        units=_units("tinh", params, catalogue, boundaries, ignored),
        first_year=first_year,
        last_year=last_year,
        newest=newest,
        tolerance=int(tolerance) if tolerance else None,
        boundaries=boundaries,
        basis=basis,
        subgroup=subgroup,
        as_known_at=_moment(params.get("biet_den", ()), ignored),
        reference=_reference(params, catalogue, boundaries, ignored),
        form=_choice(params, "cach_tinh", FORMS, "", ignored),
        classes=_choice(params, "cach_chia", CLASSES, "", ignored),
        focus=_last(_units("tieu_diem", params, catalogue, boundaries, ignored)),
        benchmarks=_units("doi_chieu", params, catalogue, boundaries, ignored),
        judge_national=bool(_choice(params, "chi_tieu", (NATIONAL_TARGETS,), "", ignored)),
        lang=lang,
    )
    ignored += [
        Ignored(name, "", "unknown-name")
        for name in params
        if name not in PARAMETERS and name not in known_names
    ]
    return selection, tuple(ignored)


def _choice(
    params: Mapping[str, Sequence[str]],
    name: str,
    allowed: Sequence[str],
    default: str,
    ignored: list[Ignored],
) -> str:
    values = params.get(name, ())
    if not values:
        return default
    if values[-1] in allowed:
        return values[-1]
    ignored.append(Ignored(name, values[-1], "unknown-value"))
    return default


def _moving_period(values: Sequence[str]) -> tuple[int | None, Sequence[str]]:
    """How many newest years a link asks for, where that is all it says, and what is left to read.

    >>> _moving_period(["latest"]), _moving_period(["latest-5"]), _moving_period(["latest-0"])
    ((1, ()), (5, ()), (None, ['latest-0']))
    """
    word, dash, count = values[0].partition("-") if len(values) == 1 else ("", "", "")
    if word != LATEST or (dash and not re.fullmatch("[0-9]{1,3}", count)):
        return None, values
    years = int(count) if dash else 1
    return (years, ()) if 1 <= years <= MOST_NEWEST else (None, values)


def is_year(text: str) -> bool:
    """Whether a text is a year in four plain digits.

    >>> is_year("2024"), is_year("²"), is_year("12024")
    (True, False, False)
    """
    return re.fullmatch("[0-9]{4}", text) is not None


def _years(values: Sequence[str], ignored: list[Ignored]) -> tuple[int | None, int | None]:
    years: list[int] = []
    for value in values:
        if is_year(value) and FIRST_YEAR <= int(value) <= LAST_YEAR:
            years.append(int(value))
        else:
            ignored.append(Ignored("nam", value, "unknown-value"))
    return (min(years), max(years)) if years else (None, None)


def _indicators(
    values: Sequence[str], catalogue: Catalogue, ignored: list[Ignored]
) -> tuple[str, ...]:
    ignored += [
        Ignored("chi_so", v, "unknown-value") for v in values if v not in catalogue.indicators
    ]
    return tuple(dict.fromkeys(v for v in values if v in catalogue.indicators))


def _reference(
    params: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    boundaries: str,
    ignored: list[Ignored],
) -> str:
    values = params.get("so_voi", ())
    if values and values[-1] in REFERENCES:
        return values[-1]
    return _last(_units("so_voi", params, catalogue, boundaries, ignored))


def _last(keys: Sequence[str]) -> str:
    return keys[-1] if keys else ""


def _units(
    name: str,
    params: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    boundaries: str,
    ignored: list[Ignored],
) -> tuple[str, ...]:
    """The units that a parameter names by their codes, on the chosen boundaries."""
    day = catalogue.boundary_set(boundaries).day
    found: list[str] = []
    for code in params.get(name, ()):
        unit = catalogue.find_unit(code, day)
        if unit is not None and unit.level != "commune":
            found.append(unit.key)
            continue
        ended = next((u for u in catalogue.units.values() if u.code == code and u.successor), None)
        if ended is not None:
            ignored.append(Ignored(name, code, "merged", split_key(ended.successor)[0]))
        else:
            ignored.append(Ignored(name, code, "unknown-value"))
    return tuple(dict.fromkeys(found))


def _moment(values: Sequence[str], ignored: list[Ignored]) -> datetime | None:
    if not values:
        return None
    try:
        found = datetime.fromisoformat(values[-1])
        if found.tzinfo is not None:
            found.astimezone(UTC) + timedelta(days=1)  # beyond the calendar in another zone
    except (ValueError, OverflowError):
        ignored.append(Ignored("biet_den", values[-1], "unknown-value"))
        return None
    return found
