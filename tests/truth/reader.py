"""Reads what a sentence claims: numbers with unit, limit and sign, years, names, counts, verbs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

AT_LEAST, AT_MOST = "at_least", "at_most"
LIMITS = {
    "ít nhất": AT_LEAST,
    "at least": AT_LEAST,
    "không quá": AT_MOST,
    "quá": AT_MOST,
    "at most": AT_MOST,
    "no more than": AT_MOST,
    "not more than": AT_MOST,
    "≥": AT_LEAST,
    "≤": AT_MOST,
    "≲": AT_MOST,
    "hơn": AT_LEAST,
    "gần": AT_MOST,
    "≈": "about",
    "khoảng": "about",
    "dưới": "below",
    "under": "below",
    "about": "about",
}
SCALES = {
    "tỷ đồng": 1000.0,
    "billion VND": 1000.0,
    "triệu đồng": 1.0,
    "million VND": 1.0,
}
COUNTED = (
    "tỉnh",
    "provinces",
    "năm",
    "years?",
    "chỉ số",
    "chỉ tiêu",
    "targets",
    "indicators",
    "bậc",
    "places?",
    "nguồn",
    "số liệu",
    "figures",
    "trong đó",
)
"""What a bare count counts; such a number is no figure."""
UNITS = "|".join(
    (
        "điểm phần trăm|percentage points?|điểm|points?",
        "tỷ đồng|triệu đồng|đồng/người|billion VND|million VND|VND/person|VND per person",
        "lần|times|%",
        *COUNTED,
    )
)
NUMBER = {
    "vi": r"(?P<int>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<dec>\d+))?",
    "en": r"(?P<int>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<dec>\d+))?",
}
LIMIT = "|".join(sorted(LIMITS, key=len, reverse=True))
NAMES_WITH_NUMBERS = "|".join(
    (
        r"\b(?:Cụm|Cluster) \d+|5/8(?= (?:số|of))|(?<=đủ )5/8",
        r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z][a-z]{2} \d{4}",
        r"/?\b100?[.,]000 (?:dân|people)|/?\b1[.,]000 (?:dân|people)|/1\.000|/100\.000",
        r"= ?100\b|trên 100\b|từ \d+ tuổi|aged \d+",
    )
)
JUNK = re.compile(r"\bnan\b|\binf\b|\bNone\b|NaT|<NA>|– – –|\{[a-z_]+\}|∞", re.IGNORECASE)
BASIS_WORDS = {
    "all": ("trên tổng số", "of all", "of the total"),
    "registered": ("trên số đăng ký", "of registered", "of those registered"),
    "unstated": ("không ghi mẫu số", "denominator not stated", "base not stated"),
}


@dataclass(frozen=True)
class Number:
    """A printed number; `value` is in the catalogue's unit (money: million VND)."""

    start: int
    end: int
    value: float
    decimals: int
    unit: str
    limit: str
    raw: str
    negative: bool = False
    scale: float = 1.0

    @property
    def step(self) -> float:
        """What one unit of the last printed digit is worth."""
        return self.scale * 10.0**-self.decimals

    @property
    def is_year(self) -> bool:
        return (
            not self.unit
            and not self.decimals
            and 1990 <= self.value <= 2100
            and re.fullmatch(r"\d{4}", self.raw) is not None
        )

    @property
    def is_fraction(self) -> bool:
        return self.unit.startswith("/")

    def says(self, value: float) -> bool:
        """Whether the number is this value, rounded to the nearest."""
        return abs(self._size - abs(value)) <= 0.5 * self.step + slack(value)

    def floors(self, value: float) -> bool:
        """Whether it is this lower bound, rounded down."""
        gap = abs(value) - self._size
        return -slack(value) <= gap < self.step + slack(value)

    def ceils(self, value: float) -> bool:
        """Whether it is this upper bound, rounded up."""
        gap = self._size - abs(value)
        return -slack(value) <= gap < self.step + slack(value)

    @property
    def _size(self) -> float:
        return abs(self.value)


def slack(value: float) -> float:
    return 1e-9 * max(1.0, abs(value)) if math.isfinite(value) else 0.0


def plain(text: str) -> str:
    """One kind of space and of minus."""
    return re.sub(r"[\u00a0\u202f]", " ", str(text)).replace("−", "-")


def numbers(text: str, lang: str = "vi") -> list[Number]:
    """Every number in a text, except those that are part of a name."""
    text = plain(text)
    hidden = re.sub(NAMES_WITH_NUMBERS, lambda m: "§" * len(m.group()), text)
    pattern = re.compile(
        rf"(?:(?P<limit>{LIMIT})\s*)?(?P<minus>(?<![\d\w])-)?(?<![\d\w]){NUMBER[lang]}"
        rf"(?P<unit>/\d+|\s*(?:{UNITS})(?!\w))?",
    )
    return [_number(m) for m in pattern.finditer(hidden)]


