"""A scheme says how indicators become one score: criteria, weights, groups, what a gap counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from khdash.transform.composite.keys import (
    NOT_NEGATIVE,
    POSITIVE,
    SHARE,
    WHOLE,
    Fault,
    SchemeError,
    choice,
    flag,
    key,
    many,
    nonempty,
    number,
    one,
    pair,
    read_record,
    text,
    write_record,
)
from khdash.transform.composite.normalisation import Normalisation

AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "product")
MISSING_RULES = ("exclude", "zero", "mean", "refuse")
INHERITED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One indicator, what of it is good, and how it becomes a score.

    column: the column of the table, by default the code. floor, cap: in the indicator's unit,
    applied to the values first. score_floor, score_cap: on the scheme's scale, applied last.
    """

    code: str = key(nonempty)
    normalisation: Normalisation = key(one(Normalisation))  # noqa: RUF009
    weight: float = key(POSITIVE, 1.0)
    direction: str = key(choice("higher", "lower"), "higher")
    column: str = key(text, "")
    log: bool = key(flag, False)
    log_offset: float = key(NOT_NEGATIVE, 0.0)
    floor: float | None = key(number, None)
    cap: float | None = key(number, None)
    score_floor: float | None = key(number, None)
    score_cap: float | None = key(number, None)
    name_vi: str = key(text, "")
    name_en: str = key(text, "")

    @property
    def source_column(self) -> str:
        """The column of the table that this criterion reads."""
        return self.column or self.code

    def check(self) -> Iterator[Fault]:
        """The faults between the keys."""
        for low, high in (("floor", "cap"), ("score_floor", "score_cap")):
            below, above = getattr(self, low), getattr(self, high)
            if below is not None and above is not None and below >= above:
                yield Fault(low, f"phải nhỏ hơn {high}", f"must be below {high}")
        method = self.normalisation.method
        if self.log and method in ("attainment", "leader"):
            yield Fault(
                "log",
                f"tỷ số của hai lô-ga-rít không có nghĩa, không dùng với {method}",
                f"a ratio of logarithms depends on the unit; not with {method}",
            )
        if self.log_offset and not self.log:
            yield Fault("log_offset", "chỉ dùng khi log là true", "only where log is true")
        ends = (self.normalisation.min, self.normalisation.max)
        if self.log and any(isinstance(e, float) and e + self.log_offset <= 0 for e in ends):
            yield Fault(
                "normalisation.min",
                "khi log là true, min và max (cộng log_offset) phải lớn hơn 0",
                "where log is true, min and max (plus log_offset) must be above 0",
            )


