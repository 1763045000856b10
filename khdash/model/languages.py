"""The languages of the application: a row of khdash/locale/languages.csv each.

What a language says stands in its folder beside that table: messages.po, and for one that has no
columns of its own in the catalogue, catalogue.po. What is missing there is said in Vietnamese.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "locale"
ORIGINAL, SECOND = "vi", "en"
"""The language of the sources, and the one that the catalogue has columns for."""


@dataclass(frozen=True, slots=True)
class Language:
    """A row. name: what it calls itself; label: on the switch; tag: as documents name it; excel:
    as a number format of Excel does; percent_apart: whether its sign stands apart from the number;
    day, spoken_day: how a day is written alone and within a sentence, as Babel takes it.
    """

    code: str
    name: str
    label: str
    tag: str
    excel: str
    decimal: str
    group: str
    percent_apart: str
    day: str
    spoken_day: str


@cache
def languages() -> dict[str, Language]:
    """Every language by its code, the original first."""
    with (FOLDER / "languages.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Language(**row) for row in csv.DictReader(file)}


def language(code: str | None) -> Language:
    """The language of a code; the original where there is none of it.

    >>> language("en").name, language("xx").code, language(None).code
    ('English', 'vi', 'vi')
    """
    return languages().get(code or ORIGINAL) or languages()[ORIGINAL]
