"""An answer as it leaves: a part of the rows, as JSON, CSV or Parquet, with all that they need."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from starlette.responses import Response

from khdash.locale.gaps import gap_text
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.csv_text import csv_file
from khdash.report.table import demo_mark
from khdash.web.api.fields import Field
from khdash.web.api.parameters import OF_ANSWER
from khdash.web.api.problem import Problem
from khdash.web.api.question import Question
from khdash.web.api.resource import Found, Record, Resource, codes
from khdash.web.api.vocabulary import source_row

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
}


def answered(question: Question, resource: Resource, dataset: Dataset) -> Response:
    """The part of the answer that is asked for. Raises Problem where there is no such part."""
    words = question.words
    found = resource.find(question, dataset)
    last_page = max(1, -(-found.total // question.size))
    if question.page > last_page:
        text = words("Câu trả lời này chỉ có {n} phần.", n=last_page)
        raise Problem("not-found", text)
    start = (question.page - 1) * question.size
    rows = found.cut(start, start + question.size)
    links = _links(question, dataset.version, last_page)
    headers = {
        "Link": ", ".join(f'<{links[rel]}>; rel="{rel}"' for rel in REL if rel in links),
        "Data-Version": str(dataset.version),
    }
    if question.form == "json":
        told = _envelope(question, resource, dataset, found) | {
            "page": {
                "number": question.page,
                "of": last_page,
                "rows": len(rows),
                "size": question.size,
                "total": found.total,
            },
            "links": links,
            "gap_reasons": _reasons(question, rows),
            "sources": _sources(question, dataset, found, rows),
            "data": rows,
        }
        body = _json(told)
        return Response(body, 200, headers, MEDIA_TYPES["json"])
    headers["Link"] += f', <{question.address(dinh_dang="json")}>; rel="describedby"'
    name = f"khdash-{resource.name.replace('/', '-')}.{question.form}"
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    rows = [row | _stamp(question, dataset) for row in rows]
    columns = _columns(resource.fields, rows, dataset)
    if question.form == "csv":
        body = csv_file([columns, *([row.get(name) for name in columns] for row in rows)])
    else:
        told = _envelope(question, resource, dataset, found) | {
            "sources": _sources(question, dataset, found, rows)
        }
        body = _parquet(resource.fields, columns, rows, told)
    return Response(body, 200, headers, MEDIA_TYPES[question.form])


def _json(told: Record) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS)


REL = ("first", "prev", "next", "last")


def _envelope(
    question: Question, resource: Resource, dataset: Dataset, found: Found
) -> dict[str, Any]:
    """What goes with the rows, whatever part of them is sent."""
    words = question.words
    return {
        "resource": resource.name,
        "title": words(resource.title),
        "lang": words.lang,
        "filters": _filters(question, resource, dataset, found),
        "data_version": dataset.version,
        "updated_at": dataset.updated_at.isoformat(),
        "demo": dataset.demo,
        "notice": demo_mark(words) if dataset.demo else None,
        "notes": list(dict.fromkeys(found.notes)),
        **found.more,
    }


def _filters(question: Question, resource: Resource, dataset: Dataset, found: Found) -> Record:
    """What the resource was asked, with the defaults that were meant."""
    own = {name: given[-1] for name, given in question.given.items() if name not in OF_ANSWER}
    told = own | _chosen(found.selection, dataset)
    return {name: value for name, value in told.items() if name in (*resource.takes, "biet_den")}


def _chosen(selection: Selection, dataset: Dataset) -> Record:
    """A selection by the names of the addresses."""
    years = (selection.first_year, selection.last_year)
    chosen: dict[str, Any] = {
        "chi_so": list(selection.indicators),
        "tinh": codes(selection.units),
        "nam": [year for year in years if year is not None],
        "sai_so": selection.tolerance,
        "ranh_gioi": dataset.catalogue.boundary_set(selection.boundaries).code,
        "mau_so": selection.basis,
        "nhom": selection.subgroup,
        "biet_den": selection.as_known_at.isoformat() if selection.as_known_at else None,
        "so_voi": "".join(codes([selection.reference])),
        "cach_tinh": selection.form,
        "cach_chia": selection.classes,
        "tieu_diem": "".join(codes([selection.focus])),
        "doi_chieu": codes(selection.benchmarks),
        "chi_tieu": "national" if selection.judge_national else "",
    }
    return {name: value for name, value in chosen.items() if value not in ("", None, [])}


def _links(question: Question, version: int, last_page: int) -> dict[str, str]:
    """The parts around this one, of this version of the data; this answer in other formats."""
    here = question.page
    pages = {"first": 1, "prev": here - 1, "next": here + 1, "last": last_page}
    links = {"self": question.address()}
    for rel, page in pages.items():
        if 1 <= page <= last_page:
            links[rel] = question.address(trang=page, phien_ban=version)
    forms = [form for form in MEDIA_TYPES if form != question.form]
    return links | {form: question.address(dinh_dang=form) for form in forms}


def _reasons(question: Question, rows: Sequence[Record]) -> dict[str, str]:
    """The reasons that the rows name, in words."""
    named = dict.fromkeys(row["missing"] for row in rows if row.get("missing"))
    return {reason: gap_text(question.words, reason) for reason in named}


def _sources(
    question: Question, dataset: Dataset, found: Found, rows: Sequence[Record]
) -> list[Record]:
    """Each source of the answer, or of these rows, once."""
    named = found.sources
    if named is None:
        cells = [
            (*row.get("source_ids", ()), *str(row.get("source_id", "")).split()) for row in rows
        ]
        named = list(dict.fromkeys(one for cell in cells for one in cell))
    known = dataset.catalogue.sources
    return [source_row(known[one], question.words) for one in named if one in known]


def _stamp(question: Question, dataset: Dataset) -> Record:
    """What a file of rows alone would lose."""
    stamp: Record = {"data_version": dataset.version}
    return stamp | ({"notice": demo_mark(question.words)} if dataset.demo else {})


def _columns(fields: Sequence[Field], rows: Sequence[Record], dataset: Dataset) -> list[str]:
    known = [field.name for field in fields] or list(dict.fromkeys(n for row in rows for n in row))
    stamp = ["data_version", "notice"] if dataset.demo else ["data_version"]
    return [*(name for name in known if name not in stamp), *stamp]


def _parquet(
    fields: Sequence[Field], columns: Sequence[str], rows: Sequence[Record], told: Record
) -> bytes:
    """The rows with their types; what goes with them stands in the file's metadata."""
    kinds = {field.name: field.kind for field in fields}
    arrays = [_array([row.get(name) for row in rows], kinds.get(name)) for name in columns]
    table = pa.table(arrays, names=list(columns))
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"khdash": _json(told)}), file)
    return file.getvalue()


def _array(values: list[Any], kind: str | None) -> pa.Array:
    """A column; one of no stated kind is typed by what it holds, mixed ones as text."""
    if kind == "date":
        return pa.array(values, pa.string()).cast(pa.date32())
    if kind is not None:
        return pa.array(values, ARROW[kind])
    try:
        if any(isinstance(value, float) for value in values):
            return pa.array(values, pa.float64())
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in values], pa.string())
