"""The rows of units.csv, and how other files name a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from khdash.model.problem import Problem
from khdash.model.table_rows import Row, RowReader, unknown_code
from khdash.model.units import Unit, unit_key

UNIT_COLUMNS: dict[str, tuple[str, ...]] = {
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
}
LEVELS = ("country", "province", "district", "commune")


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


def parse_unit(r: RowReader, units: Mapping[str, Row]) -> Unit:
    """A row of units.csv."""
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
        parent=read_unit(r, "parent_", units),
        successor=read_unit(r, "successor_", units),
        note_vi=r.text("note_vi"),
        note_en=r.text("note_en"),
    )


def check_communes(
    units: Mapping[str, Unit], rows: Mapping[str, Row], problems: list[Problem]
) -> None:
    """A commune lies in a province, perhaps by way of a district."""
    for key, unit in units.items():
        if unit.level != "commune" or unit.parent not in {"", *units}:
            continue  # a parent that is no unit is reported already
        above, seen = unit.parent, {key}
        while above in units and above not in seen and units[above].level != "province":
            seen.add(above)
            above = units[above].parent
        if above not in units or units[above].level != "province":
            RowReader(rows[key], problems).reject(
                "parent_code",
                "Xã phải thuộc một tỉnh: ghi mã tỉnh, hoặc mã huyện của tỉnh.",
                "A commune lies in a province: give its code, or that of a district in it.",
            )


def check_overlaps(units: Sequence[Unit], rows: Mapping[str, Row], problems: list[Problem]) -> None:
    """One code names one unit a day."""
    ordered = sorted(units, key=lambda u: (u.code, u.valid_from or date.min))
    for before, after in pairwise(ordered):
        if before.code != after.code or before.key == after.key:
            continue
        if before.valid_to is None and rows[before.key]["valid_to"]:
            continue  # its day is unreadable and reported already
        if before.valid_to is None or before.valid_to >= (after.valid_from or date.min):
            RowReader(rows[after.key], problems).reject(
                "valid_from",
                f"Mã {after.code} đang chỉ hai đơn vị cùng lúc; ghi valid_to cho đơn vị trước.",
                f"Code {after.code} names two units at once; give the earlier one a valid_to.",
            )
