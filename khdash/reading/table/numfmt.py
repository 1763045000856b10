"""Numbers as a spreadsheet's number format shows them, in one canonical spelling.

Canonical: "." before decimals, no grouping, scaled as displayed but with all stored digits, a sign
for every negative number, percent as "86.2 %", dates as ISO, words of the format kept
("1234.6 triệu"). A number that shows fewer digits than it has is marked SHORTENED.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from khdash.reading.table.table import DATE, NUMBER, SHORTENED

Render = Callable[[float], tuple[str, int]]

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<skip>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<ampm>AM/PM|A/P)|(?P<exponent>E[+-])"
    r"|(?P<date>[ymdhsbge]+)|(?P<figure>[0#?]+)|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<slash>/)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


@dataclass
class _Section:
    """One of the parts of a format between semicolons."""

    parts: set[str] = field(default_factory=set)
    prefix: str = ""
    suffix: str = ""
    whole: int = 0
    fixed: int = 0
    decimals: int = 0
    thousands: int = 0
    percent: bool = False
    is_general: bool = False
    is_fraction: bool = False
    is_scientific: bool = False
    has_figures: bool = False
    has_text: bool = False
    elapsed: bool = False
    condition: tuple[str, float] | None = None

    @property
    def is_date(self) -> bool:
        return bool(self.parts) and not self.has_figures


def make_render(code: str, since_1904: bool = False) -> Render:
    """How a format shows a number: a function from the number to its text and bit marks.

    >>> make_render("0.0%")(0.862), make_render('#,##0 "triệu"')(1234.6)
    (('86.2 %', 1), ('1234.6 triệu', 129))
    """
    sections = [_read_section(part) for part in _split_sections(code or "General")]
    if sections[0].is_general and len(sections) == 1 and not sections[0].suffix:
        return lambda value: (general(value), NUMBER)
    if sections[0].has_text and len(sections) == 1 and not sections[0].has_figures:
        return lambda value: (general(value), 0)

    def render(value: float) -> tuple[str, int]:
        section = _choose(sections, value)
        if section.is_date:
            text = _date_text(value, section, since_1904)
            if text is not None:
                return text, DATE
            return general(value), NUMBER
        return _number_text(value, section)

    return render


def is_date_format(code: str) -> bool:
    """Whether a format shows dates or times."""
    return any(_read_section(part).is_date for part in _split_sections(code)[:1])


def general(value: float) -> str:
    """A number without a format: at most fifteen significant digits, never an exponent.

    >>> general(0.1 + 0.2), general(1953233.0), general(1e20), general(-0.0)
    ('0.3', '1953233', '100000000000000000000', '0')
    """
    if isinstance(value, int) or value == int(value) if abs(value) < 1e300 else False:
        return str(int(value))
    text = format(value, ".15g")
    if "e" in text:
        try:
            text = format(Decimal(text), "f")
        except InvalidOperation:
            return text
    return text


def _split_sections(code: str) -> list[str]:
    parts, current, index = [], "", 0
    while index < len(code):
        character = code[index]
        stop = index + 1
        if character == '"':
            stop = code.find('"', index + 1) + 1 or len(code)
        elif character == "[":
            stop = code.find("]", index + 1) + 1 or len(code)
        elif character in "\\_*":
            stop = index + 2
        elif character == ";":
            parts.append(current)
            current, index = "", index + 1
            continue
        current += code[index:stop]
        index = stop
    return [*parts, current]


def _read_section(code: str) -> _Section:
    section, after_point, commas, last_time = _Section(), False, 0, ""
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup or "other", token.group(token.lastgroup or 0)
        if kind == "figure":
            section.has_figures = True
            section.thousands, commas = 0, 0
            if after_point:
                section.decimals += len(text)
                section.fixed += text.count("0")
            else:
                section.whole += text.count("0")
        elif kind == "comma":
            commas += 1
            section.thousands = commas if section.has_figures else 0
        elif kind == "point":
            after_point = section.has_figures or after_point
        elif kind == "percent":
            section.percent = True
        elif kind == "exponent":
            section.is_scientific = True
        elif kind == "slash" and section.has_figures:
            section.is_fraction = True
        elif kind == "general":
            section.is_general = True
        elif kind == "text":
            section.has_text = True
        elif kind == "bracket":
            _read_bracket(text, section)
        elif kind in ("date", "ampm"):
            last_time = _read_date_part(text.lower(), code[token.end() :], last_time, section)
        elif kind in ("quoted", "escaped", "other"):
            _add_word(text, section)
    _tidy_words(section)
    return section


def _tidy_words(section: _Section) -> None:
    """Words of the format without the signs and brackets that only mark negative numbers."""
    prefix = re.sub(r"[()+\-−]", "", section.prefix).strip(" ")
    section.prefix = prefix + " " if prefix[-1:].isalpha() else prefix
    section.suffix = re.sub(r"[()]", "", section.suffix).rstrip(" ")


def _read_bracket(text: str, section: _Section) -> None:
    condition = _CONDITION.fullmatch(text.strip())
    if condition:
        section.condition = (condition.group(1), float(condition.group(2)))
    elif text.startswith("$"):
        _add_word(text[1:].split("-")[0], section)
    elif text and set(text.lower()) <= set("hms") and len(set(text.lower())) == 1:
        section.parts.add({"h": "hour", "m": "minute", "s": "second"}[text[0].lower()])
        section.elapsed = True


def _read_date_part(text: str, rest: str, last_time: str, section: _Section) -> str:
    names = {"y": "year", "e": "year", "b": "year", "d": "day", "h": "hour", "s": "second"}
    if text in ("am/pm", "a/p"):
        return last_time
    for letter in dict.fromkeys(text):
        if letter == "m":
            near_seconds = re.match(r"[^ymdh;]*s", rest, re.IGNORECASE) is not None
            section.parts.add("minute" if last_time == "h" or near_seconds else "month")
        elif letter in names:
            section.parts.add(names[letter])
        last_time = letter
    return last_time


def _add_word(text: str, section: _Section) -> None:
    if section.has_figures or section.is_general:
        section.suffix += text
    else:
        section.prefix += text


def _choose(sections: list[_Section], value: float) -> _Section:
    if len(sections) == 1:
        return sections[0]
    conditional = [section for section in sections if section.condition]
    if conditional:
        for section in conditional:
            if section.condition and _holds(value, *section.condition):
                return section
        rest = [section for section in sections if not section.condition]
        return rest[0] if rest else sections[-1]
    numeric = [section for section in sections if not section.has_text] or sections
    chosen = numeric[0]
    if value < 0 and len(numeric) > 1:
        chosen = numeric[1]
    elif value == 0 and len(numeric) > 2:
        chosen = numeric[2]
    shows_it = chosen.has_figures or chosen.is_general or chosen.is_date
    return chosen if shows_it else numeric[0]


def _holds(value: float, sign: str, bound: float) -> bool:
    return {
        "<": value < bound,
        ">": value > bound,
        "=": value == bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "<>": value != bound,
    }[sign]


def _number_text(value: float, section: _Section) -> tuple[str, int]:
    if (
        section.is_general
        or section.is_fraction
        or section.is_scientific
        or (not section.has_figures)
    ):
        figures, mark = general(value * 100 if section.percent else value), NUMBER
    else:
        figures, mark = _scaled(value, section)
    sign = "-" if figures.startswith("-") else ""
    percent = " %" if section.percent else ""
    return f"{sign}{section.prefix}{figures.lstrip('-')}{percent}{section.suffix}", mark


def _scaled(value: float, section: _Section) -> tuple[str, int]:
    """The digits that are stored, in the scale that is displayed; zeros as displayed."""
    exact = Decimal(format(value, ".15g"))
    if section.percent:
        exact *= 100
    if section.thousands:
        exact = exact.scaleb(-3 * section.thousands)
    try:
        shown = exact.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return general(value), NUMBER
    if shown != exact:
        return all_digits(exact), NUMBER | SHORTENED
    text = format(abs(shown), "f")
    whole, point, rest = text.partition(".")
    while len(rest) > section.fixed and rest.endswith("0"):
        rest = rest[:-1]
    text = whole.zfill(section.whole) + (point + rest if rest else "")
    return ("-" if shown < 0 else "") + text, NUMBER


def all_digits(exact: Decimal) -> str:
    """A number with every digit, without zeros at its end or an exponent.

    >>> all_digits(Decimal("52.1500")), all_digits(Decimal("1E+3"))
    ('52.15', '1000')
    """
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(value: float, section: _Section, since_1904: bool) -> str | None:
    if section.elapsed:
        return _elapsed_text(value)
    try:
        moment = serial_date(value, since_1904)
    except (OverflowError, ValueError):
        return None
    return date_text(moment, section.parts)


def date_text(moment: datetime, parts: set[str]) -> str:
    """A moment in ISO spelling, with the parts that are shown."""
    clock = moment.strftime("%H:%M:%S" if "second" in parts else "%H:%M")
    if not parts & {"year", "month", "day"}:
        return clock
    if parts & {"hour", "minute", "second"}:
        return f"{moment:%Y-%m-%d} {clock}"
    if parts == {"year"}:
        return f"{moment:%Y}"
    return f"{moment:%Y-%m-%d}" if "day" in parts else f"{moment:%Y-%m}"


def _elapsed_text(value: float) -> str:
    seconds = round(value * 86_400)
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def serial_date(value: float, since_1904: bool = False) -> datetime:
    """The moment of a spreadsheet's day number, 29 February 1900 being a day that never was.

    Raises ValueError or OverflowError outside the years 1900 to 9999.
    """
    if value < 0:
        raise ValueError(value)
    if since_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    return start + timedelta(seconds=round(value * 86_400))
