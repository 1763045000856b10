"""What each column of a file means, as data: shown, changed by a person, remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from khdash.locale.spelling import tidy

Role = Literal[
    "unit",
    "year",
    "indicator",
    "value",
    "measure",
    "basis",
    "qualifier",
    "subgroup",
    "as_of",
    "period",
    "dimension",
    "level",
    "order",
    "note",
    "total",
    "ignored",
    "label",
]
Convention = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What a column holds and how that was found.

    role "label": units, indicators and years under one another. how: header | content | choice |
    misspelt | unaccented. measure: the words that were found, "triệu đồng".
    """

    column: int
    header: str
    role: Role
    indicator: str = ""
    subgroup: str = ""
    unit: str = ""
    year: int | None = None
    as_of: str = ""
    period_start: str = ""
    period_end: str = ""
    measure: str = ""
    basis: str = ""
    convention: Convention | None = None
    confidence: float = 1.0
    how: str = "header"


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of a whole table; `year`, `unit` and `indicator` hold for all of it, if set."""

    layout: str
    columns: tuple[ColumnMeaning, ...]
    year: int | None = None
    unit: str = ""
    indicator: str = ""
    measure: str = ""
    fingerprint: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Dictionary[str, Any]) -> Mapping:
        """The mapping that `to_dict` wrote; unknown names are refused with TypeError."""
        columns = tuple(ColumnMeaning(**column) for column in values["columns"])
        return cls(**{**values, "columns": columns})

    @property
    def confidence(self) -> float:
        """That of the least certain column."""
        return min((c.confidence for c in self.columns if c.role != "ignored"), default=0.0)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A person's word on one column; None leaves the recognised meaning.

    dash_is_zero: a dash means nil here. scale_percent: 0,86 in a column of rates means 86 %.
    """

    role: Role | None = None
    indicator: str | None = None
    subgroup: str | None = None
    unit: str | None = None
    year: int | None = None
    measure: str | None = None
    basis: str | None = None
    convention: Convention | None = None
    dash_is_zero: bool = False
    scale_percent: bool | None = None


@dataclass(frozen=True)
class Choices:
    """Everything that a person decided about a file; each part may be empty.

    columns: by column index. labels: text of a row's label -> indicator code, '' leaves it out.
    units: text -> unit key, '' leaves it out. corrections: cell address -> new text.
    boundaries: 'old' or 'new' for names that mean two provinces in 2025. tables: what was decided
    about further tables of the file, by `table_key`; a correction may also name its sheet in its
    address, "Biểu 2!C5".
    """

    columns: Dictionary[int, ColumnChoice] = field(default_factory=dict)
    labels: Dictionary[str, str] = field(default_factory=dict)
    units: Dictionary[str, str] = field(default_factory=dict)
    corrections: Dictionary[str, str] = field(default_factory=dict)
    year: int | None = None
    as_of: str = ""
    unit: str = ""
    indicator: str = ""
    measure: str = ""
    convention: Convention | None = None
    boundaries: Literal["old", "new"] | None = None
    tables: Dictionary[str, Choices] = field(default_factory=dict)

    def of_table(self, sheet: str | None, part: int, is_main_sheet: bool) -> Choices:
        """What holds for one table of the file.

        The choices that name no table are those of the first table of the main sheet. What a name
        means holds in every table; corrections follow the address.
        """
        own = self.tables.get(table_key(sheet, part))
        if own is None:
            own = self if is_main_sheet and part == 1 else Choices()
        prefix = f"{sheet}!"
        fixed = {a[len(prefix) :]: t for a, t in self.corrections.items() if a.startswith(prefix)}
        if is_main_sheet:
            fixed = {**{a: t for a, t in self.corrections.items() if "!" not in a}, **fixed}
        return replace(
            own,
            labels={**self.labels, **own.labels},
            units={**self.units, **own.units},
            corrections={**fixed, **own.corrections} if own is not self else fixed,
            boundaries=own.boundaries or self.boundaries,
            tables={},
        )

    def column(self, index: int) -> ColumnChoice:
        return self.columns.get(index, ColumnChoice())

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        plain = asdict(replace(self, tables={}))
        plain["columns"] = {str(index): choice for index, choice in plain["columns"].items()}
        plain["tables"] = {key: own.to_dict() for key, own in self.tables.items()}
        return plain

    @classmethod
    def from_dict(cls, values: Dictionary[str, Any]) -> Choices:
        """The choices that `to_dict` wrote."""
        columns = {
            int(index): ColumnChoice(**choice)
            for index, choice in values.get("columns", {}).items()
        }
        tables = {key: cls.from_dict(own) for key, own in values.get("tables", {}).items()}
        return cls(**{**values, "columns": columns, "tables": tables})

    def for_next_file(self) -> Choices:
        """What of these choices may serve another file on the same form.

        Corrected cells, and whose figures of which time a file gives, belong to one file alone.
        """
        columns = {index: replace(choice, year=None) for index, choice in self.columns.items()}
        tables = {key: own.for_next_file() for key, own in self.tables.items()}
        return replace(
            self,
            columns=columns,
            corrections={},
            year=None,
            as_of="",
            unit="",
            boundaries=None,
            tables=tables,
        )


def table_key(sheet: str | None, part: int) -> str:
    """The name of one table of a file in `Choices.tables`.

    >>> table_key("Biểu 2", 1)
    'Biểu 2#1'
    """
    return f"{sheet or ''}#{part}"


def fingerprint(header: Sequence[str]) -> str:
    """What is equal for two files with the same header, whatever its accents' code or spaces.

    >>> fingerprint(["Tỉnh ", "HỘI VIÊN"]) == fingerprint(["tỉnh", "Hội  viên"])
    True
    """
    joined = "\x1f".join(tidy(name) for name in header)
    return hashlib.sha256(joined.encode()).hexdigest()[:32]
