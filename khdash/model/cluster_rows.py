"""The rows of cluster.csv, boundary_sets.csv and unit_styles.csv, with every fault named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from khdash.model.catalogue import Catalogue
from khdash.model.cluster import DASHES, SYMBOLS, BoundarySet, Cluster, UnitStyle
from khdash.model.problem import Problem
from khdash.model.table_rows import Row, RowReader, Table

CLUSTER_COLUMNS: dict[str, tuple[str, ...]] = {
    "cluster.csv": (
        "code",
        "name_vi",
        "name_en",
        "short_vi",
        "short_en",
        "region_vi",
        "region_en",
        "title_vi",
        "title_en",
        "default_unit",
        "first_year",
    ),
    "boundary_sets.csv": (
        "code",
        "day",
        "label_vi",
        "label_en",
        "areas",
        "neighbours",
        "is_default",
        "note_vi",
        "note_en",
    ),
    "unit_styles.csv": ("unit_code", "unit_valid_from", "light", "dark", "symbol", "dash"),
}
CLUSTER_UNIQUE: dict[str, tuple[str, ...]] = {
    "cluster.csv": ("code",),
    "boundary_sets.csv": ("code",),
    "unit_styles.csv": ("unit_code", "unit_valid_from"),
}

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def with_cluster(
    catalogue: Catalogue,
    tables: Mapping[str, Table],
    read_unit: Callable[[RowReader, str], str],
    problems: list[Problem],
) -> Catalogue:
    """The catalogue with what is the cluster's own.

    read_unit: the key of the unit that the columns of a row with a prefix name.
    """
    members = {row["unit_code"] for row in tables["cluster_membership.csv"].rows}
    styled = [RowReader(row, problems) for row in tables["unit_styles.csv"].rows]
    whole = replace(
        catalogue,
        cluster=parse_cluster(tables["cluster.csv"].rows, members, problems),
        boundary_sets=parse_boundary_sets(tables["boundary_sets.csv"].rows, problems),
        given_styles={
            read_unit(r, "unit_"): parse_style(r) for r in styled if r.required("unit_code")
        },
    )
    if not problems:  # a fault elsewhere may be why there is no member
        _check_members(whole, tables["boundary_sets.csv"].rows, problems)
    return whole


def parse_cluster(
    rows: Sequence[Row], members: Collection[str], problems: list[Problem]
) -> Cluster:
    """The one row of cluster.csv; `members`: the codes of its members."""
    if not rows:
        repair_vi = "Ghi một dòng: mã, tên, tên ngắn, vùng và tiêu đề của cụm."
        repair_en = "Write one row: the cluster's code, name, short name, region and title."
        problems.append(Problem("cluster.csv", 1, "code", "", repair_vi, repair_en))
        return Cluster()
    for row in rows[1:]:
        RowReader(row, problems).reject(
            "code",
            "Chỉ ghi một cụm; xóa dòng này.",
            "Only one cluster can be described; remove this row.",
        )
    r = RowReader(rows[0], problems)
    r.required("first_year")
    return Cluster(
        code=r.required("code"),
        name_vi=r.required("name_vi"),
        name_en=r.required("name_en"),
        short_vi=r.required("short_vi"),
        short_en=r.required("short_en"),
        region_vi=r.required("region_vi"),
        region_en=r.required("region_en"),
        title_vi=r.required("title_vi"),
        title_en=r.required("title_en"),
        default_unit=r.known("default_unit", members, "cluster_membership.csv"),
        first_year=r.year("first_year") or 1,
    )


def parse_boundary_sets(rows: Iterable[Row], problems: list[Problem]) -> tuple[BoundarySet, ...]:
    """The rows of boundary_sets.csv, the oldest first; one of them is the default."""
    readers = [RowReader(row, problems) for row in rows]
    found = [one for r in readers for one in _boundary_set(r)]
    if not readers:
        repair_vi = "Ghi ít nhất một bộ ranh giới, với is_default là yes."
        repair_en = "Write at least one boundary set, with is_default yes."
        problems.append(Problem("boundary_sets.csv", 1, "code", "", repair_vi, repair_en))
    defaults = [r for r in readers if r.text("is_default") != "no"]
    for r in defaults[1:] if defaults else readers[:1]:
        r.reject(
            "is_default",
            "Đúng một bộ ranh giới có is_default là yes.",
            "Exactly one boundary set has is_default yes.",
        )
    days: dict[str, int] = {}
    for r in readers:
        if days.setdefault(r.text("day"), r.row.line) != r.row.line:
            r.reject(
                "day",
                f"Dòng {days[r.text('day')]} đã có ngày này; mỗi bộ một ngày.",
                f"Line {days[r.text('day')]} has this day; each set has its own.",
            )
    return tuple(sorted(found, key=lambda one: one.day))


def _boundary_set(r: RowReader) -> list[BoundarySet]:
    """The set that a row describes; none where its day cannot be read."""
    r.required("day")
    day = r.day("day")
    texts = {name: r.required(name) for name in ("code", "label_vi", "label_en", "areas")}
    for column in ("areas", "neighbours"):
        if r.text(column) and PurePath(r.text(column)).name != r.text(column):
            r.reject(
                column,
                "Chỉ ghi tên tệp trong thư mục boundaries.",
                "Write only the name of a file in the folder boundaries.",
            )
    default = r.choice("is_default", ("yes", "no")) == "yes"
    notes = {name: r.text(name) for name in ("neighbours", "note_vi", "note_en")}
    return [BoundarySet(day=day, default=default, **texts, **notes)] if day else []


def parse_style(r: RowReader) -> UnitStyle:
    """A row of unit_styles.csv without its unit."""
    for column in ("light", "dark"):
        if not _COLOUR.fullmatch(r.required(column)) and r.text(column):
            r.reject(column, "Ghi màu dạng #0F5C8C.", "Write a colour such as #0F5C8C.")
    return UnitStyle(
        r.text("light"), r.text("dark"), r.choice("symbol", SYMBOLS), r.choice("dash", DASHES)
    )


def _check_members(catalogue: Catalogue, rows: Iterable[Row], problems: list[Problem]) -> None:
    """Report every boundary set on which the cluster has no member."""
    for row in rows:
        if not catalogue.members(row["code"]):
            RowReader(row, problems).reject(
                "day",
                "Vào ngày này cụm không có thành viên nào (units.csv, cluster_membership.csv).",
                "On this day the cluster has no member (units.csv, cluster_membership.csv).",
            )
