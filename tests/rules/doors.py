"""A sample of a rule at both doors: as a file that is checked, and as figures of the store."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from khdash.exhibit.registry import build
from khdash.ingest.check import CheckReport, Known
from khdash.ingest.pipeline import check_bytes
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.frames import OBSERVATION, empty
from khdash.model.selection import Selection
from khdash.rules.rule import Given
from tests.transform.figures import figure, observations

WRITTEN = {"exact": "", "at_least": "hơn ", "nearly": "gần ", "about": "khoảng "}
MEASURES = {"million VND": "triệu đồng", "%": "%", "VND per person": "đồng/người"}
NOT_COMPARED = date(2024, 12, 31)


def as_csv(sample: tuple[Given, ...], catalogue: Catalogue) -> str:
    """One figure a line below the header, as an office writes it."""
    lines = ["Tỉnh;Năm;Chỉ số;Đơn vị tính;Giá trị"]
    for given in sample:
        entry = catalogue.indicators[given.indicator]
        value = f"{given.value:.15g}".replace(".", ",")
        lines.append(
            f"{catalogue.units[given.unit].name};{given.year};{entry.name_vi}"
            f";{MEASURES.get(entry.unit, '')};{WRITTEN[given.qualifier]}{value}"
        )
    return "\n".join([*lines, ""])


def stored(sample: tuple[Given, ...], source: str = "reported") -> pd.DataFrame:
    """The same figures as the store holds them."""
    return observations(
        *(
            figure(
                given.unit,
                given.indicator,
                given.year,
                given.value,
                given.qualifier,
                basis=given.basis,
                standing=given.standing,
                source_id=source,
            )
            for given in sample
        )
    )


def uploaded(sample: tuple[Given, ...], catalogue: Catalogue) -> CheckReport:
    """The report on the sample as a file; what another source says stands in the store before."""
    before = tuple(g._replace(standing="current") for g in sample if g.standing == "rival")
    known = Known(
        catalogue, stored(before, "press") if before else empty(OBSERVATION), today=NOT_COMPARED
    )
    of_file = tuple(given for given in sample if given.standing == "current")
    data = as_csv(of_file, catalogue).encode()
    return check_bytes(data, "mau.csv", known, None)


def shown(sample: tuple[Given, ...], catalogue: Catalogue, lang: str = "vi") -> pd.DataFrame:
    """What the quality page says of the sample as figures of the store."""
    dataset = Dataset(catalogue, stored(sample), empty(OBSERVATION), 1, datetime(2025, 1, 1))
    units = tuple(dict.fromkeys(given.unit for given in sample))
    return build("quality_findings", dataset, Selection(units=units, lang=lang)).table


def cell_of(sample: tuple[Given, ...], at: int) -> str:
    """Where the figure stands in the file."""
    rows = [given for given in sample if given.standing == "current"]
    return f"E{2 + rows.index(sample[at])}"
