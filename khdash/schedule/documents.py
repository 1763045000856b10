"""The documents for a meeting and the figures as a data package, made without a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.registry import build
from khdash.exhibit.topics.lookup.observations import EVERY_STATEMENT
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.data_package import Described, data_package
from khdash.report.format import Format, plain_ascii
from khdash.report.paper.formats import paper_name
from khdash.report.paper.paper import Paper, compose
from khdash.report.table import data_version, demo_mark
from khdash.schedule.product import File, Given, Product, dated

FIGURES = (EVERY_STATEMENT, "status", "quality_findings")
"""The exhibits that the package of figures holds as CSV files."""


def make_document(form: Format[Paper]) -> Callable[[Given], Product]:
    """Makes a kind of document; `blueprint` must be given."""
    return partial(_document, form)


def _document(form: Format[Paper], given: Given) -> Product:
    assert given.blueprint is not None
    paper = compose(given.now.dataset, given.blueprint, given.selection, link=given.link)
    words = paper.words
    stem = dated(paper_name(paper, form).removesuffix(f".{form.extension}"), given.now.day)
    text = [
        *([f"{demo_mark(words)}."] if paper.demo else []),
        *paper.filters,
        *(f"{data_version(one)}." for one in paper.exhibits[:1]),
        *([paper.link] if given.link else []),
    ]
    title = words("{name}: báo cáo giao ban, số liệu đến {year}", name=paper.name, year=paper.year)
    return Product(
        stem,
        title,
        tuple(text),
        (File(f"{stem}.{form.extension}", form.mime, form.make(paper)),),
    )


def make_figures(given: Given) -> Product:
    """Every published figure with its sources, the targets and what is to be looked at again."""
    dataset, words = given.now.dataset, Words(given.selection.lang)
    every = _from_the_first(dataset, given.selection)
    exhibits = [
        build(name, dataset, every if name == EVERY_STATEMENT else given.selection)
        for name in FIGURES
    ]
    name = _scope_name(given, words)
    stem = dated("-".join(_stem(given)), given.now.day)
    text = (*_marks(exhibits[0], words), filters_of(exhibits[0]), f"{data_version(exhibits[0])}.")
    title = words("{name}: gói số liệu", name=name)
    sources = dict.fromkeys(source for exhibit in exhibits for source in exhibit.sources)
    package = data_package(
        Described(
            name=stem,
            title=title,
            text=text,
            version=dataset.version,
            updated_at=dataset.updated_at,
            sources=tuple(sources),
            exhibits=tuple((one.name.replace("_", "-"), one) for one in exhibits),
        )
    )
    return Product(stem, title, text, (File(f"{stem}.zip", "application/zip", package),))


def _from_the_first(dataset: Dataset, asked: Selection) -> Selection:
    """Every year with a figure, up to the one that was asked, if any."""
    years = dataset.observations["year"]
    if years.empty:
        return asked
    return asked.with_(first_year=int(years.min()), last_year=asked.last_year or int(years.max()))


def _scope_name(given: Given, words: Words) -> str:
    catalogue = given.now.dataset.catalogue
    if not given.selection.units:
        return words.of(catalogue.cluster.name_vi, catalogue.cluster.name_en)
    unit = catalogue.units[given.selection.units[0]]
    return words.of(unit.full_name, unit.name_en)


def _stem(given: Given) -> Iterator[str]:
    """so-lieu-cum-3; generated figures say so in the name."""
    catalogue = given.now.dataset.catalogue
    yield "so-lieu"
    if given.now.dataset.demo:
        yield "minh-hoa"
    unit = given.selection.units[:1]
    yield plain_ascii(catalogue.units[unit[0]].name if unit else catalogue.cluster.short_vi)


def _marks(exhibit: Exhibit, words: Words) -> tuple[str, ...]:
    return (f"{demo_mark(words)}.",) if exhibit.demo else ()
