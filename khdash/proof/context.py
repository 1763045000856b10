"""Where and when each number is: from its own sentence, else from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from khdash.ingest.recognise.text import numbering_rank, split_numbering
from khdash.model.catalogue import Catalogue
from khdash.proof.clause import COUNTED_PLACES
from khdash.proof.items import Item, Place
from khdash.proof.nouns import is_first_of_two
from khdash.proof.times import Time

From = Literal["sentence", "paragraph", "heading", "answer", ""]
"""Where a place or a time was said; '' where nowhere."""
Kind = TypeVar("Kind", Place, Time)
_OF = frozenset(("ở", "tại", "của", "thuộc", "("))
_NEAR = frozenset(
    ("tỉnh", "thành", "phố", "toàn", "trong", "hội", "khuyến", "học", "trên", "địa", "bàn")
)
_JOIN = frozenset(("và", ",", "cùng", "-", "–", "+", "/"))
_AGAINST = (("so", "với"), ("hơn",), ("bằng",), ("sau",), ("trừ",), ("ngoài",))
_WHOLE_PROVINCE = re.compile(r"\b(?:toàn|cả|trong) tỉnh\b")
_WHOLE_CITY = re.compile(r"\b(?:toàn|cả) (?:thành phố|thủ đô)\b")
_WHOLE_DISTRICT = re.compile(r"\b(?:toàn|cả) (?:huyện|quận|xã|phường|thị xã|thị trấn)\b")
_JOINED_UP = r"(?:sáp nhập|hợp nhất|sắp xếp|hợp nhất tỉnh)"
_MERGED = rf"\bsau (?:khi )?(?:được )?{_JOINED_UP}"
_UNMERGED = rf"\b(?:trước (?:khi )?|chưa ){_JOINED_UP}"
_ADDED = frozenset(("tổng", "cộng", "tất"))
_GROUP_WORDS = frozenset(("lần", "tương"))


@dataclass(frozen=True, slots=True)
class Where:
    """The units that a number may be of: one key where it is clear; () with `unknown` the name of
    a place that we do not know, () with neither where none is said. together: a group of places
    that one number speaks of; summed: the sentence says how many they are and that it adds them."""

    units: tuple[str, ...] = ()
    said: From = ""
    unknown: str = ""
    together: bool = False
    summed: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The time of a number: None where none is said, or `unclear` what was."""

    time: Time | None = None
    said: From = ""
    unclear: str = ""


@dataclass(slots=True)
class Around:
    """What stands before a sentence and holds for it: headings, the sentence before, answers."""

    headings: list[tuple[float, Where, When, bool]] = field(default_factory=list)
    where: Where | None = None
    when: When | None = None
    answered: Where = field(default_factory=Where)
    answered_when: When = field(default_factory=When)

    def begin_paragraph(self) -> None:
        self.where = self.when = None

    def follow_sentence(self, items: Sequence[Item]) -> None:
        """Keep the one place and the one time that a sentence names; of several none holds on."""
        places = {p.units for p in _places(items)}
        if places:
            only = next(iter(places)) if len(places) == 1 else ()
            unknown = _places(items)[0].name if places == {()} else ""
            self.where = Where(only, "paragraph", unknown)
        times = {(t.year, t.kind): t for t in _times(items)}
        if times:
            only_time = next(iter(times.values())) if len(times) == 1 else None
            said: From = "paragraph"
            self.when = When(only_time, said, "" if only_time else "several")

    def follow_heading(self, text: str, items: Sequence[Item], planned: bool) -> None:
        """Keep what a heading names; a heading of the same rank or higher ends those before it."""
        mark, _ = split_numbering(text)
        numbered = any(rank >= 0 for rank, *_ in self.headings)
        rank = numbering_rank(mark) if mark else (5.0 if numbered else -1.0)
        if rank >= 0:
            self.headings = [h for h in self.headings if h[0] < rank]
        places, times = _places(items), _times(items)
        where = (
            Where(places[0].units, "heading") if len({p.units for p in places}) == 1 else Where()
        )
        first = times[0] if times else None
        clear = first is not None and first.kind == "year"
        when = When(first, "heading") if clear and len({t.year for t in times}) == 1 else When()
        self.headings.append((rank, where, when, planned and rank >= 0))

    @property
    def planned(self) -> bool:
        return bool(self.headings) and self.headings[-1][3]

    def where_else(self) -> Where:
        """The place that holds where the sentence names none."""
        if self.where is not None:
            return self.where
        told = [where for _, where, _, _ in reversed(self.headings) if where.units]
        return told[0] if told else self.answered

    def when_else(self) -> When:
        """The time that holds where the sentence names none."""
        if self.when is not None:
            return self.when
        told = [when for _, _, when, _ in reversed(self.headings) if when.time is not None]
        return told[0] if told else self.answered_when


def _places(items: Sequence[Item]) -> list[Place]:
    return [
        item.value
        for at, item in enumerate(items)
        if isinstance(item.value, Place) and not _is_against(items, at)
    ]


