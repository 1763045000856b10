"""A question to the API: read strictly, so that no part of it is left out without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from khdash.exhibit.core.day import of_the_day
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.selection import PARAMETERS as SHARED
from khdash.model.selection import Ignored, Selection, parse_query
from khdash.web.api.parameters import (
    BY_NAME,
    FORMATS,
    MOST_PAGES,
    MOST_ROWS,
    MOST_VERSION,
    ROWS,
    unit_codes,
)
from khdash.web.api.problem import Code, Fault, Problem
from khdash.web.common.link import ignored_sentence

Given = Mapping[str, Sequence[str]]
OF_UNITS = ("tinh", "tieu_diem", "doi_chieu", "so_voi")
NUMBERS = {"trang": (1, MOST_PAGES), "so_dong": (1, MOST_ROWS), "phien_ban": (0, MOST_VERSION)}
"""The least and the most that each may say; before anything was known the version is 0."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a resource.

    path, given: the address. page, size: which part of the answer, from 1, and its rows. version:
    the only data version that is wanted; None for any. others: figures that are not in use too;
    gaps: whether rows without a figure are wanted.
    """

    path: str
    given: Given
    selection: Selection
    form: str = FORMATS[0]
    page: int = 1
    size: int = ROWS
    version: int | None = None
    others: bool = False
    gaps: bool = True

    @property
    def words(self) -> Words:
        """The reader's language."""
        return Words(self.selection.lang)

    def of_the_day(self) -> Question:
        """The same as of the end of today, where no moment was asked for."""
        return replace(self, selection=of_the_day(self.selection))

    def address(self, **changes: object) -> str:
        """The same question with other parameters; None takes one away."""
        pairs = [(name, v) for name, all_ in self.given.items() for v in all_]
        pairs = [(name, value) for name, value in pairs if name not in changes]
        pairs += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path


def read_question(path: str, given: Given, takes: Sequence[str], catalogue: Catalogue) -> Question:
    """The question of an address. takes: the parameters that the resource knows.

    Raises Problem with every fault.
    """
    selection, ignored = parse_query({k: v for k, v in given.items() if k in SHARED}, catalogue)
    words = Words(selection.lang)
    numbers = {name: _number(given, name) for name in NUMBERS if name in given}
    faults = [
        *_unknown(given, takes, words),
        *_too_often(given, takes, words),
        *(_ignored(one, catalogue, words) for one in ignored if one.name in takes),
        *(_unfit(n, given[n][-1], words) for n, value in numbers.items() if value is None),
        *_not_among(given, takes, words, catalogue),
    ]
    if faults:
        refused = all(fault.reason in ("merged", "other-boundaries") for fault in faults)
        code: Code = "no-answer" if refused else "bad-question"
        raise Problem(code, " ".join(fault.detail for fault in faults), faults)
    return Question(
        path,
        given,
        selection,
        form=_last(given, "dinh_dang") or FORMATS[0],
        page=numbers.get("trang") or 1,
        size=numbers.get("so_dong") or ROWS,
        version=numbers.get("phien_ban"),
        others=_last(given, "so_khac") == "co",
        gaps=_last(given, "cho_trong") != "khong",
    )


def _last(given: Given, name: str) -> str:
    return (given.get(name) or [""])[-1]


def _number(given: Given, name: str) -> int | None:
    """A whole number in plain digits within its limits; None for anything else."""
    (least, most), text = NUMBERS[name], given[name][-1]
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if plain and least <= int(text) <= most else None


def _unknown(given: Given, takes: Sequence[str], words: Words) -> Iterator[Fault]:
    for name in given:
        if name not in takes:
            text = words(
                "Địa chỉ này không có tham số «{name}». Các tham số dùng được: {names}.",
                name=name,
                names=", ".join(takes),
            )
            yield Fault(name, given[name][-1], "unknown-parameter", text)


def _too_often(given: Given, takes: Sequence[str], words: Words) -> Iterator[Fault]:
    for name, values in given.items():
        if name in takes and 0 < BY_NAME[name].most < len(values):
            most = BY_NAME[name].most
            text = words("«{name}» chỉ được nêu nhiều nhất {n} lần.", name=name, n=most)
            yield Fault(name, values[-1], "too-often", text)


def _ignored(one: Ignored, catalogue: Catalogue, words: Words) -> Fault:
    if one.reason == "merged":
        text = ignored_sentence(one, catalogue, words)
        return Fault(one.name, one.value, one.reason, text)
    if one.name in OF_UNITS and one.value in unit_codes(catalogue):
        text = words(
            "«{name}»: mã {value} không có trên ranh giới đã chọn, xem /api/v1/units.",
            name=one.name,
            value=one.value,
        )
        return Fault(one.name, one.value, "other-boundaries", text)
    return _unfit(one.name, one.value, words)


def _unfit(name: str, value: str, words: Words) -> Fault:
    text = words(
        "«{name}» không nhận giá trị «{value}». Dùng được: {allowed}.",
        name=name,
        value=value,
        allowed=words(BY_NAME[name].allowed),
    )
    return Fault(name, value, "unknown-value", text)


def _not_among(
    given: Given, takes: Sequence[str], words: Words, catalogue: Catalogue
) -> Iterator[Fault]:
    """Values of the API's own choices that are none of them; parse_query reads all others."""
    for name in set(given) & set(takes) - set(SHARED) - set(NUMBERS):
        allowed = BY_NAME[name].schema(catalogue)["enum"]
        yield from (_unfit(name, value, words) for value in given[name] if value not in allowed)
