"""Paper -> PPTX."""

from __future__ import annotations

import io

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import notes_of
from khdash.report.paper.grid import grid_of
from khdash.report.paper.paper import Paper, Part, Section, caveats
from khdash.report.paper.reading import reading_notes, source_title
from khdash.report.paper.said import Said, sentences
from khdash.report.paper.slides.deck import Deck
from khdash.report.table import demo_mark

MOST_ROWS, MOST_COLUMNS = 8, 6
"""A table that a room can read; larger ones are left to the report and the workbook."""
WITHOUT_FINDING = ("pivot", "profile", "task_board")
"""Tables to look things up in: they have no message for a slide."""
MOST_NOTES = 6


def to_pptx(paper: Paper) -> bytes:
    """The slides: cover, one a message, how to read the figures."""
    words = paper.words
    mark = demo_mark(words).upper() if paper.demo else ""
    deck = Deck(mark)
    core = deck.show.core_properties
    core.title = f"{paper.head('type')}: {paper.head('abstract')} {mark}".strip()
    core.author = paper.head("issuer")
    core.created = core.modified = paper.updated_at
    cover = deck.add(paper.head("abstract"), reading_notes(paper))
    version = words(
        "Phiên bản số liệu {version}, cập nhật {day}.",
        version=paper.data_version,
        day=words.date(paper.updated_at),
    )
    deck.add_text(cover, [paper.head("issuer"), version], 2.6, 3)
    told: set[str] = set()
    for section in paper.sections:
        _add_section(deck, paper, section, told)
    last = deck.add(words("Phạm vi và cách đọc số liệu"), reading_notes(paper))
    deck.add_text(last, reading_notes(paper)[:MOST_NOTES], 1.7, 5, 20)
    buffer = io.BytesIO()
    deck.show.save(buffer)
    return buffer.getvalue()


def _add_section(deck: Deck, paper: Paper, section: Section, told: set[str]) -> None:
    """The slides of a section; an answer that was told before is not told again."""
    for part in section.parts:
        if part.exhibit is None:
            continue
        if part.kind == "answers":
            for one in sentences(part.exhibit):
                if one.said not in told:
                    told.add(one.said)
                    _add_answer(deck, paper, part.exhibit, one)
        else:
            _add_exhibit(deck, paper, part, part.exhibit)
    own = [part.text for part in section.parts if part.kind == "own"]
    if own:
        deck.add_text(deck.add(section.title, []), own, 1.9, 5)


def _add_answer(deck: Deck, paper: Paper, exhibit: Exhibit, one: Said) -> None:
    title = f"{one.subject}: {one.said}" if one.subject else one.said
    slide = deck.add(title.rstrip("."), [one.rest, *_notes(paper, exhibit)])
    lines = [text for text in (one.detail, one.figures.replace("; ", ";\n")) if text]
    deck.add_text(slide, lines, 2.0, 5, 24 if one.figures.count(";") < 6 else 20)


def _add_exhibit(deck: Deck, paper: Paper, part: Part, exhibit: Exhibit) -> None:
    if part.plot is not None:
        slide = deck.add(exhibit.headline, _notes(paper, exhibit), exhibit.subtitle)
        deck.add_chart(slide, part.plot, exhibit.alt)
        return
    grid = grid_of(paper, part) if part.kind == "table" else None
    told = grid is not None and exhibit.name not in WITHOUT_FINDING
    if told and len(grid.rows) <= MOST_ROWS and len(grid.head) <= MOST_COLUMNS:
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
        words("Mở lại đúng các số liệu này: {link}", link=paper.link),
    ]
