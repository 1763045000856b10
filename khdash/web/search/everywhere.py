"""Search everywhere: pages, provinces, indicators, tasks and terms, each a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from khdash.exhibit.topics.lookup.search.matching import (
    Naming,
    indicator_texts,
    namings,
    parse,
    theme_texts,
    tokens_of,
    unit_texts,
)
from khdash.exhibit.topics.lookup.search.matching import Query as Typed
from khdash.exhibit.topics.lookup.search.slips import Readings, readings, slips_to
from khdash.exhibit.topics.tasks.board import task_title
from khdash.locale import Words, mark
from khdash.locale.spelling import fold
from khdash.model.cluster import BoundarySet
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.web.common.link import Query, year_limits
from khdash.web.common.page_registry import PAGES

EACH, MOST = 5, 16
"""Results of a kind, and altogether."""
NEIGHBOURS = 1
"""How much farther off than the best a result may be."""
KINDS = {
    "figure": mark("Số liệu của một tỉnh"),
    "page": mark("Trang"),
    "unit": mark("Tỉnh, thành phố"),
    "indicator": mark("Chỉ số"),
    "task": mark("Nhiệm vụ"),
    "term": mark("Thuật ngữ"),
}
LOOK_UP = "look_up"


@dataclass(frozen=True)
class Entry:
    """Something that can be found.

    page: its path; query: what the link says beside the shared filters; names: by which it is
    called; beside: further texts in which its words may stand; of: the key of a unit.
    """

    kind: str
    title: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    of: str = ""

    @cached_property
    def named(self) -> frozenset[str]:
        return tokens_of(self.names)

    @cached_property
    def tokens(self) -> frozenset[str]:
        return self.named | tokens_of(self.beside)

    @cached_property
    def length(self) -> int:
        """Words of its shortest name."""
        return min((len(fold(name).split()) for name in self.names if name), default=0)

    @property
    def link(self) -> Query:
        """What the link says of it."""
        link: Query = {}
        for name, value in self.query:
            link.setdefault(name, []).append(value)
        return link


@kept(4)
def entries(data: Dataset, lang: str) -> tuple[Entry, ...]:
    """Everything that can be found, in the order of KINDS."""
    words = Words(lang)
    found = [*_pages(words), *_units(data, words), *_indicators(data, words), *_tasks(data, words)]
    return (*found, *_terms(data, words))


def _pages(words: Words) -> Iterator[Entry]:
    for page in PAGES:
        names, question = (page.title_vi, page.title_en), words(page.question)
        yield Entry("page", words.of(*names), page.url_path, (), question, names, (question,))


def _members(data: Dataset) -> dict[str, BoundarySet]:
    """Every member by its key, with the first boundary set that has it, the default first."""
    catalogue = data.catalogue
    found: dict[str, BoundarySet] = {}
    for boundaries in sorted(catalogue.boundary_sets, key=lambda one: not one.default):
        for unit in catalogue.members(boundaries.code):
            found.setdefault(unit.key, boundaries)
    return found


def _units(data: Dataset, words: Words) -> Iterator[Entry]:
    for key, boundaries in _members(data).items():
        unit = data.catalogue.units[key]
        query = (("ho_so", unit.code), *_on(boundaries))
        title, names = words.of(unit.full_name, unit.name_en), unit_texts(key, data.catalogue)
        hint = _set_name(boundaries, words)
        yield Entry("unit", title, "ho-so-tinh", query, hint, names, of=key)


def _on(boundaries: BoundarySet) -> tuple[tuple[str, str], ...]:
    return () if boundaries.default else (("ranh_gioi", boundaries.code),)


def _set_name(boundaries: BoundarySet, words: Words) -> str:
    """Which boundaries a result needs, where they are not the usual ones."""
    return "" if boundaries.default else words.of(boundaries.label_vi, boundaries.label_en)


def _indicators(data: Dataset, words: Words) -> Iterator[Entry]:
    for code, entry in data.catalogue.indicators.items():
        names = indicator_texts(code, data.catalogue)
        theme = theme_texts(code, data.catalogue)
        query = (("so_sanh", code),)
        yield Entry(
            "indicator", words.name(entry), "so-sanh", query, words.of(*theme), names, theme
        )


def _tasks(data: Dataset, words: Words) -> Iterator[Entry]:
    lists = data.catalogue.task_lists
    for task in data.catalogue.tasks:
        query = (("danh_sach", task.list), ("xem_viec", "viec"), ("viec", task.parent or task.code))
        names, hint = (task.title_vi, task.title_en), words.name(lists[task.list])
        beside = (task.detail_vi, task.detail_en, hint)
        yield Entry("task", task_title(task, words), "nhiem-vu", query, hint, names, beside)


def _terms(data: Dataset, words: Words) -> Iterator[Entry]:
    """What each indicator means."""
    for code, entry in data.catalogue.indicators.items():
        meaning = (entry.definition_vi, entry.definition_en)
        names, query = indicator_texts(code, data.catalogue), (("thuat_ngu", code),)
        title = words.name(entry)
        yield Entry("term", title, "phuong-phap", query, words.of(*meaning), names, meaning)


@kept(256)
def found(data: Dataset, text: str, lang: str) -> tuple[Entry, ...]:
    """What a typed text may mean, the best of each kind first, and the way to look it up among
    the figures; () where nothing is typed."""
    query, words = parse(text), Words(lang)
    known = entries(data, lang)
    vocabulary = _vocabulary(data, lang)
    read = [readings(word, vocabulary) for word in query.words]
    results: list[Entry] = []
    if read:
        named = _named(data, lang, query, read, known)
        results = [*named, *_best(known, read, MOST - len(named))]
        results = list({(one.page, one.query): one for one in results}.values())
    if not results and query == Typed():
        return ()
    asked = text.strip()
    look_up = words("Tìm «{text}» trong mọi số liệu", text=asked)
    return (*results[:MOST], Entry(LOOK_UP, look_up, "tra-cuu", (("tim", asked),)))


@kept(4)
def _vocabulary(data: Dataset, lang: str) -> frozenset[str]:
    return frozenset().union(*(entry.tokens for entry in entries(data, lang)))


def _best(known: Sequence[Entry], read: Sequence[Readings], most: int = MOST) -> list[Entry]:
    """The entries that hold every word: of each kind those that come nearest, shortest name first;
    none that is farther off than the neighbours of the best. Where they are too many, those of the
    fullest kind give way: no kind hides another."""
    scored = [(score, entry) for entry in known if (score := _distance(entry, read)) is not None]
    least = min((score for score, _ in scored), default=0)
    near = [(score, entry) for score, entry in scored if score <= least + NEIGHBOURS]
    kinds = []
    for _, own in groupby(near, key=lambda pair: pair[1].kind):
        kinds.append(sorted(own, key=lambda pair: (pair[0], pair[1].length))[:EACH])
    kinds.sort(key=lambda own: own[0][0])
    while sum(map(len, kinds)) > most and len(fullest := max(kinds, key=len)) > 1:
        fullest.pop()
    return [entry for own in kinds for _, entry in own]


def _distance(entry: Entry, read: Sequence[Readings]) -> int | None:
    """How far an entry is from what was typed: the slips in the words that name it, and one more
    for each word that only stands beside; None where a word is not in it."""
    distance = 0
    for own in read:
        by_name, anywhere = slips_to(entry.named, own), slips_to(entry.tokens, own)
        if anywhere is None:
            return None
        distance += min(anywhere + 1, by_name if by_name is not None else anywhere + 1)
    return distance


def _named(
    data: Dataset, lang: str, query: Typed, read: Sequence[Readings], known: Sequence[Entry]
) -> list[Entry]:
    """Where a province is named: the indicators named beside it, in it, and the province itself."""
    for naming in namings(query.words, read, data.catalogue):
        results = _in_named(data, lang, query.years, naming, read, known)
        if results:
            return results
    return []


def _in_named(
    data: Dataset,
    lang: str,
    years: tuple[int, int] | None,
    naming: Naming,
    read: Sequence[Readings],
    known: Sequence[Entry],
) -> list[Entry]:
    """The same for one way to read the names."""
    catalogue, words = data.catalogue, Words(lang)
    members = _members(data)
    least = min(naming.units.values(), default=0)
    keys = [key for key in members if naming.units.get(key) == least]
    indicators = [entry for entry in known if entry.kind == "indicator"]
    rest = [read[place] for place in naming.rest]
    beside = _best(indicators, rest) if rest and keys else []
    results = []
    for key in keys:
        unit, boundaries = catalogue.units[key], members[key]
        asked = (("tinh", unit.code), *_on(boundaries), *_in_years(data, years))
        for entry in beside:
            title = f"{entry.title}, {words.of(unit.name, unit.name_en)}"
            link = (*entry.query, *asked)
            results.append(Entry("figure", title, entry.page, link, _set_name(boundaries, words)))
    own = [entry for entry in known if entry.of in keys] if not rest or results else []
    return [*results[:EACH], *own]


def _in_years(data: Dataset, years: tuple[int, int] | None) -> tuple[tuple[str, str], ...]:
    """What a link says of the years typed: of a single one the newest figures up to it."""
    if years is None:
        return ()
    first, last = years
    if first < last:
        return ("nam", str(first)), ("nam", str(last))
    return ("xem", "cot"), ("nam", str(min(year_limits(data).default[0], last))), ("nam", str(last))
