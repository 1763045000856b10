"""The catalogue's CSV rows into a Catalogue, with every fault named at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from khdash.model.catalogue import Catalogue
from khdash.model.cluster_rows import CLUSTER_COLUMNS, CLUSTER_UNIQUE, with_cluster
from khdash.model.consistency import CONSISTENCY_COLUMNS, parse_relation
from khdash.model.entries import SeriesBreak, Synonym
from khdash.model.indicators import Indicator, Measure, Theme
from khdash.model.instruments import INSTRUMENT_COLUMNS, INSTRUMENT_KEY, parse_instrument
from khdash.model.problem import CatalogueError, Problem
from khdash.model.reporting import REPORTING_COLUMNS, REPORTING_KEY, parse_reporting
from khdash.model.roles import (
    ROLE_COLUMNS,
    ROLE_FILES,
    YES_OR_NO,
    check_roles,
    parse_rising_share,
    parse_roles,
    parse_title,
)
from khdash.model.table_rows import (
    Row,
    RowReader,
    Table,
    check_columns,
    check_cycles,
    check_unique,
)
from khdash.model.target_rows import TARGET_COLUMNS, TARGET_KEY, parse_target
from khdash.model.tasks import TASK_COLUMNS, Task, parse_task, parse_task_list
from khdash.model.unit_rows import (
    UNIT_COLUMNS,
    check_communes,
    check_overlaps,
    parse_unit,
    read_unit,
)
from khdash.model.units import Membership, unit_key

CATALOGUE_COLUMNS: dict[str, tuple[str, ...]] = {
    "themes.csv": (
        "code",
        "name_vi",
        "name_en",
        "sort",
        "reported",
        "headed_by",
        "opens_with",
    ),
    "measures.csv": ("code", "name_vi", "name_en", "suffix_vi", "suffix_en"),
    "indicators.csv": (
        "code",
        "name_vi",
        "name_en",
        "short_vi",
        "short_en",
        "theme",
        "unit",
        "kind",
        "decimals",
        "direction",
        "basis_matters",
        "numerator",
        "denominator",
        "denominator_registered",
        "scale",
        "part_of",
        "break_group",
        "valid_from",
        "valid_to",
        "definition_vi",
        "definition_en",
        "instrument",
        "sort",
        "structural",
        "heads",
        "unrevised",
        "floor",
        "ceiling",
        "floor_per_person",
        "ceiling_per_person",
        *ROLE_COLUMNS,
        "instrument_en",
    ),
    "unit_aliases.csv": ("alias", "unit_code", "unit_valid_from"),
    "cluster_membership.csv": (
        "unit_code",
        "unit_valid_from",
        "member_from",
        "member_to",
        "status",
        "note_vi",
        "note_en",
    ),
    "breaks.csv": ("break_group", "year", "reason_vi", "reason_en", "instrument", "instrument_en"),
    "subgroups.csv": ("code", "name_vi", "name_en"),
    "synonyms.csv": ("term", "kind", "code", "note"),
    **CONSISTENCY_COLUMNS,
    **UNIT_COLUMNS,
    **TARGET_COLUMNS,
    **ROLE_FILES,
    **TASK_COLUMNS,
    **CLUSTER_COLUMNS,
    **REPORTING_COLUMNS,
    **INSTRUMENT_COLUMNS,
}
"""The files of data/catalogue and their columns; the order of the columns does not matter."""

MAY_BE_ABSENT = ("reporting.csv", "instruments.csv")
"""Files that a data folder of an earlier version lacks; they then state nothing."""

UNIQUE: dict[str, tuple[str, ...]] = {
    "themes.csv": ("code",),
    "measures.csv": ("code",),
    "indicators.csv": ("code",),
    "units.csv": ("code", "valid_from"),
    "targets.csv": TARGET_KEY,
    "unit_aliases.csv": ("alias", "unit_code", "unit_valid_from"),
    "cluster_membership.csv": ("unit_code", "unit_valid_from", "member_from"),
    "breaks.csv": ("break_group", "year"),
    "subgroups.csv": ("code",),
    "consistency.csv": ("parts", "operator", "whole"),
    "task_lists.csv": ("code",),
    "tasks.csv": ("code",),
    **CLUSTER_UNIQUE,
    "reporting.csv": REPORTING_KEY,
    "instruments.csv": INSTRUMENT_KEY,
    "titles.csv": ("code",),
    "rising_shares.csv": ("code",),
}
"""The columns of which no two rows of a file may have the same."""

KINDS = ("stock", "flow", "rate")
DIRECTIONS = ("up", "down", "none")
MEMBERSHIP_STATUS = ("stated", "assumed")


def parse_catalogue(tables: Mapping[str, Table]) -> Catalogue:
    """The catalogue that the tables (by file name, see CATALOGUE_COLUMNS) describe.

    Raises CatalogueError with every fault of every file, or, where a header line is wrong, with
    the faults of the headers alone.
    """
    problems = [
        problem
        for name, columns in CATALOGUE_COLUMNS.items()
        for problem in check_columns(tables[name], columns)
    ]
    if problems:
        raise CatalogueError(problems)
    for name, key in UNIQUE.items():
        check_unique(tables[name], key, problems)
    parser = _Parser(tables, problems)
    catalogue = parser.catalogue()
    if problems:
        raise CatalogueError(sorted(problems, key=lambda p: (p.file, p.line)))
    return catalogue


class _Parser:
    """The tables of one catalogue and the codes that they define."""

    def __init__(self, tables: Mapping[str, Table], problems: list[Problem]) -> None:
        self.tables, self.problems = tables, problems
        self.themes = self._codes("themes.csv")
        self.measures = self._codes("measures.csv")
        self.indicators = self._codes("indicators.csv")
        self.subgroups = self._codes("subgroups.csv")
        self.units = {
            unit_key(row["code"], row["valid_from"]): row for row in tables["units.csv"].rows
        }
        self.break_groups = {row["break_group"]: row for row in tables["indicators.csv"].rows}

    def _codes(self, name: str) -> dict[str, Row]:
        return {row["code"]: row for row in self.tables[name].rows}

    def _readers(self, name: str) -> Iterable[RowReader]:
        return (RowReader(row, self.problems) for row in self.tables[name].rows)

    def catalogue(self) -> Catalogue:
        themes = [self._theme(r) for r in self._in_order("themes.csv")]
        measures = [self._measure(r) for r in self._readers("measures.csv")]
        indicators = [self._indicator(r) for r in self._readers("indicators.csv")]
        units = [parse_unit(r, self.units) for r in self._readers("units.csv")]
        check_roles(self._readers("indicators.csv"), self._readers("titles.csv"))
        self._check_loops()
        check_overlaps(units, self.units, self.problems)
        check_communes({unit.key: unit for unit in units}, self.units, self.problems)
        catalogue = Catalogue(
            themes={t.code: t for t in themes},
            measures={m.code: m for m in measures},
            indicators={i.code: i for i in indicators},
            units={u.key: u for u in units},
            memberships=tuple(self._membership(r) for r in self._readers("cluster_membership.csv")),
            breaks=tuple(self._break(r) for r in self._readers("breaks.csv")),
            targets=tuple(
                parse_target(r, self.indicators, self.subgroups, self.units)
                for r in self._readers("targets.csv")
            ),
            subgroups={
                r.required("code"): (r.required("name_vi"), r.required("name_en"))
                for r in self._readers("subgroups.csv")
            },
            synonyms=tuple(self._synonym(r) for r in self._readers("synonyms.csv")),
            unit_aliases=tuple(
                (r.required("alias"), read_unit(r, "unit_", self.units))
                for r in self._readers("unit_aliases.csv")
            ),
            task_lists={
                one.code: one
                for r in self._readers("task_lists.csv")
                for one in [parse_task_list(r, read_unit(r, "unit_", self.units))]
            },
            tasks=tuple(self._task(r) for r in self._readers("tasks.csv")),
            relations=tuple(
                parse_relation(r, self.indicators) for r in self._readers("consistency.csv")
            ),
            reporting=tuple(
                parse_reporting(r, self.themes, self.indicators)
                for r in self._readers("reporting.csv")
            ),
            instruments={
                one.name_vi: one for one in map(parse_instrument, self._readers("instruments.csv"))
            },
            titles={one.code: one for one in map(parse_title, self._in_order("titles.csv"))},
            rising_shares=tuple(
                parse_rising_share(r, self.indicators) for r in self._readers("rising_shares.csv")
            ),
        )
        reads_unit = partial(read_unit, units=self.units)
        return with_cluster(catalogue, self.tables, reads_unit, self.problems)

    def _in_order(self, name: str) -> list[RowReader]:
        """The rows of a file by its column `sort`."""
        return sorted(self._readers(name), key=lambda r: r.whole("sort") or 0)

    def _theme(self, r: RowReader) -> Theme:
        indicators = self.indicators, "indicators.csv"
        return Theme(
            r.required("code"),
            r.required("name_vi"),
            r.required("name_en"),
            reported=r.choice("reported", YES_OR_NO) != "no",
            headed_by=r.known("headed_by", *indicators),
            opens_with=r.known("opens_with", *indicators),
        )

    def _task(self, r: RowReader) -> Task:
        targeted = {row["indicator"] for row in self.tables["targets.csv"].rows}
        lists, tasks = self._codes("task_lists.csv"), self._codes("tasks.csv")
        shares = self.tables["rising_shares.csv"].rows
        rising = tuple(row["rate"] or row["count"] for row in shares)
        return parse_task(r, tasks, lists, self.indicators, targeted, rising)

    def _measure(self, r: RowReader) -> Measure:
        return Measure(
            r.required("code"),
            r.required("name_vi"),
            r.required("name_en"),
            r.text("suffix_vi"),
            r.text("suffix_en"),
        )

    def _indicator(self, r: RowReader) -> Indicator:
        r.in_order("valid_from", "valid_to")
        self._check_ratio(r)
        decimals, scale = r.whole("decimals"), r.number("scale")
        if decimals is not None and not 0 <= decimals <= 6:
            r.reject("decimals", "Ghi một số từ 0 đến 6.", "Write a number from 0 to 6.")
        if scale is not None and scale <= 0:
            r.reject("scale", "Phải lớn hơn 0.", "Must be greater than 0.")
        codes, own_file = self.indicators, "indicators.csv"
        return Indicator(
            code=r.required("code"),
            name_vi=r.required("name_vi"),
            name_en=r.required("name_en"),
            short_vi=r.text("short_vi") or r.text("name_vi"),
            short_en=r.text("short_en") or r.text("name_en"),
            theme=r.known("theme", self.themes, "themes.csv") or r.required("theme"),
            unit=r.known("unit", self.measures, "measures.csv") or r.required("unit"),
            kind=r.choice("kind", KINDS),  # type: ignore[arg-type]
            decimals=decimals or 0,
            direction=r.choice("direction", DIRECTIONS),  # type: ignore[arg-type]
            basis_matters=r.choice("basis_matters", ("yes", "no")) == "yes",
            numerator=r.known("numerator", codes, own_file),
            denominator=r.known("denominator", codes, own_file),
            denominator_registered=r.known("denominator_registered", codes, own_file),
            scale=scale,
            part_of=r.known("part_of", codes, own_file),
            break_group=r.text("break_group"),
            valid_from=r.year("valid_from"),
            valid_to=r.year("valid_to"),
            definition_vi=r.text("definition_vi"),
            definition_en=r.text("definition_en"),
            instrument=r.text("instrument"),
            instrument_en=r.text("instrument_en") or r.text("instrument"),
            sort=r.whole("sort") or 0,
            **self._plausibility(r),
            **parse_roles(r, codes, self._codes("titles.csv"), self.themes),
        )

    def _plausibility(self, r: RowReader) -> dict[str, Any]:
        """What the rules of plausibility read of an indicator (khdash.rules)."""
        floor, ceiling = r.number("floor"), r.number("ceiling")
        if floor is not None and ceiling is not None and ceiling < floor:
            r.reject("ceiling", "Không được nhỏ hơn floor.", "Must not be less than floor.")
        return {
            "structural": r.choice("structural", ("yes", "no", "")) == "yes",
            "heads": r.choice("heads", ("yes", "no", "")) == "yes",
            "unrevised": r.known("unrevised", self.indicators, "indicators.csv"),
            "floor": floor,
            "ceiling": ceiling,
            "floor_per_person": r.number("floor_per_person"),
            "ceiling_per_person": r.number("ceiling_per_person"),
        }

    def _check_ratio(self, r: RowReader) -> None:
        """A ratio needs its numerator, its denominator and the factor between them."""
        parts = [r.text("numerator"), r.text("denominator")]
        if any(parts) and not all(parts):
            column = "denominator" if parts[0] else "numerator"
            r.reject(
                column,
                "Ghi cả tử số (numerator) và mẫu số (denominator), hoặc để trống cả hai.",
                "Give both numerator and denominator, or leave both empty.",
            )
        if all(parts) and not r.text("scale"):
            r.reject(
                "scale",
                "Ghi hệ số nhân, ví dụ 100 cho tỷ lệ phần trăm.",
                "Write the factor, such as 100 for a percentage.",
            )

    def _check_loops(self) -> None:
        check_cycles(
            {code: row["part_of"] for code, row in self.indicators.items()},
            self.indicators,
            "part_of",
            self.problems,
        )
        for name in ("parent", "successor"):
            above = {
                key: unit_key(row[f"{name}_code"], row[f"{name}_valid_from"])
                for key, row in self.units.items()
            }
            check_cycles(above, self.units, f"{name}_code", self.problems)

    def _membership(self, r: RowReader) -> Membership:
        r.in_order("member_from", "member_to")
        r.required("unit_code")
        return Membership(
            unit=read_unit(r, "unit_", self.units),
            member_from=r.day("member_from"),
            member_to=r.day("member_to"),
            status=r.choice("status", MEMBERSHIP_STATUS),  # type: ignore[arg-type]
            note_vi=r.text("note_vi"),
            note_en=r.text("note_en"),
        )

    def _break(self, r: RowReader) -> SeriesBreak:
        r.required("year")
        r.required("break_group")
        r.known("break_group", self.break_groups, "indicators.csv (break_group)")
        return SeriesBreak(
            r.text("break_group"),
            r.year("year") or 0,
            r.required("reason_vi"),
            r.required("reason_en"),
            r.text("instrument"),
            r.text("instrument_en"),
        )

    def _synonym(self, r: RowReader) -> Synonym:
        r.required("term")
        kind = r.required("kind")
        match kind:
            case "indicator":
                r.known("code", self.indicators, "indicators.csv")
            case "title" if titles := self._codes("titles.csv"):
                r.known("code", titles, "titles.csv")
            case "theme":
                r.known("code", self.themes, "themes.csv")
        return Synonym(r.text("term"), kind, r.text("code"), r.text("note"))