def _times(items: Sequence[Item]) -> list[Time]:
    return [
        i.value
        for i in items
        if i.kind == "time" and isinstance(i.value, Time) and not i.value.compared
    ]


def _is_against(items: Sequence[Item], at: int) -> bool:
    """Whether a place only is what another one is held against: "so với Hà Nội"."""
    words = [item.text for item in items[max(0, at - 3) : at]]
    while words and words[-1] in _NEAR:
        words.pop()
    return any(tuple(words[-len(one) :]) == one for one in _AGAINST)


def where_of(items: Sequence[Item], at: int, end: int, around: Around) -> Where:
    """The place of the number at an item whose name ends before `end`."""
    if own := _right_after(items, end, Place):
        return Where(own.units, "sentence", "" if own.units else own.name)
    groups = _groups(items, Place)
    if (shared := _in_turn(items, at, groups)) is not None:
        place = items[shared].value
        assert isinstance(place, Place)
        return Where(place.units, "sentence", "" if place.units else place.name)
    before = [group for group in groups if group[0] < at]
    if before:
        group = before[-1]
        found = [items[i].value for i in group]
        units = tuple(dict.fromkeys(u for p in found if isinstance(p, Place) for u in p.units))
        if len(group) > 1:
            summed = _is_sum(items, group, at)
            return Where(units, "sentence", together=True, summed=summed)
        name = items[group[0]].text
        return Where(units, "sentence", "" if units else name)
    only = {p.units: p for p in _places(_before_stop(items, at))}
    if len(only) == 1:
        units, place = next(iter(only.items()))
        return Where(units, "sentence", "" if units else place.name)
    if only:
        every = tuple(dict.fromkeys(u for units in only for u in units))
        return Where(every, "sentence")
    return around.where_else()


def _is_sum(items: Sequence[Item], group: Sequence[int], at: int) -> bool:
    """Whether a number is said to add up places that are counted: "hai tỉnh A, B cộng lại"."""
    words = [word for item in items[: group[0]] for word in item.text.split()]
    counted = any(COUNTED_PLACES.get(word) == len(group) for word in words[-5:])
    said = {word for item in items[:at] for word in item.text.split()}
    return counted and bool(said & _ADDED)


def of_age(where: Where, text: str, catalogue: Catalogue) -> Where:
    """Of units of one name those that the words around it mean: before or after the merger."""
    units = catalogue.units
    if len(where.units) < 2 or any(key not in units for key in where.units):
        return where
    name = re.escape(units[where.units[0]].name.lower())
    now = re.search(rf"{name},?\s+\(?mới\b(?!\s+(?:có|đạt|chỉ|được))", text)
    once = re.search(rf"{name},?\s+\(?cũ\b|{_UNMERGED}", text)
    if now or (re.search(_MERGED, text) and not once):
        kept = tuple(key for key in where.units if units[key].valid_from)
    elif once:
        kept = tuple(key for key in where.units if not units[key].valid_from)
    else:
        return where
    return replace(where, units=kept or where.units)


def is_other_kind(text: str, full_name: str) -> bool:
    """Whether a sentence that names no place speaks of another kind of unit than one: "toàn tỉnh"
    is not Hà Nội, "toàn thành phố" no province.

    >>> is_other_kind("toàn tỉnh có", "Thành phố Hà Nội"), is_other_kind("cả tỉnh", "Tỉnh Hà Nam")
    (True, False)
    """
    small = full_name.lower()
    return bool(
        (_WHOLE_PROVINCE.search(text) and small.startswith("thành phố"))
        or (_WHOLE_CITY.search(text) and small.startswith("tỉnh"))
        or (_WHOLE_DISTRICT.search(text) and small.startswith(("tỉnh", "thành phố")))
    )


def when_of(items: Sequence[Item], at: int, end: int, around: Around) -> When:
    """The time of the number at an item whose name ends before `end`."""
    groups = _groups(items, Time)
    own = _right_after(items, end, Time)
    if own is not None and not own.compared:
        return _settled(own, "sentence", around)
    if (shared := _in_turn(items, at, groups)) is not None:
        time = items[shared].value
        assert isinstance(time, Time)
        return _settled(time, "sentence", around)
    before = [group for group in groups if group[0] < at]
    if before:
        if _is_now(items, before[-1][-1], at):
            return When(None, "sentence", "several")
        times = [items[i].value for i in before[-1]]
        if len(times) > 1:
            return When(None, "sentence", "several")
        assert isinstance(times[0], Time)
        return _settled(_end_of(times[0], items, at), "sentence", around)
    own_times = [item for item in _before_stop(items, at) if not _is_of_later(items, item, at)]
    single = {(t.year, t.kind, t.as_of): t for t in _times(own_times)}
    if len(single) == 1:
        return _settled(_end_of(next(iter(single.values())), items, at), "sentence", around)
    if single:
        return When(None, "sentence", "several")
    return around.when_else()


