"""Every exhibit of the pages: their list, and each as its table with all that it says."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from khdash.exhibit.kinds.total import NotAdditive
from khdash.exhibit.registry import EXHIBITS, ExhibitSpec, build
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.rows import rows_of
from khdash.model.selection import PARAMETERS
from khdash.report.formats.json import to_dict
from khdash.report.table import file_table, plain
from khdash.web.api.fields import fields
from khdash.web.api.problem import Fault, Problem
from khdash.web.api.question import Question
from khdash.web.api.resource import Found, Record, Resource, listed

ENVELOPE = ("table", "query", "sources", "data_version", "updated_at", "demo")
"""What every answer tells in its own place."""


def _list(question: Question, dataset: Dataset) -> Found:
    words = question.words
    return listed(
        (
            {
                "name": spec.name,
                "kind": spec.kind,
                "title": words.of(spec.name_vi, spec.name_en),
                "indicators": list(spec.indicators(dataset.catalogue)),
            }
            for spec in EXHIBITS.values()
        ),
        question,
    )


def _exhibit(name: str, question: Question, dataset: Dataset) -> Found:
    """The table of an exhibit; title, headline, columns, notes and coverage stand beside it."""
    try:
        shown = build(name, dataset, question.selection)
    except NotAdditive:
        text = question.words("Tỷ lệ thì không cộng được.")
        codes = question.selection.indicators[:1]
        faults = [Fault("chi_so", code, "rate", text) for code in codes]
        raise Problem("no-answer", text, faults) from None
    table = file_table(shown)
    told = {key: value for key, value in to_dict(shown).items() if key not in ENVELOPE}
    columns = [asdict(column) for column in shown.columns]

    def cut(first: int, last: int) -> list[Record]:
        rows = rows_of(table.iloc[first:last])
        return [{key: plain(value) for key, value in row.items()} for row in rows]

    return Found(
        len(table),
        cut,
        shown.selection,
        [note.text for note in shown.notes],
        [source.source_id for source in shown.sources],
        {"exhibit": told | {"columns": columns}},
    )


def _resource(spec: ExhibitSpec) -> Resource:
    return Resource(
        f"exhibits/{spec.name}",
        spec.name_vi,
        mark("Hình này: bảng số liệu, tiêu đề, kết luận, ghi chú, nguồn, độ phủ."),
        PARAMETERS,
        (),
        partial(_exhibit, spec.name),
        by_day=spec.by_day,
    )


LIST = Resource(
    "exhibits",
    mark("Các hình"),
    mark("Các hình có thể hỏi: tên, loại, tiêu đề."),
    (),
    fields("name kind title indicators"),
    _list,
)
ONE = tuple(map(_resource, EXHIBITS.values()))
