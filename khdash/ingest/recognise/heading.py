"""What the heading of a column or the label of a row says: indicator, time, measure, basis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Literal

from khdash.ingest.recognise.period import Period, read_period
from khdash.ingest.recognise.subgroup import take_subgroup
from khdash.ingest.recognise.text import fold, split_numbering, tidy, without_footnote
from khdash.ingest.recognise.vocabulary import ABBREVIATED, Found, Vocabulary
from khdash.model.indicators import Indicator
from khdash.model.roles import TITLE_ROLES
from khdash.reading.numbers import Measure, find_measure

Problem = Literal["", "unknown", "ambiguous", "part-missing", "uncertain"]

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LABEL = re.compile(r"[,;:]?\s*(?:đơn vị tính|don vi tinh|đvt|dvt)\s*:?\s*[^,;()]*$", re.I)
_REGISTERED = re.compile(
    r"(?:so (?:với )?|trên |trong |of |tính theo )(?:tổng )?(?:số )?(?:\w+ ){0,4}?(?:đăng ký|đk|"
    r"dang ky|registered)\b|(?<=công nhận )đăng ký$|(?<=nhận )đăng ký$"
)
_ALL = re.compile(
    r"(?:so (?:với )?|trên |trong |of |tính trên |tính theo )(?:toàn bộ |tổng |tong )(?:số |so )?"
    r"(?:hộ gia đình|hộ dân|hộ|gia đình|dòng họ|thôn tổ dân phố|thôn|tổ dân phố|khu dân cư|"
    r"cơ quan đơn vị|cộng đồng|đơn vị|công dân|người lớn|người|xã phường|xã)?(?: hiện có)?(?=\s|$)"
)
_SLASH = re.compile(r"\s*/\s*(?=(?:tổng|số đăng|đăng ký|đk\b))", re.I)
_RATE_WORDS = re.compile(r"%|tỷ lệ|ty le|\brate\b|chiếm|bình quân|binh quan")
_GENERIC = frozenset(
    (
        "số lượng",
        "tổng số",
        "số",
        "tổng",
        "hiện có",
        "số liệu",
        "tổng cộng",
        "cộng",
        "so luong",
        "tong so",
        "so",
        "tong",
        "số hiện có",
        "tổng số hiện có",
    )
)
_RATE_PARTS = frozenset(
    fold(text)
    for text in (
        "tỷ lệ công nhận",
        "tỷ lệ được công nhận",
        "tỷ lệ đạt danh hiệu",
        "tỷ lệ % công nhận",
        "tỷ lệ % được công nhận",
        "tỷ lệ % đạt danh hiệu",
        "tỷ lệ % đạt",
        "tỷ lệ đạt",
        "% được công nhận",
        "% công nhận",
        "đạt %",
        "% đạt",
        "tỷ lệ % được công nhận danh hiệu",
    )
)
_FILLERS = frozenset(
    (
        "số",
        "lượng",
        "danh",
        "hiệu",
        "mô",
        "hình",
        "các",
        "được",
        "đã",
        "so",
        "luong",
        "danh",
        "hieu",
        "mo",
        "hinh",
        "cac",
        "duoc",
        "da",
    )
)
_NEUTRAL_WORDS = (
    "công tác xây dựng phát triển kết quả thực hiện chỉ tiêu số liệu các và danh hiệu thi đua "
    "hoạt động tình hình của về trong đó chia ra gồm bao gồm nội dung theo năm báo cáo tổng "
    "củng cố toàn tỉnh i ii iii iv v vi vii a b c d"
)
_NEUTRAL = frozenset(map(fold, _NEUTRAL_WORDS.split()))


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says; each part is empty where it says nothing of the kind.

    text: the words left when time and measure are taken out. proposals: indicator codes.
    """

    text: str = ""
    indicator: str = ""
    subgroup: str = ""
    basis: str = ""
    measure: Measure | None = None
    measure_text: str = ""
    period: Period | None = None
    confidence: float = 0.0
    how: str = ""
    problem: Problem = ""
    proposals: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    basis: str
    measure: Measure | None
    measure_text: str
    period: Period | None


