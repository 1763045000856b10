"""The result of a check: cells with what a commit would do to them, findings, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.ingest.recognise import Choices, Mapping, Recognition
from khdash.model.catalogue import Catalogue
from khdash.model.units import split_key
from khdash.reading.table import Table

ACTIONS = ("new", "changed", "same", "rejected")


@dataclass(frozen=True, eq=False)
class CheckReport:
    """What is in a file and what importing it would change.

    cells: one row a figure: unit, year, as_of, period_start, period_end, indicator, subgroup,
    basis, value, qualifier, text, cell, fault, derived, action, old_value, old_qualifier; `kept`
    is False for the second of two equal figures and in a locked year; `untouched` holds for a cell
    as our own form showed it, `restates` for the value of another source: neither is written
    unasked. table None: the file cannot be used at all.
    recognitions: every table of the file that was checked, `table` and `mapping` being those of
    the first; the column `table` of cells counts them from 0, and they keep no cells themselves.
    data: the bytes that all this was read from, the only ones that a commit may keep.
    choices: what was decided about it.
    """

    file_name: str
    sha256: str
    catalogue: Catalogue
    table: Table | None = None
    mapping: Mapping | None = None
    cells: pd.DataFrame = field(default_factory=pd.DataFrame)
    findings: tuple[Finding, ...] = ()
    rows_read: int = 0
    already_imported: int | None = None
    recognitions: tuple[Recognition, ...] = ()
    data: bytes = field(default=b"", repr=False)
    choices: Choices = field(default_factory=Choices)

    @property
    def is_usable(self) -> bool:
        return self.table is not None

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def rejects(self) -> bool:
        """Whether a fault keeps figures of the file from being imported."""
        return any(finding.rejects for finding in self.findings)

    @property
    def restating(self) -> int:
        """How many cells give the value of another source once more."""
        return int(self.cells["restates"].sum()) if len(self.cells) else 0

    @property
    def counts(self) -> dict[str, int]:
        """How many cells are new, changed, same, rejected."""
        if self.cells.empty:
            return dict.fromkeys(ACTIONS, 0)
        found = self.cells["action"].value_counts()
        return {action: int(found.get(action, 0)) for action in ACTIONS}

    def to_dict(self) -> dict[str, Any]:
        """The object that `check --json` prints."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "encoding": self.table.encoding if self.table else None,
            "delimiter": self.table.delimiter if self.table else None,
            "sheet": self.table.sheet if self.table else None,
            "layout": self.mapping.layout if self.mapping else None,
            "rows_read": self.rows_read,
            "cells": self._cells(),
            "findings": [finding_dict(finding) for finding in self.findings],
        }

    def _cells(self) -> list[dict[str, Any]]:
        """The cells as plain values, column by column: a large file has a million of them."""
        cells = self.cells
        if cells.empty:
            return []
        units = [split_key(key) for key in cells["unit"]]
        measures = {code: entry.unit for code, entry in self.catalogue.indicators.items()}
        columns: dict[str, list[Any]] = {
            "unit_code": [code or None for code, _ in units],
            "unit_valid_from": [since or None for _, since in units],
            "year": _or_none(cells["year"]),
            "as_of": _or_none(cells["as_of"]),
            "indicator": [code or None for code in cells["indicator"]],
            "subgroup": cells["subgroup"].tolist(),
            "basis": cells["basis"].tolist(),
            "value": _or_none(cells["value"]),
            "unit": [measures.get(code) for code in cells["indicator"]],
            "qualifier": cells["qualifier"].tolist(),
            "sheet": _or_none(cells["sheet"]),
            "cell": cells["cell"].tolist(),
            "action": cells["action"].tolist(),
        }
        names = tuple(columns)
        plain = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for at in cells["period_start"].notna().to_numpy().nonzero()[0].tolist():
            plain[at]["period_start"] = cells["period_start"].iat[at]
            plain[at]["period_end"] = cells["period_end"].iat[at]
        return plain


def _or_none(column: pd.Series) -> list[Any]:
    """The values as Python's own, a gap as None."""
    return column.astype(object).where(column.notna(), None).tolist()


def finding_dict(finding: Finding) -> dict[str, Any]:
    """A finding with its sentences in both languages."""
    return {
        "severity": finding.severity,
        "code": finding.code,
        "sheet": finding.sheet,
        "cell": finding.cell or None,
        "value": finding.value,
        "message_vi": sentence(finding, "vi"),
        "message_en": sentence(finding, "en"),
    }
