"""The rows of targets.csv."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from khdash.model.entries import Target
from khdash.model.table_rows import Row, RowReader
from khdash.model.unit_rows import read_unit
from khdash.model.web_address import read_web_address

TARGET_COLUMNS: dict[str, tuple[str, ...]] = {
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
}
TARGET_KEY: tuple[str, ...] = (
    "indicator",
    "subgroup",
    "basis",
    "unit_code",
    "unit_valid_from",
    "from_year",
    "year",
    "set_by",
    "instrument_vi",
)
"""The columns that tell one target from another."""

TARGET_RULES = ("at_least", "at_most", "exactly")
CONFIDENCES = ("high", "medium", "low")
BASES = ("", "all", "registered", "unstated")


def parse_target(
    r: RowReader,
    indicators: Mapping[str, Row],
    subgroups: Collection[str],
    units: Mapping[str, Row],
) -> Target:
    """A row of targets.csv."""
    r.in_order("from_year", "year")
    for column in ("indicator", "unit_code", "year", "value", "instrument_vi"):
        r.required(column)
    code = r.known("indicator", indicators, "indicators.csv")
    if code in indicators and r.text("unit") != indicators[code]["unit"]:
        own = indicators[code]["unit"]
        r.reject(
            "unit",
            f"Đơn vị tính của {code} trong indicators.csv là «{own}»; quy đổi về đơn vị đó.",
            f"indicators.csv measures {code} in “{own}”; convert to that unit.",
        )
    return Target(
        indicator=code,
        subgroup=r.known("subgroup", subgroups, "subgroups.csv"),
        basis=r.choice("basis", BASES),
        unit=read_unit(r, "unit_", units),
        from_year=r.year("from_year"),
        year=r.year("year") or 0,
        rule=r.choice("rule", TARGET_RULES),
        value=r.number("value") or 0.0,
        measure=r.text("unit"),
        set_by=r.text("set_by"),
        instrument_vi=r.text("instrument_vi"),
        instrument_en=r.text("instrument_en"),
        confidence=r.choice("confidence", CONFIDENCES),
        source_url=read_web_address(r, "source_url"),
        note_vi=r.text("note_vi"),
        note_en=r.text("note_en"),
    )
