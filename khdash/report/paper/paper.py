"""A document before it has a format: its sections, the exhibits in them, all that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from khdash.exhibit.core.exhibit import Exhibit, SourceLine
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.defaults import all_headlines
from khdash.exhibit.kinds.total import NotAdditive
from khdash.exhibit.kinds.trend import GUIDES
from khdash.exhibit.registry import build
from khdash.locale import Words
from khdash.locale.words import lowered
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection, parse_query
from khdash.report.office.plot import Plot
from khdash.report.office.plots import plot_of
from khdash.report.paper.blueprint import Blueprint, BlueprintPart, PartKind

Tell = Callable[[float], None]
"""Told how much of a document is made, from 0 to 1."""
Build = Callable[[str, Dataset, Selection], Exhibit]
"""How an exhibit is built of its name: khdash.exhibit.registry.build, or by a plan of emulation."""


@dataclass(frozen=True)
class Part:
    """A piece of a section: an exhibit as answers, chart or table, or the office's own text.

    rows: as in BlueprintPart. title: of the table or chart, by default the exhibit's. A chart that
    has too little to draw, a table without rows, is the sentence that its exhibit says instead.
    """

    kind: PartKind
    exhibit: Exhibit | None = None
    rows: str = ""
    columns: tuple[str, ...] = ()
    title: str = ""
    text: str = ""

    @cached_property
    def plot(self) -> Plot | None:
        return plot_of(self.exhibit) if self.exhibit and self.kind == "chart" else None


@dataclass(frozen=True)
class Section:
    """A numbered section."""

    code: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Paper:
    """Everything that a document says, in the reader's language.

    unit: the key of the province it is about, '' for the cluster. name: of the cluster or province;
    short: the same for a file, always in Vietnamese.
    heads: the lines of the letterhead. missing: who lacks which figure of the year. link: the
    address that opens the same view, or the part after its question mark. stem: how its file is
    called, before of whom and when. form: the office's own Word form, b'' for none.
    """

    selection: Selection
    unit: str
    name: str
    short: str
    year: int
    heads: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    missing: Exhibit
    filters: tuple[str, ...]
    data_version: int
    updated_at: datetime
    demo: bool
    link: str
    stem: str
    form: bytes = b""

    @property
    def words(self) -> Words:
        return Words(self.selection.lang)

    def head(self, name: str) -> str:
        """The first line of the letterhead of that name."""
        return next((text for known, text in self.heads if known == name), "")

    def head_lines(self, name: str) -> list[str]:
        return [text for known, text in self.heads if known == name]

    @cached_property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Every exhibit once, in order."""
        found = [part.exhibit for section in self.sections for part in section.parts]
        return tuple(dict.fromkeys(exhibit for exhibit in found if exhibit is not None))

    @cached_property
    def sources(self) -> tuple[SourceLine, ...]:
        """The sources of all exhibits in the order in which they are first named."""
        found = [source for exhibit in self.exhibits for source in exhibit.sources]
        return tuple({source.source_id: source for source in found}.values())

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number under which the annex lists a source."""
        return {source.source_id: n for n, source in enumerate(self.sources, start=1)}

    def cited(self, exhibit: Exhibit) -> str:
        """[1], [3]: the sources of an exhibit by their numbers, the lowest first."""
        numbers = sorted(self.source_numbers[source.source_id] for source in exhibit.sources)
        return ", ".join(f"[{number}]" for number in numbers)


def compose(
    dataset: Dataset,
    blueprint: Blueprint,
    selection: Selection,
    sections: Sequence[str] = (),
    link: str = "",
    tell: Tell = lambda share: None,
    make: Build = build,
) -> Paper:
    """The document of a selection: of its first unit, or without one of the cluster, as of its last
    year.

    sections: the codes of those wanted, () for all. link: the address of the application. make: how
    an exhibit is built, where one follows a reader's plan of emulation.
    """
    scope = Scope.of(dataset, selection.with_(units=selection.units[:1]))
    unit = scope.selection.units[0] if scope.selection.units else ""
    selection = scope.selection.with_(first_year=scope.first_year, last_year=scope.year)
    lines = [
        one
        for one in blueprint.parts
        if one.fits(unit) and (not sections or one.section in sections)
    ]
    titles, words = blueprint.sections(unit, scope.words), scope.words
    made: dict[str, list[Part]] = {}
    for done, one in enumerate(lines):
        if one.kind != "heading":
            made.setdefault(one.section, []).extend(_part(dataset, selection, one, words, make))
        tell((done + 1) / len(lines))
    name = _name(scope, unit)
    query = selection.to_query()
    return Paper(
        selection=selection,
        unit=unit,
        name=name,
        short=_short(dataset.catalogue, unit),
        year=scope.year,
        heads=tuple(_heads(blueprint, scope, unit, name)),
        sections=tuple(
            Section(code, titles[code], tuple(made[code])) for code in titles if code in made
        ),
        missing=build("heat_table", dataset, _of_headlines(dataset, selection)),
        filters=tuple(_filters(scope, name)),
        data_version=dataset.version,
        updated_at=dataset.updated_at,
        demo=dataset.demo,
        link=f"{link}?{query}",
        stem=blueprint.kind.stem,
        form=blueprint.form,
    )


def _of_headlines(dataset: Dataset, selection: Selection) -> Selection:
    return selection.with_(indicators=all_headlines(dataset.catalogue))


def _name(scope: Scope, unit: str) -> str:
    cluster, words = scope.dataset.catalogue.cluster, scope.words
    if not unit:
        return words.of(cluster.name_vi, cluster.name_en)
    found = scope.dataset.catalogue.units[unit]
    return words.of(found.full_name, found.name_en)


def _short(catalogue: Catalogue, unit: str) -> str:
    return catalogue.units[unit].name if unit else catalogue.cluster.short_vi


def _heads(blueprint: Blueprint, scope: Scope, unit: str, name: str) -> Iterator[tuple[str, str]]:
    cluster, words = scope.dataset.catalogue.cluster, scope.words
    own = words.of(cluster.name_vi, cluster.name_en)
    called = lowered(name) if unit and words.lang == "vi" else name
    places = {
        "{cluster}": own.upper(),
        "{unit}": name.upper(),
        "{cluster_name}": own,
        "{name}": called,
        "{year}": str(scope.year),
    }
    for head, text in blueprint.heads(unit, words):
        for place, meant in places.items():
            text = text.replace(place, meant)
        yield head, text


def _filters(scope: Scope, name: str) -> Iterator[str]:
    """What was chosen, in words."""
    words, boundary = scope.words, scope.dataset.catalogue.boundary_set(scope.boundaries)
    yield words("Phạm vi: {name}.", name=name)
    yield words(
        "Số mới nhất của từng tỉnh tính đến {year}, không cũ hơn {n} năm; mỗi số ghi năm của nó.",
        year=scope.year,
        n=scope.tolerance,
    )
    yield words("Địa giới: {label}.", label=words.of(boundary.label_vi, boundary.label_en))
    if note := words.of(boundary.note_vi, boundary.note_en):
        yield note
    if scope.selection.as_known_at:
        yield words(
            "Số liệu như đã biết đến {when}.", when=words.moment(scope.selection.as_known_at)
        )


def _part(
    dataset: Dataset, selection: Selection, line: BlueprintPart, words: Words, make: Build
) -> Iterator[Part]:
    if line.kind == "own":
        yield Part("own", text=words.of(*line.text))
        return
    asked, _ = parse_query(line.query, dataset.catalogue)
    chosen = selection.with_(
        indicators=asked.indicators, form=asked.form, basis=asked.basis, reference=asked.reference
    )
    if line.all_units and selection.units:
        chosen = chosen.with_(units=(), focus=selection.units[0])
    if line.years and selection.last_year:
        chosen = chosen.with_(first_year=selection.last_year - line.years + 1)
    try:
        exhibit = make(line.exhibit, dataset, chosen)
    except NotAdditive:
        return
    title = words.of(*line.title) or exhibit.title
    text = words.of(*line.text)
    yield Part(line.kind, exhibit, line.rows, line.columns, title, text)


def caveats(exhibit: Exhibit, most: int) -> list[str]:
    """The weightiest caveats of an exhibit; not of the guides, which no native chart draws."""
    guides = set(map(Words(exhibit.selection.lang), GUIDES))
    return [text for text in notes_of(exhibit.notes) if text not in guides][:most]
