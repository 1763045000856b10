"""What a rule of plausibility is: its code, severity, words, how it judges, and its sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Literal, NamedTuple

import pandas as pd

from khdash.rules.figures import Figures

Severity = Literal["error", "warning", "info"]
PLACES = ("value", "low", "high", "n", "other", "others", "before", "valid")
"""What the words of a rule may name in braces; khdash.rules.words fills them."""


class Said(NamedTuple):
    """A text in both languages."""

    vi: str
    en: str


class Given(NamedTuple):
    """A figure of a sample. standing: 'rival' is what another source says of the same."""

    unit: str
    indicator: str
    year: int
    value: float
    qualifier: str = "exact"
    basis: str = ""
    standing: str = "current"


@dataclass(frozen=True, slots=True)
class Sample:
    """Figures that the rule names, and it alone, and figures that it just does not name.

    names: which of `fires` the finding is about.
    """

    fires: tuple[Given, ...]
    silent: tuple[Given, ...]
    names: int = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; khdash.rules.registry lists them all.

    severity: error: cannot be right as it stands; warning: a person should look; info: worth
    knowing. why: its places are {value}, {low}, {high}, {n}, {other} (what the figure was compared
    with), {others} (the figures behind that), {before} (the year of the first of them) and
    {valid} (since and until when the indicator is in use). judge: the findings, as
    khdash.rules.found makes them.
    about_size: a figure is named once for its size, by the first such rule of the registry.
    hard: until a person confirms it, such a figure is spoken of in no sentence.
    """

    code: str
    severity: Severity
    name: Said
    why: Said
    to_do: Said
    judge: Callable[[Figures], pd.DataFrame]
    sample: Sample
    about_size: bool = False
    hard: bool = False

    def __post_init__(self) -> None:
        """A wrong place is told here, not by the page that first has to say the words."""
        named = {name for text in self.why for _, name, *_ in Formatter().parse(text) if name}
        if unknown := named.difference(PLACES):
            raise ValueError(
                f"Rule {self.code}: its words name {_braced(sorted(unknown))};"
                f" there is {_braced(PLACES)}."
            )


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


CORRECT = Said(
    "Đối chiếu với văn bản gốc rồi nạp lại số đã sửa.",
    "Compare with the original document and upload the corrected figure.",
)
ASK = Said(
    "Hỏi lại tỉnh hoặc xem văn bản gốc; nếu số đúng thì xác nhận kèm lý do.",
    "Ask the province or look at the original; if it is right, confirm it with a reason.",
)
SLIP = Said(
    "Xem đơn vị tính (đồng hay triệu đồng), dấu chấm hàng nghìn và năm của số; nếu số đúng thì"
    " xác nhận kèm lý do.",
    "Check the unit (VND or million VND), the thousands separators and the year; if it is right,"
    " confirm it with a reason.",
)
"""What a person should do, as most rules say it."""
