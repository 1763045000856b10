"""Cells that differ in their digits alone are taken apart once: 46 vạn and 52 vạn."""

from __future__ import annotations

import re
from functools import lru_cache

from khdash.reading.numbers.expression import Expression, Term, parse_cell
from khdash.reading.numbers.literal import SIMPLE
from khdash.reading.numbers.outcome import Missing, NotANumber

_TOKEN = re.compile(r"([0-9]+(?:[.,][0-9]+| [0-9]{3}(?![0-9]))*)")
# Between two numbers something must stand that no number contains; a stroke may be a date.
_APART = re.compile(r"[^\W\d_]|\(")
_DIGIT = re.compile(r"\d")
_MOST_NUMBERS = 4
_LONGEST = 60

# One number of each form for each place in a cell, so that places can be told apart.
_SAMPLES: dict[str, tuple[str, ...]] = {
    "one digit": ("2", "3", "4", "5"),
    "two digits": ("21", "31", "41", "51"),
    "plain": ("8210", "8310", "8410", "8510"),
    "spaces": ("2 100", "3 100", "4 100", "5 100"),
    "dots": ("2.100.000", "3.100.000", "4.100.000", "5.100.000"),
    "commas": ("2,100,000", "3,100,000", "4,100,000", "5,100,000"),
    "dot": ("2.100", "3.100", "4.100", "5.100"),
    "comma": ("2,100", "3,100", "4,100", "5,100"),
    "comma_decimal": ("2,1", "3,1", "4,1", "5,1"),
    "dot_decimal": ("2.1", "3.1", "4.1", "5.1"),
}


def parse_alike(text: str) -> Expression | Missing | NotANumber:
    """What `parse_cell` says of a cell, remembered for all cells of the same words."""
    if len(text) > _LONGEST:
        return parse_cell(text)
    parts = _TOKEN.split(text.replace("\u00a0", " "))
    words, literals = tuple(parts[0::2]), parts[1::2]
    if not literals or len(literals) > _MOST_NUMBERS:
        return parse_cell(text)
    forms = tuple(map(_form, literals))
    template = _template(words, forms)
    if template is None:
        return parse_cell(text)
    return _filled(template, forms, literals)


def _form(literal: str) -> str:
    """How a number is written; '' for a rare form."""
    match = SIMPLE.fullmatch(literal)
    if match is None:
        return ""
    if match.lastgroup == "plain" and len(literal) < 3:
        return "one digit" if len(literal) == 1 else "two digits"
    return match.lastgroup or ""


@lru_cache(maxsize=10_000)
def _template(words: tuple[str, ...], forms: tuple[str, ...]) -> Expression | None:
    """The cell with sample numbers, taken apart; None where its digits themselves may matter."""
    inner = words[1:-1]
    if "" in forms or any("/" in part or _DIGIT.search(part) for part in words):
        return None
    if not all(_APART.search(part) and not part.lower().endswith("e") for part in inner):
        return None
    samples = [_SAMPLES[form][place] for place, form in enumerate(forms)]
    cell = "".join(word + sample for word, sample in zip(words, [*samples, ""], strict=True))
    parsed = parse_cell(cell)
    if not isinstance(parsed, Expression) or parsed.denominator or _DIGIT.search(parsed.mark or ""):
        return None
    found = [term.literal for term in parsed.terms if term.literal != "0"]
    found += [parsed.percent] if parsed.percent else []
    return parsed if sorted(found) == sorted(samples) else None


def _filled(template: Expression, forms: tuple[str, ...], literals: list[str]) -> Expression:
    """The template with the numbers of a cell in place of the samples."""
    own = {_SAMPLES[form][at]: literals[at] for at, form in enumerate(forms)}
    terms = tuple([Term(own.get(of, of), scale, half) for of, scale, half in template.terms])
    percent = own[template.percent] if template.percent else None
    return template._replace(terms=terms, percent=percent)
