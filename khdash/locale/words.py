"""One translator and one formatter for everything a reader sees."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from gettext import c2py
from typing import Literal, Protocol

from babel.dates import format_date
from babel.messages.pofile import read_po

from khdash.model.languages import FOLDER, SECOND, language
from khdash.model.value import SIGNS, Qualifier

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


Rounding = Literal["nearest", "down", "up"]
ROUNDINGS: dict[Qualifier, Rounding] = {
    "exact": "nearest",
    "at_least": "down",
    "nearly": "up",
    "about": "nearest",
}
"""How a figure of each precision is rounded in print."""


def _rounded(value: float, decimals: int, rounding: Rounding) -> float:
    """A floor or a ceiling at so many decimals; the noise of binary fractions is none of it.

    >>> _rounded(10.099999999999998, 1, "down")
    10.1
    """
    towards = ROUND_FLOOR if rounding == "down" else ROUND_CEILING
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(round(float(value), decimals + 8)))
    return float(exact.quantize(step, rounding=towards))


class Named(Protocol):
    """Anything with a name in both languages."""

    @property
    def name_vi(self) -> str: ...

    @property
    def name_en(self) -> str: ...


KINDS_OF_PLACES = ("Tỉnh", "Huyện", "Quận", "Xã", "Phường")
"""Of one word, written before the name of a place."""


def lowered(text: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation or that of a
    place, whose second word is written large too; what kind of place it is, is no name.

    >>> lowered("Hội viên"), lowered("TTHTCĐ"), lowered("Ninh Bình đứng đầu")
    ('hội viên', 'TTHTCĐ', 'Ninh Bình đứng đầu')
    >>> lowered("Tỉnh Thái Bình"), lowered("Thành phố Hà Nội")
    ('tỉnh Thái Bình', 'thành phố Hà Nội')
    """
    first, second, *_ = [*text.split(), "", ""]
    is_name = text[:2].isupper() or (second.istitle() and first not in KINDS_OF_PLACES)
    return text if is_name else text[:1].lower() + text[1:]


def joined_sentences(*parts: str) -> str:
    """Short texts one after another, each closed with a full stop.

    >>> joined_sentences("Hội viên", "", "Người, đến 2024.")
    'Hội viên. Người, đến 2024.'
    """
    return " ".join(p if p.endswith((".", "?", "!")) else f"{p}." for p in parts if p)


def mark(text: str) -> str:
    """The text itself: marks a Vietnamese sentence in a table that Words will translate later."""
    return text


@cache
def _translations(lang: str, name: str = "messages") -> dict[str, str]:
    """Vietnamese text -> text in `lang`, from a gettext catalogue in the folder of the language.

    messages: the sentences of the program; catalogue: the texts of tables, where a language has no
    columns of its own for them.
    """
    path = FOLDER / lang / f"{name}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


_FORMS = re.compile(r"\{(\w+):((?:[^{}|]|\{\w+\})*(?:\|(?:[^{}|]|\{\w+\})*)+)\}")
"""{n:province|provinces}: the forms of a word by the number beside it, in the order of gettext's
plural forms of the language."""


@cache
def _plural(lang: str) -> Callable[[int], int]:
    """Which of its forms a language uses with a number."""
    with (FOLDER / lang / "messages.po").open("rb") as file:
        return c2py(str(read_po(file).plural_expr))


def in_number(text: str, values: Mapping[str, object], lang: str) -> str:
    """A translation with the forms of its words that agree with the numbers in it.

    >>> in_number("{k}/{n} {n:province|provinces}", {"k": 1, "n": 1}, "en")
    '{k}/{n} province'
    >>> in_number("{n} {n:province|provinces}", {"n": "1,539"}, "en")
    '{n} provinces'
    >>> in_number("{n} {n:province|provinces}", {}, "en")
    '{n} provinces'
    """

    def form(found: re.Match[str]) -> str:
        forms = found[2].split("|")
        number = str(values.get(found[1], "")).replace(language(lang).group, "")
        # What is no whole number, such as 1.5 or a range, counts as many; so does one that is not
        # known yet, such as that of a formula in a workbook.
        count = int(number) if number.isdecimal() else 2
        return forms[min(_plural(lang)(count), len(forms) - 1)]

    return _FORMS.sub(form, text) if "|" in text else text