def _before_stop(items: Sequence[Item], at: int) -> Sequence[Item]:
    """The items up to the semicolon after a number: what follows speaks of something else."""
    stops = [i for i in range(at, len(items)) if items[i].kind == "stop" and items[i].text == ";"]
    if not stops:
        return [item for i, item in enumerate(items) if not _is_within_other(items, i, at)]
    remark = max((i for i, item in enumerate(items) if item.text == "("), default=len(items))
    ends = any(item.text == ")" for item in items[-2:])
    return [*items[: stops[0]], *(items[max(remark, stops[0]) :] if ends else ())]


def _is_of_later(items: Sequence[Item], item: Item, at: int) -> bool:
    """Whether a time belongs to a later number: "…, so với con số hơn 1,5 triệu của năm 2023"."""
    place = items.index(item)
    later = any(one.kind == "number" for one in items[at + 1 : place])
    return item.kind == "time" and later and items[place - 1].text == "của"


def _is_within_other(items: Sequence[Item], place: int, at: int) -> bool:
    """Whether an item stands in later brackets that hold a number of their own: "có 23,44 %, hơn
    Hưng Yên (13,5 % năm 2016)"."""
    opened = next((i for i in range(place, at, -1) if items[i].text in "()"), None)
    if opened is None or items[opened].text != "(":
        return False
    closed = next((i for i in range(opened, len(items)) if items[i].text == ")"), len(items))
    return any(item.kind == "number" for item in items[opened:closed])


def _is_now(items: Sequence[Item], time: int, at: int) -> bool:
    """Whether a number is told of today though a year was named for one before it: "năm 2008 có
    161 nghìn …, đến nay nâng lên gần 300 nghìn"."""
    told = [i for i in range(time, at) if items[i].kind == "number"]
    return any(
        items[i].text in ("đến", "hiện", "tới") and items[i + 1].text == "nay"
        for i in range(told[0] if told else at, at - 1)
    )


def _end_of(time: Time, items: Sequence[Item], at: int) -> Time:
    """The year of one of two numbers told for the ends of a span: "từ 2018 đến 2020 tăng từ … lên
    …"; the time itself of any other number."""
    if time.kind != "span" or time.period is None:
        return time
    if is_first_of_two(items, at):
        return Time(time.start, time.end, "year", int(time.period[0][:4]))
    if at > 1 and any(is_first_of_two(items, place) for place in range(max(0, at - 4), at)):
        return Time(time.start, time.end, "year", int(time.period[1][:4]))
    return time


def _settled(time: Time, said: From, around: Around) -> When:
    """A time, with its year from around where it only names a part of a year."""
    if time.kind == "relative":
        return When(None, said, "relative")
    if time.year is None and time.kind == "part":
        outer = around.when_else().time
        if outer is None or outer.year is None:
            return When(None, said, "part")
        return When(replace(time, year=outer.year), said)
    return When(time, said)


def _right_after(items: Sequence[Item], end: int, kind: type[Kind]) -> Kind | None:
    """The place or time that words right after a number's name tie to it: "… ở Hà Nội"."""
    tied = kind is Time
    for item in items[end : end + 5]:
        if isinstance(item.value, kind):
            return item.value if tied else None
        if item.kind == "place" and kind is Time:
            continue
        if item.text in _OF:
            tied = True
        elif item.text not in _NEAR and item.text not in ("vào", "cuối", "hết", "năm", "đến"):
            return None
    return None


def _groups(items: Sequence[Item], kind: type[Place] | type[Time]) -> list[list[int]]:
    """The places (or times) of a sentence, those that only commas and "và" part together."""
    groups: list[list[int]] = []
    last = -9
    for at, item in enumerate(items):
        if not isinstance(item.value, kind) or item.kind == "document":
            continue
        if isinstance(item.value, Time) and item.value.compared:
            continue
        if isinstance(item.value, Place) and _is_against(items, at):
            continue
        between = items[last + 1 : at]
        joined = groups and between and all(i.text in _JOIN | _NEAR for i in between)
        if joined and len(between) <= 4:
            groups[-1].append(at)
        else:
            groups.append([at])
        last = at
    return groups


def _in_turn(items: Sequence[Item], at: int, groups: list[list[int]]) -> int | None:
    """The place that a number takes in a list said to go in turn: "A và B lần lượt có 1 và 2"."""
    turns = [i for i, item in enumerate(items) if item.text in _GROUP_WORDS and item.kind == "word"]
    if not turns:
        return None
    for group in groups:
        numbers = _numbers_after(items, max(turns[0], group[-1]))
        if len(group) > 1 and at in numbers and len(numbers) == len(group):
            return group[numbers.index(at)]
    return None


def _numbers_after(items: Sequence[Item], start: int) -> list[int]:
    """The numbers of a list, up to the end of the clause."""
    found: list[int] = []
    for at in range(start, len(items)):
        item = items[at]
        if item.kind == "stop" and item.text in ";.":
            break
        if item.kind == "number":
            found.append(at)
        if found and item.kind in ("place",):
            break
    return found
