"""The catalogue's CSV rows into a Catalogue, with every fault named at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from khdash.model.catalogue import (
    Catalogue,
    Indicator,
    Measure,
    Membership,
    SeriesBreak,
    Synonym,
    Target,
    Theme,
    Unit,
    unit_key,
)
from khdash.model.cluster_rows import CLUSTER_COLUMNS, CLUSTER_UNIQUE, with_cluster
from khdash.model.consistency import CONSISTENCY_COLUMNS, parse_relation
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import (
    Row,
    RowReader,
    Table,
    check_columns,
    check_cycles,
    check_unique,
    unknown_code,
)
from khdash.model.tasks import TASK_COLUMNS, Task, parse_task, parse_task_list

CATALOGUE_COLUMNS: dict[str, tuple[str, ...]] = {
    "themes.csv": ("code", "name_vi", "name_en", "sort"),
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
        "ceiling_per_person",
    ),
    "units.csv": (
        "code",
        "valid_from",
        "valid_to",
        "name",
        "full_name",
        "name_en",
        "short",
        "level",
        "parent_code",
        "parent_valid_from",
        "successor_code",
        "successor_valid_from",
        "note_vi",
        "note_en",
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
    "targets.csv": (
        "indicator",
        "subgroup",
        "basis",
        "unit_code",
        "unit_valid_from",
        "from_year",
        "year",
        "rule",
        "value",
        "unit",
        "set_by",
        "instrument_vi",
        "instrument_en",
        "confidence",
        "source_url",
        "note_vi",
        "note_en",
    ),
    "synonyms.csv": ("term", "kind", "code", "note"),
    **CONSISTENCY_COLUMNS,
    **TASK_COLUMNS,
    **CLUSTER_COLUMNS,
}
"""The files of data/catalogue and their columns; the order of the columns does not matter."""

_UNIQUE: dict[str, tuple[str, ...]] = {
    "themes.csv": ("code",),
    "measures.csv": ("code",),
    "indicators.csv": ("code",),
    "units.csv": ("code", "valid_from"),
    "unit_aliases.csv": ("alias", "unit_code", "unit_valid_from"),
    "cluster_membership.csv": ("unit_code", "unit_valid_from", "member_from"),
    "breaks.csv": ("break_group", "year"),
    "subgroups.csv": ("code",),
    "targets.csv": (
        "indicator",
        "subgroup",
        "basis",
        "unit_code",
        "unit_valid_from",
        "from_year",
        "year",
        "set_by",
        "instrument_vi",
    ),
    "consistency.csv": ("parts", "operator", "whole"),
    "task_lists.csv": ("code",),
    "tasks.csv": ("code",),
    **CLUSTER_UNIQUE,
}

KINDS = ("stock", "flow", "rate")
DIRECTIONS = ("up", "down", "none")
LEVELS = ("country", "province", "district", "commune")
MEMBERSHIP_STATUS = ("stated", "assumed")
TARGET_RULES = ("at_least", "at_most", "exactly")
CONFIDENCES = ("high", "medium", "low")
BASES = ("", "all", "registered", "unstated")


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
    for name, key in _UNIQUE.items():
        check_unique(tables[name], key, problems)
    parser = _Parser(tables, problems)
    catalogue = parser.catalogue()
    if problems:
        raise CatalogueError(sorted(problems, key=lambda p: (p.file, p.line)))
    return catalogue


def read_unit(reader: RowReader, prefix: str, units: Mapping[str, object]) -> str:
    """The key of the unit in <prefix>code and <prefix>valid_from; '' where both are empty."""
    code, since = reader.text(f"{prefix}code"), reader.text(f"{prefix}valid_from")
    if not code and not since:
        return ""
    reader.day(f"{prefix}valid_from")
    key = unit_key(code, since)
    if key not in units:
        reader.reject(f"{prefix}code", *unknown_code(key, units.keys(), "units.csv"))
    return key


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
        themes = [
            Theme(r.required("code"), r.required("name_vi"), r.required("name_en"))
            for r in sorted(self._readers("themes.csv"), key=lambda r: r.whole("sort") or 0)
        ]
        measures = [self._measure(r) for r in self._readers("measures.csv")]
        indicators = [self._indicator(r) for r in self._readers("indicators.csv")]
        units = [self._unit(r) for r in self._readers("units.csv")]
        self._check_loops()
        self._check_overlaps(units)
        catalogue = Catalogue(
            themes={t.code: t for t in themes},
            measures={m.code: m for m in measures},
            indicators={i.code: i for i in indicators},
            units={u.key: u for u in units},
            memberships=tuple(self._membership(r) for r in self._readers("cluster_membership.csv")),
            breaks=tuple(self._break(r) for r in self._readers("breaks.csv")),
            targets=tuple(self._target(r) for r in self._readers("targets.csv")),
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
        )
        reads_unit = partial(read_unit, units=self.units)
        return with_cluster(catalogue, self.tables, reads_unit, self.problems)

    def _task(self, r: RowReader) -> Task:
        targeted = {row["indicator"] for row in self.tables["targets.csv"].rows}
        lists, tasks = self._codes("task_lists.csv"), self._codes("tasks.csv")
        return parse_task(r, tasks, lists, self.indicators, targeted)

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
            sort=r.whole("sort") or 0,
            **self._plausibility(r),
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

    def _unit(self, r: RowReader) -> Unit:
        r.in_order("valid_from", "valid_to")
        return Unit(
            code=r.required("code"),
            valid_from=r.day("valid_from"),
            valid_to=r.day("valid_to"),
            name=r.required("name"),
            full_name=r.text("full_name") or r.text("name"),
            name_en=r.text("name_en") or r.text("name"),
            short=r.text("short") or r.text("name"),
            level=r.choice("level", LEVELS),  # type: ignore[arg-type]
            parent=read_unit(r, "parent_", self.units),
            successor=read_unit(r, "successor_", self.units),
            note_vi=r.text("note_vi"),
            note_en=r.text("note_en"),
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

    def _check_overlaps(self, units: list[Unit]) -> None:
        """One code names one unit a day."""
        ordered = sorted(units, key=lambda u: (u.code, u.valid_from or date.min))
        for before, after in pairwise(ordered):
            if before.code != after.code or before.key == after.key:
                continue
            if before.valid_to is None and self.units[before.key]["valid_to"]:
                continue  # its day is unreadable and reported already
            if before.valid_to is None or before.valid_to >= (after.valid_from or date.min):
                RowReader(self.units[after.key], self.problems).reject(
                    "valid_from",
                    f"Mã {after.code} đang chỉ hai đơn vị cùng lúc; ghi valid_to cho đơn vị trước.",
                    f"Code {after.code} names two units at once; give the earlier one a valid_to.",
                )

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

    def _target(self, r: RowReader) -> Target:
        r.in_order("from_year", "year")
        for column in ("indicator", "unit_code", "year", "value", "instrument_vi"):
            r.required(column)
        code = r.known("indicator", self.indicators, "indicators.csv")
        if code in self.indicators and r.text("unit") != self.indicators[code]["unit"]:
            own = self.indicators[code]["unit"]
            r.reject(
                "unit",
                f"Đơn vị tính của {code} trong indicators.csv là «{own}»; quy đổi về đơn vị đó.",
                f"indicators.csv measures {code} in “{own}”; convert to that unit.",
            )
        return Target(
            indicator=code,
            subgroup=r.known("subgroup", self.subgroups, "subgroups.csv"),
            basis=r.choice("basis", BASES),
            unit=read_unit(r, "unit_", self.units),
            from_year=r.year("from_year"),
            year=r.year("year") or 0,
            rule=r.choice("rule", TARGET_RULES),
            value=r.number("value") or 0.0,
            measure=r.text("unit"),
            set_by=r.text("set_by"),
            instrument_vi=r.text("instrument_vi"),
            instrument_en=r.text("instrument_en"),
            confidence=r.choice("confidence", CONFIDENCES),
            source_url=r.text("source_url"),
            note_vi=r.text("note_vi"),
            note_en=r.text("note_en"),
        )

    def _synonym(self, r: RowReader) -> Synonym:
        r.required("term")
        kind = r.required("kind")
        if kind == "indicator":
            r.known("code", self.indicators, "indicators.csv")
        return Synonym(r.text("term"), kind, r.text("code"), r.text("note"))
