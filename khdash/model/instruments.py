"""The documents on which targets and tasks rest: what they are about, who issued them and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from khdash.model.table_rows import RowReader
from khdash.model.web_address import read_web_address

INSTRUMENT_COLUMNS: dict[str, tuple[str, ...]] = {
    "instruments.csv": (
        "name_vi",
        "name_en",
        "about_vi",
        "about_en",
        "issued",
        "issuer_vi",
        "issuer_en",
        "url",
    ),
}
INSTRUMENT_KEY = ("name_vi",)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document by the name that targets and tasks give it.

    issued: its day, or its year where no source says the day (`issued_day` None); both None where
    neither is known. url: '' where it is not found in public.
    """

    name_vi: str
    name_en: str
    about_vi: str = ""
    about_en: str = ""
    issued_year: int | None = None
    issued_day: date | None = None
    issuer_vi: str = ""
    issuer_en: str = ""
    url: str = ""


def parse_instrument(r: RowReader) -> Instrument:
    """A row of instruments.csv."""
    year, day = _issued(r)
    return Instrument(
        r.required("name_vi"),
        r.text("name_en"),
        r.text("about_vi"),
        r.text("about_en"),
        year,
        day,
        r.text("issuer_vi"),
        r.text("issuer_en"),
        read_web_address(r, "url"),
    )


def _issued(r: RowReader) -> tuple[int | None, date | None]:
    """2022-03-25, or 2022 where only the year is known."""
    value = r.text("issued")
    if not value:
        return None, None
    try:
        if re.fullmatch(r"\d{4}", value, re.ASCII):
            return int(value), None
        day = date.fromisoformat(value)
    except ValueError:
        r.reject(
            "issued",
            "Ghi ngày dạng 2022-03-25, hoặc chỉ năm.",
            "Write a day such as 2022-03-25, or the year alone.",
        )
        return None, None
    return day.year, day
