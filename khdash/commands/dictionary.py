"""dictionary: the data dictionary as Markdown, generated from the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from khdash.commands.command import DONE, Command
from khdash.locale.words import Words, mark
from khdash.model.catalogue import Catalogue, Indicator
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import data_folder

KINDS = {
    "stock": mark("thời điểm (cuối kỳ)"),
    "flow": mark("trong kỳ"),
    "rate": mark("tỷ lệ"),
}


def dictionary(catalogue: Catalogue, words: Words) -> str:
    """Every indicator by theme: code, name, unit, kind, formula, definition, instrument."""
    return "\n".join(_lines(catalogue, words)) + "\n"


def _lines(catalogue: Catalogue, words: Words) -> Iterator[str]:
    yield f"# {words('Từ điển số liệu')}"
    yield ""
    yield words(
        "Sinh từ data/catalogue bằng lệnh `python -m khdash dictionary`; sửa ở đó, không sửa ở đây."
    )
    for theme, indicators in catalogue.by_theme.items():
        yield ""
        yield f"## {words.name(catalogue.themes[theme])}"
        for indicator in indicators:
            yield ""
            yield from _entry(catalogue, indicator, words)


def _entry(catalogue: Catalogue, indicator: Indicator, words: Words) -> Iterator[str]:
    yield f"### {words.name(indicator)} (`{indicator.code}`)"
    yield ""
    yield words.of(indicator.definition_vi, indicator.definition_en)
    yield ""
    measure = words.name(catalogue.measures[indicator.unit])
    yield f"- {words('Đơn vị tính')}: {measure}; {words(KINDS[indicator.kind])}"
    if formula := formula_of(catalogue, indicator, words):
        yield f"- {words('Cách tính')}: {formula}"
    for item in catalogue.breaks_of(indicator.code):
        yield f"- {item.year}: {words.of(item.reason_vi, item.reason_en)}"
    if indicator.instrument:
        yield f"- {words('Văn bản')}: {indicator.instrument}"


def formula_of(catalogue: Catalogue, indicator: Indicator, words: Words) -> str:
    """Numerator / denominator of a rate in words; '' where the catalogue names none."""
    if not indicator.derivable:
        return ""
    above = words.name(catalogue.indicators[indicator.numerator])
    below = [indicator.denominator, indicator.denominator_registered]
    names = [words.name(catalogue.indicators[code]) for code in below if code]
    return " · ".join(f"{above} / {name} × {words.number(indicator.scale or 1)}" for name in names)


def _no_arguments(parser: ArgumentParser, words: Words) -> None:
    """The command takes none."""


def _run(args: Namespace, words: Words) -> int:
    _, catalogue = read_catalogue(data_folder())
    print(dictionary(catalogue, words), end="")
    return DONE


DICTIONARY_COMMANDS = (
    Command("dictionary", mark("In từ điển số liệu dưới dạng Markdown."), _no_arguments, _run),
)