def _number(match: re.Match[str]) -> Number:
    whole = re.sub(r"[.,]", "", match["int"])
    value = float(f"{whole}.{match['dec'] or 0}")
    unit = (match["unit"] or "").strip()
    scale = SCALES.get(unit, 1.0)
    return Number(
        match.start(),
        match.end(),
        value * scale,
        len(match["dec"] or ""),
        unit,
        LIMITS.get(match["limit"] or "", ""),
        match["int"] + ("," + match["dec"] if match["dec"] else ""),
        bool(match["minus"]),
        scale,
    )


def fractions(text: str) -> list[tuple[int, int, int]]:
    """(position, k, n) of every k/n."""
    hidden = re.sub(NAMES_WITH_NUMBERS, lambda m: "§" * len(m.group()), plain(text))
    return [
        (m.start(), int(m[1]), int(m[2]))
        for m in re.finditer(r"(?<![\d.,])(\d+)/(\d+)(?![\d.])", hidden)
    ]


def bases(text: str) -> set[str]:
    """The denominators that the words name."""
    text = plain(text)
    return {basis for basis, words in BASIS_WORDS.items() if any(w in text for w in words)}


def named(text: str, names: dict[str, str]) -> list[tuple[int, int, str]]:
    """(start, end, key) of the provinces named, in order."""
    if not names:
        return []
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return [
        (m.start(), m.end(), names[m.group()])
        for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", plain(text))
    ]


def clauses(text: str) -> Iterator[str]:
    """The parts of a text that stand for themselves: between full stops and semicolons."""
    for part in re.split(r";\s|(?<![ :;]\d)\.\s+(?=[^\W\d_])|\.$", plain(text)):
        if part.strip():
            yield part.strip()


CHANGE = re.compile(
    "(?P<verb>"
    "không tăng quá|không giảm quá|"
    "không thấp hơn quá|không cao hơn quá|cao hơn|thấp hơn|tăng|giảm|gấp|không đổi|bằng nhau|"
    "not up by more than|up|down|unchanged)",
    re.IGNORECASE,
)
VAGUE = ("hay giảm", "hay thấp hơn", "tăng, giảm chung", "để nói tăng")


@dataclass(frozen=True)
class Change:
    """A spoken change: verb (up, down, times, same), size if printed, its limit, years named."""

    way: str
    size: Number | None
    limit: str
    base_years: tuple[int, int] | None
    years: tuple[int, int] | None
    before: str  # the words before the verb in its clause
    text: str


_YEARS = r"(\d{4})(?:[–-](\d{4}))?"


def changes(text: str, lang: str = "vi") -> list[Change]:
    """The changes that a text speaks of; counts of provinces (3 tỉnh tăng) are not among them."""
    found = []
    for clause in clauses(text):
        if any(vague in clause for vague in VAGUE):
            continue
        matches = [m for m in CHANGE.finditer(clause) if not _counted(clause, m.start())]
        ends = [*(m.start() for m in matches[1:]), len(clause)]
        start = 0
        for match, end in zip(matches, ends[: len(matches)], strict=True):
            said = clause[start : match.start()], clause[match.end() : end]
            found.append(_change(clause, match, said, lang))
            start = match.end()
    return found


def _counted(clause: str, at: int) -> bool:
    """Whether the verb belongs to a count of provinces, or to the condition of another sentence."""
    return re.search(r"\d+ (?:tỉnh|provinces)(?:, thành phố)? (?:đã )?$", clause[:at]) is not None


def _change(clause: str, match: re.Match[str], said: tuple[str, str], lang: str) -> Change:
    before, tail = said
    verb = match["verb"].lower()
    sizes = [n for n in numbers(tail, lang) if not n.is_year and not n.is_fraction]
    size = sizes[0] if sizes and sizes[0].unit not in ("tỉnh", "năm") else None
    limit = size.limit if size else ""
    way = "down" if "giảm" in verb or "thấp" in verb or verb == "down" else "up"
    if verb in ("không đổi", "bằng nhau", "unchanged"):
        way, size = "same", None
    if (verb.startswith("không") and way != "same") or verb.startswith("not"):
        limit = AT_MOST
    if verb.endswith("gấp"):
        way = "times"
    base = re.search(rf"(?:từ|from|so với|since|against|compared with) (?:năm )?{_YEARS}", tail)
    last = re.search(rf"(?:đến|to) (?:năm )?{_YEARS}", tail)
    return Change(way, size, limit, _pair(base), _pair(last), before, clause)


def _pair(match: re.Match[str] | None) -> tuple[int, int] | None:
    return (int(match[1]), int(match[2] or match[1])) if match else None
