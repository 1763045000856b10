"""What was chosen, in words: what a rendering that leaves the application must say of itself."""

from __future__ import annotations

from collections.abc import Iterator

from khdash.exhibit.core.day import LAST_SECOND
from khdash.exhibit.core.exhibit import Exhibit, Kind
from khdash.exhibit.core.notes import BASIS_NAMES, FORM_NAMES
from khdash.exhibit.core.reference import REFERENCE_NAMES
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.selection import Selection

EVERY_YEAR: tuple[Kind, ...] = ("trend", "small_multiples", "map_years")
"""Kinds that show all figures and not the newest, so that it is all one how old those may be."""


def filters_of(exhibit: Exhibit) -> str:
    """Provinces, boundaries, years and what else was chosen, in one line; '' of an exhibit whose
    codes nobody can name."""
    if exhibit.catalogue is None:
        return ""
    words = Words(exhibit.selection.lang)
    selection = exhibit.selection
    if exhibit.kind in EVERY_YEAR:
        selection = selection.with_(tolerance=None)
    return " · ".join((*_chosen(selection, exhibit.catalogue, words), *exhibit.asked))


def newest_name(count: int, words: Words) -> str:
    """A period that moves with the data, in words."""
    return words("năm mới nhất") if count == 1 else words("{n} năm gần nhất", n=count)


def _chosen(selection: Selection, catalogue: Catalogue, words: Words) -> Iterator[str]:
    def named(key: str) -> str:
        unit = catalogue.units[key]
        return words.of(unit.name, unit.name_en)

    if set(catalogue.above_communes) <= set(selection.units):
        yield words("Mọi tỉnh, thành phố")  # On whichever boundaries.
    else:
        yield (
            words.listed(map(named, selection.units))
            if selection.units
            else words.of(catalogue.cluster.short_vi, catalogue.cluster.short_en)
        )
        boundaries = catalogue.boundary_set(selection.boundaries)
        yield words.of(boundaries.label_vi, boundaries.label_en)
    if selection.first_year is not None and selection.last_year is not None:
        years = words.years(selection.first_year, selection.last_year)
        newest = selection.newest
        yield f"{newest_name(newest, words)}: {years}" if newest else years
    if selection.tolerance is not None:
        n = selection.tolerance
        if n > 1:
            yield words("số mới nhất, lùi nhiều nhất {n} năm", n=n)
        else:
            yield words("số mới nhất, lùi nhiều nhất 1 năm") if n else words("đúng năm")
    if selection.basis:
        yield words(BASIS_NAMES[selection.basis])
    if selection.subgroup:
        yield words.of(*catalogue.subgroups[selection.subgroup])
    if selection.form:
        yield words(FORM_NAMES[selection.form])
    if selection.reference:
        own = REFERENCE_NAMES.get(selection.reference)
        yield words("So với {name}", name=words(own) if own else named(selection.reference))
    if selection.benchmarks:
        names = words.listed(map(named, selection.benchmarks))
        yield words("Đặt cạnh: {names}", names=names)
    if selection.judge_national:
        yield words("Xét cả theo chỉ tiêu toàn quốc")
    if selection.focus:
        yield words("Làm nổi {name}", name=named(selection.focus))
    if (known := selection.as_known_at) is not None:
        if known.time() == LAST_SECOND:
            yield words("Tính đến hết ngày {day}", day=words.date(known))
        else:
            yield words("Như đã biết lúc {moment}", moment=words.moment(known))
