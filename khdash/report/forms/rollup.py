"""The roll-up of a province: its communes in rows, which add up to the form that it hands in.

The workbook adds by itself, by formulas of this module alone. Only counts and amounts are added; a
rate gives way to the counts that it is computed from. A blank is not zero: a sum says of how many
communes it is, and one that lacks any is handed in as "at least".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.units import Unit
from khdash.report.format import plain_ascii
from khdash.report.forms.form import Form, FormRequest, build_form

BLANK_ROWS = 150
"""Rows to write names into where neither the communes of a province nor their number are known."""
SPARE_ROWS = 5


@dataclass(frozen=True)
class Rollup:
    """What stands in the workbook, see khdash.report.forms.rollup_workbook.

    form: the province's own, a blank line for each indicator. communes: their names, where the
    catalogue has them. expected: how many there are by the newest figure, and of which year that
    is. left_out: rates whose counts the catalogue does not name.
    """

    form: Form
    unit: Unit
    year: int
    communes: tuple[str, ...]
    expected: int | None
    expected_year: int | None
    left_out: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows for communes there are, blank ones for more of them included."""
        known = max(len(self.communes), self.expected or 0)
        return known + SPARE_ROWS if known else BLANK_ROWS

    @property
    def name(self) -> str:
        """What its file is called, without an extension."""
        return f"bang-cong-xa-{plain_ascii(self.unit.name)}-{self.year}"

    @property
    def entries(self) -> tuple[Indicator, ...]:
        return tuple(self.form.catalogue.indicators[one.indicator] for one in self.form.series)


def rolled_up(
    dataset: Dataset, unit: str, year: int, indicators: Sequence[str], lang: str = "vi"
) -> Rollup | None:
    """The roll-up of these indicators; None where the province did not exist or nothing adds up."""
    catalogue = dataset.catalogue
    counts = tuple(dict.fromkeys(_counts(indicators, catalogue)))
    request = FormRequest(counts, (year,), (unit,), lang, "long")
    form = build_form(replace(dataset, observations=dataset.observations.iloc[:0]), request)
    if not form.lines or not counts:
        return None
    expected, expected_year = _number_of_communes(dataset, unit, year)
    units = (catalogue.units[key] for key in catalogue.communes_of(unit))
    left_out = [code for code in indicators if _is_rate(catalogue.indicators[code])]
    return Rollup(
        form,
        catalogue.units[unit],
        year,
        tuple(one.name for one in units if one.valid_on(_end_of(form, year))),
        expected,
        expected_year,
        tuple(code for code in left_out if not catalogue.indicators[code].derivable),
    )


def _is_rate(entry: Indicator) -> bool:
    return entry.kind == "rate"


def _counts(indicators: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """What can be added: the indicators themselves, and of a rate the counts that it is made of."""
    for code in indicators:
        entry = catalogue.indicators[code]
        if not _is_rate(entry):
            yield code
        elif entry.derivable:
            yield from _counts((entry.numerator, entry.denominator), catalogue)
            if entry.denominator_registered:
                yield entry.denominator_registered


def _end_of(form: Form, year: int) -> date:
    return form.lines[0].as_of or date(year, 12, 31)


def _number_of_communes(dataset: Dataset, unit: str, year: int) -> tuple[int | None, int | None]:
    """How many communes a province has by its newest exact figure up to a year."""
    known = dataset.current
    codes = [
        entry.code
        for entry in dataset.catalogue.indicators.values()
        if entry.is_context and entry.structural and entry.unit == "communes"
    ]
    rows = known[
        known["indicator"].isin(codes)
        & (known["unit"] == unit)
        & (known["year"] <= year)
        & (known["qualifier"] == "exact")
    ]
    if rows.empty:
        return None, None
    newest = rows.sort_values("year").iloc[-1]
    return int(newest["value"]), int(newest["year"])
