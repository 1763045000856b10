"""Documents read back: the charts of a package with the workbooks inside them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree
from openpyxl import load_workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
Values = tuple[float | None, ...]


@dataclass(frozen=True)
class OpenedChart:
    """A chart as its XML caches it and as its embedded workbook holds it."""

    xml: Any
    book: bytes

    @property
    def title(self) -> str:
        title = self.xml.find(f".//{C}title")
        return "" if title is None else "".join(title.itertext()).strip()

    @property
    def cached(self) -> dict[str, Values]:
        """Name and values of each series by its place; names may be said twice."""
        return {
            f"{place} {''.join(one.find(f'{C}tx').itertext()).split('$1')[-1]}": _values(one)
            for place, one in enumerate(self._series())
        }

    @property
    def categories(self) -> list[str]:
        found = next(self._series()).find(f"{C}cat//{C}strCache")
        return [one.findtext(f"{C}v") for one in found.findall(f"{C}pt")]

    @property
    def embedded(self) -> list[tuple[object, ...]]:
        """The columns of the workbook, heads first."""
        sheet = load_workbook(io.BytesIO(self.book)).worksheets[0]
        return list(sheet.iter_cols(values_only=True))

    def _series(self) -> Any:
        found = self.xml.findall(f".//{C}ser")
        return iter(sorted(found, key=lambda one: int(one.find(f"{C}idx").get("val"))))


def _values(series: Any) -> Values:
    cache = series.find(f"{C}val//{C}numCache")
    known = {int(p.get("idx")): float(p.findtext(f"{C}v")) for p in cache.findall(f"{C}pt")}
    count = int(cache.find(f"{C}ptCount").get("val"))
    return tuple(known.get(place) for place in range(count))


def charts_of(content: bytes) -> list[OpenedChart]:
    """The charts of a DOCX or PPTX in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)]
        names.sort(key=lambda name: int(re.findall(r"\d+", name)[-1]))
        return [_opened(package, name) for name in names]


def _opened(package: zipfile.ZipFile, name: str) -> OpenedChart:
    folder, _, file = name.rpartition("/")
    relations = etree.fromstring(package.read(f"{folder}/_rels/{file}.rels"))
    (target,) = [one.get("Target") for one in relations]
    book = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    book = re.sub(r"[^/]+/\.\./", "", book)
    return OpenedChart(etree.fromstring(package.read(name)), package.read(book))
