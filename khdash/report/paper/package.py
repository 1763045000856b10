"""Everything for a meeting in one file: documents, pictures, the figures as a data package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.report.data_package import READ_ME, Described, described_files, read_me, zipped
from khdash.report.format import Format
from khdash.report.paper.paper import Paper
from khdash.report.picture import picture_png
from khdash.report.table import data_version, demo_mark

FOLDER_OF_PICTURES, FOLDER_OF_DATA = "anh", "so-lieu"


def to_zip(paper: Paper, documents: Iterable[Format[Paper]], stem: str) -> bytes:
    """The package of a paper; stem: what the documents in it are called."""
    entries = {f"{stem}.{one.extension}": one.make(paper) for one in documents}
    entries |= dict(_pictures(paper))
    entries |= dict(_data(paper, stem))
    return zipped({READ_ME: read_me(_read_me(paper, entries)), **entries})


def _named(paper: Paper) -> Iterator[tuple[str, Exhibit]]:
    """Every exhibit under a name of its own, in the order of the documents."""
    for place, exhibit in enumerate(paper.exhibits, 1):
        about = exhibit.selection.indicators[:1]
        yield "-".join([f"{place:02}", exhibit.name, *about]).replace("_", "-"), exhibit


def _pictures(paper: Paper) -> Iterator[tuple[str, bytes]]:
    for name, exhibit in _named(paper):
        if is_drawn(exhibit):
            yield f"{FOLDER_OF_PICTURES}/{name}.png", picture_png(exhibit, zoom=2.0)


def _data(paper: Paper, stem: str) -> Iterator[tuple[str, bytes]]:
    """The CSV files, and what describes them."""
    described = Described(
        name=stem,
        title=f"{paper.name}, {paper.year}",
        text=tuple(filter(None, [_demo(paper), *paper.filters])),
        version=paper.data_version,
        updated_at=paper.updated_at,
        sources=paper.sources,
        exhibits=tuple(_named(paper)),
    )
    for name, content in described_files(described):
        yield f"{FOLDER_OF_DATA}/{name}", content


def _demo(paper: Paper) -> str:
    return f"{demo_mark(paper.words)}." if paper.demo else ""


def _read_me(paper: Paper, entries: Mapping[str, bytes]) -> str:
    """What the package holds and rests on, for whoever gets it without the application."""
    words = paper.words
    lines = [
        f"{paper.name} – {paper.year}",
        _demo(paper),
        *paper.filters,
        *(data_version(one) for one in paper.exhibits[:1]),
        paper.link,
        "",
        words("Trong gói này:"),
        *(f"- {name}" for name in entries),
        "",
        words("Nguồn:"),
        *(f"[{n}] {one.title} {one.url}".rstrip() for n, one in enumerate(paper.sources, 1)),
        "",
        words("Giấy phép ranh giới trên bản đồ: © OpenStreetMap contributors, ODbL 1.0."),
    ]
    return "\n".join(line for at, line in enumerate(lines) if line or lines[at - 1]) + "\n"
