"""The methods of normalisation that a criterion may name, and the keys each of them takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from khdash.transform.composite.keys import (
    PERCENT,
    POSITIVE,
    Fault,
    choice,
    flag,
    key,
    number,
    number_where,
    read_record,
    text,
)

METHODS: dict[str, tuple[str, ...]] = {
    "goalposts": ("min", "max", "clip"),
    "min_max": (),
    "attainment": ("target", "target_column", "highest"),
    "rank": (),
    "z_score": ("mean", "sd", "ddof", "centre", "spread"),
    "leader": (),
    "none": (),
}
"""Each method with the keys it takes."""

ZERO_OR_ONE = number_where(lambda v: v in (0, 1), "0 hoặc 1", "0 or 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentile:
    """A goalpost taken from the data: a percentile of the units that have a value."""

    percentile: float = key(PERCENT)


def _goalpost(value: Any, where: str, faults: list[Fault]) -> float | Percentile | None:
    if isinstance(value, Mapping):
        return read_record(Percentile, value, where, faults)
    return number(value, where, faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalisation:
    """How the values of a criterion become scores; docs/ranking.md has each method's formula."""

    method: str = key(choice(*METHODS))
    min: float | Percentile | None = key(_goalpost, None)  # noqa: RUF009
    max: float | Percentile | None = key(_goalpost, None)  # noqa: RUF009
    clip: bool = key(flag, True)
    target: float | None = key(POSITIVE, None)
    target_column: str = key(text, "")
    highest: float = key(POSITIVE, 1.0)
    mean: float | None = key(number, None)
    sd: float | None = key(POSITIVE, None)
    ddof: float = key(ZERO_OR_ONE, 1.0)
    centre: float = key(number, 0.0)
    spread: float = key(POSITIVE, 1.0)

    def check(self) -> Iterator[Fault]:
        """The faults between the keys."""
        yield from self._keys_of_other_methods()
        if self.method == "goalposts":
            yield from self._goalposts_in_order()
        if self.method == "attainment" and (self.target is None) != bool(self.target_column):
            yield Fault(
                "target",
                "cần đúng một trong hai khoá target (một số) và target_column (tên cột)",
                "give exactly one of target (a number) and target_column (a column)",
            )
        if self.method == "z_score" and (self.mean is None) != (self.sd is None):
            yield Fault("mean", "mean và sd phải đi cùng nhau", "mean and sd go together")

    def _keys_of_other_methods(self) -> Iterator[Fault]:
        taken = METHODS[self.method]
        words = ", ".join(taken) or "—"
        for described in fields(self):
            name = described.name
            if name in ("method", *taken) or getattr(self, name) == described.default:
                continue
            yield Fault(
                name,
                f"{self.method} không dùng khoá này; các khoá: {words}",
                f"{self.method} does not take this key; it takes: {words}",
            )

    def _goalposts_in_order(self) -> Iterator[Fault]:
        ends = {"min": self.min, "max": self.max}
        missing = [name for name, end in ends.items() if end is None]
        for name in missing:
            yield Fault(name, "chưa có, goalposts cần min và max", "goalposts need min and max")
        low, high = (
            end.percentile if isinstance(end, Percentile) else end for end in ends.values()
        )
        if missing or type(self.min) is not type(self.max) or low is None or high is None:
            return
        if low >= high:
            yield Fault("min", f"phải nhỏ hơn max ({high:g})", f"must be below max ({high:g})")
