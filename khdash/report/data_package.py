"""Figures as a data package: a CSV file for each exhibit, and what describes them.

The Data Package standard (https://datapackage.org): datapackage.json names the columns, types and
sources of the files.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from pandas.api import types

from khdash.exhibit.core.exhibit import Exhibit, SourceLine
from khdash.report.csv_text import csv_text, frame_rows
from khdash.report.table import file_table

READ_ME = "DOC-TRUOC.txt"
FIXED = (1980, 1, 1, 0, 0, 0)
"""The same figures give the same package, whenever it is made."""
LICENCES = ({"name": "ODbL-1.0", "title": "© OpenStreetMap contributors (outlines of the maps)"},)


@dataclass(frozen=True, slots=True)
class Described:
    """What a package is called and says of itself, and its exhibits by the names of their files."""

    name: str
    title: str
    text: tuple[str, ...]
    version: int
    updated_at: datetime
    sources: tuple[SourceLine, ...]
    exhibits: tuple[tuple[str, Exhibit], ...]


def data_package(described: Described) -> bytes:
    """The package as one zip, with its text for whoever gets it without the application."""
    text = "\n".join([described.title, *described.text, ""])
    return zipped({READ_ME: read_me(text), **dict(described_files(described))})


def described_files(described: Described) -> Iterator[tuple[str, bytes]]:
    """The CSV files, then datapackage.json."""
    resources = []
    for name, exhibit in described.exhibits:
        table = file_table(exhibit)
        yield f"{name}.csv", _utf8(csv_text(frame_rows(table)))
        resources.append(_resource(name, exhibit, table))
    content = {
        "name": described.name,
        "title": described.title,
        "description": " ".join(described.text),
        "version": str(described.version),
        "created": described.updated_at.isoformat(timespec="seconds") + "Z",
        "licenses": LICENCES,
        "sources": [_source(one) for one in described.sources],
        "resources": resources,
    }
    yield "datapackage.json", _utf8(json.dumps(content, ensure_ascii=False, indent=1))


def read_me(text: str) -> bytes:
    """A text as every editor shows it with its accents and lines."""
    return b"\xef\xbb\xbf" + _utf8(text.replace("\n", "\r\n"))


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Files by their names as one zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _utf8(text: str) -> bytes:
    """A text as bytes; what is no letter at all becomes a question mark."""
    return text.encode("utf-8", "replace")


def _source(one: SourceLine) -> dict[str, str]:
    return {"title": one.title, **({"path": one.url} if one.url else {})}


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
