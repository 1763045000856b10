"""What stands in a reporting form: provinces and years, one column a series, what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from khdash.ingest.check import UPLOAD_SOURCE
from khdash.ingest.shown import Figure, Key, Shown
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.frames import each_row
from khdash.model.languages import ORIGINAL, SECOND
from khdash.model.units import Unit
from khdash.report.forms.heading import Series, heading_of, heading_reader, measure_text

Layout = Literal["wide", "long"]


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What a form is for.

    units: unit keys. layout: wide has a row for each province and year, long one for each figure,
    with drop-downs for precision and base. only_missing leaves out what is known completely. as_of:
    the day within a year that the figures describe, None for the end of their year.
    """

    indicators: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    lang: str = "vi"
    layout: Layout = "wide"
    only_missing: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that is known already; `reported`: the associations' own, not printed elsewhere."""

    value: float
    qualifier: str
    as_of: date | None
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A province in a year and, where it matters, as of a day.

    known: by position in the form's series. missing: whether the cell is to be filled in; a cell
    that is neither stands in another line of the same province and year.
    """

    unit: Unit
    year: int
    as_of: date | None
    known: tuple[Known | None, ...]
    missing: tuple[bool, ...]

    def only(self, kept: Sequence[bool]) -> Line:
        """The line with some of its series left out."""
        return replace(
            self,
            known=tuple(k for k, keep in zip(self.known, kept, strict=True) if keep),
            missing=tuple(m for m, keep in zip(self.missing, kept, strict=True) if keep),
        )


@dataclass(frozen=True)
class Form:
    """The content of a form, whatever file it becomes; version: of the data that it shows."""

    catalogue: Catalogue
    lang: str
    layout: Layout
    series: tuple[Series, ...]
    headings: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    lines: tuple[Line, ...]
    version: int = 0

    @property
    def shown(self) -> Shown:
        """The figures that stand in the form, as it remembers them for the way back."""
        figures: dict[Key, tuple[Figure, ...]] = {}
        for line in self.lines:
            for series, known in zip(self.series, line.known, strict=True):
                if known is not None:
                    key = (line.unit.key, line.year, *series.key)
                    figures[key] = (*figures.get(key, ()), (known.value, known.qualifier))
        return Shown(self.version, figures)

    @property
    def is_dated(self) -> bool:
        """Whether rows need a day: in a year of mergers the same name means two areas."""
        return any(line.as_of is not None for line in self.lines)


def build_form(dataset: Dataset, request: FormRequest) -> Form:
    """The form of a request; a province appears in the years in which it existed."""
    catalogue = dataset.catalogue
    # A form is written in a language in which it is read when it comes back.
    request = replace(request, lang=SECOND if request.lang == SECOND else ORIGINAL)
    known = _known(dataset, request)
    series = _series(catalogue, request, known)
    lines = [
        line
        for year in sorted(set(request.years))
        for unit, day in _units_of(catalogue, request, year)
        for line in _lines(unit, year, day, [known.get((unit.key, year, *s.key)) for s in series])
    ]
    if request.only_missing:
        lines = [line for line in lines if any(line.missing)]
        kept = [any(line.missing[i] for line in lines) for i in range(len(series))]
        series = [s for s, keep in zip(series, kept, strict=True) if keep]
        lines = [line.only(kept) for line in lines]
    reader = heading_reader(catalogue)
    headings = tuple(heading_of(s, catalogue, reader, request.lang) for s in series)
    measures = tuple(
        measure_text(catalogue.indicators[s.indicator], catalogue, reader, request.lang)
        for s in series
    )
    return Form(
        catalogue,
        request.lang,
        request.layout,
        tuple(series),
        headings,
        measures,
        tuple(lines),
        dataset.version,
    )


def _known(dataset: Dataset, request: FormRequest) -> dict[tuple[str, int, str, str, str], Known]:
    """The yearly figures in use, by unit, year and series, as of the day of the request; a figure
    of another part of the year leaves a gap."""
    rows = dataset.current
    rows = rows[
        rows["indicator"].isin(request.indicators)
        & rows["year"].isin(request.years)
        & rows["unit"].isin(request.units)
        & (rows["point"] == point_of(request.as_of))
    ]
    return {
        (row.unit, int(row.year), row.indicator, row.subgroup, row.basis): Known(
            float(row.value),
            row.qualifier,
            None if pd.isna(row.as_of) else row.as_of.date(),
            row.source_id == UPLOAD_SOURCE,
        )
        for row in each_row(rows)
    }


def _series(
    catalogue: Catalogue,
    request: FormRequest,
    known: dict[tuple[str, int, str, str, str], Known],
) -> list[Series]:
    """One a column: a learning-model rate has two denominators, a third where none was stated."""
    seen = {key[2:] for key in known}
    series: list[Series] = []
    for code in dict.fromkeys(request.indicators):
        if not catalogue.indicators[code].basis_matters:
            bases = [""]
        else:
            bases = ["all", "registered"]
            bases += ["unstated"] if (code, "", "unstated") in seen else []
        series += [Series(code, "", basis) for basis in bases]
        series += [Series(*key) for key in sorted(seen) if key[0] == code and key[1]]
    return series


def _lines(
    unit: Unit, year: int, day: date | None, known: Sequence[Known | None]
) -> Iterator[Line]:
    """One line, or one for each day to which the associations' own figures were stated.

    The day is part of a reported figure: without it the form would seem to change it.
    """
    own = [k.as_of for k in known if k is not None and k.reported]
    days = list(dict.fromkeys(own)) or [day]
    for number, as_of in enumerate(days):
        here = tuple(
            k if k is not None and (k.as_of == as_of if k.reported else number == 0) else None
            for k in known
        )
        yield Line(unit, year, as_of or day, here, tuple(k is None and number == 0 for k in known))


def _units_of(
    catalogue: Catalogue, request: FormRequest, year: int
) -> list[tuple[Unit, date | None]]:
    """The units that existed in a year, with the day up to which where the year needs one."""
    found: list[tuple[Unit, date | None]] = []
    asked = request.as_of
    for key in dict.fromkeys(request.units):
        unit = catalogue.units[key]
        day = unit.clamp(asked if asked and asked.year == year else date(year, 12, 31))
        if day.year == year:
            found.append((unit, day if asked or catalogue.change_in(year) else None))
    return found


def point_of(as_of: date | None) -> str:
    """What a figure as of a day describes, as the store has it: a figure of the last quarter
    describes the end of its year.

    >>> point_of(None), point_of(date(2026, 6, 30)), point_of(date(2026, 12, 31))
    ('year_end', '2026-06', 'year_end')
    """
    return "year_end" if as_of is None or as_of.month > 9 else f"{as_of:%Y-%m}"
