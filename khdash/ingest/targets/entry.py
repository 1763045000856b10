"""One target as a person gives it: what is wrong with it, what it changes, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from khdash.model.catalogue import Catalogue
from khdash.model.entries import Target
from khdash.model.web_address import REPAIR, is_web_address

SET_BY = "association"
"""Who sets the targets that associations enter."""
FIRST_YEAR, LAST_YEAR = 1996, 2050
Action = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target that may be written; instrument: the plan, resolution or decision that sets it."""

    unit: str
    indicator: str
    year: int
    value: float
    instrument: str
    basis: str = ""
    subgroup: str = ""
    from_year: int | None = None
    rule: str = "at_least"
    source_url: str = ""
    note: str = ""

    def target(self, catalogue: Catalogue) -> Target:
        """The target as the catalogue and the store hold one; of those that exist already the
        rest stays as it was."""
        known = next((t for t in catalogue.targets if self.is_same_as(t)), None)
        return Target(
            indicator=self.indicator,
            subgroup=self.subgroup,
            basis=self.basis,
            unit=self.unit,
            from_year=self.from_year,
            year=self.year,
            rule=self.rule,
            value=self.value,
            measure=catalogue.indicators[self.indicator].unit,
            set_by=known.set_by if known else SET_BY,
            instrument_vi=self.instrument,
            instrument_en=known.instrument_en if known else "",
            confidence="high",
            source_url=self.source_url or (known.source_url if known else ""),
            note_vi=self.note,
            note_en=self.note,
        )

    def is_same_as(self, target: Target) -> bool:
        """Whether it speaks of the same target: of one instrument, unit, indicator and year."""
        own = (self.unit, self.indicator, self.subgroup, self.basis, self.year, self.from_year)
        other = (
            target.unit, target.indicator, target.subgroup, target.basis, target.year,
            target.from_year,
        )  # fmt: skip
        return own == other and self.instrument == target.instrument_vi


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry beside what is known: old is the value that the same instrument set before."""

    entry: TargetEntry
    action: Action
    old: float | None


def review(entries: Iterable[TargetEntry], catalogue: Catalogue) -> list[Reviewed]:
    """What writing each of the entries would change."""
    found = []
    for entry in entries:
        known = next((t for t in catalogue.targets if entry.is_same_as(t)), None)
        if known is None:
            found.append(Reviewed(entry, "new", None))
        else:
            same = (known.value, known.rule) == (entry.value, entry.rule)
            found.append(Reviewed(entry, "same" if same else "changed", known.value))
    return found


def to_write(entries: Iterable[TargetEntry], catalogue: Catalogue) -> list[TargetEntry]:
    """The entries that are sound and change something."""
    sound = [entry for entry in entries if not faults(entry, catalogue)]
    return [one.entry for one in review(sound, catalogue) if one.action != "same"]


def faults(entry: TargetEntry, catalogue: Catalogue) -> list[tuple[str, str]]:
    """What keeps a target from being written, in both languages."""
    indicator, found = catalogue.indicators[entry.indicator], []
    if not FIRST_YEAR <= entry.year <= LAST_YEAR:
        found.append(("Ghi năm bằng bốn chữ số, ví dụ 2030.", "Write a year such as 2030."))
    if entry.from_year is not None and entry.from_year > entry.year:
        found.append(
            ("Năm bắt đầu phải trước năm cần đạt.", "The term must begin before the year to reach.")
        )
    if not entry.instrument.strip():
        found.append(("Ghi văn bản đặt ra chỉ tiêu.", "Name the document that sets the target."))
    if entry.source_url and not is_web_address(entry.source_url):
        found.append(REPAIR)
    if indicator.unit == "%" and not 0 <= entry.value <= 100:
        found.append(("Tỷ lệ phải từ 0 đến 100 %.", "A rate lies between 0 and 100%."))
    if entry.value < 0:
        found.append(("Chỉ tiêu không thể nhỏ hơn 0.", "A target cannot be below 0."))
    return found


def records(entries: Sequence[TargetEntry], catalogue: Catalogue) -> list[dict[str, Any]]:
    """The rows of the table `target`."""
    return [
        {"line": line, **asdict(entry.target(catalogue)), "retracted": False}
        for line, entry in enumerate(entries, start=1)
    ]


def withdrawal(target: Target) -> dict[str, Any]:
    """The row by which a target is taken back."""
    return {"line": 1, **asdict(target), "retracted": True}
