"""The form of a single figure, filled in: what a person types about it, as a file would say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khdash.model.catalogue import Catalogue
from khdash.model.value import Qualifier
from khdash.report.csv_text import csv_file
from khdash.report.forms.form import Form, Line
from khdash.report.forms.heading import Series, heading_of, heading_reader, measure_text
from khdash.report.forms.text import QUALIFIERS, day_text, long_cells, long_header

AS_OF, VALUE, QUALIFIER = 2, 6, 8
"""Places of cells in a row of the long form."""


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What a person says of one figure; text: the number as it was typed, 'hơn 204 nghìn'."""

    unit: str
    series: Series
    year: int
    text: str
    qualifier: Qualifier = "exact"
    as_of: date | None = None


def file_of(typed: TypedFigure, catalogue: Catalogue, lang: str) -> bytes:
    """The long form with this figure alone, as CSV that the upload reads.

    In a year of mergers, where one name means two areas, the day that tells them apart is filled
    in. Raises ValueError where no heading of the series is understood.
    """
    unit, year = catalogue.units[typed.unit], typed.year
    day = typed.as_of
    if day is None and catalogue.change_in(year):
        day = unit.clamp(date(year, 12, 31))
    reader, entry = heading_reader(catalogue), catalogue.indicators[typed.series.indicator]
    form = Form(
        catalogue,
        lang,
        "long",
        (typed.series,),
        (heading_of(typed.series, catalogue, reader, lang),),
        (measure_text(entry, catalogue, reader, lang),),
        (line := Line(unit, year, day, (None,), (True,)),),
    )
    cells = long_cells(form, line, 0)
    cells[AS_OF], cells[VALUE] = day_text(day), typed.text
    if typed.qualifier != "exact":
        cells[QUALIFIER] = QUALIFIERS[typed.qualifier][lang == "en"]
    return csv_file([long_header(form), cells], delimiter="," if lang == "en" else ";")
