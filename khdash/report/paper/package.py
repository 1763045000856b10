"""Everything for a meeting in one file: the documents, the pictures, the figures as a data package.

The figures follow the Data Package standard (https://datapackage.org): a CSV file for each exhibit
and datapackage.json, which names their columns, types and sources.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
from pandas.api import types

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.report.csv_text import csv_text, frame_rows
from khdash.report.format import Format
from khdash.report.paper.paper import Paper
from khdash.report.picture import picture_png
from khdash.report.table import data_version, demo_mark, file_table

READ_ME = "DOC-TRUOC.txt"
FOLDER_OF_PICTURES, FOLDER_OF_DATA = "anh", "so-lieu"
FIXED = (1980, 1, 1, 0, 0, 0)
"""The same figures give the same package, whenever it is made."""
LICENCES = ({"name": "ODbL-1.0", "title": "© OpenStreetMap contributors (outlines of the maps)"},)


def to_zip(paper: Paper, documents: Iterable[Format[Paper]], stem: str) -> bytes:
    """The package of a paper; stem: what the documents in it are called."""
    entries = {f"{stem}.{one.extension}": one.make(paper) for one in documents}
    entries |= dict(_pictures(paper))
    entries |= dict(_data(paper, stem))
    read_me = b"\xef\xbb\xbf" + _utf8(_read_me(paper, entries))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {READ_ME: read_me, **entries}.items():
            package.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _utf8(text: str) -> bytes:
    """A text as bytes; what is no letter at all becomes a question mark."""
    return text.encode("utf-8", "replace")


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
    resources = []
    for name, exhibit in _named(paper):
        table = file_table(exhibit)
        yield f"{FOLDER_OF_DATA}/{name}.csv", _utf8(csv_text(frame_rows(table)))
        resources.append(_resource(name, exhibit, table))
    described = {
        "name": stem,
        "title": f"{paper.name}, {paper.year}",
        "description": " ".join(filter(None, [_demo(paper), *paper.filters])),
        "version": str(paper.data_version),
        "created": paper.updated_at.isoformat(timespec="seconds") + "Z",
        "licenses": LICENCES,
        "sources": _sources(paper),
        "resources": resources,
    }
    content = _utf8(json.dumps(described, ensure_ascii=False, indent=1))
    yield f"{FOLDER_OF_DATA}/datapackage.json", content


def _sources(paper: Paper) -> list[dict[str, str]]:
    return [{"title": one.title, **({"path": one.url} if one.url else {})} for one in paper.sources]


def _resource(name: str, exhibit: Exhibit, table: pd.DataFrame) -> dict[str, object]:
    """A CSV file as the standard describes it."""
    fields = [{"name": str(column), "type": _type(table[column])} for column in table.columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": exhibit.title,
        "description": exhibit.headline,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _type(column: pd.Series) -> str:
    """The type of a column by all that stands in it; words where it is mixed."""
    known = column.dropna()
    if known.empty:
        return "string"
    if types.is_bool_dtype(known) or known.map(lambda one: isinstance(one, bool)).all():
        return "boolean"
    if known.map(types.is_number).all():
        return "number"
    return "string"


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
    return "\r\n".join(line for at, line in enumerate(lines) if line or lines[at - 1]) + "\r\n"
