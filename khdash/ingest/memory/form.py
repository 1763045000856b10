"""The form that a table is written on: its headings and title without what changes each year."""

from __future__ import annotations

import hashlib
import re

from khdash.ingest.recognise import Recognition, fingerprint
from khdash.locale.spelling import tidy

_DATE = re.compile(r"\b(?:\d{1,2} ){0,2}(?:19|20)\d\d\b")
_OF_TIME = frozenset(
    ("ngày", "tháng", "năm", "quý", "kỳ", "đầu", "cuối", "giữa", "cả", "month", "year", "quarter")
)
_COUNT = re.compile(r"\d+|[ivx]+")


def form_of(own: Recognition) -> str:
    """What is equal for two tables of one form, of whichever year; '' where no column has a name.

    Two tables whose headings, title or measure differ in anything but time have different forms.
    """
    header = [_DATE.sub("#", tidy(name)) for name in own.table.header]
    if not any(header):
        return ""
    title = own.title
    told = (
        *header,
        "",
        *(_timeless(cell) for row in own.table.preamble for cell in row if cell.strip()),
        title.indicator,
        title.measure_text,
        title.part,
        str((title.is_plan, title.is_pledge)),
    )
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:32]


def forms_of(own: Recognition) -> frozenset[str]:
    """Its form, and as it was written down while the header alone was looked at."""
    form = form_of(own)
    return frozenset((form, fingerprint(own.table.header))) if form else frozenset()


def _timeless(line: str) -> str:
    """The words of a line of a title without numbers and words of time.

    >>> _timeless("Báo cáo 6 tháng đầu năm 2025") == _timeless("BÁO CÁO năm 2024")
    True
    """
    words = (word for word in tidy(line).split() if word not in _OF_TIME)
    return " ".join(word for word in words if not _COUNT.fullmatch(word))
