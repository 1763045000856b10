"""dictionary: the data dictionary as Markdown, generated from the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from khdash.commands.command import DONE, Command
from khdash.exhibit.core.due_words import answers_text
from khdash.locale.words import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.tasks import TaskList, newest_first
from khdash.store.own_files import read_catalogue_in_use
from khdash.store.places import here

KINDS = {
    "stock": mark("thời điểm (cuối kỳ)"),
    "flow": mark("trong kỳ"),
    "rate": mark("tỷ lệ"),
}

EVIDENCE_NAMES = {
    "person": mark("tỉnh báo cáo"),
    "yearly_rise": mark("tính: năm sau cao hơn năm trước"),
    "target": mark("tính: so với chỉ tiêu của năm"),
    "figure": mark("tính: có số liệu trong năm"),
}


def dictionary(catalogue: Catalogue, words: Words) -> str:
    """Every indicator by theme with formula, limits and definition, relations, lists of tasks."""
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
    yield ""
    yield f"## {words('Quan hệ giữa các chỉ số')}"
    yield ""
    for relation in catalogue.relations:
        names = [words.name(catalogue.indicators[code]) for code in relation.parts]
        sign = {"<=": "≤", "=": "="}[relation.operator]
        whole = words.name(catalogue.indicators[relation.whole])
        yield f"- {' + '.join(names)} {sign} {whole} (`{relation.code}`)"
    for one in newest_first(catalogue.task_lists):
        yield ""
        yield f"## {words.name(one)} (`{one.code}`)"
        yield ""
        yield words.of(one.note_vi, one.note_en)
        yield ""
        yield from _tasks(catalogue, one, words)


def _entry(catalogue: Catalogue, indicator: Indicator, words: Words) -> Iterator[str]:
    yield f"### {words.name(indicator)} (`{indicator.code}`)"
    yield ""
    if definition := words.of(indicator.definition_vi, indicator.definition_en):
        yield definition
        yield ""
    measure = words.name(catalogue.measures[indicator.unit])
    yield f"- {words('Đơn vị tính')}: {measure}; {words(KINDS[indicator.kind])}"
    if formula := formula_of(catalogue, indicator, words):
        yield f"- {words('Cách tính')}: {formula}"
    if limits := limits_of(indicator, measure, words):
        yield f"- {words('Mức có thể có')}: {limits}"
    for item in catalogue.breaks_of(indicator.code):
        yield f"- {item.year}: {words.of(item.reason_vi, item.reason_en)}"
    if indicator.instrument:
        named = words.of(indicator.instrument, indicator.instrument_en)
        yield f"- {words('Văn bản')}: {named}"
    yield f"- {words('Nơi trả lời')}: {answers_text(catalogue, indicator.code, words)}"


def _tasks(catalogue: Catalogue, of_list: TaskList, words: Words) -> Iterator[str]:
    """Every task and item: title, documents, how its state is known, from which indicators."""
    for task in catalogue.tasks:
        if task.list != of_list.code:
            continue
        parts = [f"{words.of(task.title_vi, task.title_en)} (`{task.code}`)"]
        if task.instrument_vi:
            parts.append(words.of(task.instrument_vi, task.instrument_en))
        if task.evidence:
            parts.append(words(EVIDENCE_NAMES[task.evidence]))
        if task.indicators:
            parts.append(", ".join(f"`{code}`" for code in task.indicators))
        yield f"{'  ' if task.parent else ''}- {'; '.join(parts)}"


def formula_of(catalogue: Catalogue, indicator: Indicator, words: Words) -> str:
    """Numerator / denominator of a rate in words; '' where the catalogue names none."""
    if not indicator.derivable:
        return ""
    above = words.name(catalogue.indicators[indicator.numerator])
    below = [indicator.denominator, indicator.denominator_registered]
    names = [words.name(catalogue.indicators[code]) for code in below if code]
    return " · ".join(f"{above} / {name} × {words.number(indicator.scale or 1)}" for name in names)


def limits_of(indicator: Indicator, measure: str, words: Words) -> str:
    """What no true figure can pass, in words; '' where the catalogue gives no limit."""
    said = []
    if indicator.floor is not None:
        said.append(words("không dưới {n}", n=words.trimmed(indicator.floor, 6)))
    if indicator.ceiling is not None:
        said.append(words("không quá {n}", n=words.trimmed(indicator.ceiling, 6)))
    if indicator.floor_per_person is not None:
        least = words.trimmed(indicator.floor_per_person, 6)
        said.append(
            words("không dưới {n} {measure} mỗi người dân", n=least, measure=measure.lower())
        )
    if indicator.ceiling_per_person is not None:
        most = words.trimmed(indicator.ceiling_per_person, 6)
        said.append(words("không quá {n} {measure} mỗi người dân", n=most, measure=measure.lower()))
    return "; ".join(said)


def _no_arguments(parser: ArgumentParser, words: Words) -> None:
    """The command takes none."""


def _run(args: Namespace, words: Words) -> int:
    print(dictionary(read_catalogue_in_use(here()).catalogue, words), end="")
    return DONE


DICTIONARY_COMMANDS = (
    Command("dictionary", mark("In từ điển số liệu dưới dạng Markdown."), _no_arguments, _run),
)
