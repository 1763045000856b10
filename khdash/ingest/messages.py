"""The sentences of findings: one table, messages.csv, with severity, Vietnamese and English."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from khdash.ingest.findings import SEVERITIES, Both, Finding, Severity
from khdash.locale.words import NO_BREAK, Words, in_number
from khdash.model.value import SIGNS, Bounded
from khdash.rules.words import Reason


@dataclass(frozen=True, slots=True)
class Message:
    """How serious a finding is and its sentence, with {named} places for its parameters."""

    severity: Severity
    vi: str
    en: str


@cache
def messages() -> dict[str, Message]:
    """Every code of a finding and its sentences.

    Raises ValueError where a line of messages.csv has a severity that does not exist.
    """
    text = files("khdash.ingest").joinpath("messages.csv").read_text(encoding="utf-8")
    table: dict[str, Message] = {}
    for row in csv.DictReader(text.splitlines()):
        severity = next((name for name in SEVERITIES if name == row["severity"]), None)
        if severity is None:
            raise ValueError(f"messages.csv: {row['code']}: unknown severity {row['severity']!r}")
        table[row["code"]] = Message(severity, row["vi"], row["en"])
    return table


def finding(
    code: str, *, sheet: str | None = None, cell: str = "", value: str = "", **params: Any
) -> Finding:
    """A finding of a code of the table; raises KeyError for a code without sentences."""
    return Finding(code, messages()[code].severity, sheet, cell, value, params)


def finding_of_file(code: str, params: Mapping[str, Any], sheet: str | None = None) -> Finding:
    """A finding from what the reader of the file says, whose params may name cell and value."""
    cell, value = str(params.get("cell", "")), str(params.get("value", ""))
    return Finding(code, messages()[code].severity, sheet, cell, value, dict(params))


def sentence(found: Finding, lang: str) -> str:
    """Where, what, why and what to do, in a language."""
    words = Words(lang)
    reason = found.params.get("reason")
    if isinstance(reason, Reason):
        return _where(found, words) + _of_rule(found, reason, words)
    message = messages()[found.code]
    template = words.of(message.vi, message.en)
    params = {name: _shown(name, value, words) for name, value in found.params.items()}
    params.setdefault("value", _clipped(found.value))
    if "vi" in found.params and "en" in found.params:
        params["readings"] = _readings(found, words)
    template = in_number(template, _Blanks(params), words.lang)
    return _where(found, words) + template.format_map(_Blanks(params))


def _of_rule(found: Finding, reason: Reason, words: Words) -> str:
    """The figure, then why and what to do as the quality page says it."""
    unit, indicator = (_shown(name, found.params[name], words) for name in ("unit", "indicator"))
    why = reason.why(found.params["catalogue"], words)
    return f"{unit} {found.params['year']}, {indicator}: {why} {reason.to_do(words)}"


class _Blanks(dict[str, str]):
    """Parameters; one that a finding lacks prints as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _where(found: Finding, words: Words) -> str:
    if not found.cell:
        sheet = None if "sheet" in found.params else found.sheet
        return f"{words('Trang «{sheet}»', sheet=sheet)}: " if sheet else ""
    if found.sheet:
        place = words("Trang «{sheet}», ô {cell}", sheet=found.sheet, cell=found.cell)
    else:
        place = words("Ô {cell}", cell=found.cell)
    return f"{place}: "


def _shown(name: str, value: Any, words: Words) -> str:
    if name == "near":
        if not value:
            return ""
        names = "; ".join(_shown("", item, words) for item in value)
        return f"{words('Gần nhất: {names}.', names=names)} "
    if isinstance(value, Both):
        return words.of(value.vi, value.en)
    if isinstance(value, Bounded):
        sign, text = SIGNS[value.qualifier], _shown(name, float(value.value), words)
        return f"{sign}{NO_BREAK}{text}" if sign else text
    if isinstance(value, str) and name in _DAYS and _ISO_DAY.fullmatch(value):
        return words.spoken_day(date.fromisoformat(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    if isinstance(value, float):
        return words.number(value, 0 if value.is_integer() else 2)
    if isinstance(value, int) and not isinstance(value, bool) and name not in _PLAIN:
        return words.number(value)
    return _clipped(str(value))


_PLAIN = frozenset(("year", "before", "other_year", "line", "from", "to", "part", "parts", "batch"))
_DAYS = frozenset(("start", "end", "day"))
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 120


def _clipped(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST]}…"


def _readings(found: Finding, words: Words) -> str:
    """Up to three cells with what each would be in either style of writing numbers."""
    lines = [
        words(
            "{cell} «{text}» = {first} hay {second}",
            cell=cell,
            text=text,
            first=_reading(vi, words),
            second=_reading(en, words),
        )
        for cell, text, vi, en in zip(
            found.params["cells"],
            found.params["texts"],
            found.params["vi"],
            found.params["en"],
            strict=False,
        )
    ]
    return "; ".join(lines) + "."


def _reading(value: float | None, words: Words) -> str:
    if value is None:
        return "–"
    return words.number(value, 0 if float(value).is_integer() else 3)
