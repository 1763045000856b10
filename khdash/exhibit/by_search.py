"""The figures themselves as the page "Tra cứu số liệu" lists them: found by typed words, narrowed,
in the order asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from khdash.exhibit.core.addressed import has_address
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.registry import UnknownExhibit, build, weight
from khdash.exhibit.topics.lookup.explained import with_explanations
from khdash.exhibit.topics.lookup.observations import (
    CONFIDENCES,
    EVERY_STATEMENT,
    IN_USE,
    SOURCE_KINDS,
    columns,
    count_text,
    figures_of_all,
)
from khdash.exhibit.topics.lookup.search.matching import search
from khdash.exhibit.topics.lookup.search.narrowing import (
    ORDERS,
    SHOW,
    Narrowing,
    narrowed,
    ordered,
)
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection

BY_SEARCH = (IN_USE, EVERY_STATEMENT)
"""Their names; khdash.exhibit.registry.build makes them whole."""
LONGEST_QUERY = 200
"""Letters of what is searched for."""
READ_AS = "read_as"
"""What of the typed words was read as another, in `extra`."""
Waiting = frozenset[tuple[Any, ...]]
"""The figures with an open question: khdash.exhibit.topics.lookup.follow_up.open_figures."""


@dataclass(frozen=True)
class Asked:
    """What is searched for and narrowed to. Its fields are the words of an address."""

    tim: str = ""
    loc: str = ""


class UnknownNarrowing(UnknownExhibit):
    """An address narrows by words that mean nothing here."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__(" ".join(parts))
        self.parts = tuple(parts)


def asked_of(params: Mapping[str, Sequence[str]]) -> Asked | None:
    """What an address asks for; None where it searches for nothing and narrows nothing."""
    asked = {one.name: params[one.name][-1] for one in fields(Asked) if params.get(one.name)}
    return Asked(**asked) if asked else None


def build_by_search(
    dataset: Dataset, selection: Selection, asked: Asked, waiting: Waiting
) -> Exhibit:
    """The figures that a search leaves; its narrowing says whether those that are not in use are
    among them, and whether every province and year is.

    Raises UnknownNarrowing.
    """
    narrowing, unknown = Narrowing.from_text(asked.loc, dataset.catalogue)
    if unknown:
        raise UnknownNarrowing(unknown)
    asked = Asked(asked.tim.strip()[:LONGEST_QUERY], narrowing.to_text())
    plain = selection.with_(
        tolerance=None, reference="", form="", classes="", focus="", judge_national=False
    )
    return _built(dataset, plain, asked, narrowing, waiting)


@kept(60_000, weight=weight)
def _built(
    dataset: Dataset, selection: Selection, asked: Asked, narrowing: Narrowing, waiting: Waiting
) -> Exhibit:
    catalogue, words = dataset.catalogue, Words(selection.lang)
    name = EVERY_STATEMENT if "unused" in narrowing.show else IN_USE
    whole = build(name, dataset, _where(dataset, selection, narrowing))
    found = search(narrowed(whole.table, narrowing, waiting), asked.tim, catalogue)
    rows = ordered(found.rows, narrowing, catalogue).reset_index(drop=True)
    flags = [words("cần theo dõi") if flag else "" for flag in rows["follow_up"]]
    rows = rows.assign(follow_up_name=flags)
    sources = set(rows["source_id"])
    left = replace(
        whole,
        # How old a newest figure may be means nothing where every figure is listed.
        selection=whole.selection.with_(tolerance=None),
        content=rows,
        headline=count_text(len(rows), words),
        columns=(*columns(words), Column("follow_up_name", words("Theo dõi"))),
        alt=words("Bảng {n} số liệu, mỗi dòng một số liệu kèm nguồn.", n=words.number(len(rows))),
        sources=tuple(line for line in whole.sources if line.source_id in sources),
        notes=tuple(note for note in whole.notes if note.kind == "precision"),
        asked=tuple(_in_words(asked, narrowing, found.read_as, catalogue, words)),
        extra={**whole.extra, READ_AS: dict(found.read_as)},
    )
    made = with_explanations(dataset, left)
    # A blank search is one too: its list says what is waiting.
    words_of_address = {"tim": asked.tim} | ({"loc": asked.loc} if asked.loc else {})
    has_address(made, urlencode(words_of_address), selection)
    return made


def _where(dataset: Dataset, selection: Selection, narrowing: Narrowing) -> Selection:
    """Of which units and years: those chosen, or every one."""
    if "everywhere" not in narrowing.show:
        return selection
    years = figures_of_all(dataset)["year"]
    return selection.with_(
        units=dataset.catalogue.above_communes,
        first_year=int(years.min()) if len(years) else None,
        last_year=int(years.max()) if len(years) else None,
        basis="",
        subgroup="",
        benchmarks=(),
    )


def _in_words(
    asked: Asked,
    narrowing: Narrowing,
    read_as: Mapping[str, str],
    catalogue: Catalogue,
    words: Words,
) -> Iterator[str]:
    """What was searched for, narrowed to and put in order, each with its name on the page."""
    if asked.tim:
        yield words("Tìm «{text}»", text=asked.tim)
    if read_as:
        yield read_as_text(read_as, words).removesuffix(".")
    for title, chosen in (
        (words("Nhóm"), [words.name(catalogue.themes[code]) for code in narrowing.theme]),
        (words("Chỉ số"), [words.name(catalogue.indicators[code]) for code in narrowing.indicator]),
        (words("Loại nguồn"), [words(SOURCE_KINDS[code]) for code in narrowing.kind]),
        (words("Độ tin cậy"), [words(CONFIDENCES[code]) for code in narrowing.confidence]),
        (words("Xem"), [words(SHOW[code]) for code in narrowing.show if code != "everywhere"]),
        (words("Sắp xếp"), [words(ORDERS[code]) for code in narrowing.order[-1:]]),
    ):
        if chosen:
            yield f"{title}: {', '.join(chosen)}"


def read_as_text(read_as: Mapping[str, str], words: Words) -> str:
    """Which of the typed words stand nowhere, and what was looked for instead."""
    pairs = ", ".join(f"«{typed}» → «{read}»" for typed, read in read_as.items())
    return words("Không có từ nào viết như vậy, đã tìm: {pairs}.", pairs=pairs)
