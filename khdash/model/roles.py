"""What an indicator stands for: in a title, in the reporting form, among the headlines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from khdash.model.table_rows import Row, RowReader

Role = Literal["", "registered", "recognised", "rate", "population", "member_count"]

TITLE_ROLES: tuple[Role, ...] = ("registered", "recognised", "rate")
"""The three indicators of a title."""
SINGLE_ROLES: tuple[Role, ...] = ("population", "member_count")
"""Roles that one indicator of a catalogue holds."""
ROLES: tuple[Role, ...] = ("", *TITLE_ROLES, *SINGLE_ROLES)
YES_OR_NO = ("", "yes", "no")

ROLE_COLUMNS: tuple[str, ...] = (
    "title",
    "role",
    "headline",
    "in_form",
    "heading_group",
    "parts_vi",
    "parts_en",
)
"""Columns of indicators.csv that say what an indicator stands for."""
ROLE_FILES: dict[str, tuple[str, ...]] = {
    "titles.csv": ("code", "name_vi", "name_en", "short_vi", "short_en", "sort"),
    "rising_shares.csv": ("code", "name_vi", "name_en", "rate", "count", "whole"),
}


@dataclass(frozen=True, slots=True)
class Title:
    """A title that is registered for, recognised and counted as a rate; short: within its theme."""

    code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str


@dataclass(frozen=True, slots=True)
class RisingShare:
    """A share that must rise every year: the count over its whole, and the rate if it has one."""

    code: str
    name_vi: str
    name_en: str
    rate: str
    count: str
    whole: str

    @property
    def indicator(self) -> str:
        """By which indicator a task names it."""
        return self.rate or self.count


def parse_title(r: RowReader) -> Title:
    """A row of titles.csv."""
    return Title(
        r.required("code"),
        r.required("name_vi"),
        r.required("name_en"),
        r.text("short_vi") or r.text("name_vi"),
        r.text("short_en") or r.text("name_en"),
    )


def parse_rising_share(r: RowReader, indicators: Collection[str]) -> RisingShare:
    """A row of rising_shares.csv."""
    r.required("count")
    r.required("whole")
    return RisingShare(
        r.required("code"),
        r.required("name_vi"),
        r.required("name_en"),
        *(r.known(column, indicators, "indicators.csv") for column in ("rate", "count", "whole")),
    )


def parse_roles(
    r: RowReader,
    indicators: Collection[str],
    titles: Collection[str],
    themes: Mapping[str, Row],
) -> dict[str, Any]:
    """The fields of an Indicator that say what it stands for."""
    role = r.choice("role", ROLES)
    title = r.known("title", titles, "titles.csv")
    if bool(title) != (role in TITLE_ROLES):
        r.reject(
            "role",
            "Chỉ số của một danh hiệu (title) có vai registered, recognised hoặc rate.",
            "An indicator of a title has the role registered, recognised or rate.",
        )
    theme = themes.get(r.text("theme"))
    return {
        "title": title,
        "role": role,
        "headline": r.whole("headline"),
        "in_form": r.choice("in_form", YES_OR_NO) == "yes",
        "heading_group": r.text("heading_group"),
        "parts_vi": r.text("parts_vi"),
        "parts_en": r.text("parts_en") or r.text("parts_vi"),
        "is_context": theme is not None and theme["reported"] == "no",
    }


def check_roles(indicators: Iterable[RowReader], titles: Iterable[RowReader]) -> None:
    """Each title has its three indicators once; a single role is held by one indicator at most."""
    rows = list(indicators)
    for r in titles:
        held = [row.text("role") for row in rows if row.text("title") == r.text("code")]
        if sorted(held) != sorted(TITLE_ROLES):
            r.reject(
                "code",
                "Danh hiệu cần đúng ba chỉ số trong indicators.csv: registered, recognised, rate.",
                "A title needs exactly three indicators in indicators.csv: registered,"
                " recognised, rate.",
            )
    for role in SINGLE_ROLES:
        for r in [row for row in rows if row.text("role") == role][1:]:
            r.reject("role", "Chỉ một chỉ số có vai này.", "Only one indicator has this role.")