class HeadingReader:
    """Reads headings with the words of one catalogue."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.indicators = vocabulary.catalogue.indicators
        self.titled = vocabulary.catalogue.titled
        self.read = lru_cache(maxsize=50_000)(self._read)

    def _read(self, levels: tuple[str, ...]) -> Heading:
        """What the levels of a heading, the widest first, say together."""
        levels, subgroup = take_subgroup(levels, self.vocabulary)
        parts = [self._level(level) for level in levels if level.strip()]
        if not parts:
            return Heading()
        period: Period | None = None
        for part in parts:
            period = part.period.under(period) if part.period else period
        measured = [part for part in parts if part.measure is not None]
        heading = Heading(
            text=" / ".join(part.text for part in parts if part.text),
            subgroup=subgroup,
            basis=next((part.basis for part in reversed(parts) if part.basis), ""),
            measure=measured[-1].measure if measured else None,
            measure_text=measured[-1].measure_text if measured else "",
            period=period,
        )
        return self._resolve([part.text for part in parts if part.text], heading)

    def _level(self, text: str) -> _Level:
        plain = without_footnote(split_numbering(" ".join(text.split()))[1])
        if self.vocabulary.find_indicator(plain):
            measure = find_measure(plain)
            return _Level(tidy(plain), _basis(tidy(plain)), measure, plain, None)
        period, rest = read_period(_SLASH.sub(" trên ", plain))
        measure = find_measure(plain)
        rest = _without_measure(rest) if measure else rest
        return _Level(tidy(rest), _basis(tidy(rest)), measure, plain if measure else "", period)

    # Which indicator -----------------------------------------------------------------------

    def _resolve(self, parts: list[str], heading: Heading) -> Heading:
        if heading.period and heading.period.nature in ("plan", "change"):
            return heading
        parts = [part for part in dict.fromkeys(parts) if part not in ("%", "năm", "nam")]
        if not parts:
            return heading
        for read in (self._joined, self._titled, self._last):
            if (found := read(parts, heading)) is not None:
                return found
        return self._misspelt(parts, heading)

    def _joined(self, parts: list[str], heading: Heading) -> Heading | None:
        """The levels as one name, in either order: 'Học bổng' over 'Trị giá'."""
        for order in _orders(parts):
            rest = [part for part in parts if part not in order]
            for text in _variants(" ".join(order)):
                found = self.vocabulary.find_indicator(text)
                if found is None or (len(parts) > 1 and self._is_hidden_rate(found, heading)):
                    continue
                if all(self._agrees(part, code) for part in rest for code in found.codes):
                    return self._name(found, heading)
        return None

    def _is_hidden_rate(self, found: Found, heading: Heading) -> bool:
        """'Hội viên' over 'Dân số' is no rate, although 'hội viên/dân số' names one."""
        rate = any(self.indicators[code].kind == "rate" for code in found.codes)
        return rate and heading.measure is None and not _RATE_WORDS.search(heading.text)

    def _titled(self, parts: list[str], heading: Heading) -> Heading | None:
        """A learning-model title with one of its parts: registered, recognised, rate."""
        holds = [bool(self.vocabulary.titles.inside(part)) for part in parts]
        first = holds.index(True) if True in holds else 0
        if all(self._agrees(part, "") for part in parts[:first]):
            parts = parts[first:]
        inside = self.vocabulary.titles.inside(" ".join(parts))
        if inside is None:
            return None
        title, rest = inside
        stripped = _strip_basis(rest)
        part = self._part(stripped, heading)
        if part is None:
            return self._title_alone(title, stripped, heading)
        codes = self._of_titles(title.codes, (part.code,))
        confidence = min(title.confidence, part.confidence)
        return self._name(Found(codes, confidence), heading)

    def _part(self, text: str, heading: Heading) -> Found | None:
        tries = (text, _without_words(text, _FILLERS))
        if any(fold(attempt) in _RATE_PARTS for attempt in tries):
            return Found(("rate",), ABBREVIATED)
        if not tries[1] or tries[1] == "%":
            is_rate = heading.measure is not None and heading.measure.unit == "%"
            return Found(("rate",), ABBREVIATED) if is_rate else None
        for attempt in tries:
            for variant in _variants(attempt):
                found = self.vocabulary.parts.find(variant)
                if found is None:
                    continue
                if heading.measure is not None and heading.measure.unit == "%":
                    if found.code == "recognised":
                        return Found(("rate",), ABBREVIATED)
                    if found.code == "registered":
                        return None
                return found
        return None

    def _title_alone(self, title: Found, rest: str, heading: Heading) -> Heading | None:
        """A title whose part is missing or unknown; an indicator under it may be its total."""
        found = self.vocabulary.find_indicator(rest) if rest else None
        rates = [self.indicators[code] for code in self._of_titles(title.codes, ("rate",))]
        if found and found.code and any(found.code == rate.denominator for rate in rates):
            return self._name(found, heading)
        return replace(
            heading,
            problem="part-missing",
            proposals=self._of_titles(title.codes, TITLE_ROLES),
            title=title.code,
        )

    def _of_titles(self, titles: tuple[str, ...], roles: Iterable[str]) -> tuple[str, ...]:
        """The codes of the indicators with these roles in these titles."""
        pairs = [(title, role) for title in titles for role in roles]
        return tuple(self.titled[pair].code for pair in pairs if pair in self.titled)

    def _last(self, parts: list[str], heading: Heading) -> Heading | None:
        """The lowest level alone, if those above only say where it belongs."""
        if len(parts) < 2:
            return None
        last, above = parts[-1], parts[:-1]
        if last in _GENERIC:
            return (
                self._last([*above[:-1], above[-1]], heading)
                if len(above) > 1
                else (self._joined(above, heading))
            )
        found = next(
            (f for text in _variants(last) if (f := self.vocabulary.find_indicator(text))), None
        )
        if found is None or not found.code:
            return None
        if all(self._agrees(part, found.code) for part in above):
            return self._name(found, heading)
        return replace(heading, problem="uncertain", proposals=found.codes)

    def _agrees(self, above: str, code: str) -> bool:
        """Whether a wider heading only names the theme of the one below it."""
        if above in _GENERIC or not _without_words(fold(above), _NEUTRAL):
            return True
        theme = self.indicators[code].theme if code else ""
        upper = self.vocabulary.find_indicator(above)
        if upper and upper.code and code:
            divides = any(
                rate.numerator == upper.code
                and code in (rate.denominator, rate.denominator_registered)
                for rate in self.indicators.values()
            )
            return divides or self._covers(self.indicators[upper.code], self.indicators[code])
        named = self.vocabulary.theme_words
        themes = {name for words, name in named.items() if _has_words(fold(above), words)}
        neutral = _NEUTRAL | {word for words in named for word in words.split()}
        rest = _without_words(fold(above), neutral | {"khuyen", "hoc"})
        return not rest and (not code or not themes or theme in themes)

    def _covers(self, upper: Indicator, lower: Indicator) -> bool:
        """Whether one indicator's name also heads a group that another belongs to."""
        if upper.code == self.vocabulary.catalogue.themes[upper.theme].headed_by:
            return upper.theme == lower.theme
        group = upper.title or upper.heading_group or upper.code
        return group == (lower.title or lower.heading_group or lower.code)

    def _misspelt(self, parts: list[str], heading: Heading) -> Heading:
        text = " ".join(parts)
        found = self.vocabulary.indicators.find_misspelt(text)
        if found and found.code and len(parts) == 1:
            named = self._name(found, heading)
            return replace(named, how="misspelt")
        return replace(heading, problem="unknown", proposals=self.vocabulary.propose(text))

    def _name(self, found: Found, heading: Heading) -> Heading:
        if not found.code:
            return replace(heading, problem="ambiguous", proposals=found.codes)
        entry = self.indicators[found.code]
        basis = (heading.basis or "unstated") if entry.basis_matters else ""
        how = "unaccented" if found.confidence < ABBREVIATED else "header"
        return replace(
            heading, indicator=found.code, basis=basis, confidence=found.confidence, how=how
        )


