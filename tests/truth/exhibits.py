"""All checks of one exhibit; the front door is `build` alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection, parse_query
from tests.truth import reader
from tests.truth.book import Book, enough
from tests.truth.cluster import Question
from tests.truth.faults import Fault
from tests.truth.judge import sentence_faults
from tests.truth.moving import row_faults, slope_faults
from tests.truth.spoken import Spoken
from tests.truth.tables import alt_faults, unsupported
from tests.truth.tiles import tile_faults


class World:
    """A dataset with the recomputation on both boundary sets."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.books = {b: Book(dataset, b) for b in ("2022", "2025")}

    def book(self, selection: Selection) -> Book:
        """The recomputation on the boundaries of a selection; '' is the set of 2022."""
        return self.books[selection.boundaries or "2022"]

    def selection(self, query: str) -> Selection:
        return parse_query(query, self.dataset.catalogue)[0]

    def ask(self, name: str, query: str) -> Exhibit:
        return build(name, self.dataset, self.selection(query))

    def question(self, selection: Selection, indicator: str, form: str | None = None) -> Question:
        book = self.book(selection)
        year = selection.last_year or 0
        members = book.members(year)
        return Question(
            book,
            indicator,
            selection.units or members,
            min(selection.first_year or year, year),
            year,
            self.tolerance(selection),
            selection.basis,
            selection.form if form is None else form,
            whole=not selection.units or set(selection.units) == set(members),
        )

    def tolerance(self, selection: Selection) -> int:
        """The asked number of years, else the one of rule 9 at the default last year."""
        if selection.tolerance is not None:
            return selection.tolerance
        book = self.book(selection)
        subtitle = build("headlines", self.dataset, selection.with_(last_year=None)).subtitle
        year = max(int(y) for y in re.findall(r"\d{4}", subtitle))
        members = book.members(year)
        having = {(f.unit, f.year) for f in book.figures("members") if f.complete}
        for years in (2, 3, 4, 5):
            recent = {u for u, y in having if u in members and year - years <= y <= year}
            if enough(len(recent), len(members)):
                return years
        return 5


def form_of(world: World, selection: Selection, indicator: str) -> str:
    """The form in which an indicator is shown: not every one has each (its measure tells,
    where the form has another)."""
    if not selection.form:
        return ""
    if selection.form in ("sum", "mean3"):
        return selection.form if world.book(selection).has_form(indicator, selection.form) else ""
    plain = selection.with_(indicators=(indicator,), reference="")
    measure = build("comparison", world.dataset, plain).measure
    return "" if measure == world.dataset.catalogue.indicators[indicator].unit else selection.form


def spoken_of(world: World, exhibit: Exhibit) -> Iterator[Spoken]:
    """The texts that are read aloud, each with the indicator that it is about."""
    selection = exhibit.selection
    if exhibit.name == "headlines":
        for row in exhibit.table.to_dict("records"):
            code = row["indicator"]
            question = world.question(selection, code, form_of(world, selection, code))
            yield Spoken("sentence", row["sentence"], question)
        return
    code = selection.indicators[0]
    question = world.question(selection, code, form_of(world, exhibit.selection, code))
    yield Spoken("headline", exhibit.headline, question)
    for key in ("total", "change"):
        if isinstance(exhibit.extra.get(key), str):
            yield Spoken(key, str(exhibit.extra[key]), question)
    for note in exhibit.notes:
        if note.kind in ("coverage", "insufficient"):
            yield Spoken("note", note.text, question)


OTHER_TOPICS = ("fund_by_level", "learning_models", "heat_table", "pivot")


def faults_of(world: World, name: str, query: str, lang: str = "vi") -> list[Fault]:
    """Every fault of one exhibit asked by one query."""
    exhibit = world.ask(name, query)
    found = list(alt_faults(exhibit, lang))
    for spoken in spoken_of(world, exhibit):
        if name in OTHER_TOPICS:
            found += unsupported(exhibit, spoken, lang) if spoken.where == "headline" else ()
            continue
        found += sentence_faults(spoken, lang)
        if spoken.where != "note":
            found += unsupported(exhibit, spoken, lang)
    if name != "headlines":
        code = exhibit.selection.indicators[0]
        question = world.question(exhibit.selection, code, form_of(world, exhibit.selection, code))
        found += tile_faults(exhibit, question, lang) if name == "tile" else ()
        found += slope_faults(exhibit, question) if name == "slope" else ()
        found += row_faults(exhibit, question, lang)
    for text in (exhibit.subtitle, *(n.text for n in exhibit.notes)):
        if reader.JUNK.search(reader.plain(text)):
            found.append(Fault("not-a-number-printed", text))
    return list(dict.fromkeys(found))
