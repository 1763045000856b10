"""JSON: everything that an exhibit states, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from khdash.exhibit.core.addressed import is_built, query_of
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import mark
from khdash.report.format import Format
from khdash.report.table import file_table, plain, records


def to_dict(exhibit: Exhibit) -> dict[str, object]:
    """Everything the exhibit states, ready for JSON."""
    coverage = exhibit.coverage
    return {
        "name": exhibit.name,
        "kind": exhibit.kind,
        "query": query_of(exhibit) if is_built(exhibit) else exhibit.selection.to_query(),
        "title": exhibit.title,
        "headline": exhibit.headline,
        "subtitle": exhibit.subtitle,
        "measure": exhibit.measure,
        "decimals": exhibit.decimals,
        "coverage": coverage
        and {
            "covered": coverage.covered,
            "expected": coverage.expected,
            "enough": coverage.enough,
            "missing": list(coverage.missing),
        },
        "notes": [asdict(note) for note in exhibit.notes],
        "targets": [asdict(target) for target in exhibit.targets],
        "breaks": [asdict(item) for item in exhibit.breaks],
        "sources": [asdict(source) for source in exhibit.sources],
        "alt": exhibit.alt,
        "extra": {key: plain(value) for key, value in exhibit.extra.items()},
        "table": records(file_table(exhibit)),
        "data_version": exhibit.data_version,
        "updated_at": exhibit.updated_at.isoformat(),
        "demo": exhibit.demo,
    }


def to_json(exhibit: Exhibit) -> str:
    """The exhibit as one JSON object, readable."""
    return json.dumps(to_dict(exhibit), ensure_ascii=False, indent=1)


def _file(exhibit: Exhibit) -> bytes:
    return (to_json(exhibit) + "\n").encode()


JSON = Format(
    code="json",
    extension="json",
    mime="application/json",
    label="JSON",
    help=mark("Mọi điều hình nói, cho chương trình"),
    make=_file,
    for_readers=False,
)