def _child(value: Any, where: str, faults: list[Fault]) -> Criterion | Group | None:
    """A group has criteria of its own, a criterion has none."""
    is_group = isinstance(value, Mapping) and "criteria" in value
    if is_group:
        return read_record(Group, value, where, faults)
    return read_record(Criterion, value, where, faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria and groups brought together by one mean.

    missing: what a missing child counts as; '' is the rule of the group above. min_coverage: the
    least share of the criteria below that must have a score. floor: the least that a child counts
    in a geometric or harmonic mean.
    """

    code: str = key(nonempty)
    criteria: tuple[Criterion | Group, ...] = key(many(_child))
    weight: float = key(POSITIVE, 1.0)
    aggregation: str = key(choice(*AGGREGATIONS), "arithmetic")
    missing: str = key(choice(INHERITED, *MISSING_RULES), INHERITED)
    min_coverage: float = key(SHARE, 0.0)
    floor: float | None = key(POSITIVE, None)
    name_vi: str = key(text, "")
    name_en: str = key(text, "")

    def check(self) -> Iterator[Fault]:
        """The faults between the keys."""
        if not self.criteria:
            yield Fault("criteria", "cần ít nhất một tiêu chí", "needs at least one criterion")
        if self.floor is not None and self.aggregation == "arithmetic":
            yield Fault(
                "floor",
                "chỉ dùng với geometric, harmonic, product",
                "only with geometric, harmonic, product",
            )

    def leaves(self) -> Iterator[Criterion]:
        """The criteria below, in order."""
        for child in self.criteria:
            if isinstance(child, Group):
                yield from child.leaves()
            else:
                yield child

    def groups(self) -> Iterator[Group]:
        """The groups below, each before its own."""
        for child in self.criteria:
            if isinstance(child, Group):
                yield child
                yield from child.groups()

    def without(self, left_out: str) -> Group | None:
        """The same group without one criterion; None if nothing remains."""
        kept = [
            c.without(left_out) if isinstance(c, Group) else (None if c.code == left_out else c)
            for c in self.criteria
        ]
        remaining = tuple(c for c in kept if c is not None)
        return replace(self, criteria=remaining) if remaining else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Points added after aggregation: value x points, a penalty if negative, at most `most`.

    The values are not negative; a missing one adds nothing.
    """

    code: str = key(nonempty)
    points: float = key(number)
    column: str = key(text, "")
    most: float | None = key(POSITIVE, None)
    name_vi: str = key(text, "")
    name_en: str = key(text, "")

    @property
    def source_column(self) -> str:
        """The column of the table that this adjustment reads."""
        return self.column or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title for every score of at least `min_score`."""

    min_score: float = key(number)
    name_vi: str = key(nonempty)
    name_en: str = key(text, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a table of units x indicators becomes scores and ranks."""

    criteria: tuple[Criterion | Group, ...] = key(many(_child))
    aggregation: str = key(choice(*AGGREGATIONS), "arithmetic")
    missing: str = key(choice(*MISSING_RULES), "exclude")
    min_coverage: float = key(SHARE, 0.0)
    floor: float | None = key(POSITIVE, None)
    scale: tuple[float, float] = key(pair, (0.0, 1.0))
    adjustments: tuple[Adjustment, ...] = key(many(one(Adjustment)), ())
    titles: tuple[Title, ...] = key(many(one(Title)), ())
    decimals: float | None = key(WHOLE, None)
    code: str = key(text, "")
    name_vi: str = key(text, "")
    name_en: str = key(text, "")
    note_vi: str = key(text, "")
    note_en: str = key(text, "")
    example: bool = key(flag, False)

    @property
    def root(self) -> Group:
        """The whole scheme as one group; its code is ''."""
        return Group(
            code="",
            criteria=self.criteria,
            aggregation=self.aggregation,
            missing=self.missing,
            min_coverage=self.min_coverage,
            floor=self.floor,
        )

    def check(self) -> Iterator[Fault]:
        """The faults between the keys."""
        yield from self.root.check()
        named: list[Criterion | Group | Adjustment] = [
            *self.root.leaves(),
            *self.root.groups(),
            *self.adjustments,
        ]
        for name, times in Counter(part.code for part in named).items():
            if times > 1:
                yield Fault("criteria", f"mã {name!r} dùng {times} lần", f"code {name!r} repeats")
        means = {g.aggregation for g in (self.root, *self.root.groups())}
        if "product" in means and self.scale != (0.0, 1.0):
            yield Fault("scale", "product cần scale [0, 1]", "product needs the scale [0, 1]")
        if means & {"geometric", "harmonic"} and self.scale[0] < 0:
            yield Fault(
                "scale",
                "trung bình nhân và điều hoà cần thang điểm không âm",
                "a geometric or harmonic mean needs a scale from 0 up",
            )

    def checked(self) -> Scheme:
        """The same scheme; SchemeError if it was put together with faults."""
        return Scheme.from_dict(self.to_dict())

    @classmethod
    def from_dict(cls, described: Mapping[str, Any]) -> Scheme:
        """Read a scheme from a plain dict, whose keys docs/ranking.md lists.

        SchemeError names every key that is wrong and what is allowed there.
        """
        faults: list[Fault] = []
        scheme = read_record(cls, described, "", faults)
        if scheme is None:
            raise SchemeError(faults)
        return scheme

    def to_dict(self) -> dict[str, Any]:
        """The plain dict that `from_dict` reads back; keys at their default are left out."""
        return write_record(self)