@cache
def _marks(lang: str) -> dict[int, int]:
    """From the marks of 1,234.5 to those of a language."""
    own = language(lang)
    return str.maketrans(",.", own.group + own.decimal)


@cache
def _day(lang: str, day: date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=language(lang).tag.replace("-", "_")))


def with_sign(text: str, qualifier: str) -> str:
    """A number in words behind the sign of its precision; '' reads as exact.

    >>> with_sign("300.000", "at_least"), with_sign("300.000", "exact")
    ('≥\\xa0300.000', '300.000')
    """
    sign = SIGNS.get(qualifier, "")  # type: ignore[call-overload]
    return f"{sign}{NO_BREAK}{text}" if sign else text


class Words:
    """Texts, numbers, money and dates in one language.

    >>> vi = Words("vi")
    >>> vi.number(1234567.84, 1), vi.money(185_600), vi.date(date(2024, 12, 31))
    ('1.234.567,8', '185,6\\xa0tỷ\\xa0đồng', '31/12/2024')
    """

    def __init__(self, lang: str = "vi") -> None:
        self.lang = language(lang).code

    def __call__(self, text: str, /, **values: object) -> str:
        """The sentence in this language; `text` is its Vietnamese form with {named} places.

        >>> Words("en")("{k}/{n} tỉnh, thành phố", k=1, n=1)
        '1/1 province'
        """
        if self.lang != "vi":
            text = in_number(_translations(self.lang).get(text, text), values, self.lang)
        return text.format(**values) if values else text

    def of(self, vi: str, en: str) -> str:
        """The one of two stored texts that this language reads, or what it calls the first.

        For texts that are data, as names of the catalogue; what the code says is a message.
        """
        if self.lang == "vi":
            return vi
        if self.lang == SECOND:
            return en or vi
        return _translations(self.lang, "catalogue").get(vi, vi)

    def name(self, thing: Named) -> str:
        return self.of(thing.name_vi, thing.name_en)

    def number(self, value: float | None, decimals: int = 0, rounding: Rounding = "nearest") -> str:
        """1.234.567,8 in Vietnamese, 1,234,567.8 in English; a dash for no figure.

        >>> Words("vi").number(23.3664, 1, "down"), Words("vi").number(8.633, 1, "up")
        ('23,3', '8,7')
        """
        if value is None or math.isnan(value):
            return "–"
        if rounding != "nearest":
            value = _rounded(value, decimals, rounding)
        if value == 0 or round(value, decimals) == 0:
            value = 0.0
        text = f"{abs(value):,.{decimals}f}"
        if self.lang != SECOND:
            text = text.translate(_marks(self.lang))
        return (MINUS if value < 0 else "") + text

    def trimmed(self, value: float | None, decimals: int, rounding: Rounding = "nearest") -> str:
        """At most so many decimals, without trailing zeros: 37 was not printed as 37,00.

        >>> Words("vi").trimmed(37.0, 2), Words("vi").trimmed(81.31, 2)
        ('37', '81,31')
        """
        text = self.number(value, decimals, rounding)
        return (
            text.rstrip("0").rstrip(language(self.lang).decimal)
            if decimals > 0 and text[-1].isdigit()
            else text
        )

    def signed(self, value: float, decimals: int = 0, rounding: Rounding = "nearest") -> str:
        """A change with its sign."""
        text = self.number(value, decimals, rounding)
        return text if text.startswith(MINUS) or round(value, decimals) == 0 else f"+{text}"

    @property
    def percent_sign(self) -> str:
        return f"{NO_BREAK}%" if language(self.lang).percent_apart == "yes" else "%"

    def percent(self, value: float, decimals: int = 1, rounding: Rounding = "nearest") -> str:
        """86,2 % (the value is already in per cent)."""
        return self.number(value, decimals, rounding) + self.percent_sign

    def money(self, million: float, rounding: Rounding = "nearest") -> str:
        """Money given in million VND: tỷ đồng from a thousand million on, else triệu đồng.

        >>> Words("en").money(1539), Words("vi").money(42.5)
        ('1.5\\xa0billion\\xa0VND', '42,5\\xa0triệu\\xa0đồng')
        """
        if abs(million) >= 1000:
            amount, unit = million / 1000, self(mark("tỷ đồng"))
        else:
            amount, unit = million, self(mark("triệu đồng"))
        decimals = 0 if float(amount).is_integer() else 1
        return f"{self.number(amount, decimals, rounding)} {unit}".replace(" ", NO_BREAK)

    def figure(
        self, value: float | None, measure: str, decimals: int = 0, qualifier: Qualifier = "exact"
    ) -> str:
        """A value with its sign of precision and, for %, money and VND, its unit.

        A floor is rounded down and a ceiling up, so that the sign stays true (methods.md rule 6).

        >>> Words("vi").figure(54.7891, "%", 2, "nearly")
        '≲\\xa054,79\\xa0%'
        >>> Words("vi").figure(300_000, "persons", 0, "at_least")
        '≥\\xa0300.000'
        """
        if value is None or math.isnan(value):
            return "–"
        return with_sign(self.amount(value, measure, decimals, ROUNDINGS[qualifier]), qualifier)

    def amount(
        self, value: float, measure: str, decimals: int = 0, rounding: Rounding = "nearest"
    ) -> str:
        """A value with its unit for %, money and VND."""
        match measure:
            case "million VND":
                return self.money(value, rounding)
            case "%":
                return self.trimmed(value, decimals, rounding) + self.percent_sign
            case "VND per person":
                text = self(mark("{n} đồng/người"), n=self.number(value, decimals, rounding))
                return text.replace(" ", NO_BREAK)
        return self.number(value, decimals, rounding)

    def spoken_day(self, day: date) -> str:
        """A day inside a sentence: 1/7/2025, in English 1 July 2025.

        >>> Words("vi").spoken_day(date(2025, 7, 1)), Words("en").spoken_day(date(2025, 7, 1))
        ('1/7/2025', '1 July 2025')
        """
        return _day(self.lang, day, language(self.lang).spoken_day)

    def date(self, day: date | datetime) -> str:
        """31/12/2024; English 31 Dec 2024."""
        whole = day.date() if isinstance(day, datetime) else day
        return _day(self.lang, whole, language(self.lang).day)

    def moment(self, when: datetime) -> str:
        return f"{self.date(when)} {when:%H:%M}"

    def listed(self, items: Iterable[str]) -> str:
        """A, B và C.

        >>> Words("vi").listed(["Hà Nam", "Nam Định", "Ninh Bình"])
        'Hà Nam, Nam Định và Ninh Bình'
        """
        parts: Sequence[str] = list(items)
        if len(parts) < 2:
            return "".join(parts)
        return self(mark("{items} và {last}"), items=", ".join(parts[:-1]), last=parts[-1])

    def years(self, first: int, last: int) -> str:
        return str(first) if first == last else f"{first}–{last}"

    def every_year(self, years: Iterable[int]) -> str:
        """Years in order, those in a row as a span.

        >>> Words("vi").every_year([2015, 2012, 2013, 2014, 2019])
        '2012–2015 và 2019'
        """
        spans: list[list[int]] = []
        for year in sorted(years):
            if spans and year == spans[-1][1] + 1:
                spans[-1][1] = year
            else:
                spans.append([year, year])
        return self.listed([self.years(*span) for span in spans])
