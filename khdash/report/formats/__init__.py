"""Every format in which an exhibit leaves: pages, popovers and commands offer what stands here."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import Exhibit
from khdash.report.format import Format
from khdash.report.formats.csv import CSV
from khdash.report.formats.json import JSON
from khdash.report.formats.pictures import PNG, PNG_NARROW, PNG_WIDE, SVG
from khdash.report.formats.xlsx import XLSX

FORMATS: tuple[Format[Exhibit], ...] = (JSON, CSV, XLSX, PNG, PNG_WIDE, SVG, PNG_NARROW)
"""In the order in which they are offered; the first is what a command gives unasked."""


def formats_for_readers(exhibit: Exhibit) -> tuple[Format[Exhibit], ...]:
    """What a page offers beside an exhibit."""
    return tuple(f for f in FORMATS if f.for_readers and f.fits(exhibit))


def file_name(exhibit: Exhibit, form: Format[Exhibit]) -> str:
    """khdash-trend-members-v12.csv; what is one of several files of a kind says which."""
    which = form.code.removeprefix(form.extension)
    return f"{file_stem(exhibit)}{which}.{form.extension}"


def file_stem(exhibit: Exhibit) -> str:
    """khdash-trend-members-v12; generated figures say so in the name."""
    chosen = "-".join(exhibit.selection.indicators[:1])
    parts = ["khdash", "minh-hoa" if exhibit.demo else "", exhibit.name, chosen]
    return "-".join(p for p in parts if p) + f"-v{exhibit.data_version}"
