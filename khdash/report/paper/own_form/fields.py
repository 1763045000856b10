"""What a form may name, and what stands there: figures, sentences, tables, heads, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from khdash.locale import Words
from khdash.model.rows import Row, has_value
from khdash.report.office.text import clean
from khdash.report.paper.form_names import FIGURES, HEADS, SENTENCES, TABLES
from khdash.report.paper.grid import Grid, grid_of
from khdash.report.paper.paper import Paper, Section
from khdash.report.paper.reading import reading_notes, source_title
from khdash.report.paper.said import sentence, sentences
from khdash.report.table import demo_mark


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a unit, as a reader says it, with its year and sources."""

    ten: str
    gia_tri: str
    nam: str
    nguon: str

    def __str__(self) -> str:
        return self.gia_tri


class Figures(dict[str, Figure]):
    """The figures of an indicator by the codes of units; as a text the only one, or all of them."""

    def __str__(self) -> str:
        if len(self) == 1:
            return str(next(iter(self.values())))
        return "; ".join(f"{one.ten} {one.gia_tri} ({one.nam})" for one in self.values())

    @property
    def nam(self) -> str:
        """The years of the figures."""
        return ", ".join(dict.fromkeys(one.nam for one in self.values()))

    @property
    def nguon(self) -> str:
        """The numbers of their sources."""
        return ", ".join(dict.fromkeys(one.nguon for one in self.values() if one.nguon))


class Known(dict[str, object]):
    """What is there, and for a known name without it the text that says so."""

    def __init__(self, there: dict[str, object], absent: object) -> None:
        super().__init__(there)
        self.absent = absent

    def __missing__(self, name: str) -> object:
        return self.absent


def fields_of(paper: Paper) -> dict[str, object]:
    """Every field of a paper."""
    words = paper.words
    return {
        "ten": clean(paper.name),
        "nam": str(paper.year),
        "phien_ban": str(paper.data_version),
        "cap_nhat": words.date(paper.updated_at),
        "lien_ket": clean(paper.link),
        "minh_hoa": demo_mark(words) if paper.demo else "",
        "nguon": [
            {"so": f"[{n}]", "ten": clean(source_title(one, words)), "dia_chi": clean(one.url)}
            for n, one in enumerate(paper.sources, start=1)
        ],
        "cach_doc": [clean(text) for text in reading_notes(paper)],
        HEADS: Known(dict(_heads(paper)), ""),
        FIGURES: Known(dict(_figures(paper)), words("chưa có số liệu")),
        SENTENCES: Known({one.code: _said(one) for one in paper.sections}, []),
        TABLES: Known(dict(_tables(paper)), {"ten": "", "dau": (), "dong": ()}),
    }


def _heads(paper: Paper) -> Iterator[tuple[str, str]]:
    for name, _ in paper.heads:
        yield name, clean("\n".join(paper.head_lines(name)).replace("|", "\n"))


def _figures(paper: Paper) -> Iterator[tuple[str, Figures]]:
    """The newest figure of each unit and indicator that an exhibit of the paper shows."""
    found: dict[str, Figures] = defaultdict(Figures)
    for exhibit in (*paper.exhibits, paper.missing):
        if exhibit.name not in ("profile", "heat_table"):
            continue
        for row in exhibit.rows:
            if has_value(row) and row.get("indicator") and "measure" in row:
                unit = str(row.get("unit") or paper.unit).partition("@")[0]
                found[str(row["indicator"])].setdefault(unit, _figure(paper, row))
    yield from found.items()


def _figure(paper: Paper, row: Row) -> Figure:
    words: Words = paper.words
    value = words.figure(
        row["value"], row["measure"], int(row["decimals"]), row.get("qualifier") or "exact"
    )
    ids = str(row.get("source_id") or "").split()
    numbers = [f"[{paper.source_numbers[i]}]" for i in ids if i in paper.source_numbers]
    name = str(row.get("unit_name") or paper.name)
    return Figure(clean(name), clean(value), str(row["year"]), ", ".join(numbers))


def _said(section: Section) -> list[str]:
    """The sentences of a section: its answers, its findings, the office's own text."""
    told = []
    for part in section.parts:
        if part.exhibit is None:
            told.append(part.text)
        elif part.kind == "answers":
            told += [f"{s.subject}: {s.said} {s.rest}".strip(": ") for s in sentences(part.exhibit)]
        else:
            told.append(sentence(part.exhibit.headline))
    return [clean(text) for text in told if text]


def _tables(paper: Paper) -> Iterator[tuple[str, dict[str, object]]]:
    """The tables by their sections; a second one of a section is called fund_2."""
    for section in paper.sections:
        count = 0
        for part in section.parts:
            grid = grid_of(paper, part) if part.kind == "table" else None
            if grid is not None:
                count += 1
                name = section.code if count == 1 else f"{section.code}_{count}"
                yield name, _table(part.title, grid)


def _table(title: str, grid: Grid) -> dict[str, object]:
    return {
        "ten": clean(title),
        "dau": [clean(text) for text in grid.head],
        "dong": [[clean(text) for text in row] for row in grid.rows],
    }
