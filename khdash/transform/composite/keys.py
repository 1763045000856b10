"""Reading a plain dict into a frozen dataclass: every fault named by its key, none guessed away."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one key of a scheme or in one column of a table."""

    where: str
    vi: str
    en: str

    def text(self, lang: str) -> str:
        """One line: where, what is wrong, what is allowed."""
        return f"{self.where}: {self.vi if lang == 'vi' else self.en}"


class SchemeError(ValueError):
    """The scheme cannot be used; `faults` lists every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text("vi"))

    def text(self, lang: str) -> str:
        """Every fault on a line of its own."""
        return "\n".join(fault.text(lang) for fault in self.faults)


Reader = Callable[[Any, str, list[Fault]], Any]
"""Takes a value, the key it stands at and the faults so far; returns the value as stored."""


def key(reader: Reader, default: Any = MISSING) -> Any:
    """A field of a scheme's dataclass with the reader of its values; no default: required."""
    return field(default=default, metadata={"reader": reader})


def number(value: Any, where: str, faults: list[Fault]) -> float | None:
    if (
        isinstance(value, int | float | np.number)
        and not isinstance(value, bool)
        and math.isfinite(value)
    ):
        return float(value)
    faults.append(Fault(where, f"phải là một số, đang là {value!r}", f"a number, not {value!r}"))
    return None


def number_where(holds: Callable[[float], bool], vi: str, en: str) -> Reader:
    """A number for which `holds`; vi and en say which numbers those are."""

    def read(value: Any, where: str, faults: list[Fault]) -> float | None:
        found = number(value, where, faults)
        if found is not None and not holds(found):
            faults.append(Fault(where, f"phải là {vi}, đang là {value!r}", f"{en}, not {value!r}"))
        return found

    return read


POSITIVE = number_where(lambda v: v > 0, "số lớn hơn 0", "a number above 0")
NOT_NEGATIVE = number_where(lambda v: v >= 0, "số không âm", "a number from 0 up")
SHARE = number_where(lambda v: 0 <= v <= 1, "số từ 0 đến 1", "a number from 0 to 1")
PERCENT = number_where(lambda v: 0 <= v <= 100, "số từ 0 đến 100", "a number from 0 to 100")
WHOLE = number_where(lambda v: v in range(16), "số nguyên từ 0 đến 15", "a whole number, 0 to 15")


def text(value: Any, where: str, faults: list[Fault]) -> str | None:
    if isinstance(value, str):
        return value
    faults.append(Fault(where, f"phải là chữ, đang là {value!r}", f"text, not {value!r}"))
    return None


def nonempty(value: Any, where: str, faults: list[Fault]) -> str | None:
    if isinstance(value, str) and value.strip():
        return value
    vi, en = f"phải là chữ, không để trống, đang là {value!r}", f"text, not empty, not {value!r}"
    faults.append(Fault(where, vi, en))
    return None


def flag(value: Any, where: str, faults: list[Fault]) -> bool | None:
    if isinstance(value, bool):
        return value
    faults.append(
        Fault(where, f"phải là true hoặc false, đang là {value!r}", f"true or false, not {value!r}")
    )
    return None


def choice(*allowed: str) -> Reader:
    """One of the words given."""

    def read(value: Any, where: str, faults: list[Fault]) -> str | None:
        if isinstance(value, str) and value in allowed:
            return value
        words = ", ".join(allowed)
        faults.append(
            Fault(where, f"{value!r} không có; chọn: {words}", f"no {value!r}; allowed: {words}")
        )
        return None

    return read


def pair(value: Any, where: str, faults: list[Fault]) -> tuple[float, float] | None:
    """Two numbers, the lower first."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        before = len(faults)
        low, high = (number(v, f"{where}[{i}]", faults) for i, v in enumerate(value))
        if len(faults) > before or low is None or high is None:
            return None
        if low < high:
            return low, high
    faults.append(
        Fault(
            where,
            f"phải là hai số, số nhỏ trước, như [0, 100]; đang là {value!r}",
            f"two numbers, the lower first, like [0, 100]; it is {value!r}",
        )
    )
    return None


def many(read_one: Reader) -> Reader:
    """A list, each item read by `read_one`."""

    def read(value: Any, where: str, faults: list[Fault]) -> tuple[Any, ...] | None:
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(read_one(v, f"{where}[{i}]", faults) for i, v in enumerate(value))
        faults.append(Fault(where, f"phải là danh sách, đang là {value!r}", f"a list: {value!r}"))
        return None

    return read


def one(record: type[Record]) -> Reader:
    """A dict with the keys of a dataclass."""
    return lambda value, where, faults: read_record(record, value, where, faults)


def read_record(record: type[Record], value: Any, where: str, faults: list[Fault]) -> Record | None:
    """The dataclass that a dict describes; None where it has faults, which are added to `faults`.

    A record with a method `check` is asked for the faults between its keys.
    """
    if not isinstance(value, Mapping):
        vi, en = f"phải là một từ điển, đang là {value!r}", f"a dict, not {value!r}"
        faults.append(Fault(where or "scheme", vi, en))
        return None
    before = len(faults)
    known: dict[str, Field[Any]] = {f.name: f for f in fields(record)}  # type: ignore[arg-type]
    faults += [_unknown(name, where, list(known)) for name in value if name not in known]
    read: dict[str, Any] = {}
    for name, described in known.items():
        place = f"{where}.{name}" if where else name
        if name in value and not (value[name] is None and described.default is None):
            read[name] = described.metadata["reader"](value[name], place, faults)
        elif described.default is MISSING:
            faults.append(Fault(place, "chưa có, bắt buộc phải khai", "missing; it is required"))
    if len(faults) > before:
        return None
    made = record(**read)
    check: Callable[[], Iterator[Fault]] | None = getattr(made, "check", None)
    if check is not None:
        found = [Fault(f"{where}.{f.where}" if where else f.where, f.vi, f.en) for f in check()]
        faults += found
        return None if found else made
    return made


def write_record(record: Any) -> dict[str, Any]:
    """The dict that `read_record` reads back as the same record; keys at their default left out."""
    return {
        f.name: _plain(getattr(record, f.name))
        for f in fields(record)
        if f.default is MISSING or getattr(record, f.name) != f.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return write_record(value) if is_dataclass(value) else value


def _unknown(name: object, where: str, known: list[str]) -> Fault:
    close = difflib.get_close_matches(str(name), known, n=1)
    vi = f"có phải là {close[0]}? " if close else ""
    en = f"did you mean {close[0]}? " if close else ""
    words = ", ".join(known)
    return Fault(
        f"{where}.{name}" if where else str(name),
        f"không có khoá này; {vi}Các khoá: {words}",
        f"no such key; {en}The keys: {words}",
    )