def _orders(parts: list[str]) -> list[list[str]]:
    """All levels in both directions, then each two of them in both directions."""
    orders = [parts, parts[::-1]] if len(parts) > 1 else [parts]
    if len(parts) > 2:
        for first, second in combinations(parts, 2):
            orders += [[first, second], [second, first]]
    return orders


def _variants(text: str) -> list[str]:
    """A name as it stands, without the sign of per cent, and without the year's leading words."""
    without_percent = _without_words(text, frozenset("%"))
    tries = [
        text,
        without_percent,
        _strip_tail(text),
        _strip_basis(text),
        _strip_tail(without_percent),
    ]
    return [attempt for attempt in dict.fromkeys(tries) if attempt]


_TAIL = re.compile(
    r"(?:\s|^)(?:tính đến|tính tới|đến hết|tính|đến|hết|tại|trong năm|của năm|năm|thời điểm|"
    r"cuối năm|toàn tỉnh|ngày|có đến|hiện nay|trong|thực hiện|th)$"
)


def _strip_tail(text: str) -> str:
    """Without words such as 'tính đến' that stood before a date."""
    shorter = _TAIL.sub("", text).strip()
    shorter = re.sub(r"^(?:năm|thực hiện|th)\s+(?=\S)", "", shorter)
    return _strip_tail(shorter) if shorter != text else text


def _strip_basis(text: str) -> str:
    return " ".join(_ALL.sub(" ", _REGISTERED.sub(" ", text)).split())


def _basis(text: str) -> str:
    """The denominator that the words of a rate name."""
    if _REGISTERED.search(text):
        return "registered"
    return "all" if _ALL.search(text) else ""


def _without_words(text: str, words: frozenset[str] | set[str]) -> str:
    return " ".join(word for word in text.split() if word not in words)


def _has_words(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def _without_measure(text: str) -> str:
    """The text without the brackets, label or last words that name a measure."""
    shorter = _BRACKETS.sub(
        lambda match: " " if find_measure(match[1], unit_column=True) else match[0], text
    )
    shorter = _LABEL.sub("", shorter)
    head, comma, tail = shorter.rpartition(",")
    if comma and find_measure(tail, unit_column=True):
        shorter = head
    return (
        re.sub(
            r"[\s,:-]*\b(?:(?:triệu|tỷ|tỉ|nghìn|ngàn|1\.?000)\s*)?(?:đồng|vnđ|vnd)$", "", shorter
        )
        if find_measure(text) and not find_measure(shorter, unit_column=True)
        else shorter
    )
