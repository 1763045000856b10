"""A plan of emulation: a scheme of scores, the points given to provinces, and how far to test."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from khdash.model.catalogue import Catalogue
from khdash.store.plans import example_text
from khdash.transform.composite import Criterion, Fault, Scheme, SchemeError
from khdash.transform.composite.keys import (
    NOT_NEGATIVE,
    key,
    many,
    nonempty,
    number_where,
    one,
    read_record,
    text,
    write_record,
)
from khdash.transform.composite.sensitivity import WIDTH

Measure = Literal["level", "growth", "target"]
MEASURES: tuple[Measure, ...] = ("level", "growth", "target")
WIDTH_RULE = number_where(lambda v: 0 <= v < 1, "số từ 0 đến dưới 1", "a number from 0, below 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Bonus or penalty points of one province: how many times an adjustment counts, and why."""

    unit: str = key(nonempty)
    adjustment: str = key(nonempty)
    times: float = key(NOT_NEGATIVE, 1.0)
    reason: str = key(text, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scheme, the awards of provinces (by the unit's code) and the width of the weightings."""

    scheme: Scheme = key(one(Scheme))  # noqa: RUF009
    awards: tuple[Award, ...] = key(many(one(Award)), ())
    width: float = key(WIDTH_RULE, WIDTH)

    def check(self) -> Iterator[Fault]:
        """The faults between the keys."""
        codes = [adjustment.code for adjustment in self.scheme.adjustments]
        for i, award in enumerate(self.awards):
            if award.adjustment not in codes:
                known = ", ".join(codes) or "—"
                yield Fault(
                    f"awards[{i}].adjustment",
                    f"{award.adjustment!r} không có trong adjustments; các mã: {known}",
                    f"{award.adjustment!r} is not in adjustments; codes: {known}",
                )

    @classmethod
    def from_dict(cls, described: object) -> Plan:
        """Read a plan, or a scheme alone, from a plain dict; SchemeError names every fault."""
        if isinstance(described, Mapping) and "criteria" in described:
            described = {"scheme": described}
        faults: list[Fault] = []
        plan = read_record(cls, described, "", faults)
        if plan is None:
            raise SchemeError(faults)
        return plan

    @classmethod
    def from_json(cls, written: str | bytes) -> Plan:
        """Read a plan from JSON; SchemeError where it is none."""
        try:
            described = json.loads(written)
        except (ValueError, RecursionError) as error:
            vi, en = "nội dung không phải JSON", "the content is no JSON"
            raise SchemeError([Fault("JSON", vi, en)]) from error
        return cls.from_dict(described)

    def to_dict(self) -> dict[str, Any]:
        """The plain dict that `from_dict` reads back."""
        return write_record(self)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a criterion looks at: an indicator, of a subgroup, and what of it.

    level: the newest figure. growth: its yearly change, in per cent, or in points of a percentage.
    target: the newest figure in per cent of the target that stands for the province.
    """

    indicator: str
    subgroup: str
    measure: str

    @classmethod
    def of(cls, column: str) -> Measured:
        """Read `indicator[.subgroup][:measure]`.

        >>> Measured.of("members:growth")
        Measured(indicator='members', subgroup='', measure='growth')
        """
        named, _, measure = column.partition(":")
        indicator, _, subgroup = named.partition(".")
        return cls(indicator, subgroup, measure or "level")

    @property
    def column(self) -> str:
        subgroup = f".{self.subgroup}" if self.subgroup else ""
        measure = "" if self.measure == "level" else f":{self.measure}"
        return f"{self.indicator}{subgroup}{measure}"


@cache
def example_plan() -> Plan:
    """The example that is shipped."""
    return Plan.from_json(example_text())


def check_plan(plan: Plan, catalogue: Catalogue) -> None:
    """Raise SchemeError where the plan names what the catalogue does not know."""
    faults = [
        fault
        for criterion in plan.scheme.root.leaves()
        for fault in _criterion_faults(criterion, catalogue)
    ]
    codes = {unit.code for unit in catalogue.units.values()}
    faults += [
        Fault(f"awards[{i}].unit", f"không có tỉnh mang mã {a.unit!r}", f"no unit {a.unit!r}")
        for i, a in enumerate(plan.awards)
        if a.unit not in codes
    ]
    if faults:
        raise SchemeError(faults)


def _criterion_faults(criterion: Criterion, catalogue: Catalogue) -> Iterator[Fault]:
    measured, where = Measured.of(criterion.source_column), criterion.code
    if measured.indicator not in catalogue.indicators:
        vi, en = "danh mục không có chỉ số", "the catalogue has no indicator"
        yield Fault(where, f"{vi} {measured.indicator!r}", f"{en} {measured.indicator!r}")
    if measured.subgroup and measured.subgroup not in catalogue.subgroups:
        vi, en = "danh mục không có nhóm", "the catalogue has no subgroup"
        yield Fault(where, f"{vi} {measured.subgroup!r}", f"{en} {measured.subgroup!r}")
    if measured.measure not in MEASURES:
        allowed = ", ".join(MEASURES)
        vi, en = f"chọn một trong: {allowed}", f"allowed: {allowed}"
        yield Fault(where, f"{measured.measure!r}; {vi}", f"{measured.measure!r}; {en}")
    if criterion.normalisation.target_column:
        vi = "target_column không dùng ở đây; xét theo chỉ tiêu riêng: thêm :target vào mã"
        en = "target_column is not used here; for targets of provinces add :target to the code"
        yield Fault(where, vi, en)
