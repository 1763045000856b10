"""A sentence as a row of items: numbers, times, places, terms of the catalogue, plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from khdash.ingest.recognise.areas import is_body
from khdash.locale.spelling import tidy
from khdash.proof.lexicon import Lexicon, Term
from khdash.proof.numbers import Number, documents_in, numbers_in
from khdash.proof.text import lowered
from khdash.proof.times import Time, times_in

ItemKind = Literal["number", "time", "place", "term", "word", "stop", "document"]
_WORD = re.compile(r"[^\W\d_]+|[%;:(),.]|[-–/+](?=\s)")
_LOWER = frozenset(
    ("huyện", "quận", "xã", "phường", "thị xã", "thị trấn", "tx", "thôn", "làng", "xóm", "khu",
     "bản", "tổ", "trường")
)  # fmt: skip
_BODIES = frozenset(
    ("dòng họ", "chi hội", "ban khuyến học", "công ty", "câu lạc bộ", "bệnh viện", "tập đoàn")
)
"""Bodies that bear a name of their own: "dòng họ Nguyễn", whose members are not a province's."""
_KINDS = frozenset(
    (
        "tỉnh",
        "thành",
        "phố",
        "thủ",
        "đô",
        "huyện",
        "quận",
        "thị",
        "xã",
        "phường",
        "trấn",
        "tp",
        "tx",
    )
)
_DISTRICTS = ("huyện", "quận", "thị xã")
_CITY = frozenset(("thành phố", "tp"))
_WINDOW = 8
_NO_COUNTRY = frozenset(("học", "sản", "quốc", "nghĩa", "viên", "trung ương", "giáo", "lao"))
_OWN_BODY = re.compile(r".*\bkhuyến học\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: the keys of the units that it may be, "cluster" for the cluster, () for a place or
    a body that the catalogue does not know."""

    units: tuple[str, ...]
    name: str

    @property
    def is_known(self) -> bool:
        return bool(self.units)


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its place in the sentence; value by its kind, None of words and stops."""

    kind: ItemKind
    start: int
    end: int
    text: str
    value: Number | Time | Place | Term | None = None


CLUSTER = "cluster"


def items_of(sentence: str, lexicon: Lexicon) -> list[Item]:
    """The items of a sentence, in their order."""
    text = lowered(sentence)
    found: list[Item] = []
    taken: list[tuple[int, int]] = []

    def add(kind: ItemKind, start: int, end: int, value: Number | Time | None = None) -> None:
        found.append(Item(kind, start, end, text[start:end], value))
        taken.append((start, end))

    documents = documents_in(text)
    for start, end in documents:
        named = lexicon.find(text[start:end])
        if named is not None and named.kind in ("cluster", "unit"):
            units = (CLUSTER,) if named.kind == "cluster" else ()
            found.append(Item("place", start, end, text[start:end], Place(units, text[start:end])))
            taken.append((start, end))
        else:
            add("document", start, end)
    for time in times_in(text):
        if not any(start < time.end and time.start < end for start, end in taken):
            dated = any(
                end <= time.start and not text[end : time.start].strip(" ,") for _, end in documents
            )
            add("document" if dated else "time", time.start, time.end, time)
    for number in list(numbers_in(text, taken)):
        add("number", number.start, number.end, number)
    for start, end in _between(taken, len(text)):
        found += _words(sentence, text, start, end, lexicon)
    found.sort(key=lambda item: item.start)
    for at in range(1, len(found) - 1):
        if found[at].text == ";" and {found[at - 1].kind, found[at + 1].kind} == {"number"}:
            found[at] = replace(found[at], text=",")  # "1.953.233; 542.467; 373.000 người"
    return _with_places(found, sentence, lexicon)


def _between(taken: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(taken):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _words(sentence: str, text: str, start: int, end: int, lexicon: Lexicon) -> list[Item]:
    """Words and terms of a stretch without numbers; no term reaches over a stop but a comma."""
    matches = list(_WORD.finditer(text, start, end))
    words = [tidy(m[0]) or m[0] for m in matches]
    found: list[Item] = []
    at = 0
    while at < len(matches):
        if words[at] in _SIGNS:
            found.append(Item("stop", *matches[at].span(), words[at]))
            at += 1
            continue
        run, indices = _run(words, at)
        term = _parted(lexicon.at(run, 0), words, at, indices, lexicon, text, matches)
        if term is None or not _is_name(term[0], sentence, matches[at].start()):
            found.append(Item("word", *matches[at].span(), words[at]))
            at += 1
            continue
        last = indices[term[1] - 1]
        shorter = lexicon.at(run[: term[1] - 1], 0) if term[1] > 1 else None
        small = run[term[1] - 1] in _BELOW and _goes_on_big(sentence, matches[last].end())
        only = run[term[1] - 1] == "mới" and words[last + 1 : last + 2] in _ONLY
        if shorter and (small or only):
            term, last = shorter, indices[shorter[1] - 1]  # "quỹ khuyến học | huyện Hoa Lư"
        span = matches[at].start(), matches[last].end(), " ".join(run[: term[1]])
        found.append(
            Item("word", *span) if term[0].kind == "word" else Item("term", *span, term[0])
        )
        at = last + 1
    return found


_ONLY = (["có"], ["chỉ"], ["đạt"], ["được"])
"""Words after which "mới" says how few there were, not which of two provinces."""
_BELOW = frozenset(("huyện", "quận", "xã", "phường"))


def _goes_on_big(sentence: str, at: int) -> bool:
    """Whether a word with a capital follows."""
    return sentence[at:].lstrip()[:1].isupper()


_SIGNS = frozenset(";:(),.-–/+")


def _parted(
    term: tuple[Term, int] | None,
    words: Sequence[str],
    at: int,
    indices: Sequence[int],
    lexicon: Lexicon,
    text: str,
    matches: Sequence[re.Match[str]],
) -> tuple[Term, int] | None:
    """A term, cut at a comma where that begins the next of a list: "… hội viên, kết nạp mới 4.899
    hội viên"."""
    if term is None:
        return None
    last = indices[term[1] - 1]
    commas = [place for place in range(at, last) if words[place] == ","]
    counted = re.match(r"\s*(?:\w+\s+)?\d", text[matches[last].end() :])
    if not commas or not counted:
        return term
    before = [word for word in words[at : commas[0]] if word not in _SIGNS]
    shorter = lexicon.at(before, 0)
    whole = shorter is not None and shorter[1] == len(before)
    return shorter if whole and shorter and shorter[0].kind == "indicator" else term


def _run(words: Sequence[str], at: int) -> tuple[list[str], list[int]]:
    """The words from one on, and their places; a comma or a stroke may stand between them."""
    run: list[str] = []
    indices: list[int] = []
    for place in range(at, min(at + 16, len(words))):
        if words[place] in _SIGNS:
            if words[place] not in ",/-–+":
                break
            continue
        run.append(words[place])
        indices.append(place)
    return run, indices


def _is_name(term: Term, sentence: str, start: int) -> bool:
    """A province is written with a capital; "hòa bình" is peace."""
    small = ("cả nước", "toàn quốc")
    if term.kind != "unit":
        return True
    if term.codes == ("",):
        return any(letter.isupper() for letter in sentence[start : start + 24])
    words = sentence[start : start + 40].split()
    inner = next((w for w in words if w.lower() not in _KINDS), "")
    return inner[:1].isupper() or sentence[start:].lower().startswith(small)


# Places -----------------------------------------------------------------------------------------


def _with_places(items: list[Item], sentence: str, lexicon: Lexicon) -> list[Item]:
    """The items with places in the place of the terms and words that name them."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        made = _place_at(items, at, sentence, lexicon)
        if made is None:
            found.append(items[at])
            at += 1
        else:
            place, at = made
            found.append(place)
    return _joined_places(found, sentence, lexicon)


def _place_at(
    items: list[Item], at: int, sentence: str, lexicon: Lexicon
) -> tuple[Item, int] | None:
    item = items[at]
    country = lexicon.catalogue.units.get(lexicon.catalogue.country)
    if country is not None and item.text == tidy(country.name):
        named = at and items[at - 1].text in _NO_COUNTRY
        return None if named else (_placed(item, item, (country.key,), sentence), at + 1)
    if item.kind == "term" and isinstance(item.value, Term):
        if item.value.kind == "cluster":
            return _placed(item, item, (CLUSTER,), sentence), at + 1
        if item.value.kind == "unit":
            keys = _keys(item, items[:at], sentence, lexicon)
            return _placed(item, item, keys, sentence), at + 1
        if item.text not in _LOWER | _BODIES:
            return None
    if item.kind not in ("word", "term"):
        return None
    prefix, size = _prefix(items, at)
    if not prefix:
        return None
    name = _capitals(items, at + size, sentence)
    follower = items[at + size] if at + size < len(items) else None
    if prefix in _BODIES and (follower is None or isinstance(follower.value, Term)):
        return None
    if prefix in _CITY:
        inner = items[at + size] if at + size < len(items) else None
        if inner is None or not isinstance(inner.value, Term) or inner.value.kind != "unit":
            return (
                (_placed(item, items[name - 1], (), sentence), name) if name > at + size else None
            )
        units = lexicon.catalogue.units
        cities = tuple(
            k for k in inner.value.codes if k and units[k].full_name.startswith("Thành phố")
        )
        return _placed(item, inner, cities, sentence), at + size + 1
    if name == at + size:
        return None
    return _placed(item, items[name - 1], (), sentence), name


def _placed(first: Item, last: Item, units: tuple[str, ...], sentence: str) -> Item:
    name = sentence[first.start : last.end]
    return Item("place", first.start, last.end, name, Place(units, name))


def _keys(item: Item, before: Sequence[Item], sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The units of a name; none where a body or a place below bears it, or it is only a district's
    name without "huyện"."""
    assert isinstance(item.value, Term)
    units = lexicon.catalogue.units
    keys = tuple(filter(None, item.value.codes))
    if keys and all(units[key].level == "district" for key in keys):
        named = any(tidy(units[key].full_name) == tidy(item.text) for key in keys)
        alias = any(
            tidy(alias) == tidy(item.text) and " " in alias
            for alias, _ in lexicon.catalogue.unit_aliases
        )
        listed = any(one.text.startswith(_DISTRICTS) for one in before)
        return keys if named or alias or listed else ()
    provinces = tuple(key for key in keys if units[key].level != "district")
    return () if is_body(_window(before)) else provinces


def _window(before: Sequence[Item]) -> str:
    """The words right before a name, as far as they can belong to it."""
    words: list[str] = []
    for item in reversed(before):
        if item.kind not in ("word", "term") or len(words) > _WINDOW:
            break
        words.insert(0, item.text)
    return _OWN_BODY.sub("", " ".join(words))


def _prefix(items: Sequence[Item], at: int) -> tuple[str, int]:
    """A word such as "huyện" at an item, and how many items it takes."""
    one = items[at].text
    two = f"{one} {items[at + 1].text}" if at + 1 < len(items) else ""
    if two in _LOWER | _CITY | _BODIES:
        return two, 2
    if one == "tp" and at + 1 < len(items) and items[at + 1].text == ".":
        return one, 2
    return (one, 1) if one in _LOWER | _CITY | _BODIES else ("", 0)


def _capitals(items: Sequence[Item], at: int, sentence: str) -> int:
    """The place after the words with capitals that begin at an item."""
    while at < len(items) and items[at].kind in ("word", "term"):
        if not sentence[items[at].start].isupper():
            break
        at += 1
    return at


_INSIDE = frozenset(("(", ",", "-", "–", "tỉnh", "của", "thuộc", "ở", "thành", "phố", "tp", "."))


def _is_inside(item: Item, sentence: str) -> bool:
    """Whether an item may stand between places and the province that they lie in."""
    named = item.kind == "word" and sentence[item.start].isupper()
    return item.text in _INSIDE or item.text == "và" or named


def _is_small(place: Place, lexicon: Lexicon) -> bool:
    """Whether a place may lie in a province: one that we do not know, or a district."""
    units = lexicon.catalogue.units
    return all(key in units and units[key].level == "district" for key in place.units)


def _joined_places(items: list[Item], sentence: str, lexicon: Lexicon) -> list[Item]:
    """A place that lies in a province is one place: "huyện Nam Trực (Nam Định)"; so are several:
    "các huyện Vĩnh Tường, Yên Lạc của Vĩnh Phúc"."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item.value, Place) and _is_small(item.value, lexicon):
            end = at + 1
            while end < len(items) and end - at < 14 and _goes_on(items[end], sentence, lexicon):
                end += 1
            outer = items[end].value if end < len(items) else None
            if isinstance(outer, Place) and outer.is_known and outer.units != (CLUSTER,):
                inner = [one for one in items[at:end] if one.kind == "place"]
                joints = [Item("word", one.start, one.start, "và") for one in inner[1:]]
                for one, joint in zip(inner, [*joints, None], strict=True):
                    found += [one, joint] if joint else [one]
                found[-1] = replace(found[-1], end=items[end].end)
                at = end + 1
                continue
        found.append(item)
        at += 1
    return found


def _goes_on(item: Item, sentence: str, lexicon: Lexicon) -> bool:
    """Whether a list of small places goes on towards the province that they lie in."""
    if isinstance(item.value, Place):
        return _is_small(item.value, lexicon)
    return _is_inside(item, sentence)
