"""Paper -> PPTX."""

from __future__ import annotations

import io

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import notes_of
from khdash.report.office.text import clean
from khdash.report.paper.grid import WITHOUT_FINDING, grid_of
from khdash.report.paper.paper import Paper, Part, Section, caveats
from khdash.report.paper.picture import picture_of
from khdash.report.paper.reading import how_to_reopen, reading_notes, source_title
from khdash.report.paper.said import Said, sentences
from khdash.report.paper.slides.deck import (
    BODY,
    LARGE,
    SUBTITLE,
    Deck,
    below_subtitle,
    fits_slide,
    size_of,
)
from khdash.report.table import demo_mark

FEWEST_LINES, MOST_LINES = 2, 9
"""Figures that make a slide of their own."""


def to_pptx(paper: Paper) -> bytes:
    """The slides: cover, one a message, how to read the figures."""
    words = paper.words
    mark = demo_mark(words).upper() if paper.demo else ""
    deck = Deck(mark)
    core = deck.show.core_properties
    core.title = clean(f"{paper.head('type')}: {paper.head('abstract')} {mark}".strip())[:255]
    core.author = clean(paper.head("issuer"))[:255]
    core.created = core.modified = paper.updated_at
    version = words(
        "Phiên bản số liệu {version}, cập nhật {day}.",
        version=paper.data_version,
        day=words.date(paper.updated_at),
    )
    below = [paper.head("place_date"), version]
    deck.add_cover(paper.head("abstract"), paper.head("issuer"), below, reading_notes(paper))
    told: set[str] = set()
    for section in paper.sections:
        _add_section(deck, paper, section, told)
    last = deck.add(words("Phạm vi và cách đọc số liệu"), reading_notes(paper))
    deck.add_text(last, reading_notes(paper)[:-1], 1.7, 5, SUBTITLE)
    buffer = io.BytesIO()
    deck.show.save(buffer)
    return buffer.getvalue()


def _add_section(deck: Deck, paper: Paper, section: Section, told: set[str]) -> None:
    """The slides of a section; an answer that was told before is not told again."""
    for part in section.parts:
        if part.exhibit is None:
            continue
        if part.kind == "answers":
            answers = [one for one in sentences(part.exhibit) if one.said not in told]
            told.update(one.said for one in answers)
            _add_answers(deck, paper, part.exhibit, answers)
        else:
            _add_exhibit(deck, paper, part, part.exhibit)
    own = [part.text for part in section.parts if part.kind == "own"]
    if own:
        deck.add_text(deck.add(section.title, []), own, 1.9, 5, size_of(own))


def _add_answers(deck: Deck, paper: Paper, exhibit: Exhibit, answers: list[Said]) -> None:
    """A slide an answer with its figures; those with few or very many share one."""
    notes = _notes(paper, exhibit)
    shared = [one for one in answers if not _is_alone(one)]
    for one in answers:
        if _is_alone(one):
            slide = deck.add(_full(one), [one.rest, *notes], one.detail)
            size = BODY if len(one.lines) > 5 else LARGE
            deck.add_text(slide, one.lines, below_subtitle(one.detail), 4.4, size)
        elif one is shared[0]:
            lines = one.lines if len(one.lines) < FEWEST_LINES else ()
            body = [text for text in (*lines, one.detail, *map(_full, shared[1:])) if text]
            if body:
                told = [other.rest for other in shared if other.rest]
                slide = deck.add(_full(one), [*told, *notes])
                deck.add_text(slide, body, 2.2, 4.6, size_of(body))


def _is_alone(one: Said) -> bool:
    return FEWEST_LINES <= len(one.lines) <= MOST_LINES


def _full(one: Said) -> str:
    said = one.said.rstrip(".")
    return f"{one.subject}: {said}" if one.subject else said


def _add_exhibit(deck: Deck, paper: Paper, part: Part, exhibit: Exhibit) -> None:
    if part.plot is not None:
        slide = deck.add(exhibit.headline, _notes(paper, exhibit), exhibit.subtitle)
        deck.add_chart(slide, part.plot, exhibit.alt)
        return
    if part.kind == "chart" and (picture := picture_of(exhibit)):
        slide = deck.add(exhibit.headline, _notes(paper, exhibit))
        deck.add_picture(slide, picture, exhibit.alt)
        return
    grid = grid_of(paper, part) if part.kind == "table" else None
    if grid is not None and exhibit.name not in WITHOUT_FINDING and fits_slide(grid):
        slide = deck.add(exhibit.headline, _notes(paper, exhibit), exhibit.subtitle)
        deck.add_table(slide, grid)


def _notes(paper: Paper, exhibit: Exhibit) -> list[str]:
    """What the speaker should know: caveats, sources, filters."""
    words = paper.words
    sources = [
        " ".join(filter(None, (f"- {source_title(source, words)}", source.url)))
        for source in exhibit.sources
    ]
    return [
        f"{exhibit.title}. {exhibit.subtitle}",
        *caveats(exhibit, len(notes_of(exhibit.notes))),
        *([words("Nguồn:"), *sources] if sources else []),
        *paper.filters,
        words(
            "Phiên bản số liệu {version}, cập nhật {day}.",
            version=paper.data_version,
            day=words.date(paper.updated_at),
        ),
        how_to_reopen(paper),
    ]
